import type { IsoDate } from '../domain/shared/calendar.ts'
import { dayBeside } from './year.ts'

/** A calendar of dues, all words chosen by the caller. Plain JSON. */
export interface Calendar {
  name: string
  /** Whose it is, for the ids: a domain, or any name that stays (RFC 7986, 5.3). */
  host: string
  /** The instant it is made, ISO with zone: «2027-03-01T06:00:00.000Z». */
  now: string
  entries: CalendarEntry[]
}

export interface CalendarEntry {
  /** Stays the same for the same due, whatever its day and words become: «assignment-17». */
  id: string
  /** The due: the event takes this whole day. */
  day: IsoDate
  title: string
  details: string
  /** Is not asked for any more: programs that have it take it out or strike it through. */
  cancelled: boolean
}

export const ICS_MIME = 'text/calendar; charset=utf-8'

/**
 * The calendar as iCalendar (RFC 5545), to be sent or subscribed to. All-day events need no zone;
 * there are no alarms: reminding is the bot's work, not the telephone's.
 */
export function writeIcs(calendar: Calendar): Buffer {
  const made = new Date(calendar.now)
  const stamp = `${made.toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`
  // A later calendar is a later revision of all its events, so a file that is opened again moves and cancels them.
  const revision = Math.floor(made.getTime() / 60_000)
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Tandem//Road map//RU',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    `NAME:${escapeText(calendar.name)}`,
    `X-WR-CALNAME:${escapeText(calendar.name)}`,
    'REFRESH-INTERVAL;VALUE=DURATION:PT6H',
    'X-PUBLISHED-TTL:PT6H',
    ...calendar.entries.flatMap((entry) => event(entry, calendar.host, stamp, revision)),
    'END:VCALENDAR',
  ]
  return Buffer.from(lines.map((line) => `${foldLine(line)}\r\n`).join(''), 'utf8')
}

function event(entry: CalendarEntry, host: string, stamp: string, revision: number): string[] {
  return [
    'BEGIN:VEVENT',
    `UID:${escapeText(`${entry.id}@${host}`)}`,
    `DTSTAMP:${stamp}`,
    `SEQUENCE:${revision}`,
    `DTSTART;VALUE=DATE:${compact(entry.day)}`,
    `DTEND;VALUE=DATE:${compact(dayBeside(entry.day, 1))}`,
    `SUMMARY:${escapeText(entry.title)}`,
    ...(entry.details === '' ? [] : [`DESCRIPTION:${escapeText(entry.details)}`]),
    `STATUS:${entry.cancelled ? 'CANCELLED' : 'CONFIRMED'}`,
    'TRANSP:TRANSPARENT',
    'END:VEVENT',
  ]
}

/** A value of type TEXT (RFC 5545, 3.3.11): no control characters but the tab. */
export function escapeText(text: string): string {
  return (
    text
      .replace(/\r\n?/g, '\n')
      // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
      .replace(/[\u0000-\u0008\u000b-\u001f\u007f]/g, '')
      .replace(/[\\;,]/g, '\\$&')
      .replaceAll('\n', '\\n')
  )
}

const OCTETS = 75

/** Breaks a line into pieces of at most 75 octets, never inside a character (RFC 5545, 3.1). */
export function foldLine(line: string): string {
  let folded = ''
  let octets = 0
  for (const char of line) {
    const size = Buffer.byteLength(char)
    if (octets + size > OCTETS) {
      folded += '\r\n '
      octets = 1
    }
    folded += char
    octets += size
  }
  return folded
}

function compact(day: IsoDate): string {
  return day.replaceAll('-', '')
}
