import { activityStore } from '../roadmaps/activity-store.ts'
import { editedRows } from '../roadmaps/edited-rows.ts'
import { ofSchools } from '../roadmaps/holders.ts'
import { mayLeaveOut } from '../roadmaps/row-lists.ts'
import { shortTitle } from '../roadmaps/rules.ts'
import { type Actor, allow } from '../shared/access.ts'
import { DomainError } from '../shared/errors.ts'
import type { Room } from '../shared/room.ts'
import { planSteps } from './steps.ts'
import { schoolPlanStore } from './store.ts'

/** Rows of a plan whose template row has changed since: the school takes them over, or keeps its own. */
export function planNews(room: Room) {
  const store = schoolPlanStore(room.tx)
  const { find } = planSteps(room)
  const rows = editedRows(room)

  return {
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
}
