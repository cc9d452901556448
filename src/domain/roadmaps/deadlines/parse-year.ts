/** Years: «2024 г.», «2023–2024 гг.», «2023/24 уч. год». */
import type { Cursor } from './cursor.ts'
import type { Span } from './tree.ts'

/** A year as written after a date or month. */
export type YearMark =
  | { mark: 'one'; year: number }
  | { mark: 'school'; from: number }
  | { mark: 'several'; years: number[]; slash: boolean }

const isYear = (value: number): boolean => value >= 1990 && value <= 2100

/** The four-digit year at the cursor, without taking it. */
export function yearAt(cur: Cursor, ahead = 0): number | null {
  const token = cur.peek(ahead)
  return token?.type === 'num' && token.digits === 4 && isYear(token.value) ? token.value : null
}

function secondYear(cur: Cursor, first: number): number | null {
  const token = cur.peek()
  if (token?.type !== 'num') return null
  if (token.digits === 4 && isYear(token.value)) return token.value
  const full = Math.floor(first / 100) * 100 + token.value
  return token.digits === 2 && full === first + 1 ? full : null
}

/** «учебного года», «уч. г.»: takes it; false when it is not there. */
export function takeSchoolYear(cur: Cursor): boolean {
  return (
    cur.attempt(() => {
      if (!cur.take('school')) return null
      cur.takeUnit('year')
      return true
    }) ?? false
  )
}

/** A year mark at the cursor. */
export function parseYear(cur: Cursor): YearMark | null {
  return cur.attempt(() => {
    const bracket =
      cur.isMark('(') &&
      yearAt(cur, 1) !== null &&
      (cur.isMark(')', 2) || (cur.isUnit('year', 2) && cur.isMark(')', 3)))
    if (bracket) cur.i++
    const mark = bareYear(cur)
    if (mark && bracket) cur.takeMark(')')
    return mark
  })
}

function bareYear(cur: Cursor): YearMark | null {
  const first = yearAt(cur)
  if (first === null) return shortYear(cur)
  cur.i++
  const range = cur.attempt(() => {
    cur.takeUnit('year')
    const slash = cur.isMark('/')
    if (!slash && !cur.isMark('-')) return null
    cur.i++
    const second = secondYear(cur, first)
    if (second === null || second < first || second - first > 30) return null
    cur.i++
    return { slash, second }
  })
  if (range) {
    if (takeSchoolYear(cur)) return { mark: 'school', from: first }
    cur.takeUnit('year')
    const years = Array.from({ length: range.second - first + 1 }, (_, k) => first + k)
    return { mark: 'several', years, slash: range.slash }
  }
  if (takeSchoolYear(cur)) {
    cur.flag('school-year-of-one', String(first))
    return { mark: 'school', from: first }
  }
  cur.takeUnit('year')
  return { mark: 'one', year: first }
}

/** «23 г.» after a month: two digits only with the word. */
function shortYear(cur: Cursor): YearMark | null {
  const token = cur.peek()
  if (token?.type !== 'num' || token.digits !== 2 || token.ordinal || !cur.isUnit('year', 1))
    return null
  if (token.value < 15 || token.value > 50) return null
  cur.i += 2
  return { mark: 'one', year: 2000 + token.value }
}

/** The span with that year put where it has none. */
export function withYear(span: Span, year: number): Span {
  switch (span.kind) {
    case 'years':
      return span
    case 'part':
      return span.of ? { ...span, of: withYear(span.of, year) } : span
    case 'range': {
      const to = withYear(span.to, year)
      return { ...span, from: span.from, to }
    }
    case 'term':
    case 'holidays': {
      // «весенние каникулы 2024» belong to the school year that began in 2023.
      const spring = span.kind === 'term' ? span.n > 2 : span.n < 4
      return span.year === null ? { ...span, year: spring ? year - 1 : year } : span
    }
    default:
      return span.year === null ? { ...span, year } : span
  }
}

/** The span with that year put at both of its ends. */
export const setAll = (span: Span, year: number): Span =>
  span.kind === 'range'
    ? { ...span, from: withYear(span.from, year), to: withYear(span.to, year) }
    : withYear(span, year)

/** The span in a school year that begins in September of `from`. */
export function inSchoolYear(span: Span, from: number): Span {
  switch (span.kind) {
    case 'years':
      return span
    case 'part':
      return span.of ? { ...span, of: inSchoolYear(span.of, from) } : span
    case 'range':
      return { ...span, from: inSchoolYear(span.from, from), to: inSchoolYear(span.to, from) }
    case 'half':
      return span.year === null ? { kind: 'schoolHalf', n: span.n, year: from } : span
    case 'quarter':
      return span.year === null ? { ...span, year: span.n === 4 ? from : from + 1 } : span
    case 'schoolHalf':
    case 'term':
    case 'holidays':
    case 'schoolYear':
      return span.year === null ? { ...span, year: from } : span
    case 'season':
      return span.year === null ? { ...span, year: span.n === 4 ? from : from + 1 } : span
    case 'year':
    case 'yearless':
      return span
    default:
      return span.year === null && span.month !== null
        ? { ...span, year: span.month >= 9 ? from : from + 1 }
        : span
  }
}

/** The year that a span names, null when it names none. */
export function yearOf(span: Span): number | null {
  switch (span.kind) {
    case 'years':
      return span.from
    case 'part':
      return span.of ? yearOf(span.of) : null
    case 'range':
      return yearOf(span.from) ?? yearOf(span.to)
    default:
      return span.year
  }
}

/** Whether the span, or an end of it, lacks its year. */
export function lacksYear(span: Span): boolean {
  if (span.kind === 'years') return false
  if (span.kind === 'part') return span.of ? lacksYear(span.of) : true
  if (span.kind === 'range') return lacksYear(span.from) && lacksYear(span.to)
  return span.year === null
}
