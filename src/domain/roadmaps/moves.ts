import { reminderStore } from '../reminders/store.ts'
import { type Actor, allow, may, member } from '../shared/access.ts'
import { isIsoDate } from '../shared/calendar.ts'
import { DomainError } from '../shared/errors.ts'
import type { Room } from '../shared/room.ts'
import { wallClock } from '../shared/zone.ts'
import { type AssignmentRow, assignmentStore } from './assignment-store.ts'
import { moveStore } from './move-store.ts'
import { isOpen, shortTitle } from './rules.ts'
import { tellHolders } from './tell-holders.ts'

/** An assignment is taken up, moved or cancelled; a school asks to move, the coordinator answers. */
export function moveService(room: Room) {
  const store = moveStore(room.tx)
  const assignments = assignmentStore(room.tx)

  const naming = (row: AssignmentRow) => ({ number: row.number, title: shortTitle(row.title) })
  const open = async (id: number): Promise<AssignmentRow> => {
    const row = await assignments.find(id, true)
    if (!row) throw new DomainError('assignment-unknown')
    if (row.status === 'done') throw new DomainError('assignment-done', naming(row))
    if (!isOpen(row.status)) throw new DomainError('assignment-cancelled', naming(row))
    return row
  }
  /** An open assignment that the actor may move or cancel: the coordinator's. */
  const ruled = async (actor: Actor, id: number): Promise<AssignmentRow> => {
    allow(actor, 'assignment.move')
    const row = await open(id)
    allow(actor, 'assignment.move', row)
    return row
  }
  const wrongDay = async (row: AssignmentRow, day: string) => {
    const zone = await assignments.findZone(row.municipalityId)
    const today = wallClock(room.now(), zone).day
    if (!isIsoDate(day) || day < today) return 'move-past'
    return day === row.due ? 'move-same' : null
  }
  const checkDay = async (row: AssignmentRow, day: string) => {
    const wrong = await wrongDay(row, day)
    if (wrong) throw new DomainError(wrong)
  }
  const people = (municipalityId: number) => reminderStore(room.tx).listRecipients(municipalityId)
  /** Those who answer for it are told, but for who has done this. */
  const tell = (row: AssignmentRow, by: number, key: string, args: object) =>
    tellHolders(room, row.municipalityId, [row], by, {
      text: [{ key, args: { ...naming(row), ...args } }],
      buttons: [[{ label: { key: 'assignment-show' }, command: 'show', arg: String(row.id) }]],
    })

  return {
    /** That the actor may move or cancel it: asked before the person writes anything. */
    async showMovable(actor: Actor, id: number) {
      return naming(await ruled(actor, id))
    },

    /** That the actor may ask for a later day. */
    async showAskable(actor: Actor, id: number) {
      await room.domain.assignments.checkMine(actor, id)
      if ((await store.countAsked(id)) > 0) throw new DomainError('move-asked-already')
      return naming(await open(id))
    },

    /** What hinders a move to that day: the code of a refusal, or null. */
    async previewDay(actor: Actor, id: number, day: string) {
      if (may(actor, 'assignment.move')) return wrongDay(await ruled(actor, id), day)
      await room.domain.assignments.checkMine(actor, id)
      return wrongDay(await open(id), day)
    },

    /** «Взять в работу», or back. */
    async takeUp(actor: Actor, id: number, inWork: boolean) {
      await room.domain.assignments.checkMine(actor, id)
      const row = await open(id)
      await store.setStatus(id, inWork ? 'in_work' : 'planned')
      return naming(row)
    },

    /** Moves an open assignment to another day; the first one stays known as the plan. */
    async move(actor: Actor, id: number, day: string, reason: string) {
      const row = await ruled(actor, id)
      await checkDay(row, day)
      await store.move(id, day, reason)
      await tell(row, member(actor).personId, 'move-moved', { from: row.due, day, reason })
      return { ...naming(row), from: row.due, day }
    },

    /** Cancels one assignment, not the row. */
    async cancel(actor: Actor, id: number, reason: string) {
      const row = await ruled(actor, id)
      await store.cancel(id, reason)
      await room.domain.informing.completedRows([row.activityId])
      await tell(row, member(actor).personId, 'move-cancelled', { reason })
      return naming(row)
    },

    /** Asks the coordinators for a later day. @throws DomainError('move-asked-already' | …) */
    async ask(actor: Actor, id: number, day: string, reason: string) {
      await room.domain.assignments.checkMine(actor, id)
      const row = await open(id)
      await checkDay(row, day)
      if ((await store.countAsked(id)) > 0) throw new DomainError('move-asked-already')
      const { personId } = member(actor)
      const requestId = await store.addRequest({
        assignmentId: id,
        personId,
        day,
        reason,
        at: room.now(),
      })
      const coordinators = (await people(row.municipalityId)).filter(
        ({ role }) => role === 'coordinator',
      )
      await room.domain.deliveries.tellEach(
        coordinators.map((one) => ({
          personId: one.personId,
          message: {
            text: [
              {
                key: 'move-request',
                args: { ...naming(row), school: row.school ?? '', from: row.due, day, reason },
              },
            ],
            buttons: [
              [
                { label: { key: 'move-approve' }, command: 'approve-move', arg: String(requestId) },
                { label: { key: 'move-decline' }, command: 'decline-move', arg: String(requestId) },
              ],
            ],
          },
          key: `move:${requestId}:${one.personId}`,
        })),
      )
      return { ...naming(row), day, asked: coordinators.length }
    },

    /** Answers a school. @throws DomainError('move-answered' | 'move-unknown' | …) */
    async answer(actor: Actor, requestId: number, approve: boolean) {
      allow(actor, 'assignment.move')
      const request = await store.findRequest(requestId)
      if (!request) throw new DomainError('move-unknown')
      const row = await assignments.find(request.assignmentId, true)
      if (!row) throw new DomainError('assignment-unknown')
      const { personId } = allow(actor, 'assignment.move', row)
      if (request.status !== 'asked') throw new DomainError('move-answered')
      if (approve) {
        await open(row.id)
        await store.move(row.id, request.day, request.reason)
      }
      await store.answer(requestId, approve ? 'approved' : 'declined', { personId, at: room.now() })
      const args = { ...naming(row), day: request.day, from: row.due, school: row.school ?? '' }
      await room.domain.deliveries.tell(
        request.personId,
        { text: [{ key: approve ? 'move-was-approved' : 'move-was-declined', args }] },
        { key: `move-answer:${requestId}` },
      )
      return args
    },
  }
}
