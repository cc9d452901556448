/** A span in a year → its first and last day. */
import { addDays, isoDate, lastDayOfMonth, nthWeekday, weekdayOf } from '../../shared/calendar.ts'
import { schoolDates } from './school-calendar.ts'
import type { Edge, Span, Window } from './tree.ts'

/** A date of another year is a slip of the pen. */
const [FIRST_YEAR, LAST_YEAR] = [1950, 2150]

const month = (year: number, n: number): Window => [
  `${year}-${String(n).padStart(2, '0')}-01`,
  lastDayOfMonth(year, n),
]

/** Months from `first` on, `count` of them. */
function months(year: number, first: number, count: number): Window {
  const last = first + count - 1
  return [month(year, first)[0], last > 12 ? month(year + 1, last - 12)[1] : month(year, last)[1]]
}

/**
 * First and last day of the span; `year` stands in for the year that it does not name (the
 * September's for school terms). Null when there is no such day (31 June) or the range runs backwards.
 */
export function resolve(span: Span, year: number): Window | null {
  switch (span.kind) {
    case 'day': {
      const y = span.year ?? year
      const known = y >= FIRST_YEAR && y <= LAST_YEAR
      const day = span.month === null || !known ? null : isoDate(y, span.month, span.day)
      return day ? [day, day] : null
    }
    case 'lastDay': {
      if (span.month === null) return null
      const day = lastDayOfMonth(span.year ?? year, span.month)
      return [day, day]
    }
    case 'workday':
      return workday(span, year)
    case 'month':
      return span.month >= 1 && span.month <= 12 ? month(span.year ?? year, span.month) : null
    case 'quarter':
      return months(span.year ?? year, span.n * 3 - 2, 3)
    case 'half':
      return months(span.year ?? year, span.n * 6 - 5, 6)
    case 'schoolHalf': {
      const y = span.year ?? year
      return span.n === 1 ? [`${y}-09-01`, `${y}-12-31`] : [`${y + 1}-01-01`, `${y + 1}-05-31`]
    }
    case 'term':
      return term(span.year ?? year, span.n)
    case 'schoolYear': {
      const y = span.year ?? year
      return [`${y}-09-01`, `${y + 1}-08-31`]
    }
    case 'year':
    case 'yearless':
      return months(span.year ?? year, 1, 12)
    case 'years':
      return [`${span.from}-01-01`, `${span.to}-12-31`]
    case 'season': {
      const y = span.year ?? year
      return span.n === 1 ? months(y - 1, 12, 3) : months(y, span.n * 3 - 3, 3)
    }
    case 'holidays': {
      const { holidays } = schoolDates(span.year ?? year)
      return (
        [null, holidays.winter, holidays.spring, holidays.summer, holidays.autumn][span.n] ?? null
      )
    }
    case 'week':
      return week(span, year)
    case 'weekday': {
      if (span.month === null || span.n === null) return null
      const day = nthWeekday(span.year ?? year, span.month, span.weekday, span.n)
      return day ? [day, day] : null
    }
    case 'nthMonth':
      return null
    case 'part':
      return part(span, year)
    case 'range':
      return range(span, year)
  }
}

function term(year: number, n: number): Window | null {
  const { holidays, lastLesson } = schoolDates(year)
  const bounds: (Window | null)[] = [
    null,
    [`${year}-09-01`, addDays(holidays.autumn[0], -1)],
    [addDays(holidays.autumn[1], 1), addDays(holidays.winter[0], -1)],
    [addDays(holidays.winter[1], 1), addDays(holidays.spring[0], -1)],
    [addDays(holidays.spring[1], 1), lastLesson],
  ]
  return bounds[n] ?? null
}

/** Weekends are left out; holidays and moved working days are asked about. */
function workday(span: Extract<Span, { kind: 'workday' }>, year: number): Window | null {
  if (span.month === null) return null
  const [first, last] = month(span.year ?? year, span.month)
  const step = span.n > 0 ? 1 : -1
  let left = Math.abs(span.n)
  for (let day = step > 0 ? first : last; day >= first && day <= last; day = addDays(day, step)) {
    if (weekdayOf(day) <= 5) left -= 1
    if (left === 0) return [day, day]
  }
  return null
}

function week(span: Extract<Span, { kind: 'week' }>, year: number): Window | null {
  if (span.month === null) return null
  const [first, last] = month(span.year ?? year, span.month)
  if (span.n < 0) return [addDays(last, 7 * span.n + 1), addDays(last, 7 * (span.n + 1))]
  const start = addDays(first, (span.n - 1) * 7)
  const end = addDays(start, 6)
  return start > last ? null : [start, end > last ? last : end]
}

/** Halves and decades are exact in a month; beginning, middle and end are usual readings. */
function part(span: Extract<Span, { kind: 'part' }>, year: number): Window | null {
  const whole = span.of ? resolve(span.of, year) : null
  if (!whole || !span.of) return null
  const [start, end] = whole
  const edge = span.edge
  if (span.of.kind === 'month') {
    const at = (day: number): string => addDays(start, day - 1)
    if (edge === 'half1') return [start, at(15)]
    if (edge === 'half2') return [at(16), end]
    if (edge === 'begin' || edge === 'decade1') return [start, at(10)]
    return edge === 'middle' || edge === 'decade2' ? [at(11), at(20)] : [at(21), end]
  }
  const y = Number(start.slice(0, 4))
  const m = Number(start.slice(5, 7))
  const endYear = Number(end.slice(0, 4))
  const endMonth = Number(end.slice(5, 7))
  const count = (endYear - y) * 12 + endMonth - m + 1
  if (edge === 'begin') return [start, month(y, m)[1]]
  if (edge === 'end' && span.of.kind === 'schoolYear') return month(endYear, 5)
  if (span.of.kind === 'schoolYear' && (edge === 'half1' || edge === 'half2'))
    return edge === 'half1' ? [start, `${y}-12-31`] : [`${endYear}-01-01`, `${endYear}-05-31`]
  if (edge === 'end') return [month(endYear, endMonth)[0], end]
  if (edge.startsWith('decade')) return decade(edge, whole)
  if (count < 2 || count > 12) return null
  const after = m + Math.floor(count / 2)
  const [half] = after > 12 ? month(y + 1, after - 12) : month(y, after)
  if (edge === 'half1') return [start, addDays(half, -1)]
  if (edge === 'half2') return [half, end]
  return [addDays(half, -15), addDays(half, 14)]
}

/** The first ten days of a longer stretch, or what is left of its last month after twenty; no middle one. */
function decade(edge: Edge, [start, end]: Window): Window | null {
  const from = edge === 'decade1' ? start : addDays(`${end.slice(0, 7)}-01`, 20)
  const to = edge === 'decade1' ? addDays(start, 9) : end
  return edge === 'decade2' || from > to || to > end ? null : [from, to]
}

/** An end without a year takes the other's, over the new year when the range would run backwards. */
function range(span: Extract<Span, { kind: 'range' }>, year: number): Window | null {
  const fromOwn = named(span.from)
  const toOwn = named(span.to)
  if (fromOwn === null && toOwn !== null) {
    const to = resolve(span.to, toOwn)
    const from = resolve(span.from, toOwn)
    if (!to || !from) return null
    if (from[0] <= to[1]) return [from[0], to[1]]
    const earlier = resolve(span.from, toOwn - 1)
    return earlier && [earlier[0], to[1]]
  }
  const from = resolve(span.from, fromOwn ?? year)
  if (!from) return null
  const base = fromOwn ?? year
  const to = resolve(span.to, toOwn ?? base)
  if (to && from[0] <= to[1]) return [from[0], to[1]]
  const later = toOwn === null ? resolve(span.to, base + 1) : null
  return later && from[0] <= later[1] ? [from[0], later[1]] : null
}

function named(span: Span): number | null {
  if (span.kind === 'part') return span.of ? named(span.of) : null
  if (span.kind === 'years') return span.from
  if (span.kind === 'range') return named(span.from) ?? named(span.to)
  return span.year
}
