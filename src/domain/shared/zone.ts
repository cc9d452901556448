import { Temporal } from 'temporal-polyfill'
import type { IsoDate } from './calendar.ts'

/** What the calendar and the clock on the wall show in a time zone. */
export interface WallClock {
  day: IsoDate
  /** HH:MM, so that times compare as texts. */
  time: string
}

/** @param zone IANA name */
export function wallClock(instant: Date, zone: string): WallClock {
  const here = Temporal.Instant.fromEpochMilliseconds(instant.getTime()).toZonedDateTimeISO(zone)
  return {
    day: here.toPlainDate().toString(),
    time: here.toPlainTime().toString({ smallestUnit: 'minute' }),
  }
}

/** The instant at which the clock of a zone shows this; an hour that a DST change skips moves on. */
export function instantAt(day: IsoDate, time: string, zone: string): Date {
  const here = Temporal.PlainDateTime.from(`${day}T${time}`).toZonedDateTime(zone)
  return new Date(here.epochMilliseconds)
}

/** Whether it is the name of a time zone that this machine knows. */
export function isTimeZone(name: string): boolean {
  try {
    Temporal.Now.zonedDateTimeISO(name)
    return true
  } catch {
    return false
  }
}
