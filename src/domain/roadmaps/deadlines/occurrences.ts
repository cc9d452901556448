/** A tree and the plan's period → windows inside the plan, dues outside it, and what to ask about. */
import { addDays, daysBetween, laterOf } from '../../shared/calendar.ts'
import type { Flag } from './cursor.ts'
import { lacksYear } from './parse-year.ts'
import { first, inside, type Outcome, type Placed, same, yearOfDate } from './placing.ts'
import { recur } from './recur.ts'
import { isSchoolPlan, schoolHalves } from './school-halves.ts'
import type { Deadline, DeadlineKind, Item, Period, Window } from './tree.ts'

const nothing = (kind: DeadlineKind, flags: Flag[] = []): Outcome => ({
  kind,
  windows: [],
  outside: [],
  flags,
  placed: [],
})

/** The occurrences of a tree inside the period. */
export function occurrences(tree: Deadline, period: Period): Outcome {
  switch (tree.node) {
    case 'request':
      return nothing('on_request')
    case 'event':
      return nothing('event')
    case 'every':
      return recur(tree, period)
    case 'ongoing':
      return ongoing(tree.within, period)
    case 'then':
      return sequel(tree.first, period)
    case 'items':
      return listed(tree.items, period)
  }
}

/** Items without a rhythm. */
function listed(named: Item[], period: Period): Outcome {
  const flags: Flag[] = []
  const items = named.map((item) => schoolHalves(item, period, flags))
  const placed = items.map((item) => first(item, period, flags))
  if (placed.some((one) => one === null)) return nothing('unknown', flags)
  if (isSchoolPlan(period) && outOfOrder(placed as Placed[])) flags.push({ code: 'order' })
  const all = (placed as Placed[]).sort((a, b) => (a.due < b.due ? -1 : a.due > b.due ? 1 : 0))
  const sorted = all.filter((one, k) => !all.slice(0, k).some((other) => same(one, other)))
  if (sorted.length < all.length) flags.push({ code: 'twice' })
  const outcome: Outcome = { kind: kindOf(sorted), windows: [], outside: [], flags, placed: sorted }
  let open = period.start
  for (const one of sorted) {
    if (one.start === null) {
      if (one.due < period.start || one.due > period.end) outcome.outside.push([one.due, one.due])
      else {
        outcome.windows.push([open <= one.due ? open : one.due, one.due])
        open = laterOf(open, addDays(one.due, 1))
      }
    } else if (one.item.rel === 'from' || one.item.rel === 'after') {
      if (one.start > period.end) outcome.outside.push([one.start, one.start])
      else outcome.windows.push([laterOf(one.start, period.start), period.end])
      if (one.start < period.start && daysBetween(one.start, period.start) <= 366)
        flags.push({ code: 'overlaps-start' })
    } else addStretch(one, one.start, period, outcome)
  }
  if (outcome.outside.length > 0) flags.push({ code: 'outside' })
  return outcome
}

/** «Август, январь» of a school year: the first fitting ones may not be the ones that were meant. */
const outOfOrder = (placed: Placed[]): boolean =>
  placed.some((one, k) => {
    const before = placed[k - 1]
    return (
      before !== undefined &&
      one.due < before.due &&
      lacksYear(one.item.span) &&
      lacksYear(before.item.span)
    )
  })

function kindOf(placed: Placed[]): DeadlineKind {
  if (placed.every((one) => one.item.rel === 'from' || one.item.rel === 'after'))
    return 'continuous'
  const several = placed.length > 1
  return placed.every((one) => one.day)
    ? several
      ? 'dates'
      : 'date'
    : several
      ? 'ranges'
      : 'range'
}

/** Years and school years take the plan's bounds; narrower stretches keep their own. */
function addStretch(one: Placed, start: string, period: Period, outcome: Outcome): void {
  const { due } = one
  const yearly = ['year', 'years', 'schoolYear'].includes(one.item.span.kind)
  const apart = due < period.start || start > period.end
  if (one.day ? !inside(due, period) : apart || (due > period.end && !yearly)) {
    outcome.outside.push([start, due])
    return
  }
  const keep = (window: Window, code?: string): void => {
    if (code) outcome.flags.push({ code })
    one.kept = window
    outcome.windows.push(window)
  }
  const covers = start <= period.start && due >= period.end
  const school = one.item.span.kind === 'schoolYear'
  if (yearly && covers && (school || ownYears(start, due, period))) keep([period.start, period.end])
  else if (due > period.end) keep([laterOf(start, period.start), period.end], 'clipped-end')
  else if (start >= period.start) keep([start, due])
  else if (daysBetween(start, period.start) > 366) keep([period.start, due], 'clipped-start')
  else keep([start, due], 'overlaps-start')
}

const ownYears = (start: string, due: string, period: Period): boolean =>
  yearOfDate(start) >= yearOfDate(period.start) && yearOfDate(due) <= yearOfDate(period.end)

function ongoing(within: Item | null, period: Period): Outcome {
  const plan: Window = [period.start, period.end]
  if (!within) return { kind: 'continuous', windows: [plan], outside: [], flags: [], placed: [] }
  const flags: Flag[] = []
  if (within.rel === 'at' && within.span.kind === 'schoolYear' && within.span.year === null) {
    const code = isSchoolPlan(period) ? 'several-years' : 'school-period'
    return { kind: 'continuous', windows: [plan], outside: [], flags: [{ code }], placed: [] }
  }
  const one = first(schoolHalves(within, period, flags), period, flags)
  if (!one) return nothing('unknown', flags)
  const until = one.start === null
  const open = one.item.rel === 'from' || one.item.rel === 'after'
  const start = one.start ?? period.start
  const due = open ? period.end : one.due
  if (due < period.start || start > period.end) {
    return {
      kind: 'continuous',
      windows: [],
      outside: [[start, due]],
      flags: [...flags, { code: 'outside' }],
      placed: [one],
    }
  }
  const window: Window = [laterOf(start, period.start), due < period.end ? due : period.end]
  const school = one.item.span.kind === 'schoolYear' || ownYears(start, due, period)
  if (
    !open &&
    !until &&
    (start < period.start || due > period.end) &&
    !(school && start <= period.start && due >= period.end)
  ) {
    flags.push({ code: start < period.start ? 'clipped-start' : 'clipped-end' })
  }
  if (until && due > period.end) flags.push({ code: 'clipped-end' })
  return { kind: 'continuous', windows: [window], outside: [], flags, placed: [one] }
}

/** «сентябрь 2023, далее – постоянно»: the first step, then on to the plan's end. */
function sequel(items: Item[], period: Period): Outcome {
  const base = listed(items, period)
  if (base.kind === 'unknown') return base
  const flags = base.flags.filter(
    (flag) => flag.code !== 'outside' || base.outside.some(([, due]) => due > period.end),
  )
  const last = [...base.windows].pop()
  if (base.outside.some(([, due]) => due > period.end))
    return { ...base, kind: 'continuous', flags }
  if (base.placed.every((one) => one.item.rel === 'from')) return { ...base, flags }
  if (!last) {
    return {
      ...base,
      kind: 'continuous',
      windows: [[period.start, period.end]],
      flags: [...flags, ...(last ? [] : [{ code: 'then-past' }])],
    }
  }
  if (last[1] >= period.end) return { ...base, kind: 'continuous', flags }
  return {
    ...base,
    kind: 'continuous',
    windows: [...base.windows, [addDays(last[1], 1), period.end]],
    flags,
  }
}
