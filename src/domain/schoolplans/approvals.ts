import { reminderStore } from '../reminders/store.ts'
import { assignStore } from '../roadmaps/assign-store.ts'
import { assignmentStore } from '../roadmaps/assignment-store.ts'
import { mapTitle, shortTitle } from '../roadmaps/rules.ts'
import { roadMapStore } from '../roadmaps/store.ts'
import { type Actor, allow } from '../shared/access.ts'
import { addDays, isIsoDate } from '../shared/calendar.ts'
import { DomainError } from '../shared/errors.ts'
import type { Room } from '../shared/room.ts'
import { wallClock } from '../shared/zone.ts'
import { handoverStore } from './handover-store.ts'
import { naming, openButton, staffOf, tellOf } from './people.ts'
import { type Approval, isUnsent, likelyTerms } from './rules.ts'
import { sendingStore, type Template } from './sending-store.ts'
import { shown } from './shown-plan.ts'
import { planSteps } from './steps.ts'
import { type SchoolPlan, schoolPlanStore } from './store.ts'

/** Schools that are named in one message. */
const named = 10

/** The coordinator's side: a road map goes to schools as a template, their plans come back. */
export function planApprovalService(room: Room) {
  const store = schoolPlanStore(room.tx)
  const sending = sendingStore(room.tx)
  const { take } = planSteps(room)

  const approver = (actor: Actor) => {
    const who = allow(actor, 'road-map.approve')
    return allow(actor, 'road-map.approve', { municipalityId: who.municipalityId })
  }
  const today = async (municipalityId: number) =>
    wallClock(room.now(), await assignmentStore(room.tx).findZone(municipalityId)).day
  /** Nobody sends one of them while they are taken from the schools. */
  const unsentOf = async (municipalityId: number, templateId: number): Promise<SchoolPlan[]> => {
    for (const { id } of await store.list(municipalityId, { templateId })) await store.lock(id)
    const plans = await store.list(municipalityId, { templateId })
    return plans.filter(({ approval }) => isUnsent(approval))
  }
  const templateOf = async (municipalityId: number, id: number): Promise<Template> => {
    const found = (await sending.listTemplates(municipalityId)).find((one) => one.id === id)
    if (!found) throw new DomainError('road-map-unknown')
    return found
  }

  return {
    /** Road maps that can be sent to schools, with how many schools have a plan beside each. */
    async listTemplates(actor: Actor) {
      const { municipalityId } = approver(actor)
      const plans = await store.list(municipalityId)
      return (await sending.listTemplates(municipalityId)).map((one) => ({
        ...one,
        title: mapTitle(one.title),
        plans: plans.filter(({ templateId }) => templateId === one.id).length,
      }))
    },

    /** What is to be decided before a road map is sent: to whom, by when, and what is obligatory. */
    async showSending(actor: Actor, roadMapId: number) {
      const { municipalityId } = approver(actor)
      const template = await templateOf(municipalityId, roadMapId)
      const day = await today(municipalityId)
      const rows = await store.listRows(roadMapId)
      const first = (await store.list(municipalityId, { templateId: roadMapId })).length === 0
      return {
        title: mapTitle(template.title),
        schools: await sending.listWithout(municipalityId, roadMapId),
        rows: rows.map(({ id, number, title }) => ({ id, number, title: shortTitle(title, 60) })),
        /** Nobody has it yet: it is still to be said what schools may leave out. */
        first,
        terms: likelyTerms([addDays(day, 7), addDays(day, 14), addDays(day, 30)], day),
        today: day,
      }
    },

    /**
     * Sends a road map to schools, each of which is asked to make its plan of it by a day. A school
     * that has one already is left alone.
     * @param optional rows that schools may leave out; undefined: as it was
     * @throws DomainError('school-plan-term' | 'school-plan-no-rows' | 'road-map-unknown')
     */
    async send(
      actor: Actor,
      roadMapId: number,
      schools: readonly number[],
      sendBy: string,
      optional?: readonly number[] | 'all',
    ) {
      const { municipalityId, personId } = approver(actor)
      const template = await templateOf(municipalityId, roadMapId)
      if (template.rows === 0) throw new DomainError('school-plan-no-rows')
      if (!isIsoDate(sendBy) || sendBy < (await today(municipalityId)))
        throw new DomainError('school-plan-term')
      if (optional !== undefined) await sending.setOptional(roadMapId, optional)
      const at = room.now()
      const made = await sending.send(roadMapId, schools, { personId, sendBy, at })
      const plans = await store.list(municipalityId, { templateId: roadMapId })
      const fresh = plans.filter(({ id }) => made.some((one) => one.id === id))
      const all = await reminderStore(room.tx).listRecipients(municipalityId)
      const alone: string[] = []
      for (const plan of fresh) {
        await store.addRecord(plan.id, { personId, act: 'send', comment: null, at })
        const staff = staffOf(plan.schoolId, all)
        const text = [{ key: 'school-plan-sent', args: { ...naming(plan), day: sendBy } }]
        const told = await room.domain.deliveries.tellEach(
          staff.map((one) => ({
            personId: one,
            message: { text, buttons: [[openButton(plan.id)]] },
            key: `school-plan:${plan.id}:${one}`,
          })),
        )
        if (told === 0) alone.push(plan.school)
      }
      return {
        count: fresh.length,
        alone: alone.slice(0, named).join(', '),
        aloneCount: alone.length,
      }
    },

    /** Another day to send plans by, for the schools that have not sent theirs. */
    async setTerm(actor: Actor, roadMapId: number, sendBy: string) {
      const { municipalityId } = approver(actor)
      await templateOf(municipalityId, roadMapId)
      if (!isIsoDate(sendBy) || sendBy < (await today(municipalityId)))
        throw new DomainError('school-plan-term')
      const plans = await unsentOf(municipalityId, roadMapId)
      await sending.setSendBy(
        plans.map(({ id }) => id),
        sendBy,
      )
      for (const plan of plans)
        await tellOf(room, plan, 'school', [
          { key: 'school-plan-term-moved', args: { ...naming(plan), day: sendBy } },
        ])
      return { count: plans.length }
    },

    /**
     * Asks the schools that have not sent their plans for none any more: the road map was sent by
     * mistake, or is to be sent anew. @returns how many schools
     */
    async recall(actor: Actor, roadMapId: number) {
      const { municipalityId, personId } = approver(actor)
      await templateOf(municipalityId, roadMapId)
      const plans = await unsentOf(municipalityId, roadMapId)
      await sending.recall(plans.map(({ id }) => id))
      const all = await reminderStore(room.tx).listRecipients(municipalityId)
      for (const plan of plans) {
        const record = { personId, act: 'recall', comment: null, at: room.now() }
        await store.addRecord(plan.id, record)
        // The plan is not to be opened any more: no button.
        const text = [{ key: 'school-plan-recalled', args: naming(plan) }]
        await room.domain.deliveries.tellEach(
          staffOf(plan.schoolId, all).map((one) => ({ personId: one, message: { text } })),
        )
      }
      return { count: plans.length }
    },

    /** How the schools stand with a road map, or with plans of their own beside none. */
    async listBoard(actor: Actor, roadMapId: number | null) {
      const { municipalityId } = approver(actor)
      const day = await today(municipalityId)
      const all = await store.list(
        municipalityId,
        roadMapId === null ? {} : { templateId: roadMapId },
      )
      const plans = roadMapId === null ? all.filter((one) => one.templateId === null) : all
      const progress = await store.listProgress(
        plans.map(({ id }) => id),
        day,
      )
      return {
        title:
          roadMapId === null ? null : mapTitle((await templateOf(municipalityId, roadMapId)).title),
        without:
          roadMapId === null ? 0 : (await sending.listWithout(municipalityId, roadMapId)).length,
        today: day,
        plans: plans.map((plan) => ({
          id: plan.id,
          school: plan.school,
          approval: plan.approval as Approval,
          sendBy: plan.sendBy,
          /** Has not been sent, though its day has passed. */
          late: isUnsent(plan.approval) && plan.sendBy !== null && plan.sendBy < day,
          progress: progress.find(({ id }) => id === plan.id) ?? null,
        })),
      }
    },

    /**
     * Approves a plan: from now on its rows run for the school, in place of the rows of the road map
     * that they stand for. What was done stays done, and nothing is asked twice.
     * @param seen the plan's `lastRecord` as the coordinator was shown it; null: not known
     * @throws DomainError('school-plan-sent-anew') when it is another plan by now
     */
    async approve(actor: Actor, id: number, seen: number | null = null) {
      // Before the plan itself, in the order of an import, which relinks plans.
      await roadMapStore(room.tx).lockMunicipality(approver(actor).municipalityId)
      const work = async (found: SchoolPlan) => {
        if (seen !== null && found.lastRecord !== seen)
          throw new DomainError('school-plan-sent-anew', naming(found))
      }
      const plan = await take(actor, id, 'approve', { work })
      await putInForce(plan)
      const text = [{ key: 'school-plan-was-approved', args: naming(plan) }]
      await tellOf(room, plan, 'school', text, actor.personId)
      return shown(plan)
    },

    /** Returns it with what is to be mended. @throws DomainError('school-plan-comment') */
    async return(actor: Actor, id: number, comment: string) {
      const said = comment.trim()
      if (said === '') throw new DomainError('school-plan-comment')
      const plan = await take(actor, id, 'return', { comment: said })
      const text = [{ key: 'school-plan-was-returned', args: { ...naming(plan), comment: said } }]
      await tellOf(room, plan, 'school', text, actor.personId)
      return shown(plan)
    },
  }

  async function putInForce(plan: SchoolPlan): Promise<void> {
    const { id, municipalityId, schoolId, templateId } = plan
    if (templateId !== null) await handoverStore(room.tx).takeOver({ id, schoolId, templateId })
    const activityIds = (await store.listRows(id)).map((row) => row.id)
    const from = await today(municipalityId)
    await assignStore(room.tx).settle({ municipalityId, activityIds, from })
    await room.domain.informing.plan({ roadMapId: id })
    await room.domain.informing.completedRows(activityIds)
  }
}
