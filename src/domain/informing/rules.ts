import { type Period, readDeadline } from '../roadmaps/deadlines/index.ts'
import { undatedKinds } from '../roadmaps/rules.ts'
import type { IsoDate } from '../shared/calendar.ts'

/** How long after its day somebody is still informed, in days. */
export const informingWindow = 30

/** The days that a phrase of «кого и когда информировать» names inside a plan; none when it names none. */
export function informingDays(phrase: string, period: Period): IsoDate[] {
  if (phrase === '') return []
  const { kind, windows } = readDeadline(phrase, period)
  return undatedKinds.has(kind) ? [] : windows.map(([, day]) => day)
}

/**
 * On which of these days the result of an occurrence is told: the first that is not before its own
 * due. Null: as soon as it is done.
 */
export const informingDue = (days: readonly IsoDate[], due: IsoDate): IsoDate | null =>
  days.find((day) => day >= due) ?? null
