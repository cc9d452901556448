import { editedRows } from '../roadmaps/edited-rows.ts'
import { loadRows } from '../roadmaps/load-rows.ts'
import { remake } from '../roadmaps/remake.ts'
import { periodOf } from '../roadmaps/rules.ts'
import { importer } from '../roadmaps/service.ts'
import { roadMapStore } from '../roadmaps/store.ts'
import { type Actor, allow } from '../shared/access.ts'
import { DomainError } from '../shared/errors.ts'
import type { Room } from '../shared/room.ts'
import { handoverStore } from './handover-store.ts'
import { matchRows } from './rules.ts'
import { shown } from './shown-plan.ts'
import { planSteps } from './steps.ts'
import { type SchoolPlan, schoolPlanStore } from './store.ts'

/** A school's plan of its own: from a file, as the coordinator loads a road map. */
export function ownPlans(room: Room) {
  const store = schoolPlanStore(room.tx)
  const handover = handoverStore(room.tx)
  const { take } = planSteps(room)
  const rows = editedRows(room)

  return {
    /**
     * Makes a draft the school's plan: in place of the copy of a road map, or on its own.
     * @param planId the plan it is instead of; null: beside no road map
     * @throws DomainError('road-map-draft-gone' | `school-plan-is-<state>` | …)
     */
    async load(actor: Actor, draftId: number, planId: number | null) {
      const who = importer(actor)
      const { municipalityId, schoolId } = who
      if (schoolId === null) throw new DomainError('not-allowed')
      allow(actor, 'road-map.adapt', { municipalityId, schoolId })
      const drafts = roadMapStore(room.tx)
      const stored = await drafts.findDraft(municipalityId, draftId, schoolId)
      if (!stored) throw new DomainError('road-map-draft-gone')
      const { draft, fileId } = stored
      const period = periodOf(draft, await rows.today(municipalityId))
      const at = room.now()
      const id =
        planId ??
        (await store.addOwn({
          municipalityId,
          schoolId,
          personId: who.personId,
          ...period,
          at,
        }))
      const work = async (plan: SchoolPlan) => {
        await handover.clearRows(id)
        await store.setHead(id, { title: draft.title || plan.title, ...period, fileId })
        const names = [...new Set(draft.rows.flatMap(({ responsible }) => responsible))]
        const holders = new Map(
          await Promise.all(
            names.map(async (name) => [name, await rows.holdersFor(plan, [name])] as const),
          ),
        )
        const nobody = await rows.holdersFor(plan, [])
        await loadRows(drafts, id, draft, (responsible) => {
          const found = responsible.flatMap((name) => holders.get(name) ?? [])
          return found.length === 0 ? nobody : [...new Set(found)].sort()
        })
        if (plan.templateId !== null) await linkTo(id, plan.templateId)
      }
      const plan = await take(actor, id, 'load', { work })
      await drafts.dropDraft(municipalityId, draftId)
      return shown(plan)
    },
  }

  /** Rows of a plan of its own that say what the template says stand for them. */
  async function linkTo(id: number, templateId: number): Promise<void> {
    const matched = matchRows(await store.listRows(templateId), await store.listRows(id))
    const theirs = await handover.listDates(templateId)
    const ours = await handover.listDates(id)
    const dates = [...matched].flatMap(([templateRowId, rowId]) => {
      const wanted = ours.filter(({ activityId }) => activityId === rowId)
      const known = theirs.filter(({ activityId }) => activityId === templateRowId)
      const { keep, move } = remake(
        known,
        wanted.map(({ start, due }) => [start, due]),
      )
      return [
        ...keep.map((one) => ({ of: one.id, due: known.find(({ id }) => id === one.id)!.due })),
        ...move.map((one) => ({ of: one.id, due: one.due })),
      ].flatMap(({ of, due }) => {
        const own = wanted.find((one) => one.due === due)
        return own ? [{ id: own.id, copiedFrom: of }] : []
      })
    })
    await handover.link(
      [...matched].map(([templateRowId, rowId]) => ({ id: rowId, templateRowId })),
      dates,
    )
  }
}
