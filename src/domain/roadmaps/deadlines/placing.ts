/** Where on the calendar one item lies: in a named year, or in the first year that fits the plan. */
import { addDays } from '../../shared/calendar.ts'
import type { Flag } from './cursor.ts'
import { lacksYear } from './parse-year.ts'
import { resolve } from './resolve.ts'
import type { Deadline, DeadlineKind, Item, Period, Span, Window } from './tree.ts'

/** One item on the calendar: what was meant, before the plan's bounds are applied. */
export interface Placed {
  item: Item
  start: string | null
  due: string
  /** A bare day, as against a stretch. */
  day: boolean
  /** What the plan left of a longer stretch. */
  kept?: Window
}

/** What a tree comes to inside a plan. */
export interface Outcome {
  kind: DeadlineKind
  windows: Window[]
  outside: Window[]
  flags: Flag[]
  /** The items as they were placed, for the rendering. */
  placed: Placed[]
  /** What repeats as this plan reads it: with the school's halves for halves. */
  every?: Extract<Deadline, { node: 'every' }>
}

export const yearOfDate = (iso: string): number => Number(iso.slice(0, 4))

/** Years to try for a span that names none. */
export function yearsAround(period: Period): number[] {
  const from = yearOfDate(period.start) - 1
  return Array.from({ length: yearOfDate(period.end) - from + 2 }, (_, k) => from + k)
}

export const isDay = (span: Span): boolean =>
  ['day', 'lastDay', 'workday', 'weekday'].includes(span.kind) ||
  (span.kind === 'nthMonth' && span.day !== null)

/** Puts the item in a year; null for a day that does not exist there. */
export function place(item: Item, year: number): Placed | null {
  const window = resolve(item.span, year)
  if (!window) return null
  const [start, end] = window
  const day = isDay(item.span)
  switch (item.rel) {
    case 'at':
      return { item, start, due: end, day }
    case 'by':
      return { item, start: null, due: end, day: true }
    case 'before':
      return { item, start: null, due: addDays(start, -1), day: true }
    case 'from':
      return { item, start, due: start, day: false }
    case 'after':
      return { item, start: addDays(end, 1), due: addDays(end, 1), day: false }
  }
}

export const inside = (date: string, period: Period): boolean =>
  date >= period.start && date <= period.end
const fits = (placed: Placed, period: Period): boolean =>
  inside(placed.due, period) && (placed.start === null || placed.start >= period.start)

/** The first fitting occurrence; else one that is due inside; else the nearest. */
export function first(item: Item, period: Period, flags: Flag[]): Placed | null {
  if (!lacksYear(item.span)) {
    const placed = place(item, 0)
    if (!placed) flags.push({ code: 'impossible' })
    return placed
  }
  const all = yearsAround(period)
    .map((year) => place(item, year))
    .filter((placed): placed is Placed => placed !== null)
  if (all.length === 0) {
    flags.push({ code: 'impossible' })
    return null
  }
  const fitting = all.filter((placed) => fits(placed, period))
  const overlapping = all.filter((placed) => inside(placed.due, period) && !fits(placed, period))
  if (fitting.length + overlapping.length > 1) flags.push({ code: 'every-year' })
  const chosen = fitting[0] ?? overlapping[0]
  if (chosen) return chosen
  const started =
    item.rel === 'from' || item.rel === 'after'
      ? all.filter((placed) => placed.due <= period.end).pop()
      : undefined
  const overlap = all.find(
    (placed) => placed.start !== null && placed.start <= period.end && placed.due >= period.start,
  )
  return (
    started ??
    overlap ??
    all.find((placed) => placed.due > period.end) ??
    all[all.length - 1] ??
    null
  )
}

export const same = (a: Placed, b: Placed): boolean =>
  a.start === b.start && a.due === b.due && a.day === b.day && a.item.rel === b.item.rel
