import { expect, test } from 'vitest'
import { findPeriod, yearsMentioned } from '../../../src/domain/roadmaps/period.ts'

test.each([
  ['на 2023 – 2024 учебный год', '2023-09-01', '2024-08-31', false],
  ['на 2025/26 уч. г.', '2025-09-01', '2026-08-31', false],
  ['на 2025-2026-й учебный год', '2025-09-01', '2026-08-31', false],
  ['в учебном году 2025/2026', '2025-09-01', '2026-08-31', false],
  ['на период 2025-2029 годы', '2025-01-01', '2029-12-31', false],
  ['на 2023—2024 г.г.', '2023-01-01', '2024-12-31', true],
  ['с 2025 по 2027 год', '2025-01-01', '2027-12-31', false],
  ['на 2026 год', '2026-01-01', '2026-12-31', false],
  ['с 15.01.2026 по 30.06.2026', '2026-01-15', '2026-06-30', false],
  ['на 1996 год', '1996-01-01', '1996-12-31', false],
])('«План %s» is from %s to %s', (words, start, end, twoYears) => {
  expect(findPeriod(`План мероприятий ${words}`)).toEqual({ period: { start, end }, twoYears })
})

test.each(['приказ от 25.12.2019 № 273-ФЗ', 'План', '2026-2025 годы', 'распоряжение № 2023'])(
  '«%s» names no period',
  (title) => {
    expect(findPeriod(title)).toBeUndefined()
  },
)

test('the years of the deadlines are a guess for a map without a period', () => {
  expect(yearsMentioned(['до 01.10.2025', 'май 2027', 'ежегодно'])).toEqual({
    start: '2025-01-01',
    end: '2027-12-31',
  })
  expect(yearsMentioned(['ежегодно'])).toBeNull()
})
