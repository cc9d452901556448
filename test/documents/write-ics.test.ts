import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Calendar, writeIcs } from '../../src/documents/write-ics.ts'

const CALENDAR: Calendar = {
  name: 'План, школа № 1',
  host: 'tandem.example',
  now: '2027-03-01T06:00:00.000Z',
  entries: [
    {
      id: 'assignment-17',
      day: '2027-12-31',
      title: 'Приказ; издать',
      details: 'Срок:\nдо 31.12',
      cancelled: false,
    },
  ],
}

/** What a calendar program gets: unfolded lines as [name with parameters, value]. */
function parsed(bytes: Buffer): [string, string][] {
  const text = bytes.toString('utf8')
  expect(text.endsWith('\r\n')).toBe(true)
  expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/)
  const raw = text.slice(0, -2).split('\r\n')
  for (const line of raw) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75)
  const lines = raw.join('\r\n').replaceAll('\r\n ', '').split('\r\n')
  return lines.map((line) => {
    const found = /^([A-Z-]+(?:;[A-Z-]+=[^;:]+)*):(.*)$/s.exec(line)
    expect(found, line).not.toBeNull()
    return [found![1]!, found![2]!]
  })
}

function unescaped(value: string): string {
  expect(value).not.toMatch(/(?<!\\)(\\\\)*[,;]/)
  return value.replace(/\\([\\;,n])/g, (_, char) => (char === 'n' ? '\n' : char))
}

test('a due is an event of a whole day with an id that stays', () => {
  const lines = parsed(writeIcs(CALENDAR))
  expect(lines[0]).toEqual(['BEGIN', 'VCALENDAR'])
  expect(lines.at(-1)).toEqual(['END', 'VCALENDAR'])
  expect(
    lines.slice(
      lines.findIndex(([, value]) => value === 'VEVENT'),
      -1,
    ),
  ).toEqual([
    ['BEGIN', 'VEVENT'],
    ['UID', 'assignment-17@tandem.example'],
    ['DTSTAMP', '20270301T060000Z'],
    ['SEQUENCE', '30064680'],
    ['DTSTART;VALUE=DATE', '20271231'],
    ['DTEND;VALUE=DATE', '20280101'],
    ['SUMMARY', 'Приказ\\; издать'],
    ['DESCRIPTION', 'Срок:\\nдо 31.12'],
    ['STATUS', 'CONFIRMED'],
    ['TRANSP', 'TRANSPARENT'],
    ['END', 'VEVENT'],
  ])
  expect(writeIcs(CALENDAR).includes('VALARM')).toBe(false)
})

test('a later calendar is a later revision, and says what is not asked for any more', () => {
  const [entry] = CALENDAR.entries
  const later = writeIcs({
    ...CALENDAR,
    now: '2027-03-02T06:00:00.000Z',
    entries: [{ ...entry!, cancelled: true }],
  })
  const value = (bytes: Buffer, name: string) => parsed(bytes).find(([key]) => key === name)?.[1]
  expect(value(later, 'UID')).toBe(value(writeIcs(CALENDAR), 'UID'))
  expect(Number(value(later, 'SEQUENCE'))).toBeGreaterThan(
    Number(value(writeIcs(CALENDAR), 'SEQUENCE')),
  )
  expect(value(later, 'STATUS')).toBe('CANCELLED')
})

test('any words come through folding and escaping', () => {
  const words = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 300 }),
    fc.string({ unit: fc.constantFrom('ы', '😀', ',', ';', '\\', '\n', ' ', 'n', ':', '"') }),
  )
  fc.assert(
    fc.property(words, words, (title, details) => {
      const entry = { id: 'a', day: '2027-01-01', title, details, cancelled: false }
      const lines = parsed(writeIcs({ ...CALENDAR, entries: [entry] }))
      const value = (name: string) => lines.find(([key]) => key === name)?.[1] ?? ''
      // biome-ignore lint/suspicious/noControlCharactersInRegex: they are left out
      const clean = (text: string) => text.replace(/[\u0000-\u0008\u000b-\u001f\u007f]/g, '')
      expect(unescaped(value('SUMMARY'))).toBe(clean(title))
      expect(unescaped(value('DESCRIPTION'))).toBe(clean(details))
    }),
  )
})
