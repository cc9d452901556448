/** The calendar units of a stretch: its weeks, months, quarters, half-years, years, school terms. */
import { addDays, firstDayOfMonth, lastDayOfMonth, weekdayOf } from '../../shared/calendar.ts'
import type { Flag } from './cursor.ts'
import { type Placed, place, yearOfDate } from './placing.ts'
import type { Deadline, Period } from './tree.ts'

export type Every = Extract<Deadline, { node: 'every' }>

/** Where a recurrence is in force. */
export interface Stretch extends Period {
  /** Whether its end is named by the phrase and not by the plan. */
  named: boolean
}

const whole = (start: string, due: string): Placed => ({
  item: { rel: 'at', span: { kind: 'yearless', year: null } },
  start,
  due,
  day: false,
})

/** Calendar units that touch the stretch. */
export function unitsOf(tree: Every, stretch: Stretch, flags: Flag[]): Placed[] {
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

export const monthIndex = (iso: string): number =>
  yearOfDate(iso) * 12 + Number(iso.slice(5, 7)) - 1
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

/** School terms that touch the stretch. */
export function terms(stretch: Stretch): Placed[] {
  const out: Placed[] = []
  for (let year = yearOfDate(stretch.start) - 1; year <= yearOfDate(stretch.end); year++) {
    for (const n of [1, 2, 3, 4]) {
      const one = place({ rel: 'at', span: { kind: 'term', n, year } }, year)
      if (one?.start && one.due >= stretch.start && one.start <= stretch.end) out.push(one)
    }
  }
  return out
}
