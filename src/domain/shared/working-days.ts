import { addDays, dateParts, type IsoDate, weekdayOf } from './calendar.ts'
import calendar from './days-off.json' with { type: 'json' }

/**
 * Russian days off. Holidays of every year: Labour Code, art. 112. By year: what that article and
 * the government's yearly order move (2023: No. 1505 of 29.08.2022; 2024: No. 1314 of 10.08.2023;
 * 2025: No. 1335 of 04.10.2024; 2026: No. 1466 of 24.09.2025; 2027: art. 112 alone).
 * A year that is not in the table has its weekends and the holidays of every year.
 */
const everyYear: ReadonlySet<string> = new Set(calendar.everyYear)
const years: { [year: string]: { off: string[]; working: string[] } } = calendar.years

/** Whether people work in Russia on this day. */
export function isWorkingDay(day: IsoDate): boolean {
  const moved = years[String(dateParts(day).year)]
  if (moved?.working.includes(day)) return true
  if (moved?.off.includes(day) || everyYear.has(day.slice(5))) return false
  return weekdayOf(day) <= 5
}

/** The day itself if people work on it, else the nearest working day before. */
export function workingDayUntil(day: IsoDate): IsoDate {
  return isWorkingDay(day) ? day : workingDayUntil(addDays(day, -1))
}

/** The day itself if people work on it, else the nearest working day after. */
export function workingDayFrom(day: IsoDate): IsoDate {
  return isWorkingDay(day) ? day : workingDayFrom(addDays(day, 1))
}
