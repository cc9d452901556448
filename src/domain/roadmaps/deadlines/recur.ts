/** Occurrences of what repeats. A due outside the plan is listed as such, never moved. */
import { addDays, laterOf } from '../../shared/calendar.ts'
import type { Flag } from './cursor.ts'
import { lacksYear } from './parse-year.ts'
import { type Outcome, type Placed, place, yearsAround } from './placing.ts'
import { datesOf } from './recur-dates.ts'
import { type Every, type Stretch, unitsOf } from './recur-units.ts'
import { schoolHalves } from './school-halves.ts'
import type { DeadlineKind, Item, Period, Span, Unit, Window } from './tree.ts'

const KINDS: Record<Unit, DeadlineKind> = {
  year: 'yearly',
  half: 'semiannual',
  quarter: 'quarterly',
  term: 'quarterly',
  month: 'monthly',
  week: 'weekly',
  day: 'daily',
  workday: 'daily',
}

/** The occurrences of a recurrence. */
export function recur(every: Every, period: Period): Outcome {
  const flags: Flag[] = []
  const tree = withSchoolHalves(every, period, flags)
  const outcome: Outcome = {
    kind: KINDS[tree.unit],
    windows: [],
    outside: [],
    flags,
    placed: [],
    every: tree,
  }
  const stretches = tree.within ? bounds(tree.within, period, flags) : [{ ...period, named: false }]
  for (const stretch of stretches) {
    const placed =
      tree.items.length > 0 ? datesOf(tree, stretch, flags) : unitsOf(tree, stretch, flags)
    collect(placed, stretch, outcome)
  }
  if (tree.except) leaveOut(tree, tree.except, period, outcome)
  if (tree.following && outcome.windows.length > 0) flags.push({ code: 'following' })
  if (outcome.outside.length > 0) flags.push({ code: 'edge' })
  if (stretches.length === 0) flags.push({ code: 'outside' })
  if (tree.within && yearsAround(period).every((year) => place(tree.within as Item, year) === null))
    return impossible(flags)
  if (outcome.windows.length === 0 && stretches.length > 0) {
    const none = flags.some((flag) => flag.code === 'impossible-some')
    if (none && outcome.outside.length === 0) return impossible(flags)
    flags.push({ code: outcome.outside.length === 0 ? 'outside' : 'edge' })
  }
  return outcome
}

/** «Ежемесячно в I полугодии» is read as «в I полугодии» is: by the school's half in its plan. */
function withSchoolHalves(tree: Every, period: Period, flags: Flag[]): Every {
  const found: Flag[] = []
  const school = (item: Item): Item => schoolHalves(item, period, found)
  const { items, within, except } = tree
  const read: Every = {
    ...tree,
    // What comes every half itself has its halves by the calendar.
    items: tree.unit === 'half' ? items : items.map(school),
    within: within && school(within),
    ...(except ? { except: except.map((span) => school({ rel: 'at', span }).span) } : {}),
  }
  flags.push(...found.slice(0, 1))
  return read
}

const impossible = (flags: Flag[]): Outcome => ({
  kind: 'unknown',
  windows: [],
  outside: [],
  flags: [...flags, { code: 'impossible' }],
  placed: [],
})

/** Where the recurrence is in force: «с сентября по май» in each year of the plan. */
function bounds(within: Item, period: Period, flags: Flag[]): Stretch[] {
  const yearless = lacksYear(within.span)
  const open = within.rel === 'from' || within.rel === 'after'
  const all: Stretch[] = []
  for (const year of yearless ? yearsAround(period) : [0]) {
    const one = place(within, year)
    if (!one) continue
    const start = laterOf(one.start ?? period.start, period.start)
    const end = open || one.due > period.end ? period.end : one.due
    const named = !open && one.due < period.end
    // A beginning or an end without a year is its first one inside the plan.
    if (yearless && open && (one.start ?? '') < period.start) continue
    if (start <= end) all.push({ start, end, named })
  }
  if (!yearless || within.rel === 'at') return all
  if (all.length > 1) flags.push({ code: 'every-year-bound' })
  return all.slice(0, 1)
}

function collect(placed: Placed[], stretch: Stretch, outcome: Outcome): void {
  let open = stretch.start
  placed.sort((a, b) => (a.due < b.due ? -1 : a.due > b.due ? 1 : 0))
  for (const one of placed) {
    if (one.due < stretch.start) continue
    const start = one.start ?? open
    if (one.due > stretch.end) {
      if (start > stretch.end) continue
      if (stretch.named && one.start !== null && !one.day) {
        outcome.flags.push({ code: 'edge' })
        outcome.windows.push([laterOf(start, stretch.start), stretch.end])
      } else if (!stretch.named && one.start !== null) outcome.outside.push([start, one.due])
      continue
    }
    const clipped = one.start !== null && one.start < stretch.start
    if (clipped && outcome.kind === 'yearly' && one.item.rel === 'at' && !unitSpan(one.item.span)) {
      outcome.flags.push({ code: 'overlaps-start' })
      outcome.windows.push([start, one.due])
    } else outcome.windows.push([laterOf(start, stretch.start), one.due])
    if (one.start === null) open = addDays(one.due, 1)
  }
}

const unitSpan = (span: Span): boolean => span.kind === 'yearless'

/** Takes out what is due in the excepted spans; a wider window goes only when it lies in them whole. */
function leaveOut(tree: Every, except: Span[], period: Period, outcome: Outcome): void {
  const spans = except.flatMap((span) =>
    yearsAround(period).flatMap((year) => {
      const placed = place({ rel: 'at', span }, year)
      return placed?.start ? [[placed.start, placed.due] as Window] : []
    }),
  )
  const fine = tree.unit === 'month' || tree.unit === 'week'
  const monthly = tree.unit === 'month' && except.every((span) => span.kind !== 'holidays')
  if (!monthly) outcome.flags.push({ code: 'except' })
  outcome.windows = outcome.windows.filter(
    ([start, due]) =>
      !spans.some(([from, to]) => due >= from && due <= to && (fine || start >= from)),
  )
}
