/** Clauses → one tree: what refines what, and what contradicts. */
import type { Flag } from './cursor.ts'
import { gather, type Of, wide } from './gather.ts'
import { type Clause, needsUnit, type Parsed } from './parse.ts'
import { lacksYear, yearOf } from './parse-year.ts'
import { recurring, withinOf } from './rhythm.ts'
import type { Deadline, Item, Span } from './tree.ts'

type Notice = (code: string, detail?: string) => void

/** The tree of the clauses, null when there is nothing to build one of. Flags are added to `flags`. */
export function combine(parsed: Parsed, flags: Flag[]): Deadline | null {
  const flag: Notice = (code, detail) => {
    if (!flags.some((known) => known.code === code))
      flags.push(detail === undefined ? { code } : { code, detail })
  }
  const place = parsed.clauses.findIndex((clause) => clause.c === 'then')
  if (place < 0) {
    const tree = build(parsed.clauses, flag)
    // Asked about work through the year, not about a rhythm inside it.
    const asked = flags.findIndex((known) => known.code === 'several-years')
    if (asked >= 0 && tree?.node !== 'ongoing') flags.splice(asked, 1)
    return tree
  }
  const first = build(parsed.clauses.slice(0, place), flag)
  const rest = build(parsed.clauses.slice(place + 1), flag)
  return sequel(first, rest, flag)
}

/** «…, далее – …». */
function sequel(
  first: Deadline | null,
  rest: Deadline | null,
  flag: (code: string) => void,
): Deadline | null {
  if (!first || !rest) {
    flag('dangling')
    return first ?? rest
  }
  if (first.node === 'items' && rest.node === 'ongoing' && !rest.within) {
    flag('then-ongoing')
    return { node: 'then', first: first.items, rest: 'ongoing' }
  }
  flag('then-other')
  if (first.node === 'items' && rest.node === 'every' && !rest.within) {
    const start = first.items[0]
    if (rest.unit === 'year' && rest.items.length === 0) {
      const items = first.items.map((item) => ({ ...item, span: forgetYear(item.span) }))
      return { ...rest, items, within: sinceYear(start) }
    }
    if (rest.unit === 'year') return { ...rest, within: sinceYear(start) }
    if (start) return { ...rest, within: { rel: 'from', span: start.span } }
  }
  return first
}

/** From the first step's year on, when it names one. */
function sinceYear(item: Item | undefined): Item | null {
  const year = item && !lacksYear(item.span) ? yearOf(item.span) : null
  return year === null ? null : { rel: 'from', span: { kind: 'year', year } }
}

function forgetYear(span: Span): Span {
  if (span.kind === 'part') return span.of ? { ...span, of: forgetYear(span.of) } : span
  if (span.kind === 'range')
    return { ...span, from: forgetYear(span.from), to: forgetYear(span.to) }
  if (span.kind === 'years' || span.kind === 'year') return { kind: 'yearless', year: null }
  return { ...span, year: null }
}

function build(clauses: Clause[], flag: Notice): Deadline | null {
  const items = gather(clauses, flag)
  let recs = clauses.filter((clause): clause is Of<'every'> => clause.c === 'every')
  const ongoing = clauses.filter((clause): clause is Of<'ongoing'> => clause.c === 'ongoing')
  const requests = clauses.filter((clause): clause is Of<'request'> => clause.c === 'request')
  const events = clauses.filter((clause): clause is Of<'event'> => clause.c === 'event')
  const except = clauses.flatMap((clause) => (clause.c === 'except' ? clause.spans : []))
  if (except.length > 0 && recs.length === 0) flag('except')
  // «15 мая, среда»: the weekday only remarks on the date.
  if (
    recs.length > 0 &&
    recs.every((clause) => clause.rec.bare) &&
    items.some((item) => isDated(item.span))
  ) {
    const days = recs.flatMap((clause) => clause.rec.items.map((item) => item.span))
    recs = []
    flag('weekday-note', days.map((span) => (span.kind === 'weekday' ? span.weekday : '')).join(''))
  }
  if (recs.length > 0) {
    if (events.length > 0) flag('event-too')
    if (requests.some((clause) => clause.how !== 'schedule')) flag('request-too')
    const tree = recurring(recs, items, ongoing, flag)
    return tree.node === 'every' && except.length > 0 ? { ...tree, except } : tree
  }
  if (items.some((item) => needsUnit(item.span))) {
    if (items.every((item) => needsUnit(item.span)) && !items.some((item) => partly(item.span))) {
      flag('monthly-implied')
      return {
        node: 'every',
        unit: 'month',
        step: 1,
        items,
        within: withinOf(ongoing, flag),
        following: false,
      }
    }
    flag('incomplete')
    return null
  }
  const request = requests.find((clause) => clause.how !== 'schedule') ?? requests[0]
  if (items.length > 0) {
    if (events.length > 0) flag('event-too')
    if (request && request.how !== 'schedule' && items.every((item) => wide(item.span))) {
      flag('request-in-period')
      return { node: 'request', how: request.how }
    }
    if (request) flag('request-too')
    if (ongoing.length > 0) return ongoingWithItems(ongoing, items, flag)
    return { node: 'items', items }
  }
  if (ongoing.length > 0) {
    if (events.length > 0) flag('event-too')
    if (request && request.how !== 'schedule') {
      flag('request-in-period')
      return { node: 'request', how: request.how }
    }
    return { node: 'ongoing', within: withinOf(ongoing, flag) }
  }
  if (request) {
    if (requests.length > 1) flag('request-too')
    if (events.length > 0) flag('event-too')
    if (request.how === 'schedule') flag('schedule')
    return { node: 'request', how: request.how }
  }
  if (events.length > 0)
    return { node: 'event', text: events.map((clause) => clause.text).join(', ') }
  return null
}

const isDated = (span: Span): boolean =>
  span.kind === 'range'
    ? isDated(span.to)
    : (span.kind === 'day' || span.kind === 'month') && span.month !== null
const partly = (span: Span): boolean =>
  ['part', 'week', 'nthMonth'].includes(span.kind) || (span.kind === 'range' && partly(span.from))
/** «постоянно, с 1 сентября» is one; «в течение года, до 25 мая» asks. */
function ongoingWithItems(
  ongoing: Of<'ongoing'>[],
  items: Item[],
  flag: (code: string) => void,
): Deadline {
  const only = items[0]
  if (items.length === 1 && only && ongoing.every((clause) => clause.within === null)) {
    const span = only.span
    const stretch = only.rel !== 'at' || span.kind === 'range' || wide(span)
    if (stretch) {
      if (only.rel === 'by' || only.rel === 'before') flag('ongoing-until')
      return { node: 'ongoing', within: only }
    }
  }
  flag('ongoing-too')
  return { node: 'items', items }
}
