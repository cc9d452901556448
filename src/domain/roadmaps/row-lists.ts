import type { Actor } from '../shared/access.ts'
import type { Room } from '../shared/room.ts'
import { activityStore, periodOfMap, type StoredActivity } from './activity-store.ts'
import { noteCodes } from './draft.ts'
import { editedRows } from './edited-rows.ts'
import { choicesOf, itemsOf, shown, sortDoubts } from './questions.ts'
import { shortTitle } from './rules.ts'

/** How the deadline of a stored row was understood, with the questions about it. */
export const understoodOf = (row: StoredActivity) => ({
  kind: row.kind,
  text: row.deadline,
  windows: [],
  doubts: sortDoubts(row.doubts).deadline,
})

/** Whether a school may leave a row out of its plan: its own rows, and those that are not obligatory. */
export const mayLeaveOut = (row: StoredActivity): boolean =>
  row.templateRowId === null || row.optional

/** Rows to choose from and to look at: the municipality's, or where a plan is named, those of that plan. */
export function rowLists(room: Room) {
  const store = activityStore(room.tx)
  const { find, lister, canOpen } = editedRows(room)

  return {
    /** The first row after this one that raises a question, how to understand it, and how many do. */
    async findQuestion(actor: Actor, after: number, planId: number | null = null) {
      const { municipalityId } = await lister(actor, planId)
      const row = await store.findDoubtful(municipalityId, noteCodes, after, planId)
      if (!row) return null
      const doubts = sortDoubts(row.doubts)
      const [first] = choicesOf(understoodOf(row))
      const windows = (await store.listWindows(row.id)).filter(({ dropped }) => !dropped)
      const choices = choicesOf(understoodOf(row)).map((choice) =>
        choice === first
          ? {
              ...choice,
              windows: windows.map(({ start, due }) => [start, due] as [string, string]),
            }
          : choice,
      )
      return {
        at: row.id,
        number: row.number,
        title: shortTitle(row.title, 200),
        phrase: row.phrase,
        deadline: doubts.deadline.map(({ text }) => text),
        row: doubts.row,
        choices: choices.map(shown),
        period: periodOfMap(row),
        count: await store.countDoubtful(municipalityId, noteCodes, planId),
      }
    },

    async countQuestions(actor: Actor, planId: number | null = null): Promise<number> {
      return store.countDoubtful((await lister(actor, planId)).municipalityId, noteCodes, planId)
    },

    /** Rows of the municipality, or of a school's plan, by number or words of the title. */
    async listRows(actor: Actor, text: string, limit = 20, planId: number | null = null) {
      const wanted = text.trim()
      const { municipalityId } = await lister(actor, planId)
      const found = await store.search(municipalityId, wanted, limit, planId)
      const exact = found.filter(({ number }) => number === wanted)
      const rows = exact.length > 0 ? exact : found
      return rows.map(({ id, number, title, cancelled }) => ({
        id,
        number,
        title: shortTitle(title, 60),
        cancelled: cancelled !== null,
      }))
    },

    /** Road maps in force. */
    async listMaps(actor: Actor) {
      return store.listMaps((await lister(actor, null)).municipalityId)
    },

    async showRow(actor: Actor, id: number) {
      const row = await find(actor, id)
      const windows = (await store.listWindows(id)).filter(({ dropped }) => !dropped)
      return {
        ...row,
        doubts: sortDoubts(row.doubts),
        period: periodOfMap(row),
        dues: windows.map(({ due }) => due),
        items: itemsOf(row.title),
        assignments: await store.countAssignments(id),
        canEdit: canOpen(actor, row),
        canLeaveOut: row.schoolId === null || mayLeaveOut(row),
      }
    },
  }
}
