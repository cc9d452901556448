/** Clauses → one tree: what refines what, and what contradicts. */
import type { Flag } from './cursor.ts'
import { type Clause, needsUnit, type Parsed } from './parse.ts'
import type { Recurrence } from './parse-every.ts'
import { lacksYear, yearOf } from './parse-year.ts'
import type { Deadline, Item, Span } from './tree.ts'
import { shareYears } from './years.ts'

type Of<C extends Clause['c']> = Extract<Clause, { c: C }>

/** The tree of the clauses, null when there is nothing to build one of. Flags are added to `flags`. */
export function combine(parsed: Parsed, flags: Flag[]): Deadline | null {
  const flag = (code: string): void => {
    if (!flags.some((known) => known.code === code)) flags.push({ code })
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

function build(clauses: Clause[], flag: (code: string) => void): Deadline | null {
  const items = gather(clauses, flag)
  let recs = clauses.filter((clause): clause is Of<'every'> => clause.c === 'every')
  const ongoing = clauses.filter((clause): clause is Of<'ongoing'> => clause.c === 'ongoing')
  const requests = clauses.filter((clause): clause is Of<'request'> => clause.c === 'request')
  const events = clauses.filter((clause): clause is Of<'event'> => clause.c === 'event')
  // «15 мая, среда»: the weekday only remarks on the date.
  if (
    recs.length > 0 &&
    recs.every((clause) => clause.rec.bare) &&
    items.some((item) => isDated(item.span))
  ) {
    recs = recs.filter((clause) => clause.rec.unit !== 'week')
    flag('weekday-note')
  }
  if (recs.length > 0) {
    if (events.length > 0) flag('event-too')
    if (requests.some((clause) => clause.how !== 'schedule')) flag('request-too')
    return recurring(recs, items, ongoing, flag)
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
  span.kind === 'part' || (span.kind === 'range' && partly(span.from))
const wide = (span: Span): boolean =>
  span.kind === 'year' || span.kind === 'years' || span.kind === 'schoolYear'

function withinOf(ongoing: Of<'ongoing'>[], flag: (code: string) => void): Item | null {
  const named = ongoing.filter((clause) => clause.within !== null)
  if (named.length > 1) flag('several-periods')
  const span = named[0]?.within
  return span ? { rel: 'at', span } : null
}

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

/** The items of all clauses in order, with shared prepositions and years. */
function gather(clauses: Clause[], flag: (code: string) => void): Item[] {
  const items: Item[] = []
  let before: Of<'items'> | null = null
  for (const clause of clauses) {
    if (clause.c !== 'items') {
      if (clause.c !== 'every') before = null
      continue
    }
    let own = clause.items
    const lent = before?.items[0]?.rel
    if (before && lends(lent, clause)) {
      const dates = own.every(
        (item) =>
          item.span.kind === 'day' ||
          item.span.kind === 'lastDay' ||
          item.span.kind === 'weekday' ||
          wide(item.span),
      )
      if (dates && (lent === 'by' || lent === 'before'))
        own = own.map((item) => ({ ...item, rel: item.span.kind === 'year' ? lent : 'by' }))
      else flag('mixed')
    }
    const joined = before && clause.bare ? lostDash(items, own, clause.sep, flag) : null
    if (before && !joined && !lends(lent, clause))
      separatorDoubt(before, clause, items.length + own.length, flag)
    if (joined) items.splice(items.length - 1, 1, ...joined)
    else items.push(...own)
    before = { ...clause, items: own }
  }
  return asRange(shareYears(monthOfDay(items), flag), flag)
}

/** «сентябрь, не позднее 20 числа»: the day belongs to the month before it. */
function monthOfDay(items: Item[]): Item[] {
  const [first, second] = items
  if (items.length !== 2 || first?.span.kind !== 'month' || second?.span.kind !== 'day')
    return items
  if (first.rel !== 'at' || second.span.month !== null) return items
  return [{ ...second, span: { ...second.span, month: first.span.month, year: first.span.year } }]
}

/** «не раньше 1 марта и не позднее 1 апреля» is one stretch. */
function asRange(items: Item[], flag: (code: string) => void): Item[] {
  const [from, to] = items
  if (items.length !== 2 || from?.rel !== 'from' || (to?.rel !== 'by' && to?.rel !== 'before'))
    return items
  if (to.rel === 'before' || needsUnit(from.span) || needsUnit(to.span)) return items
  flag('mixed')
  return [{ rel: 'at', span: { kind: 'range', from: from.span, to: to.span } }]
}

/** Whether «до» of the items before holds for these too: «до 15 июня, 15 декабря». */
const lends = (rel: Item['rel'] | undefined, clause: Of<'items'>): boolean =>
  clause.bare && rel !== undefined && rel !== 'at' && ['', ',', 'and', '/'].includes(clause.sep)

function separatorDoubt(
  before: Of<'items'>,
  clause: Of<'items'>,
  count: number,
  flag: (code: string) => void,
): void {
  const a = before.items[before.items.length - 1]?.span
  const b = clause.items[0]?.span
  if (!a || !b) return
  if (clause.sep === '-' && !wide(a)) flag('dash')
  if (clause.sep === '/' && !(wide(a) && wide(b))) flag('slash')
  if (clause.sep === '' && a.kind === 'day' && b.kind === 'day' && count === 2) flag('two-dates')
  if (clause.sep === '' && lacksYear(a) && !wide(b)) flag('lost-comma')
  const alike = needsUnit(a) === needsUnit(b)
  if (!clause.bare && alike && clause.items[0]?.rel !== before.items[0]?.rel) flag('mixed')
}

/** «март апрель 2021»: neighbours without a mark are a range that lost its dash. */
function lostDash(
  items: Item[],
  own: Item[],
  sep: string,
  flag: (code: string) => void,
): Item[] | null {
  const a = items[items.length - 1]
  const b = own[0]
  if (sep !== '' || a?.span.kind !== 'month' || b?.span.kind !== 'month' || a.span.year !== null)
    return null
  if (b.span.month !== (a.span.month % 12) + 1) return null
  flag('lost-dash')
  return [{ rel: a.rel, span: { kind: 'range', from: a.span, to: b.span } }, ...own.slice(1)]
}

const FINENESS = ['day', 'workday', 'week', 'month', 'quarter', 'term', 'half', 'year']

function recurring(
  recs: Of<'every'>[],
  items: Item[],
  ongoing: Of<'ongoing'>[],
  flag: (code: string) => void,
): Deadline {
  const sorted = recs
    .map((clause) => clause.rec)
    .sort((a, b) => FINENESS.indexOf(a.unit) - FINENESS.indexOf(b.unit))
  const finest = sorted[0]
  if (!finest) return { node: 'ongoing', within: null }
  let rec = finest
  const followed = sorted.find((other) => other.following)
  if (followed)
    rec = {
      ...followed,
      unit:
        sorted.find((other) => !other.following && other.unit !== 'year')?.unit ?? followed.unit,
    }
  const others = sorted.filter(
    (other) => other !== finest && other.unit !== 'year' && !other.following,
  )
  if (others.some((other) => other.unit !== rec.unit)) flag('two-rhythms')
  // «ежегодно/ежемесячно» offers a choice, «ежегодно, 2 раза в год» refines.
  if (recs.some((clause, index) => index > 0 && (clause.sep === '/' || clause.sep === 'or')))
    flag('two-rhythms')
  const merged = [...others, finest]
    .filter((other) => other.unit === rec.unit)
    .flatMap((other) => other.items)
  let within = withinOf(ongoing, flag)
  const inner: Item[] = []
  if (rec.unit === 'year' && ongoing.length > 0) {
    flag('ongoing-too')
    if (within && !wide(within.span)) inner.push(within)
    if (inner.length > 0) within = null
  }
  for (const item of items) {
    if (isWithin(item, rec)) {
      if (within) flag('several-periods')
      within = item
    } else inner.push(item)
  }
  const all = [...merged, ...inner]
  if (all.length > 0) refine(rec, all, flag)
  // «ежегодно с 1 сентября» names only the beginning: that day, with a doubt.
  const kept = all.map((item): Item => {
    if (rec.unit !== 'year' || (item.rel !== 'from' && item.rel !== 'after')) return item
    flag('from-yearly')
    return { ...item, rel: 'at' }
  })
  return {
    node: 'every',
    unit: rec.unit,
    step: rec.step,
    items: kept,
    within,
    following: rec.following,
  }
}

/** Whether the item bounds the recurrence instead of naming its days. */
function isWithin(item: Item, rec: Recurrence): boolean {
  const span = item.span
  if (needsUnit(span)) return false
  const due = item.rel === 'by' || item.rel === 'before'
  if (wide(span)) return !due || !lacksYear(span)
  if (item.rel === 'from' || item.rel === 'after') return rec.unit !== 'year' || !lacksYear(span)
  if (rec.unit === 'year') return false
  if (rec.unit === 'half' || rec.unit === 'quarter' || rec.unit === 'term') {
    return (
      span.kind === 'range' && item.rel === 'at' && (!lacksYear(span) || rec.unit === 'quarter')
    )
  }
  return true
}

function refine(rec: Recurrence, items: Item[], flag: (code: string) => void): void {
  const expected =
    rec.unit === 'half' ? 2 : rec.unit === 'quarter' || rec.unit === 'term' ? 4 : null
  const repeated = items.every((item) => needsUnit(item.span) || item.span.kind === 'weekday')
  if (repeated) {
    if (expected !== null && !rec.following) flag('day-of-period')
    if (rec.unit === 'year' || rec.unit === 'day' || rec.unit === 'workday') flag('mixed')
    return
  }
  if (expected !== null && items.length !== expected) flag('count')
  if (rec.unit === 'month' || rec.unit === 'week' || rec.unit === 'day' || rec.unit === 'workday')
    flag('mixed')
  if (items.some((item) => !lacksYear(item.span))) flag('year-in-yearly')
}
