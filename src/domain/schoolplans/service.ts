import { activityStore } from '../roadmaps/activity-store.ts'
import { editedRows } from '../roadmaps/edited-rows.ts'
import { ofSchools } from '../roadmaps/holders.ts'
import { loadRows } from '../roadmaps/load-rows.ts'
import { remake } from '../roadmaps/remake.ts'
import { mayLeaveOut } from '../roadmaps/row-lists.ts'
import { periodOf, reachOf, shortTitle } from '../roadmaps/rules.ts'
import { importer } from '../roadmaps/service.ts'
import { roadMapStore } from '../roadmaps/store.ts'
import { type Actor, allow, may } from '../shared/access.ts'
import { DomainError } from '../shared/errors.ts'
import type { Room } from '../shared/room.ts'
import { naming, tellOf } from './people.ts'
import { differences, isUnsent, matchRows } from './rules.ts'
import { planSteps } from './steps.ts'
import { type SchoolPlan, schoolPlanStore } from './store.ts'

export type SchoolPlans = ReturnType<typeof schoolPlanService>

/** A school's plan, as the school makes it: from a copy of the road map, or its own. */
export function schoolPlanService(room: Room) {
  const store = schoolPlanStore(room.tx)
  const { find, take } = planSteps(room)
  const rows = editedRows(room)

  const copy = async ({ id, templateId }: SchoolPlan): Promise<void> => {
    if (templateId === null) throw new DomainError('school-plan-no-template')
    await store.clearRows(id)
    await store.copyTemplate(id, templateId)
  }

  return {
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
        await store.clearRows(id)
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

    /** The first row whose template row has changed: what the road map says now, and what the plan says. */
    async findNews(actor: Actor, id: number) {
      const plan = await find(actor, id)
      allow(actor, 'road-map.adapt', plan)
      const all = await store.listNews(id)
      const [first] = all
      if (first === undefined) return null
      const row = (await activityStore(room.tx).find(plan.municipalityId, first))!
      const map = (await activityStore(room.tx).find(plan.municipalityId, row.templateRowId!))!
      const line = ({ title, deadline, responsible, result, cancelled }: typeof row) => ({
        title: shortTitle(title, 300),
        deadline,
        responsible: responsible.join('; '),
        result,
        cancelled,
      })
      return {
        rowId: row.id,
        number: row.number,
        count: all.length,
        ours: line(row),
        theirs: line(map),
      }
    },

    /** Takes the row as the road map has it now, in an approved plan as well: the coordinator has said so. */
    async takeNews(actor: Actor, rowId: number) {
      const { row, map } = await newsOf(actor, rowId)
      const { title, phrase, kind, deadline, responsible, result, doubts } = map
      Object.assign(row, { title, phrase, kind, deadline, responsible, result, doubts })
      const { checkEvery, eventOn, cancelled } = map
      const holders = map.holders.filter((one) => ofSchools([one]))
      Object.assign(row, { checkEvery, eventOn, cancelled, holders })
      await rows.settle(row, await store.listWindows(map.id))
      await store.settleNews(rowId)
      return { number: row.number }
    },

    /** Keeps the row as the school has it. */
    async keepNews(actor: Actor, rowId: number) {
      const { row } = await newsOf(actor, rowId)
      if (row.cancelled !== null && !mayLeaveOut(row)) throw new DomainError('row-obligatory')
      await store.settleNews(rowId)
      return { number: row.number }
    },
  }

  async function newsOf(actor: Actor, rowId: number) {
    const row = await rows.find(actor, rowId)
    if (row.schoolId === null) throw new DomainError('row-unknown')
    const { municipalityId, schoolId } = row
    allow(actor, 'road-map.adapt', { municipalityId, schoolId })
    if (row.approval === 'waiting') throw new DomainError('school-plan-closed')
    if (!row.templateChanged || row.templateRowId === null)
      throw new DomainError('school-plan-no-news')
    const map = (await activityStore(room.tx).find(municipalityId, row.templateRowId))!
    return { row, map }
  }

  /** Rows of a plan of its own that say what the template says stand for them. */
  async function linkTo(id: number, templateId: number): Promise<void> {
    const matched = matchRows(await store.listRows(templateId), await store.listRows(id))
    const theirs = await store.listDates(templateId)
    const ours = await store.listDates(id)
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
    await store.link(
      [...matched].map(([templateRowId, rowId]) => ({ id: rowId, templateRowId })),
      dates,
    )
  }
}

/** A plan as people are shown it. */
export const shown = (plan: SchoolPlan) => {
  const { id, schoolId, school, templateId, approval, sendBy, start, end, comment } = plan
  return {
    id,
    schoolId,
    school,
    templateId,
    title: shortTitle(plan.title, 200),
    approval,
    sendBy,
    start,
    end,
    comment: approval === 'returned' || approval === 'adapting' ? comment : null,
  }
}
