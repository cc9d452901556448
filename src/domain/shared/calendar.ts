/**
 * Plain civil dates as ISO strings (`2024-02-29`), years 1000–9999, without zones.
 * Integer arithmetic instead of Temporal: the deadline grammar touches thousands of days a phrase.
 * Days from civil: H. Hinnant, "chrono-Compatible Low-Level Date Algorithms".
 */

export type IsoDate = string

const pad = (value: number, width: number): string => String(value).padStart(width, '0')

/** Number of days in a month (1–12). */
export function daysInMonth(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31
}

/** ISO date of parts; null for a date that does not exist. */
export function isoDate(year: number, month: number, day: number): IsoDate | null {
  if (!Number.isInteger(year) || year < 1000 || year > 9999) return null
  if (month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return null
  return `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}`
}

/** Whether the text is an existing ISO date. */
export function isIsoDate(text: string): boolean {
  const found = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text)
  return found !== null && isoDate(Number(found[1]), Number(found[2]), Number(found[3])) === text
}

/** Year, month (1–12) and day of an ISO date. */
export function dateParts(iso: IsoDate): { year: number; month: number; day: number } {
  return {
    year: Number(iso.slice(0, 4)),
    month: Number(iso.slice(5, 7)),
    day: Number(iso.slice(8, 10)),
  }
}

/** Days since 1970-01-01. */
export function dayNumber(iso: IsoDate): number {
  const { year, month, day } = dateParts(iso)
  const shifted = month <= 2 ? year - 1 : year
  const era = Math.floor(shifted / 400)
  const ofEra = shifted - era * 400
  const ofYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1
  return (
    era * 146097 + ofEra * 365 + Math.floor(ofEra / 4) - Math.floor(ofEra / 100) + ofYear - 719468
  )
}

/** ISO date of a number of days since 1970-01-01. */
export function fromDayNumber(days: number): IsoDate {
  const shifted = days + 719468
  const era = Math.floor(shifted / 146097)
  const ofEra = shifted - era * 146097
  const yearOfEra = Math.floor(
    (ofEra - Math.floor(ofEra / 1460) + Math.floor(ofEra / 36524) - Math.floor(ofEra / 146096)) /
      365,
  )
  const ofYear = ofEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const shiftedMonth = Math.floor((5 * ofYear + 2) / 153)
  const day = ofYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  return `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}`
}

/** The date so many days later (or earlier, when negative). */
export const addDays = (iso: IsoDate, days: number): IsoDate => fromDayNumber(dayNumber(iso) + days)

/** Days from one date to another; negative when the second is earlier. */
export const daysBetween = (from: IsoDate, to: IsoDate): number => dayNumber(to) - dayNumber(from)

/** Monday 1 … Sunday 7. */
export function weekdayOf(iso: IsoDate): number {
  return ((((dayNumber(iso) + 3) % 7) + 7) % 7) + 1
}

/** First day of a month. */
export const firstDayOfMonth = (year: number, month: number): IsoDate =>
  `${pad(year, 4)}-${pad(month, 2)}-01`

/** Last day of a month. */
export const lastDayOfMonth = (year: number, month: number): IsoDate =>
  `${pad(year, 4)}-${pad(month, 2)}-${pad(daysInMonth(year, month), 2)}`

/** ISO 8601 week number with the year that the week belongs to. */
export function isoWeek(iso: IsoDate): { year: number; week: number } {
  const thursday = addDays(iso, 4 - weekdayOf(iso))
  const year = dateParts(thursday).year
  return { year, week: Math.floor(daysBetween(firstDayOfMonth(year, 1), thursday) / 7) + 1 }
}

/** The n-th weekday (Monday 1) of a month; n = -1 for the last; null when there is none. */
export function nthWeekday(
  year: number,
  month: number,
  weekday: number,
  n: number,
): IsoDate | null {
  if (n === -1) {
    const last = lastDayOfMonth(year, month)
    return addDays(last, -((weekdayOf(last) - weekday + 7) % 7))
  }
  const first = firstDayOfMonth(year, month)
  const day = 1 + ((weekday - weekdayOf(first) + 7) % 7) + (n - 1) * 7
  return isoDate(year, month, day)
}

/** The later and the earlier of two dates. */
export const laterOf = (a: IsoDate, b: IsoDate): IsoDate => (a > b ? a : b)
export const earlierOf = (a: IsoDate, b: IsoDate): IsoDate => (a < b ? a : b)
