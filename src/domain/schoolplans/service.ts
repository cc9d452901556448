import { editedRows } from '../roadmaps/edited-rows.ts'
import { reachOf, shortTitle } from '../roadmaps/rules.ts'
import { type Actor, allow, may } from '../shared/access.ts'
import { DomainError } from '../shared/errors.ts'
import type { Room } from '../shared/room.ts'
import { handoverStore } from './handover-store.ts'
import { planNews } from './news.ts'
import { ownPlans } from './own-plans.ts'
import { naming, tellOf } from './people.ts'
import { differences, isUnsent } from './rules.ts'
import { shown } from './shown-plan.ts'
import { planSteps } from './steps.ts'
import { type SchoolPlan, schoolPlanStore } from './store.ts'

/** A school's plan, as the school makes it: from a copy of the road map, or its own. */
export function schoolPlanService(room: Room) {
  const store = schoolPlanStore(room.tx)
  const handover = handoverStore(room.tx)
  const { find, take } = planSteps(room)
  const rows = editedRows(room)

  const copy = async ({ id, templateId }: SchoolPlan): Promise<void> => {
    if (templateId === null) throw new DomainError('school-plan-no-template')
    await handover.clearRows(id)
    await handover.copyTemplate(id, templateId)
  }

  return {
    ...ownPlans(room),
    ...planNews(room),

    /** Plans of the actor's schools: those to be sent first. */
    async listOwn(actor: Actor) {
      const { municipalityId } = allow(actor, 'road-map.adapt')
      const { schools } = reachOf(actor)
      const plans = await store.list(municipalityId, { schools })
      return plans
        .map((plan) => shown(plan))
        .sort((a, b) => Number(isUnsent(b.approval)) - Number(isUnsent(a.approval)))
    },

    /** One of them, or for the coordinator of any school; with how its rows stand. */
    async showPlan(actor: Actor, id: number) {
      const plan = await find(actor, id)
      const today = await rows.today(plan.municipalityId)
      const [progress] = await store.listProgress([id], today)
      return {
        ...shown(plan),
        news: plan.news,
        rows: plan.rows,
        today,
        progress: progress ?? null,
        /** The actor makes it, or judges it; both when somebody is in both roles. */
        mine: may(actor, 'road-map.adapt', plan),
        judges: may(actor, 'road-map.approve', plan),
        questions: isUnsent(plan.approval) ? await room.domain.rows.countQuestions(actor, id) : 0,
      }
    },

    /** What the school has made of the template; null for a plan that stands beside none. */
    async listDifferences(actor: Actor, id: number) {
      const { templateId } = await find(actor, id)
      if (templateId === null) return null
      const found = differences(await store.listRows(templateId), await store.listRows(id))
      const line = ({ number, title }: { number: string; title: string }) => ({
        number,
        title: shortTitle(title, 120),
      })
      return {
        same: found.same,
        changed: found.changed.map(({ row, fields }) => ({ ...line(row), fields })),
        added: found.added.map((row) => ({ ...line(row), deadline: row.deadline })),
        leftOut: found.leftOut.map(line),
        missing: found.missing.map(line),
      }
    },

    /** All rows of a plan that are not left out, as they would run. */
    async listPlanRows(actor: Actor, id: number) {
      await find(actor, id)
      const found = await store.listRows(id)
      return found
        .filter(({ cancelled }) => cancelled === null)
        .map(({ number, title, deadline }) => ({
          number,
          title: shortTitle(title, 120),
          deadline,
        }))
    },

    /** «Взять карту за основу»: the rows of the template as they are now. */
    async begin(actor: Actor, id: number) {
      return shown(await take(actor, id, 'begin', { work: copy }))
    },

    /** The same, when the school has changed its mind: what it has made of the copy is lost. */
    async beginAnew(actor: Actor, id: number) {
      return shown(await take(actor, id, 'anew', { work: copy }))
    },

    /** Sends it for approval: the coordinators are told. */
    async submit(actor: Actor, id: number) {
      const work = async (plan: SchoolPlan) => {
        if (plan.rows === 0) throw new DomainError('school-plan-empty')
      }
      const plan = await take(actor, id, 'submit', { work })
      const text = [{ key: 'school-plan-submitted', args: naming(plan) }]
      const asked = await tellOf(room, plan, 'coordinators', text, actor.personId)
      return { ...shown(plan), asked }
    },

    /** Takes it back before the coordinator has answered. */
    async withdraw(actor: Actor, id: number) {
      return shown(await take(actor, id, 'withdraw'))
    },
  }
}
