/** Spans with their preposition: «до 1 октября», «с 1 по 15 мая», «не ранее марта», «в июне». */
import type { Cursor } from './cursor.ts'
import { likeOther, parseBareNumber } from './numbers.ts'
import { between, notLaterAfter, startAndEnd } from './parse-bounds.ts'
import { parseSpans } from './parse-span.ts'
import { lacksYear } from './parse-year.ts'
import type { Item, Relation, Span } from './tree.ts'

/** Items of one preposition; `bare` when there was none, so that «до 15 мая, 15 июня» can share it. */
export interface Group {
  items: Item[]
  bare: boolean
}

/** A day, or something that ends on a named day. */
function pointed(span: Span): boolean {
  if (span.kind === 'nthMonth') return span.day !== null
  return ['day', 'lastDay', 'workday', 'weekday', 'part', 'range'].includes(span.kind)
}

/** Steps over «в срок», «срок исполнения:», «в период», «на» before the preposition or span itself. */
function skipOpening(cur: Cursor): void {
  cur.attempt(() => {
    const prep = cur.take('in') || cur.take('on')
    if (prep && cur.isUnit('day') && (cur.is('vacation', 1) || cur.is('holidays', 1)))
      return cur.skip(1)
    if (prep && (cur.is('vacation', 1) || cur.is('holidays', 1)) && cur.takeStem(/^время$/))
      return true
    if (!cur.take('deadline') && !cur.take('period')) {
      return prep ? null : true
    }
    if (!cur.take('filler'))
      cur.takeStem(/^(сдач|подач|предостав|представл|проведен|выполнен|заверш)/)
    cur.takeMark(':')
    cur.takeMark('-')
    return true
  })
}

/** Items at the cursor. */
export function parseItems(cur: Cursor): Group | null {
  return cur.attempt(() => {
    skipOpening(cur)
    const span = cur.attempt(() => startAndEnd(cur)) ?? cur.attempt(() => between(cur))
    if (span) return { items: [{ rel: 'at', span }], bare: false }
    if (cur.take('approx')) cur.flag('approximate')
    if (cur.is('not') && cur.is('later', 1)) {
      cur.i += 2
      cur.takeMark(',')
      cur.take('than')
      cur.take('to')
      return due(cur, 'by')
    }
    if (cur.is('not') && cur.is('earlier', 1)) {
      cur.i += 2
      cur.take('than')
      cur.take('since')
      cur.flag('not-earlier')
      return since(cur)
    }
    if (cur.take('to') || cur.take('towards')) return due(cur, 'before')
    if (cur.is('along')) {
      cur.i++
      const group = due(cur, 'by')
      if (group) cur.flag('along')
      return group
    }
    if (cur.is('starting') || cur.is('since') || cur.is('from')) {
      const strict = cur.take('from')
      cur.take('starting')
      cur.take('since')
      return since(cur, strict)
    }
    if (cur.is('after') || cur.is('before')) {
      const rel: Relation = cur.is('after') ? 'after' : 'before'
      cur.i++
      const named = parseSpans(cur)
      const spans = rel === 'before' ? named?.flatMap(eachHolidays) : named
      if (!spans) return null
      cur.flag(rel === 'after' ? 'after-span' : 'before-begin')
      return { items: spans.map((span) => ({ rel, span })), bare: false }
    }
    const place = cur.i
    if (!cur.take('in')) cur.take('on')
    cur.take('whole')
    const bare = place === cur.i
    const spans = parseSpans(cur)?.flatMap(eachHolidays)
    if (!spans) return null
    if (notLaterAfter(cur))
      return { items: spans.map((span) => ({ rel: 'by', span })), bare: false }
    for (const span of spans) flagFuzzy(cur, span)
    return { items: spans.map((span) => ({ rel: 'at', span })), bare }
  })
}

/** After «до», «к», «не позднее», «по». `before` = a whole month or year is to be over before it begins. */
function due(cur: Cursor, rel: 'by' | 'before'): Group | null {
  if (cur.take('approx')) cur.flag('approximate')
  const edge = cur.word()
  if (edge?.c === 'edge' && edge.e === 'begin') {
    cur.i++
    const spans = cur.is('current') ? null : parseSpans(cur)
    if (!spans) return null
    cur.flag('before-begin')
    return { items: spans.map((span) => ({ rel: 'before', span })), bare: false }
  }
  const finish = edge?.c === 'edge' && edge.e === 'finish'
  if (finish && cur.is('along', -1)) return null
  if (finish) cur.i++
  const end = finish || (edge?.c === 'edge' && edge.e === 'end')
  const spans = parseSpans(cur) ?? bareDay(cur)
  if (!spans) return null
  const inclusive =
    cur.tokens[cur.i - 1]?.text === 'включительно' || cur.peek()?.text === 'включительно'
  const items = spans.map((span): Item => {
    if (finish && span.kind === 'schoolYear') cur.flag('school-year-end')
    if (span.kind === 'part' && span.edge === 'end' && span.of?.kind === 'schoolYear') {
      cur.flag('school-year-end')
      return { rel: 'by', span: span.of }
    }
    if (span.kind === 'part' && (span.of?.kind === 'schoolYear' || span.of?.kind === 'yearless')) {
      cur.flag(span.of.kind === 'schoolYear' ? 'school-year-end' : 'year-end')
    }
    if (span.kind === 'part' && span.edge === 'middle') {
      cur.flag('fuzzy')
      return { rel: 'by', span: { ...span, edge: 'half1' } }
    }
    if (span.kind === 'range') cur.flag('by-range')
    if (rel === 'by' || end || inclusive || pointed(span)) return { rel: 'by', span }
    cur.flag('before-span')
    return { rel: 'before', span }
  })
  return { items, bare: false }
}

/** «октябрь, не позднее 15»: a number alone is a day of the month. */
function bareDay(cur: Cursor): Span[] | null {
  const token = cur.peek()
  const next = cur.peek(1)
  const alone = next === undefined || (next.type === 'mark' && next.text !== '-')
  if (token?.type !== 'num' || !alone || token.value < 1 || token.value > 31) return null
  cur.i++
  cur.flag('bare-day')
  return [{ kind: 'day', day: token.value, month: null, year: null }]
}

/** After «с», «начиная с», «от», «не ранее»; `strict` = only with «до …» after it. */
function since(cur: Cursor, strict = false): Group | null {
  const number = cur.attempt(() => {
    const n = parseBareNumber(cur)
    if (n === null) return null
    cur.take('number')
    if (!cur.take('along') && !cur.take('to')) return null
    const right = parseSpans(cur)
    const first = right?.[0]
    if (!right || !first) return null
    const from = likeOther(n, first)
    return from ? { from, right, first } : null
  })
  if (number) {
    const span: Span = { kind: 'range', from: number.from, to: number.first }
    return {
      items: [span, ...number.right.slice(1)].map((s) => ({ rel: 'at', span: s })),
      bare: false,
    }
  }
  const left = parseSpans(cur)
  const last = left?.[left.length - 1]
  if (!left || !last) return null
  if (last.kind === 'part' && last.edge !== 'begin') flagFuzzy(cur, last)
  if (last.kind === 'range')
    return { items: left.map((span) => ({ rel: 'at', span })), bare: false }
  const right = cur.attempt(() => {
    cur.takeMark(',')
    cur.take('and')
    cur.takeMark('-')
    const along = cur.take('along')
    const to = !along && cur.take('to')
    if (!along && !to) return null
    const edge = cur.word()
    const finish = edge?.c === 'edge' && edge.e === 'finish'
    if (finish) cur.i++
    const bound = parseSpans(cur)
    const first = bound?.[0]
    if (!bound || !first || first.kind === 'range') return null
    // «с 2026 года до 1 июня»: since that year, by that day.
    if (last.kind === 'year' && lacksYear(first)) return null
    if (to && !pointed(first) && !finish) cur.flag('until-span')
    if (first.kind === 'part' && first.edge !== 'end') cur.flag('fuzzy')
    if (first.kind === 'part' && first.of?.kind === 'schoolYear') cur.flag('school-year-end')
    return { first, rest: bound.slice(1) }
  })
  if (!right) {
    if (strict) return null
    return { items: left.map((span) => ({ rel: 'from', span })), bare: false }
  }
  const years =
    last.kind === 'year' &&
    right.first.kind === 'year' &&
    last.year !== null &&
    right.first.year !== null
  const span: Span = years
    ? {
        kind: 'years',
        from: last.year ?? 0,
        to: right.first.kind === 'year' ? (right.first.year ?? 0) : 0,
      }
    : { kind: 'range', from: last, to: right.first }
  const spans: Span[] = [...left.slice(0, -1), span, ...right.rest]
  return { items: spans.map((span) => ({ rel: 'at', span })), bare: false }
}

/** «Каникулы» without a season: autumn, winter, spring, summer. */
const eachHolidays = (span: Span): Span[] =>
  span.kind === 'holidays' && span.n === 0 ? [4, 1, 2, 3].map((n) => ({ ...span, n })) : [span]

const EXACT = ['half1', 'half2', 'decade1', 'decade2', 'decade3']

function flagFuzzy(cur: Cursor, span: Span): void {
  if (span.kind === 'part' && !EXACT.includes(span.edge)) cur.flag('fuzzy')
  else if (span.kind === 'part' && span.of?.kind === 'schoolYear') cur.flag('school-half')
  if (span.kind === 'range') {
    flagFuzzy(cur, span.from)
    flagFuzzy(cur, span.to)
  }
}
