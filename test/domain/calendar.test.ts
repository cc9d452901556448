import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  addDays,
  dayNumber,
  daysBetween,
  fromDayNumber,
  isIsoDate,
  isoDate,
  isoWeek,
  lastDayOfMonth,
  nthWeekday,
  weekdayOf,
} from '../../src/domain/shared/calendar.ts'

describe('civil dates', () => {
  test('days are counted as the platform counts them', () => {
    fc.assert(
      fc.property(fc.integer({ min: -200_000, max: 200_000 }), (days) => {
        const date = new Date(days * 86_400_000)
        const iso = date.toISOString().slice(0, 10)
        expect(fromDayNumber(days)).toBe(iso)
        expect(dayNumber(iso)).toBe(days)
        expect(weekdayOf(iso) % 7).toBe(date.getUTCDay())
      }),
    )
  })

  test('dates that do not exist are refused', () => {
    expect(isoDate(2023, 2, 29)).toBeNull()
    expect(isoDate(2024, 2, 29)).toBe('2024-02-29')
    expect(isoDate(2024, 13, 1)).toBeNull()
    expect(isIsoDate('2024-06-31')).toBe(false)
    expect(isIsoDate('2024-6-3')).toBe(false)
  })

  test('months and weeks have their usual ends', () => {
    expect(lastDayOfMonth(1900, 2)).toBe('1900-02-28')
    expect(lastDayOfMonth(2000, 2)).toBe('2000-02-29')
    expect(addDays('2023-12-31', 1)).toBe('2024-01-01')
    expect(daysBetween('2024-02-28', '2024-03-01')).toBe(2)
    expect(isoWeek('2021-01-03')).toEqual({ year: 2020, week: 53 })
    expect(isoWeek('2024-12-30')).toEqual({ year: 2025, week: 1 })
    expect(nthWeekday(2024, 5, 5, -1)).toBe('2024-05-31')
    expect(nthWeekday(2024, 5, 5, 5)).toBe('2024-05-31')
    expect(nthWeekday(2024, 2, 5, 5)).toBeNull()
  })
})
