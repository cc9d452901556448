import { type Period, readDeadline } from '../roadmaps/deadlines/index.ts'
import { undatedKinds } from '../roadmaps/rules.ts'
import type { IsoDate } from '../shared/calendar.ts'

/** How long after its day somebody is still informed, in days. */
export const informingWindow = 30

/**
 * On which day the result of an occurrence is to be told («Кого и когда информировать»): the first
 * day of the phrase that is not before the occurrence's own due. Null: as soon as it is done.
 */
export function informingDue(phrase: string, due: IsoDate, period: Period): IsoDate | null {
  const { kind, windows } = readDeadline(phrase, period)
  if (undatedKinds.has(kind)) return null
  return windows.find(([, day]) => day >= due)?.[1] ?? null
}
