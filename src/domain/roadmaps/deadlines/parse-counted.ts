/** Numbers with what they count: «1-15 сентября», «I и III кварталы», «последняя пятница мая». */
import type { Cursor } from './cursor.ts'
import { parseRuns, type Run, ranged } from './numbers.ts'
import { isNthWorkday } from './parse-event.ts'
import { parseFew } from './parse-few.ts'
import { parseYear, setAll } from './parse-year.ts'
import type { Edge, Span } from './tree.ts'

/** Reads what halves, decades and rough days are parts of. */
export type PartsOf = (cur: Cursor, edges: Edge[]) => Span[] | null

/** Numbers with what they count: «1-15 сентября», «I и III кварталы», «15 числа декабря, июня». */
export function parseCounted(cur: Cursor, partsOf: PartsOf): Span[] | null {
  const few = parseFew(cur)
  if (few) return few
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
      if (pluralDays(cur)) return roughDays(cur, only.from, partsOf)
      cur.i++
      if (only.from === -1) return runs.length === 1 ? [lastDay(cur)] : null
      const inMonth = nthMonth(cur)
      if (inMonth !== null)
        return runs.map((run) => ranged(run, (day) => ({ ...MONTH_OF_UNIT, n: inMonth, day })))
      return cur.is('month')
        ? daysOf(cur, runs)
        : runs.map((run) => ranged(run, (day) => ({ kind: 'day', day, month: null, year: null })))
    }
    // «5, 12, 19.09.2023», «01-05.09.2023»: the last of the list is written as a date.
    const joint = cur.isMark('-') || cur.isMark(',') || cur.is('and')
    const date = joint ? cur.peek(1) : undefined
    if (date?.type === 'date') return daysBeforeDate(cur, runs, cur.isMark('-'), date)
    if (word?.c === 'unit' || word?.c === 'halfOf' || word?.c === 'working')
      return numberedUnit(cur, runs, partsOf)
    if (word?.c === 'weekday') return nthWeekdays(cur, runs, word.n)
    return null
  })
}

const MONTH_OF_UNIT = { kind: 'nthMonth', month: null, year: null } as const

/** «последнего месяца (квартала)» after a day; takes it. */
function nthMonth(cur: Cursor): number | null {
  const word = cur.word()
  if (word?.c !== 'ordinal' || !cur.isUnit('month', 1)) return null
  cur.i += 2
  return word.n
}

/** «в первых числах», «двадцатые числа»: not a day. */
function pluralDays(cur: Cursor): boolean {
  const before = cur.peek(-1)?.text ?? ''
  const number = cur.peek()?.text ?? ''
  if (/^числ(ах|ами)$/.test(number) || /(ые|ых|ие|их|\dх|-х)$/.test(before)) return true
  return number === 'числа' && /0-?е$/.test(before)
}

function roughDays(cur: Cursor, n: number, partsOf: PartsOf): Span[] | null {
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

/** One or more months after «15 числа»: «декабря, июня». */
export function monthsAfter(cur: Cursor): number[] | null {
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

function numberedUnit(cur: Cursor, runs: Run[], partsOf: PartsOf): Span[] | null {
  const word = cur.word()
  const single = runs.length === 1 && runs[0]?.from === runs[0]?.to ? (runs[0]?.from ?? 0) : null
  if (word?.c === 'working') {
    const nth = single !== null && single > 0 && single <= 23 && isNthWorkday(cur, 0)
    if (!cur.isUnit('day', 1) || (single !== -1 && !nth)) return null
    cur.i += 2
    return workdays(cur, single ?? -1)
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
    if (single === -1) return [lastDay(cur)]
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
      const name = cur.peek()?.text ?? ''
      const kind = name.startsWith('семестр') ? 'schoolHalf' : word.u
      if (kind === 'term') cur.flag('school-calendar')
      if (kind === 'schoolHalf') cur.flag('school-half')
      cur.i++
      if (name.startsWith('триместр')) return trimesters(fixed)
      return fixed.map((run) => ranged(run, (n) => ({ kind, n, year: null })))
    }
    case 'month': {
      const of = cur.word(1)
      const unit = of?.c === 'unit' && (of.u === 'quarter' || of.u === 'half')
      if (single === null || single > 6 || (!unit && !cur.is('ordinal', -1))) return null
      cur.i++
      return [{ ...MONTH_OF_UNIT, n: single, day: null }]
    }
    case 'decade':
      cur.i++
      return decades(cur, fixed, partsOf)
    case 'week': {
      // «октябрь, 3 неделя»; «3 недели» alone are a stretch of time.
      const single = /^недел[яюе]$/.test(cur.peek()?.text ?? '')
      cur.i++
      const months = cur.isUnit('month') ? null : monthsAfter(cur)
      const apart = single && (cur.done || cur.peek()?.type === 'mark')
      if (!months && !cur.isUnit('month') && !cur.is('every') && !apart) return null
      cur.flag('week-of-month')
      return (months ?? [null]).flatMap((month) =>
        fixed.map((run) => ranged(run, (n) => ({ kind: 'week', n, month, year: null }))),
      )
    }
    default:
      return null
  }
}

/** A school year of three: September – November, December – February, March – May. */
function trimesters(runs: Run[]): Span[] | null {
  if (runs.some((run) => run.to > 3)) return null
  const month = (n: number): Span => ({ kind: 'month', month: ((n - 1) % 12) + 1, year: null })
  return runs.map((run) => ({
    kind: 'range',
    from: month(run.from * 3 + 6),
    to: month(run.to * 3 + 8),
  }))
}

function decades(cur: Cursor, runs: Run[], partsOf: PartsOf): Span[] | null {
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

function workdays(cur: Cursor, n: number): Span[] {
  cur.flag('working-days')
  return (monthsAfter(cur) ?? [null]).map((month) => ({ kind: 'workday', n, month, year: null }))
}

function lastDay(cur: Cursor): Span {
  const word = cur.word()
  const month = word?.c === 'month' ? word.n : null
  if (month !== null) cur.i++
  return { kind: 'lastDay', month, year: null }
}
