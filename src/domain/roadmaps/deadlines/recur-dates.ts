/** Named days and stretches inside what repeats: «15 числа», «последняя пятница», «май» of each unit. */
import { addDays, weekdayOf } from '../../shared/calendar.ts'
import type { Flag } from './cursor.ts'
import { needsUnit } from './parse.ts'
import { lacksYear } from './parse-year.ts'
import { isDay, type Placed, place, yearOfDate, yearsAround } from './placing.ts'
import { type Every, monthIndex, type Stretch, terms } from './recur-units.ts'
import { resolve } from './resolve.ts'
import type { Item, Span, Unit, Window } from './tree.ts'

/** Named days or stretches in every unit. */
export function datesOf(tree: Every, stretch: Stretch, flags: Flag[]): Placed[] {
  const out: Placed[] = []
  for (const item of tree.items) {
    if (item.span.kind === 'weekday' && item.span.n === null)
      out.push(...weekly(item, item.span.weekday, stretch, tree.step))
    else if (needsUnit(item.span)) out.push(...perUnit(item, tree, stretch, flags))
    else if (lacksYear(item.span)) {
      for (const year of yearsAround(stretch)) {
        const one = place(item, year)
        if (one) out.push(one)
        else if (touches(year, stretch)) flags.push({ code: 'impossible-some' })
      }
    } else {
      const one = place(item, 0)
      if (one) out.push(one)
      else flags.push({ code: 'impossible-some' })
    }
  }
  return out
}

const touches = (year: number, { start, end }: Stretch): boolean =>
  year >= yearOfDate(start) && year <= yearOfDate(end)

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
    const offset = monthInUnit(item.span, months)
    const span = offset < months ? fill(item.span, ((at + offset) % 12) + 1, of) : null
    const one = span && place({ rel: item.rel, span }, Math.floor(at / 12))
    if (one) out.push({ ...one, item, day: isDay(item.span) || one.start === null })
    else if (!span || (at >= monthIndex(stretch.start) && at <= last))
      flags.push({ code: 'impossible-some' })
  }
  return out
}

/** Which month of a unit the span lies in, from 0. */
function monthInUnit(span: Span, months: number): number {
  if (span.kind === 'range') return monthInUnit(span.to, months)
  if (span.kind === 'nthMonth') return span.n === -1 ? months - 1 : span.n - 1
  return isLast(span) ? months - 1 : 0
}

/** The last day or Friday of a quarter lies in its last month; «до 10 числа» in its first. */
const isLast = (span: Span): boolean =>
  span.kind === 'lastDay' ||
  ((span.kind === 'workday' || span.kind === 'weekday' || span.kind === 'week') && span.n === -1)

/** «в конце каждой четверти», «последняя неделя (пятница, день) четверти», «первая неделя четверти». */
function perTerm(item: Item, stretch: Stretch): Placed[] {
  return terms(stretch).flatMap((term) => {
    const window = term.start && inTerm(item.span, [term.start, term.due], term.item.span)
    if (!window) return []
    const [start, due] = window
    const until = item.rel === 'by'
    return [{ item, start: until ? null : start, due, day: until || isDay(item.span) }]
  })
}

function inTerm(span: Span, [start, end]: Window, term: Span): Window | null {
  if (span.kind === 'part') return resolve({ ...span, of: term }, 0)
  if (span.kind === 'week' && span.n === -1) return [addDays(end, -6), end]
  if (span.kind === 'week' && span.n === 1) return [start, addDays(start, 6)]
  if (span.kind === 'lastDay') return [end, end]
  if (span.kind !== 'weekday' || span.n !== -1) return null
  const day = addDays(end, -((weekdayOf(end) - span.weekday + 7) % 7))
  return [day, day]
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
    case 'workday':
    case 'week':
    case 'weekday':
      return { ...span, month }
    case 'nthMonth':
      return span.day === null
        ? { kind: 'month', month, year: null }
        : { kind: 'day', day: span.day, month, year: null }
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
