import type { Period, Reading } from './deadlines/index.ts'

/** What was read of a road map, before a person has confirmed it. */
export interface RoadMapDraft {
  title: string
  /** The plan's first and last day, or null when the title does not say. */
  period: Period | null
  rows: DraftRow[]
  /** Doubts about the whole map. */
  doubts: DraftDoubt[]
}

export interface DraftRow {
  /** Unique in the map: «3.2», «3.2 (second)» for its double, «3.4+» for a row without a number. */
  number: string
  /** The number as printed in the row, or an empty string. */
  printed: string
  section: string
  /** The heading between section and activity, where the map has one («Мероприятие»). */
  event: string
  activity: string
  /** The deadline as printed. */
  phrase: string
  responsible: string[]
  result: string
  document: string
  informWhom: string
  /** The deadline of informing, as printed. */
  informWhen: string
  deadline: Reading
  /** Cells of columns that Tandem has no place for, so that nothing is lost. */
  extra: { column: string; text: string }[]
  /** Line of the text or row of the sheet, from 1; 0 where the format has none. */
  line: number
  doubts: DraftDoubt[]
}

/** Row: a doubt about one row. Map: a doubt about the whole. */
export type DoubtCode =
  | 'no-deadline'
  | 'no-responsible'
  | 'no-activity'
  | 'no-number'
  | 'duplicate-number'
  | 'cut-off'
  | 'torn-cells'
  | 'joined'
  | 'several-activities'
  | 'responsible-split'
  | 'no-period'
  | 'two-years'
  | 'numbers-missing'
  | 'no-header'
  | 'no-deadline-column'
  | 'section-or-row'
  | 'table-skipped'
  | 'text-skipped'
  | 'lines-guessed'
  | 'pages-unread'
  | 'year-moved'

export interface DraftDoubt {
  code: DoubtCode
  args: Record<string, string | number>
}

const NOTES: ReadonlySet<DoubtCode> = new Set([
  'joined',
  'several-activities',
  'responsible-split',
  'text-skipped',
  'no-number',
])

/** Doubts that are only shown. */
export const noteCodes: readonly string[] = [...NOTES]

/** True for a doubt that is a question to the person; the others are only shown. */
export function isQuestion(doubt: DraftDoubt): boolean {
  return !NOTES.has(doubt.code)
}
