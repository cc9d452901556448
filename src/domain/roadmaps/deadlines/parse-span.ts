/** One stretch of the calendar: days, months, quarters, seasons, parts of them, and ranges. */
import type { Cursor } from './cursor.ts'
import { inSchoolYear, parseYear, takeSchoolYear, withYear, yearAt } from './parse-year.ts'
import type { Edge, Span } from './tree.ts'

interface Run {
  from: number
  to: number
}

/** The number at the cursor: digits, Roman, or an ordinal word; not a year. */
function numberAt(cur: Cursor): { value: number; length: number } | null {
  const token = cur.peek()
  if (token?.type === 'num') return token.digits <= 2 ? { value: token.value, length: 1 } : null
  if (token?.type === 'roman') return { value: token.value, length: 1 }
  if (token?.type !== 'word') return null
  const word = token.word
  const next = cur.word(1)
  if (
    word?.c === 'cardinal' &&
    (word.n === 20 || word.n === 30) &&
    next?.c === 'ordinal' &&
    next.n > 0 &&
    next.n < 10
  )
    return { value: word.n + next.n, length: 2 }
  if (word?.c === 'ordinal') return { value: word.n, length: 1 }
  // «Ш квартал», «П полугодие»: Roman numerals typed in Cyrillic.
  const typed = token.text === 'ш' ? 3 : token.text === 'п' ? 2 : token.text === 'пп' ? 2 : null
  const head = cur.word(1)?.c
  if (
    typed !== null &&
    (head === 'unit' || cur.isMark('-', 1) || cur.is('and', 1) || cur.isMark(',', 1))
  ) {
    return { value: typed, length: 1 }
  }
  return null
}

/** «1», «1-3», «1, 5 и 20»; takes them. */
function parseRuns(cur: Cursor): Run[] {
  const runs: Run[] = []
  for (;;) {
    const first = numberAt(cur)
    if (!first) return runs
    cur.i += first.length
    const run = { from: first.value, to: first.value }
    runs.push(run)
    if (cur.isMark('-')) {
      cur.i++
      const last = numberAt(cur)
      if (!last) {
        cur.i--
        return runs
      }
      cur.i += last.length
      run.to = last.value
    }
    const place = cur.i
    if (!cur.takeMark(',') && !cur.take('and') && !cur.takeMark('/') && !cur.takeMark(';'))
      return runs
    if (!numberAt(cur)) {
      cur.i = place
      return runs
    }
  }
}

const ranged = (run: Run, make: (n: number) => Span): Span =>
  run.from === run.to ? make(run.from) : { kind: 'range', from: make(run.from), to: make(run.to) }

/** Numbers with what they count: «1-15 сентября», «I и III кварталы», «15 числа декабря, июня». */
function parseCounted(cur: Cursor): Span[] | null {
  return cur.attempt(() => {
    const runs = parseRuns(cur)
    const only = runs[0]
    if (!only) return null
    const word = cur.word()
    if (word?.c !== 'month' && runs.some((run) => run.from > 31 || run.to > 31)) return null
    if (word?.c === 'month') {
      if (runs.some((run) => run.from === -1)) return null
      return daysOf(cur, runs)
    }
    if (word?.c === 'number') {
      if (pluralDays(cur)) return roughDays(cur, only.from)
      cur.i++
      return cur.is('month')
        ? daysOf(cur, runs)
        : runs.map((run) => ranged(run, (day) => ({ kind: 'day', day, month: null, year: null })))
    }
    // «5, 12, 19.09.2023», «01-05.09.2023»: the last of the list is written as a date.
    const joint = cur.isMark('-') || cur.isMark(',') || cur.is('and')
    const date = joint ? cur.peek(1) : undefined
    if (date?.type === 'date') return daysBeforeDate(cur, runs, cur.isMark('-'), date)
    if (word?.c === 'unit' || word?.c === 'halfOf' || word?.c === 'working')
      return numberedUnit(cur, runs)
    if (word?.c === 'weekday') return nthWeekdays(cur, runs, word.n)
    return null
  })
}

/** «в первых числах», «двадцатые числа»: not a day. */
function pluralDays(cur: Cursor): boolean {
  const before = cur.peek(-1)?.text ?? ''
  return /^числ(ах|ами)$/.test(cur.peek()?.text ?? '') || /(ые|ых|ие|их|\dх|-х|\d-?е)$/.test(before)
}

function roughDays(cur: Cursor, n: number): Span[] | null {
  cur.i++
  cur.flag('fuzzy')
  return partsOf(cur, [n === -1 || n >= 20 ? 'end' : n >= 10 ? 'middle' : 'begin'])
}

/** «первый и третий вторник октября», «последняя пятница» (of a month that «месяца» names later). */
function nthWeekdays(cur: Cursor, runs: Run[], weekday: number): Span[] | null {
  if (runs.some((run) => run.from !== run.to || run.from > 5)) return null
  cur.i++
  const months = monthsAfter(cur) ?? [null]
  return months.flatMap((month) =>
    runs.map((run): Span => ({ kind: 'weekday', weekday, n: run.from, month, year: null })),
  )
}

/** «5, 12, 19.09.2023», «01-05.09.2023», «с 01 по 05.09». */
function daysBeforeDate(
  cur: Cursor,
  runs: Run[],
  dash: boolean,
  date: { day: number; month: number; year: number | null },
): Span[] | null {
  cur.i += 2
  const make = (day: number): Span => ({ kind: 'day', day, month: date.month, year: date.year })
  const year = date.year === null ? parseYear(cur) : null
  if (date.year !== null) cur.takeUnit('year')
  const spans = runs.map((run) => ranged(run, make))
  if (dash) {
    const last = runs[runs.length - 1]
    if (!last || last.from !== last.to) return null
    spans[spans.length - 1] = { kind: 'range', from: make(last.from), to: make(date.day) }
  } else spans.push(make(date.day))
  return year?.mark === 'one' ? spans.map((span) => setAll(span, year.year)) : spans
}

const setAll = (span: Span, year: number): Span =>
  span.kind === 'range'
    ? { ...span, from: withYear(span.from, year), to: withYear(span.to, year) }
    : withYear(span, year)

/** One or more months after «15 числа»: «декабря, июня». */
function monthsAfter(cur: Cursor): number[] | null {
  const months: number[] = []
  for (;;) {
    const word = cur.word()
    if (word?.c !== 'month') return months.length ? months : null
    months.push(word.n)
    cur.i++
    const next = cur.isMark(',') || cur.is('and') ? cur.word(1) : null
    const after = cur.peek(2)
    // A month after a comma belongs here unless a year of its own or a range follows it.
    if (
      next?.c !== 'month' ||
      after?.type === 'num' ||
      (after?.type === 'mark' && after.text === '-')
    )
      return months
    cur.i++
  }
}

function daysOf(cur: Cursor, runs: Run[]): Span[] | null {
  const listed = cur.is('number', -1)
  const first = cur.word()
  if (first?.c !== 'month') return null
  const months = listed ? monthsAfter(cur) : [first.n]
  if (!listed) cur.i++
  return (months ?? []).flatMap((month) =>
    runs.map((run) => ranged(run, (day) => ({ kind: 'day', day, month, year: null }))),
  )
}

function numberedUnit(cur: Cursor, runs: Run[]): Span[] | null {
  const word = cur.word()
  const single = runs.length === 1 && runs[0]?.from === runs[0]?.to ? (runs[0]?.from ?? 0) : null
  if (word?.c === 'working' && cur.isUnit('day', 1) && single === -1) {
    cur.i += 2
    return [lastDay(cur, true)]
  }
  if (word?.c === 'halfOf') {
    cur.i++
    if (single !== 1 && single !== 2) return null
    return partsOf(cur, [single === 1 ? 'half1' : 'half2'])
  }
  if (word?.c !== 'unit') return null
  const limit =
    word.u === 'quarter' || word.u === 'term'
      ? 4
      : word.u === 'half'
        ? 2
        : word.u === 'decade'
          ? 3
          : word.u === 'week'
            ? 5
            : 31
  if (word.u === 'day') {
    if (single !== -1 && single !== 1) return null
    cur.i++
    if (single === -1) return [lastDay(cur, false)]
    const months = cur.isUnit('month') ? null : monthsAfter(cur)
    if (!months && !cur.isUnit('month') && !cur.is('every')) return null
    return [{ kind: 'day', day: 1, month: months?.[0] ?? null, year: null }]
  }
  const fixed = runs.map((run) =>
    run.from === -1
      ? { from: word.u === 'week' ? -1 : limit, to: word.u === 'week' ? -1 : limit }
      : run,
  )
  if (fixed.some((run) => (run.from < 1 && run.from !== -1) || run.to > limit || run.from > run.to))
    return null
  switch (word.u) {
    case 'quarter':
    case 'half':
    case 'term': {
      const kind = word.u
      if (kind === 'term') cur.flag('school-calendar')
      cur.i++
      return fixed.map((run) => ranged(run, (n) => ({ kind, n, year: null })))
    }
    case 'decade':
      cur.i++
      return decades(cur, fixed)
    case 'week': {
      cur.i++
      const months = cur.isUnit('month') ? null : monthsAfter(cur)
      if (!months && !cur.isUnit('month') && !cur.is('every')) return null
      cur.flag('week-of-month')
      return (months ?? [null]).flatMap((month) =>
        fixed.map((run) => ranged(run, (n) => ({ kind: 'week', n, month, year: null }))),
      )
    }
    default:
      return null
  }
}

function decades(cur: Cursor, runs: Run[]): Span[] | null {
  const parts = partsOf(cur, DECADES)
  if (!parts) return null
  const of = (n: number): Span[] =>
    parts.filter((part) => part.kind === 'part' && part.edge === DECADES[n - 1])
  return runs.flatMap((run) =>
    of(run.from).map((from, k): Span => {
      const to = of(run.to)[k]
      return run.from === run.to || !to ? from : { kind: 'range', from, to }
    }),
  )
}

const DECADES: Edge[] = ['decade1', 'decade2', 'decade3']

function lastDay(cur: Cursor, working: boolean): Span {
  if (working) cur.flag('working-days')
  const word = cur.word()
  const month = word?.c === 'month' ? word.n : null
  if (month !== null) cur.i++
  return { kind: 'lastDay', working, month, year: null }
}

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
  // «ежемесячно, третья декада»
  const exact = edges.every((edge) => edge !== 'begin' && edge !== 'middle' && edge !== 'end')
  return exact ? edges.map((edge) => ({ kind: 'part', edge, of: null })) : null
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
  const counted = parseCounted(cur)
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
    if (cur.is('current') && cur.isUnit('year', 1)) {
      cur.i += 2
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
    if (cur.isUnit('year') && spans.every((span) => span.kind !== 'yearless')) cur.i++
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

/** A bare number before «по …»: «с 1 по 15 сентября»; its head comes from the other end. */
export function parseBareNumber(cur: Cursor): number | null {
  const found = numberAt(cur)
  if (!found || found.value < 1) return null
  cur.i += found.length
  return found.value
}

/** The span of a bare number, made like its other end. */
export function likeOther(n: number, other: Span): Span | null {
  switch (other.kind) {
    case 'day':
      return { ...other, day: n }
    case 'lastDay':
      return { kind: 'day', day: n, month: other.month, year: other.year }
    case 'quarter':
    case 'half':
    case 'term':
    case 'schoolHalf':
      return { ...other, n }
    default:
      return null
  }
}

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
