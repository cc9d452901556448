/** Occurrences of what repeats. A due outside the plan is listed as such, never moved. */
import {
  addDays,
  firstDayOfMonth,
  lastDayOfMonth,
  laterOf,
  weekdayOf,
} from '../../shared/calendar.ts'
import type { Flag } from './cursor.ts'
import { needsUnit } from './parse.ts'
import { lacksYear } from './parse-year.ts'
import { isDay, type Outcome, type Placed, place, yearOfDate, yearsAround } from './placing.ts'
import type { Deadline, DeadlineKind, Item, Period, Span, Unit } from './tree.ts'

type Every = Extract<Deadline, { node: 'every' }>

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

interface Stretch extends Period {
  /** Whether its end is named by the phrase and not by the plan. */
  named: boolean
}

/** The occurrences of a recurrence. */
export function recur(tree: Every, period: Period): Outcome {
  const flags: Flag[] = []
  const outcome: Outcome = { kind: KINDS[tree.unit], windows: [], outside: [], flags, placed: [] }
  const stretches = tree.within ? bounds(tree.within, period, flags) : [{ ...period, named: false }]
  for (const stretch of stretches) {
    const placed =
      tree.items.length > 0 ? datesOf(tree, stretch, flags) : unitsOf(tree, stretch, flags)
    collect(placed, stretch, outcome)
  }
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

const whole = (start: string, due: string): Placed => ({
  item: { rel: 'at', span: { kind: 'yearless', year: null } },
  start,
  due,
  day: false,
})

/** Calendar units that touch the stretch. */
function unitsOf(tree: Every, stretch: Stretch, flags: Flag[]): Placed[] {
  const { unit, step } = tree
  // Daily work is not expanded: one window, with a check interval chosen by the person.
  if (unit === 'day' || unit === 'workday') return [whole(stretch.start, stretch.end)]
  if (unit === 'week') return weeks(stretch, step)
  if (unit === 'term') return terms(stretch)
  const months = { month: 1, quarter: 3, half: 6, year: 12 }[unit] * step
  if (step > 1) flags.push({ code: 'step' })
  const out: Placed[] = []
  // Steps that do not divide a year are counted from the stretch's beginning.
  const aligned = 12 % months === 0
  const base = aligned ? yearOfDate(stretch.start) * 12 : monthIndex(stretch.start)
  for (let at = base; ; at += months) {
    const [start, due] = [firstOf(at), lastOf(at + months - 1)]
    if (start > stretch.end) return out
    if (due >= stretch.start) out.push(whole(start, due))
  }
}

const monthIndex = (iso: string): number => yearOfDate(iso) * 12 + Number(iso.slice(5, 7)) - 1
const firstOf = (index: number): string => firstDayOfMonth(Math.floor(index / 12), (index % 12) + 1)
const lastOf = (index: number): string => lastDayOfMonth(Math.floor(index / 12), (index % 12) + 1)

function weeks(stretch: Stretch, step: number): Placed[] {
  const out: Placed[] = []
  for (
    let monday = addDays(stretch.start, 1 - weekdayOf(stretch.start));
    monday <= stretch.end;
    monday = addDays(monday, 7 * step)
  ) {
    out.push(whole(monday, addDays(monday, 7 * step - 1)))
  }
  return out
}

function terms(stretch: Stretch): Placed[] {
  const out: Placed[] = []
  for (let year = yearOfDate(stretch.start) - 1; year <= yearOfDate(stretch.end); year++) {
    for (const n of [1, 2, 3, 4]) {
      const one = place({ rel: 'at', span: { kind: 'term', n, year } }, year)
      if (one?.start && one.due >= stretch.start && one.start <= stretch.end) out.push(one)
    }
  }
  return out
}

/** Named days or stretches in every unit. */
function datesOf(tree: Every, stretch: Stretch, flags: Flag[]): Placed[] {
  const out: Placed[] = []
  for (const item of tree.items) {
    if (item.span.kind === 'weekday' && item.span.n === null)
      out.push(...weekly(item, item.span.weekday, stretch, tree.step))
    else if (needsUnit(item.span)) out.push(...perUnit(item, tree, stretch, flags))
    else if (lacksYear(item.span)) {
      for (const year of yearsAround(stretch)) {
        const one = place(item, year)
        if (!one) flags.push({ code: 'impossible-some' })
        else out.push(one)
      }
    } else {
      const one = place(item, 0)
      if (one) out.push(one)
      else flags.push({ code: 'impossible-some' })
    }
  }
  return out
}

function weekly(item: Item, weekday: number, stretch: Stretch, step: number): Placed[] {
  const out: Placed[] = []
  const first = addDays(stretch.start, (weekday - weekdayOf(stretch.start) + 7) % 7)
  for (let day = first; day <= stretch.end; day = addDays(day, 7 * step)) {
    out.push({ item, start: item.rel === 'at' ? day : null, due: day, day: true })
  }
  return out
}

/** «15 числа», «последняя пятница», «конец квартала» in each month or unit. */
function perUnit(item: Item, tree: Every, stretch: Stretch, flags: Flag[]): Placed[] {
  const months = { quarter: 3, term: 3, half: 6, year: 12 }[tree.unit as 'quarter'] ?? 1
  if (tree.unit === 'term') return perTerm(item, stretch)
  const out: Placed[] = []
  const last = monthIndex(stretch.end)
  for (let at = monthIndex(stretch.start) - months; at <= last + months; at++) {
    if (at % months !== 0 || (months === 1 && tree.step > 1 && at % tree.step !== 0)) continue
    const of = unitAt(tree.unit, at)
    const span = fill(item.span, ((at + (isLast(item.span) ? months - 1 : 0)) % 12) + 1, of)
    const one = span && place({ rel: item.rel, span }, Math.floor(at / 12))
    if (one) out.push({ ...one, item, day: isDay(item.span) || one.start === null })
    else if (!span || (at >= monthIndex(stretch.start) && at <= last))
      flags.push({ code: 'impossible-some' })
  }
  return out
}

/** The last day or Friday of a quarter lies in its last month; «до 10 числа» in its first. */
const isLast = (span: Span): boolean =>
  span.kind === 'lastDay' || ((span.kind === 'weekday' || span.kind === 'week') && span.n === -1)

/** «в конце каждой четверти». */
function perTerm(item: Item, stretch: Stretch): Placed[] {
  return terms(stretch).flatMap((term) => {
    const span = fill(item.span, 0, term.item.span)
    const one = span?.kind === 'part' ? place({ rel: item.rel, span }, 0) : null
    return one ? [{ ...one, item }] : []
  })
}

function unitAt(unit: Unit, at: number): Span {
  const year = Math.floor(at / 12)
  const month = (at % 12) + 1
  if (unit === 'quarter') return { kind: 'quarter', n: Math.ceil(month / 3), year }
  if (unit === 'half') return { kind: 'half', n: Math.ceil(month / 6), year }
  if (unit === 'year') return { kind: 'year', year }
  return { kind: 'month', month, year }
}

function fill(span: Span, month: number, of: Span): Span | null {
  switch (span.kind) {
    case 'day':
    case 'lastDay':
    case 'week':
    case 'weekday':
      return { ...span, month }
    case 'part':
      return { ...span, of }
    case 'range': {
      const from = fill(span.from, month, of)
      const to = fill(span.to, month, of)
      return from && to && { kind: 'range', from, to }
    }
    default:
      return null
  }
}
