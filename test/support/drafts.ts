import { readDeadline } from '../../src/domain/roadmaps/deadlines/index.ts'
import type { DraftRow, RoadMapDraft } from '../../src/domain/roadmaps/draft.ts'
import type { Actor } from '../../src/domain/shared/access.ts'
import type { Rooms } from './people.ts'

export const period = { start: '2023-09-01', end: '2024-08-31' }

/** A row of a road map as a reader gives it; the deadline is read from its phrase. */
export function aRow(row: Partial<DraftRow> & { number: string; phrase: string }): DraftRow {
  return {
    printed: row.number,
    section: 'Раздел',
    event: '',
    activity: `Мероприятие ${row.number}`,
    responsible: [],
    result: '',
    document: '',
    informWhom: '',
    informWhen: '',
    deadline: readDeadline(row.phrase, period),
    extra: [],
    line: 0,
    doubts: [],
    ...row,
  }
}

export const aDraft = (rows: DraftRow[], title = 'Дорожная карта'): RoadMapDraft => ({
  title,
  period,
  rows,
  doubts: [],
})

/** Loads a road map as it is, whatever is doubtful in it. */
export const loadDraft = (
  rooms: Rooms,
  coordinator: Actor,
  draft: RoadMapDraft,
  { replace = false } = {},
) =>
  rooms.run(async ({ roadMaps }) =>
    roadMaps.load(coordinator, await roadMaps.addDraft(coordinator, draft), { replace }),
  )
