/** One stretch of the calendar: days, months, quarters, seasons, parts of them, and ranges. */
import type { Cursor } from './cursor.ts'
import { monthsAfter, parseCounted } from './parse-counted.ts'
import { inSchoolYear, parseYear, setAll, takeSchoolYear, withYear, yearAt } from './parse-year.ts'
import type { Edge, Span } from './tree.ts'

/** What a part belongs to: «декада марта», «начало учебного года»; of nothing when «каждого месяца» follows. */
function partsOf(cur: Cursor, edges: Edge[]): Span[] | null {
  const months = monthsAfter(cur)
  if (months) {
    return months.flatMap((month) =>
      edges.map((edge): Span => ({ kind: 'part', edge, of: { kind: 'month', month, year: null } })),
    )
  }
  const place = cur.i
  if (cur.is('every')) {
    const of: Span | null = cur.is('school', 1) ? { kind: 'schoolYear', year: null } : null
    return edges.map((edge) => ({ kind: 'part', edge, of }))
  }
  const of = cur.attempt(() => {
    cur.take('current')
    const core = parseCores(cur)
    return core?.length === 1 ? (core[0] ?? null) : null
  })
  if (of?.kind === 'day') return null
  if (of) return edges.map((edge) => ({ kind: 'part', edge, of }))
  cur.i = place
  if (cur.isUnit('year')) {
    cur.i++
    return edges.map((edge) => ({ kind: 'part', edge, of: { kind: 'yearless', year: null } }))
  }
  if (
    cur.isUnit('month') ||
    cur.isUnit('quarter') ||
    cur.isUnit('half') ||
    cur.isUnit('term') ||
    cur.isUnit('week')
  )
    return edges.map((edge) => ({ kind: 'part', edge, of: null }))
  // «ежемесячно, третья декада», «октябрь (конец)»
  const exact = edges.every((edge) => edge !== 'begin' && edge !== 'middle' && edge !== 'end')
  return exact || cur.done || cur.isMark(',') || cur.isMark(')') || cur.isMark(';')
    ? edges.map((edge) => ({ kind: 'part', edge, of: null }))
    : null
}

function parseEdge(cur: Cursor): Span[] | null {
  return cur.attempt(() => {
    const word = cur.word()
    if (word?.c !== 'edge' || word.e === 'finish') return null
    cur.i++
    const edge = word.e
    // «начало - середина мая»
    if (cur.isMark('-') && cur.is('edge', 1)) {
      const from = edge
      const place = cur.i
      cur.i++
      const rest = parseEdge(cur)?.[0]
      if (rest?.kind === 'part') return [{ kind: 'range', from: { ...rest, edge: from }, to: rest }]
      cur.i = place
    }
    // «в начале и в конце учебного года»
    const also = cur.attempt(() => {
      if (!cur.take('and')) return null
      cur.take('in')
      return parseEdge(cur)
    })
    const other = also?.[0]
    if (also && other?.kind === 'part') return [{ ...other, edge }, ...also]
    return partsOf(cur, [edge])
  })
}

/** Spans of one head, without their year. */
function parseCores(cur: Cursor): Span[] | null {
  const token = cur.peek()
  if (!token) return null
  if (token.type === 'date') {
    cur.i++
    if (token.year !== null) cur.takeUnit('year')
    return [{ kind: 'day', day: token.day, month: token.month, year: token.year }]
  }
  const year = parseYearSpan(cur)
  if (year) return [year]
  const counted = parseCounted(cur, partsOf)
  if (counted) return counted
  const word = cur.word()
  switch (word?.c) {
    case 'edge':
      return parseEdge(cur)
    case 'month':
      cur.i++
      cur.takeUnit('month')
      return [{ kind: 'month', month: word.n, year: null }]
    case 'school':
      return takeSchoolYear(cur) ? [{ kind: 'schoolYear', year: null }] : null
    case 'season':
      cur.i++
      if (word.n === 1) cur.flag('winter')
      return [{ kind: 'season', n: word.n, year: null }]
    case 'vacation': {
      return vacations(cur)
    }
    case 'holidays':
      cur.i++
      cur.takeStem(/^врем/)
      cur.flag('school-calendar')
      return [{ kind: 'holidays', n: 0, year: null }]
    default:
      return null
  }
}

/** «осенние, зимние и весенние каникулы». */
function vacations(cur: Cursor): Span[] | null {
  const spans: Span[] = []
  for (let word = cur.word(); word?.c === 'vacation'; word = cur.word()) {
    spans.push({ kind: 'holidays', n: word.n, year: null })
    cur.i++
    if (!cur.is('holidays') && !cur.takeMark(',')) cur.take('and')
  }
  const only = spans[0]
  if (only?.kind === 'holidays' && spans.length === 1) {
    // «летний период», «летние месяцы»
    if (cur.take('period') || cur.takeUnit('month')) {
      if (only.n === 1) cur.flag('winter')
      return [{ kind: 'season', n: only.n, year: null }]
    }
  }
  if (!cur.take('holidays')) return null
  cur.flag('school-calendar')
  return spans
}

function parseYearSpan(cur: Cursor): Span | null {
  if (yearAt(cur) === null) return null
  const mark = cur.attempt(() => parseYear(cur))
  if (!mark) return null
  if (mark.mark === 'school') return { kind: 'schoolYear', year: mark.from }
  if (mark.mark === 'one') return { kind: 'year', year: mark.year }
  const from = mark.years[0] ?? 0
  const to = mark.years[mark.years.length - 1] ?? from
  if (mark.slash) cur.flag('slash-years')
  return { kind: 'years', from, to }
}

const YEARLY_HEADS = new Set<Span['kind']>(['year', 'years'])

/** Spans of one head with the year that follows them. */
function parseHead(cur: Cursor): Span[] | null {
  const spans = cur.attempt(() => parseCores(cur))
  if (!spans) return null
  if (cur.is('filler')) cur.i++
  if (spans.some((span) => YEARLY_HEADS.has(span.kind))) return spans
  const year = cur.attempt(() => {
    if (cur.is('in') && yearAt(cur, 1) !== null) cur.i++
    return parseYear(cur)
  })
  if (!year) {
    if (cur.is('current') && (cur.isUnit('year', 1) || cur.is('school', 1))) {
      cur.i++
      if (!takeSchoolYear(cur)) cur.i++
      cur.flag('current-year')
      return spans
    }
    if (!spans.some((span) => span.kind === 'schoolYear')) {
      const school = cur.attempt(() => (takeSchoolYear(cur) ? true : null))
      if (school) cur.flag('school-half')
      if (school)
        return spans.map((span) =>
          span.kind === 'half' ? { kind: 'schoolHalf', n: span.n, year: null } : span,
        )
    }
    // «первое полугодие года»
    const reported = cur.is('next', 1) || (cur.isMark(',', 1) && cur.is('next', 2))
    if (cur.isUnit('year') && !reported && spans.every((span) => span.kind !== 'yearless')) cur.i++
    return spans
  }
  if (year.mark === 'one') return spans.map((span) => setAll(span, year.year))
  if (year.mark === 'school') return schoolSpans(cur, spans, year.from)
  const [a = 0, b = 0] = year.years
  if (spans.some((span) => span.kind === 'schoolYear'))
    return spans.map((span) => withYear(span, a))
  if (year.years.length === 2 && spans.every((span) => span.kind === 'season' && span.n === 1))
    return spans.map((span) => withYear(span, b))
  if (year.slash && b === a + 1 && year.years.length === 2) {
    cur.flag('slash-years')
    return schoolSpans(cur, spans, a)
  }
  cur.flag('years-spread')
  return year.years.flatMap((y) => spans.map((span) => setAll(span, y)))
}

/** Spans of a named school year; quarters, seasons and August lie in it twice or at its edge. */
function schoolSpans(cur: Cursor, spans: Span[], from: number): Span[] {
  const edge = spans.some(
    (span) =>
      span.kind === 'quarter' ||
      span.kind === 'season' ||
      (span.kind === 'month' && span.month === 8),
  )
  if (edge) cur.flag('school-period')
  return spans.map((span) => inSchoolYear(span, from))
}

const needsMonth = (span: Span): boolean =>
  (span.kind === 'part' && span.of === null) || (span.kind === 'week' && span.month === null)

/** Spans at the cursor, a range of two heads included. */
export function parseSpans(cur: Cursor): Span[] | null {
  const left = parseHead(cur)
  if (!left) return null
  const last = left[left.length - 1]
  const joined =
    cur.isMark('-') || (cur.is('along') && last && ['day', 'month'].includes(last.kind))
  if (!last || !joined || last.kind === 'range') return left
  const rangeTo = cur.attempt(() => {
    cur.i++
    if (!cur.take('along')) cur.take('to')
    const right = parseHead(cur)
    const first = right?.[0]
    if (!right || !first || first.kind === 'range' || first.kind === 'years') return null
    // «октябрь - 1 декада» names the month first.
    if (last.kind === 'month' && ['part', 'week'].includes(first.kind) && needsMonth(first))
      return null
    // «2023 год - сентябрь» is a label, not a range.
    if (last.kind === 'year' && first.kind !== 'year') return null
    return { right, first }
  })
  if (!rangeTo) return left
  const { first, right } = rangeTo
  if (first.kind === 'year' && last.kind === 'year') {
    return [...left.slice(0, -1), { kind: 'years', from: last.year ?? 0, to: first.year ?? 0 }]
  }
  if (first.kind === 'year') cur.flag('range-to-year')
  // «05.10-12.2025»: from a day to a whole month, or two days of which one has lost its month?
  if (last.kind === 'day' && first.kind === 'month') cur.flag('dash')
  // «октябрь – ноябрь 2023, 2024»: the same range of each year.
  const spread = right.every(
    (span) =>
      span.kind === first.kind &&
      first.kind === 'month' &&
      span.kind === 'month' &&
      span.month === first.month,
  )
  const ends = spread ? right : [first]
  const ranges = ends.map((to): Span => ({ kind: 'range', from: last, to }))
  return [...left.slice(0, -1), ...ranges, ...(spread ? [] : right.slice(1))]
}
