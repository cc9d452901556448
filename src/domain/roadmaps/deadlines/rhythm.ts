/** Clauses with a recurrence → one rhythm with its days and bounds. */
import { monthOfPart, type Of, wide } from './gather.ts'
import { needsUnit } from './parse.ts'
import { lacksYear } from './parse-year.ts'
import type { Recurrence } from './recurrence.ts'
import type { Deadline, Item } from './tree.ts'

/** What «в течение …» bounds. */
export function withinOf(ongoing: Of<'ongoing'>[], flag: (code: string) => void): Item | null {
  const named = ongoing.filter((clause) => clause.within !== null)
  if (named.length > 1) flag('several-periods')
  const span = named[0]?.within
  return span ? { rel: 'at', span } : null
}

const isNamed = ({ span }: Item): boolean => !needsUnit(span) && !wide(span)

const FINENESS = ['day', 'workday', 'week', 'month', 'quarter', 'term', 'half', 'year']

/** The tree of a phrase that repeats. */
export function recurring(
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
  if (followed) rec = { ...followed, unit: reportedUnit(followed, sorted) }
  // «до 25 января, следующего за отчётным»: a month that is named comes once a year.
  if (rec.following && rec.unit === 'month' && items.length > 0 && items.every(isNamed))
    rec = { ...rec, unit: 'year' }
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
  const all = monthOfPart([...merged, ...inner])
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

/** «каждого месяца, следующего за отчётным кварталом» comes every quarter. */
function reportedUnit(followed: Recurrence, all: Recurrence[]): Recurrence['unit'] {
  if (followed.unit === 'quarter' || followed.unit === 'half') return followed.unit
  return all.find((other) => !other.following && other.unit !== 'year')?.unit ?? followed.unit
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
  const repeated = items.every((item) => needsUnit(item.span) || weekly(item))
  if (repeated) {
    const exact = items.every((item) => item.span.kind === 'nthMonth')
    if (expected !== null && !rec.following && !exact) flag('day-of-period')
    if (rec.unit === 'year' || rec.unit === 'day' || rec.unit === 'workday') flag('mixed')
    return
  }
  if (expected !== null && items.length !== expected) flag('count')
  if (rec.unit === 'month' || rec.unit === 'week' || rec.unit === 'day' || rec.unit === 'workday')
    flag('mixed')
  if (items.some((item) => needsUnit(item.span))) flag('mixed')
  if (items.some((item) => !lacksYear(item.span))) flag('year-in-yearly')
}

const weekly = ({ span }: Item): boolean => span.kind === 'weekday' && span.month === null
