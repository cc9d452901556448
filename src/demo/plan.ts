import { usual } from '../domain/reminders/rules.ts'
import { addDays, type IsoDate } from '../domain/shared/calendar.ts'
import { isWorkingDay, workingDayFrom, workingDayUntil } from '../domain/shared/working-days.ts'
import type { WallClock } from '../domain/shared/zone.ts'

/** Days of the sample plan that depend on when the sample is made. */
export interface SampleDays {
  /** The morning that is told of when the clock is moved to the next nine o'clock: a working day. */
  nearest: IsoDate
  /** The first working morning that is still to come; another day when tomorrow is a day off. */
  working: IsoDate
  /** A due that one school has missed. */
  behind: IsoDate
  /** Dues that the curators are reminded of on those two mornings. */
  soon: IsoDate
  next: IsoDate
}

/** The dues to put into the sample plan so that the morning after `now` has something to say. */
export function sampleDays({ day, time }: WallClock, hour: string): SampleDays {
  const tomorrow = time < hour ? day : addDays(day, 1)
  const nearest = workingDayUntil(tomorrow)
  const working = workingDayFrom(tomorrow)
  return {
    nearest,
    working,
    behind: workingDayUntil(addDays(nearest, -9)),
    soon: pingedOn(nearest, [7, 3, 30], tomorrow),
    next: pingedOn(working, [3, 1, 7, 0], tomorrow),
  }
}

/** A due of which people are reminded on this morning, so many days ahead: a working day, if one is. */
function pingedOn(morning: IsoDate, offsets: readonly number[], after: IsoDate): IsoDate {
  const dues = offsets
    .filter((offset) => offset === 0 || usual.before.includes(offset))
    .map((offset) => addDays(morning, offset))
    .filter((due) => due >= after)
  return dues.find(isWorkingDay) ?? dues.at(-1) ?? morning
}

const printed = (day: IsoDate): string => day.split('-').reverse().join('.')

/** The text of the sample plan with its days: `{year+1}` counts from the year of `today`. */
export function fillPlan(template: string, today: IsoDate, days: SampleDays): string {
  return template
    .replace(/\{year([+-]\d)?\}/g, (_, shift) =>
      String(Number(today.slice(0, 4)) + Number(shift ?? 0)),
    )
    .replace(/\{(behind|soon|next)\}/g, (_, name: 'behind' | 'soon' | 'next') =>
      printed(days[name]),
    )
}
