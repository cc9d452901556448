import type { StoredFileRef } from '../deliveries/message.ts'
import { type Actor, allow, may } from '../shared/access.ts'
import { DomainError } from '../shared/errors.ts'
import type { Room } from '../shared/room.ts'
import { wallClock } from '../shared/zone.ts'
import { activityStore } from './activity-store.ts'
import { type AssignmentRow, assignmentStore, type PlanRow } from './assignment-store.ts'
import { mapNames } from './map-names.ts'
import {
  daysLeft,
  isOpen,
  isOwn,
  type PlanView,
  type Reach,
  reachOf,
  shortTitle,
  undoMinutes,
  viewPeriod,
} from './rules.ts'

/** A plan's line as people are shown it; `left` is in days, negative when late. */
export type PlanItem = PlanRow & {
  left: number
  /** The name of its road map, where there are several. */
  map: string | null
}

type Act = 'road-map.view' | 'assignment.complete' | 'assignment.snooze'

const coordinates = (actor: Actor): boolean =>
  actor.roles.some(({ role }) => role === 'coordinator')

/** What the schools and the municipality have to do, and by when. */
export function assignmentService(room: Room) {
  const store = assignmentStore(room.tx)
  const todayOf = async (municipalityId: number) =>
    wallClock(room.now(), await store.findZone(municipalityId)).day

  /** The assignment, if the actor may do this with it. @throws DomainError */
  const reach = async (actor: Actor, action: Act, id: number): Promise<AssignmentRow> => {
    const found = await store.find(id, action !== 'road-map.view')
    if (!found) {
      allow(actor, action)
      throw new DomainError('assignment-unknown')
    }
    const acting = await room.domain.absences.listActing(actor)
    const deputy = acting.slice(1).some((one) => mayReach(one, action, found))
    if (!deputy) checkReach(actor, action, found)
    return found
  }

  /** @throws DomainError when the actor may not do this with the assignment */
  const checkReach = (actor: Actor, action: Act, found: AssignmentRow): void => {
    allow(actor, action)
    // Who answers by name may do so wherever it is; others need the right there, and it must be theirs.
    const byName = found.personId !== null && found.personId === actor.personId
    if (!byName || found.municipalityId !== actor.municipalityId) allow(actor, action, found)
    if (action !== 'road-map.view' && !isOwn(actor, found) && !coordinates(actor))
      throw new DomainError('not-allowed')
  }
  const mayReach = (actor: Actor, action: Act, found: AssignmentRow): boolean => {
    try {
      checkReach(actor, action, found)
      return true
    } catch (error) {
      if (error instanceof DomainError) return false
      throw error
    }
  }
  /** What an actor sees, together with those whom one stands in for. */
  const seenBy = async (actor: Actor): Promise<Reach> => {
    const reaches = (await room.domain.absences.listActing(actor)).map(reachOf)
    return {
      everywhere: reaches.some(({ everywhere }) => everywhere),
      schools: [...new Set(reaches.flatMap(({ schools }) => schools))],
      personId: actor.personId,
    }
  }

  const canUndo = (actor: Actor, row: AssignmentRow) =>
    row.status === 'done' &&
    row.doneAt !== null &&
    row.doneById === actor.personId &&
    room.now().getTime() - row.doneAt.getTime() <= undoMinutes * 60_000

  return {
    /**
     * What is open and due: this week, this month, late, or next, of all road maps or of one. At most
     * `limit` items, and how many there are in all road maps.
     */
    async list(actor: Actor, view: PlanView, limit = 40, roadMapId: number | null = null) {
      const who = allow(actor, 'road-map.view')
      const today = await todayOf(who.municipalityId)
      const period = viewPeriod(view, today)
      const sees = await seenBy(actor)
      const rows = await store.listOpen(who.municipalityId, sees, period, room.now(), limit, {
        latestFirst: view === 'late',
        roadMapId,
      })
      const total =
        rows.length < limit
          ? rows.length
          : await store.countOpen(who.municipalityId, sees, period, room.now())
      const names = mapNames(await activityStore(room.tx).listMaps(who.municipalityId))
      const items: PlanItem[] = rows.map((row) => ({
        ...row,
        map: names.get(row.roadMapId) ?? null,
        title: shortTitle(row.title),
        left: daysLeft(row.due, today),
      }))
      return { today, period, items, total }
    },

    /** How many are late. */
    async countLate(actor: Actor): Promise<number> {
      const who = allow(actor, 'road-map.view')
      const period = viewPeriod('late', await todayOf(who.municipalityId))
      return store.countOpen(who.municipalityId, await seenBy(actor), period, room.now())
    },

    /** All there is to know about one assignment; for the municipality also how its schools stand. */
    async show(actor: Actor, id: number) {
      const row = await reach(actor, 'road-map.view', id)
      const today = await todayOf(row.municipalityId)
      const schools = reachOf(actor).everywhere ? await store.schoolsOf(row.occurrenceId) : null
      const acting = await room.domain.absences.listActing(actor)
      const mine = acting.some(
        (one) => isOwn(one, row) && mayReach(one, 'assignment.complete', row),
      )
      return {
        ...row,
        doneAt: row.doneAt?.toISOString() ?? null,
        doneOn: row.doneAt
          ? wallClock(row.doneAt, await store.findZone(row.municipalityId)).day
          : null,
        left: daysLeft(row.due, today),
        schools: schools && schools.total > 0 ? schools : null,
        canComplete: mine && isOpen(row.status),
        canUndo: canUndo(actor, row),
        canEdit: may(actor, 'road-map.edit', row),
        canMove: isOpen(row.status) && may(actor, 'assignment.move', row),
      }
    },

    /** Marks as done. @throws DomainError('assignment-done' | 'assignment-cancelled' | …) */
    async complete(
      actor: Actor,
      id: number,
      outcome: { comment?: string; file?: StoredFileRef } = {},
    ) {
      const row = await reach(actor, 'assignment.complete', id)
      const args = { number: row.number, title: shortTitle(row.title) }
      if (row.status === 'done') throw new DomainError('assignment-done', args)
      if (!isOpen(row.status)) throw new DomainError('assignment-cancelled', args)
      await store.complete(id, {
        personId: actor.personId!,
        at: room.now(),
        comment: outcome.comment ?? null,
        fileId: outcome.file?.id ?? null,
      })
      if (row.oneForAll) await store.completeOthers(id)
      await room.domain.informing.completed(row.occurrenceId, actor.personId!)
      return { id, number: row.number, title: shortTitle(row.title), school: row.school }
    },

    /** Takes back what one has marked oneself a short while ago. */
    async undo(actor: Actor, id: number) {
      const row = await reach(actor, 'assignment.complete', id)
      if (row.status !== 'done') throw new DomainError('assignment-not-done')
      if (!canUndo(actor, row)) throw new DomainError('assignment-undo-late')
      await store.reopen(id, row.oneForAll)
      return { id, number: row.number, title: shortTitle(row.title) }
    },

    /** That the assignment is the actor's own and still counts. @throws DomainError */
    async checkMine(actor: Actor, id: number): Promise<void> {
      const row = await reach(actor, 'assignment.complete', id)
      if (row.status === 'cancelled') throw new DomainError('assignment-cancelled')
    },

    /** Adds how it was done. */
    async comment(actor: Actor, id: number, comment: string) {
      const row = await reach(actor, 'assignment.complete', id)
      if (row.status !== 'done') throw new DomainError('assignment-not-done')
      await store.comment(id, comment)
    },
  }
}
