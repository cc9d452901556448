import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { bySchoolName } from '../../src/domain/campaigns/card.ts'
import {
  LEAST_REPLIES,
  reminderDays,
  reminderOf,
  type SchoolCount,
  schoolsToTell,
} from '../../src/domain/campaigns/rules.ts'
import { addDays, daysBetween } from '../../src/domain/shared/calendar.ts'
import { isWorkingDay } from '../../src/domain/shared/working-days.ts'

describe('the schools that may be told apart', () => {
  const counts = fc.uniqueArray(
    fc.record({
      schoolId: fc.option(fc.integer({ min: 1, max: 30 }), { nil: null }),
      count: fc.integer({ min: 0, max: 12 }),
    }),
    { selector: ({ schoolId }) => schoolId, maxLength: 12 },
  )

  test('never leave fewer than five to be found by subtraction, whatever is subtracted', () => {
    fc.assert(
      fc.property(counts, (all: SchoolCount[]) => {
        const told = schoolsToTell(all)
        const sizeOf = (id: number) => all.find(({ schoolId }) => schoolId === id)?.count ?? 0
        const total = all.reduce((sum, { count }) => sum + count, 0)
        for (const id of told) expect(sizeOf(id)).toBeGreaterThanOrEqual(LEAST_REPLIES)
        // Any set of shown schools, taken from the whole that is shown, too.
        for (let subset = 0; subset < 1 << Math.min(told.length, 10); subset++) {
          const taken = told.filter((_, i) => subset & (1 << i))
          const rest = total - taken.reduce((sum, id) => sum + sizeOf(id), 0)
          // With nobody told apart there is nothing to take away; a small whole is not shown at all.
          if (told.length > 0) expect(rest === 0 || rest >= LEAST_REPLIES).toBe(true)
        }
      }),
    )
  })

  test('are as many as that allows: one more would give somebody away', () => {
    fc.assert(
      fc.property(counts, (all: SchoolCount[]) => {
        const told = schoolsToTell(all)
        const big = all.filter(({ schoolId, count }) => schoolId !== null && count >= LEAST_REPLIES)
        expect(big.length - told.length).toBeLessThanOrEqual(1)
      }),
    )
  })

  test('a school of four hides the smallest of the others with it', () => {
    expect(
      schoolsToTell([
        { schoolId: 1, count: 20 },
        { schoolId: 2, count: 6 },
        { schoolId: 3, count: 4 },
      ]),
    ).toEqual([1])
    expect(
      schoolsToTell([
        { schoolId: 1, count: 20 },
        { schoolId: 2, count: 6 },
      ]),
    ).toEqual([1, 2])
  })
})

describe('reminders', () => {
  const term = fc
    .record({ from: fc.integer({ min: 0, max: 700 }), days: fc.integer({ min: 0, max: 180 }) })
    .map(({ from, days }) => {
      const startedOn = addDays('2026-01-01', from)
      return { startedOn, due: addDays(startedOn, days) }
    })

  test('are three at most, on working days, none after the end, whatever mornings were missed', () => {
    fc.assert(
      fc.property(term, fc.array(fc.boolean(), { maxLength: 190 }), (own, asleep) => {
        let sent = 0
        const days: string[] = []
        let after = own.startedOn
        for (let i = 1; i <= 185; i++) {
          const morning = addDays(own.startedOn, i)
          if (!isWorkingDay(morning) || asleep[i]) continue
          const kind = reminderOf(own, after, morning, sent)
          after = morning
          if (!kind) continue
          sent += 1
          days.push(morning)
        }
        expect(days.length).toBeLessThanOrEqual(3)
        for (const day of days) expect(day <= own.due).toBe(true)
      }),
    )
  })

  test('leave a day between them and come on the last working day', () => {
    fc.assert(
      fc.property(term, (own) => {
        const { polite, last } = reminderDays(own)
        const all = [own.startedOn, ...polite, last]
        for (let i = 1; i < all.length - 1; i++)
          expect(daysBetween(all[i - 1]!, all[i]!)).toBeGreaterThan(1)
        expect(last <= own.due && isWorkingDay(last)).toBe(true)
      }),
    )
  })
})

test('schools stand as people count them, whoever has none comes last', () => {
  const rows = ['Школа № 10', null, 'Школа № 2'].map((school) => ({ school }))
  expect(bySchoolName(rows).map(({ school }) => school)).toEqual(['Школа № 2', 'Школа № 10', null])
})
