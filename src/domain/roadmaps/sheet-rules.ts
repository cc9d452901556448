import type { IsoDate } from '../shared/calendar.ts'
import type { Status } from './rules.ts'

/** A whole road map with all that became of it, as it is exported and drawn. Plain JSON. */
export interface PlanSheet {
  title: string
  municipality: string
  /** First and last day of the plan. */
  period: { start: IsoDate; end: IsoDate }
  /** The trade's day on which the sheet is made: «сегодня» of the pictures. */
  day: IsoDate
  /** In the order of the plan. */
  rows: PlanSheetRow[]
}

export interface PlanSheetRow {
  number: string
  /** Heading the row stands under, or an empty string. */
  section: string
  activity: string
  /** The deadline as printed. */
  phrase: string
  /** What was understood of it, in Russian. */
  understood: string
  responsible: string[]
  result: string
  document: string
  informWhom: string
  informWhen: string
  /** Cells of columns that Tandem has no place for. */
  extra: { column: string; text: string }[]
  /** By due; none for rows without a date of their own. */
  occurrences: PlanSheetOccurrence[]
}

export interface PlanSheetOccurrence {
  start: IsoDate
  due: IsoDate
  /** One for each who answers; what is shown to a school has its own only. */
  states: PlanSheetState[]
}

export interface PlanSheetState {
  /** Name of the school; null for the municipality itself. */
  school: string | null
  status: PlanStatus
  doneOn: IsoDate | null
  doneBy: string | null
  comment: string | null
}

/** `late`: open and due before the sheet's day; `past`: due before the map was loaded, nobody is asked. */
export type PlanStatus = 'planned' | 'in_work' | 'done' | 'late' | 'cancelled' | 'past'

/** How an assignment stands on a day. @param history its due had passed before the map was loaded */
export function planStatus(
  status: Status,
  due: IsoDate,
  history: boolean,
  today: IsoDate,
): PlanStatus {
  if (status === 'done' || status === 'cancelled') return status
  if (history) return 'past'
  return due < today ? 'late' : status
}

/**
 * First day of the twelve months that a picture shows: those around this day, beginning with the
 * month that the plan begins in; before and after the plan its first and its last year.
 */
export function yearShown({ start, end }: PlanSheet['period'], day: IsoDate): IsoDate {
  const within = day < start ? start : day > end ? end : day
  const month = start.slice(5, 7)
  const year = Number(within.slice(0, 4)) - (within.slice(5, 7) < month ? 1 : 0)
  return `${year}-${month}-01`
}
