import { addDays, daysBetween, type IsoDate } from '../shared/calendar.ts'
import { workingDayFrom, workingDayUntil } from '../shared/working-days.ts'

/** Fewer anonymous replies than this are shown to nobody, neither as they are nor as a difference. */
export const LEAST_REPLIES = 5

/** So many reminders before the last day, which has one of its own. */
export const POLITE_REMINDERS = 2

/** A campaign runs for so many days at most. */
export const LONGEST_DAYS = 180

/** Why somebody is not asked; `left`: has no longer a role that is asked. */
export type Exclusion = 'no-consent' | 'unreachable' | 'left'

export interface Term {
  startedOn: IsoDate
  due: IsoDate
}

/**
 * The mornings on which those who have not answered are reminded: half-way, two days before the end,
 * and on the last working day. Short campaigns have fewer.
 */
export function reminderDays({ startedOn, due }: Term): { polite: IsoDate[]; last: IsoDate } {
  const last = workingDayUntil(due)
  const half = workingDayFrom(addDays(startedOn, Math.ceil(daysBetween(startedOn, due) / 2)))
  const near = workingDayUntil(addDays(due, -2))
  // A day between any two of them: nobody is asked on two mornings in a row.
  const polite = [half, near].filter(
    (day, i, all) =>
      daysBetween(startedOn, day) > 1 &&
      daysBetween(day, last) > 1 &&
      (i === 0 || daysBetween(all[0]!, day) > 1),
  )
  return { polite, last }
}

/**
 * Which reminder a morning sends, if any.
 * @param after the morning before it: what fell between was missed and is said now, once
 * @param sent how many reminders the person has had
 */
export function reminderOf(
  term: Term,
  after: IsoDate,
  morning: IsoDate,
  sent: number,
): 'polite' | 'last' | null {
  const { polite, last } = reminderDays(term)
  if (morning > term.due || morning <= term.startedOn) return null
  const within = (day: IsoDate) => day > after && day <= morning
  if (within(last)) return 'last'
  return sent < POLITE_REMINDERS && polite.some(within) ? 'polite' : null
}

/** A school with its number of replies; no school: those that belong to none, or must not be told apart. */
export interface SchoolCount {
  schoolId: number | null
  count: number
}

/**
 * The schools whose replies may be told apart: each has enough of them, and so have all the others
 * together, for they are the total minus these. Where they have not, the smallest of the former is
 * not told apart either.
 */
export function schoolsToTell(
  counts: readonly SchoolCount[],
  least: number = LEAST_REPLIES,
): number[] {
  const told = counts
    .filter((one): one is SchoolCount & { schoolId: number } => one.schoolId !== null)
    .filter(({ count }) => count >= least)
    .sort((a, b) => b.count - a.count || a.schoolId - b.schoolId)
  const sum = (all: readonly SchoolCount[]) => all.reduce((n, { count }) => n + count, 0)
  const total = sum(counts)
  while (told.length > 0) {
    const rest = total - sum(told)
    if (rest === 0 || rest >= least) break
    told.pop()
  }
  return told.map(({ schoolId }) => schoolId)
}
