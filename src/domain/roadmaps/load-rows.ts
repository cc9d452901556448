import type { Window } from './deadlines/index.ts'
import type { DraftRow, RoadMapDraft } from './draft.ts'
import type { Holder } from './holders.ts'
import { shownNumber } from './numbering.ts'
import { datesOf } from './rules.ts'
import type { ActivityRow, roadMapStore } from './store.ts'

/** Writes the rows of a draft into a road map, with their dates. @returns the rows' ids in order */
export async function loadRows(
  store: ReturnType<typeof roadMapStore>,
  roadMapId: number,
  draft: RoadMapDraft,
  holdersOf: (names: readonly string[]) => Holder[],
): Promise<{ ids: number[]; occurrences: number }> {
  const rows = draft.rows.map((row) => activityOf(row, holdersOf(row.responsible)))
  const ids = await store.addActivities(roadMapId, rows)
  const windows = draft.rows.flatMap((row, i) =>
    datesOf(row).map((window: Window) => ({ activityId: ids[i]!, window })),
  )
  return { ids, occurrences: await store.addOccurrences(windows) }
}

/** What a row of a draft says is to be done. */
export const titleOf = (row: DraftRow): string =>
  row.activity || row.event || row.section || row.phrase

function activityOf(row: DraftRow, holders: Holder[]): ActivityRow {
  return {
    number: shownNumber(row.number),
    section: [row.section, row.event].filter((part) => part && part !== row.activity).join(' / '),
    title: titleOf(row),
    phrase: row.phrase,
    kind: row.deadline.kind,
    deadline: row.deadline.text,
    responsible: row.responsible,
    result: row.result,
    document: row.document,
    informWhom: row.informWhom,
    informWhen: row.informWhen,
    holders,
    doubts: [...row.deadline.doubts, ...row.doubts],
    extra: row.extra,
  }
}
