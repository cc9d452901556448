import { expect, test } from 'vitest'
import { informingDays, informingDue } from '../../../src/domain/informing/rules.ts'

const period = { start: '2023-09-01', end: '2024-12-31' }

test.each([
  ['11.09.2023', '2023-09-10', '2023-09-11'],
  ['30.11.2023 30.11.2024', '2024-11-30', '2024-11-30'],
  ['Январь 2024', '2023-09-30', '2024-01-31'],
  ['по запросу', '2023-09-10', null],
  ['', '2023-09-10', null],
  ['11.09.2023', '2023-10-01', null],
])('«%s» after %s is told on %s', (phrase, due, day) => {
  expect(informingDue(informingDays(phrase, period), due)).toBe(day)
})
