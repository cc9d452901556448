import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  duesToPing,
  isPinged,
  lastDueToEscalate,
  lookBackTo,
  morningAt,
  pingDay,
  snoozeUntil,
  usual,
} from '../../../src/domain/reminders/rules.ts'
import { addDays, fromDayNumber, type IsoDate } from '../../../src/domain/shared/calendar.ts'
import { isWorkingDay } from '../../../src/domain/shared/working-days.ts'
import { wallClock } from '../../../src/domain/shared/zone.ts'
import { russianZones } from '../../support/zones.ts'

const days = fc.integer({ min: 19_000, max: 21_500 }).map(fromDayNumber) // 2022 – 2028
const offsets = [...usual.before.map((n) => -n), 0, ...usual.after]

/** Mornings with these many days between them. */
function morningsFrom(start: IsoDate, gaps: readonly number[]): IsoDate[] {
  const mornings = [start]
  for (const gap of gaps) mornings.push(addDays(mornings.at(-1)!, gap))
  return mornings
}

describe('days off', () => {
  test.each([
    ['2023-09-01', true],
    ['2023-10-01', false],
    ['2024-04-27', true],
    ['2024-04-29', false],
    ['2025-11-01', true],
    ['2026-01-09', false],
    ['2027-01-01', false],
    ['2035-03-08', false],
    ['2035-03-09', true],
  ])('%s: working %s', (day, working) => {
    expect(isWorkingDay(day)).toBe(working)
  })

  test('a ping on a day off moves back before the due and forward after it', () => {
    expect(pingDay('2023-10-01', -30)).toBe('2023-09-01')
    expect(pingDay('2023-10-01', -1)).toBe('2023-09-29')
    expect(pingDay('2023-10-01', 0)).toBe('2023-09-29')
    expect(pingDay('2023-10-01', 1)).toBe('2023-10-02')
    expect(pingDay('2023-10-06', 1)).toBe('2023-10-09')
  })

  test('no ping falls on a day off, and none leaves its side of the due', () => {
    fc.assert(
      fc.property(days, fc.constantFrom(...offsets), (due, offset) => {
        const day = pingDay(due, offset)
        expect(isWorkingDay(day)).toBe(true)
        if (offset > 0) expect(day > due).toBe(true)
        else expect(day <= due).toBe(true)
      }),
    )
  })
})

describe('what a morning pings', () => {
  test('on the morning after 31 August 2023 what is due on 1 October is thirty days away', () => {
    expect(isPinged('2023-10-01', usual, '2023-08-31', '2023-09-01')).toBe(true)
    expect(isPinged('2023-10-02', usual, '2023-08-31', '2023-09-01')).toBe(true) // 2 September is a Saturday
  })

  test('mornings in a row ping everything that one morning after all of them does: nothing is forgotten', () => {
    fc.assert(
      fc.property(
        days,
        fc.array(fc.integer({ min: 1, max: 45 }), { minLength: 1, maxLength: 8 }),
        (start, gaps) => {
          const mornings = morningsFrom(start, gaps)
          const apart = new Set(
            mornings.slice(1).flatMap((morning, i) => duesToPing(mornings[i]!, morning)),
          )
          const together = new Set(duesToPing(start, mornings.at(-1)!))
          expect(apart).toEqual(together)
        },
      ),
      { numRuns: 40 },
    )
  })

  test('each ping of a due belongs to exactly one morning, whatever mornings were missed', () => {
    fc.assert(
      fc.property(
        days,
        fc.array(fc.integer({ min: 1, max: 9 }), { maxLength: 20 }),
        (due, gaps) => {
          const mornings = morningsFrom(addDays(due, -60), [...gaps, 200])
          for (const offset of offsets) {
            const policy = {
              before: offset < 0 ? [-offset] : [],
              after: offset > 0 ? [offset] : [],
            }
            const day = pingDay(due, offset)
            const hits = mornings
              .slice(1)
              .filter((morning, i) => day > mornings[i]! && day <= morning).length
            expect(hits).toBe(1)
            expect(
              mornings.slice(1).some((morning, i) => isPinged(due, policy, mornings[i]!, morning)),
            ).toBe(true)
          }
        },
      ),
    )
  })

  test('what is late is told to the head with its first ping, to the coordinator with the second', () => {
    expect(lastDueToEscalate('2023-10-02', 'head')).toBe('2023-10-01')
    // Friday's lateness waits for Monday.
    expect(lastDueToEscalate('2023-10-06', 'head')).toBe('2023-10-05')
    expect(lastDueToEscalate('2023-10-09', 'head')).toBe('2023-10-08')
    expect(lastDueToEscalate('2023-10-04', 'coordinator')).toBe('2023-10-01')
    expect(lastDueToEscalate('2023-10-09', 'coordinator')).toBe('2023-10-06')
  })

  test('the look back is bounded', () => {
    expect(lookBackTo(null, '2023-09-01')).toBe('2023-08-31')
    expect(lookBackTo('2020-01-01', '2023-09-01') > '2022-01-01').toBe(true)
  })
})

describe('when a morning opens', () => {
  test.each(russianZones)('in %s at nine, not by night and not on days off', (zone) => {
    fc.assert(
      fc.property(fc.integer({ min: 1_650_000_000, max: 1_850_000_000 }), (seconds) => {
        const now = wallClock(new Date(seconds * 1000), zone)
        const day = morningAt(now)
        if (day === null)
          expect(now.time < '09:00' || now.time >= '21:00' || !isWorkingDay(now.day)).toBe(true)
        else {
          expect(day).toBe(now.day)
          expect(isWorkingDay(day)).toBe(true)
          expect(now.time >= '09:00' && now.time < '21:00').toBe(true)
        }
        const anyhow = morningAt(now, true)!
        expect(isWorkingDay(anyhow)).toBe(true)
        expect(anyhow <= now.day).toBe(true)
        if (now.time < '09:00') expect(anyhow < now.day).toBe(true)
      }),
    )
  })
})

describe('«Напомнить позже»', () => {
  test.each(russianZones)('in %s it never ends by night', (zone) => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1_650_000_000, max: 1_850_000_000 }),
        fc.constantFrom('hours', 'tomorrow', 'days', 'week'),
        (seconds, choice) => {
          const now = new Date(seconds * 1000)
          const until = snoozeUntil(choice, now, zone)
          const { day, time } = wallClock(until, zone)
          expect(until > now).toBe(true)
          expect(time >= '09:00' && time < '21:00').toBe(true)
          if (choice !== 'hours') expect([isWorkingDay(day), time]).toEqual([true, '09:00'])
        },
      ),
    )
  })
})
