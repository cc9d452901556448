import type { IsoDate } from '../domain/shared/calendar.ts'

/** Twelve months from any day on; the end is the first day after them. */
export interface Year {
  start: IsoDate
  end: IsoDate
}

export function yearFrom(start: IsoDate): Year {
  return { start, end: monthStart(start, 12) }
}

/** First day of the month that comes so many months after a day's own. */
export function monthStart(from: IsoDate, months: number): IsoDate {
  const index = Number(from.slice(0, 4)) * 12 + Number(from.slice(5, 7)) - 1 + months
  const month = String((index % 12) + 1).padStart(2, '0')
  return `${String(Math.floor(index / 12)).padStart(4, '0')}-${month}-01`
}

/** How much of the year has passed when a day begins, 0 to 1. */
export function shareOf(day: IsoDate, { start, end }: Year): number {
  const [at, from, to] = [day, start, end].map((one) => Date.parse(one)) as [number, number, number]
  return Math.min(1, Math.max(0, (at - from) / (to - from)))
}

/** The day so many days later (earlier when negative). */
export function dayBeside(day: IsoDate, days: number): IsoDate {
  return new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10)
}
