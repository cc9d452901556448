/** The typed tree that a deadline phrase is read into. Months 1–12, weekdays Monday 1 … Sunday 7. */

/** The plan's period: ISO dates, inclusive. */
export interface Period {
  start: string
  end: string
}

export type Window = [start: string, due: string]

export type DeadlineKind =
  | 'date'
  | 'dates'
  | 'range'
  | 'ranges'
  | 'yearly'
  | 'semiannual'
  | 'quarterly'
  | 'monthly'
  | 'weekly'
  | 'daily'
  | 'continuous'
  | 'on_request'
  | 'event'
  | 'unknown'

export type Edge =
  | 'begin'
  | 'middle'
  | 'end'
  | 'half1'
  | 'half2'
  | 'decade1'
  | 'decade2'
  | 'decade3'

/**
 * A stretch of the calendar. `year: null` means that the phrase names no year; `month: null`
 * (with `day`, `weekday`, `part`) that it is repeated in every month.
 * In `schoolYear`, `schoolHalf`, `term` and `holidays` the year is the September's.
 */
export type Span =
  | { kind: 'day'; day: number; month: number | null; year: number | null }
  | { kind: 'lastDay'; month: number | null; year: number | null }
  /** «5-й рабочий день»; −1 = the last. */
  | { kind: 'workday'; n: number; month: number | null; year: number | null }
  | { kind: 'month'; month: number; year: number | null }
  | { kind: 'quarter' | 'half'; n: number; year: number | null }
  | { kind: 'schoolHalf' | 'term'; n: number; year: number | null }
  | { kind: 'schoolYear' | 'year' | 'yearless'; year: number | null }
  | { kind: 'years'; from: number; to: number }
  | { kind: 'season' | 'holidays'; n: number; year: number | null }
  /** «последний месяц (квартала)», with a day «15 числа …»: of whatever unit repeats; −1 = the last. */
  | { kind: 'nthMonth'; n: number; day: number | null; month: null; year: number | null }
  | { kind: 'week'; n: number; month: number | null; year: number | null }
  | {
      kind: 'weekday'
      weekday: number
      n: number | null
      month: number | null
      year: number | null
    }
  | { kind: 'part'; edge: Edge; of: Span | null }
  | { kind: 'range'; from: Span; to: Span }

/** `at` = inside the span; `by` = due on its last day; `before` = due the day before it; `from`, `after` = since. */
export type Relation = 'at' | 'by' | 'before' | 'from' | 'after'

export interface Item {
  rel: Relation
  span: Span
}

export type Unit = 'day' | 'workday' | 'week' | 'month' | 'quarter' | 'term' | 'half' | 'year'

export type Appointment = 'request' | 'need' | 'agreement' | 'schedule'

export type Deadline =
  | { node: 'items'; items: Item[] }
  | {
      node: 'every'
      unit: Unit
      step: number
      items: Item[]
      within: Item | null
      following: boolean
      /** «кроме июля и августа»: what is due then is left out. */
      except?: Span[]
    }
  | { node: 'ongoing'; within: Item | null }
  | { node: 'then'; first: Item[]; rest: 'ongoing' }
  | { node: 'request'; how: Appointment }
  | { node: 'event'; text: string }
