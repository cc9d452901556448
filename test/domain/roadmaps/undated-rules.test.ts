import { describe, expect, test } from 'vitest'
import { checkWindows, dueAfter } from '../../../src/domain/roadmaps/undated-rules.ts'

describe('a due that counts from an event', () => {
  test.each([
    ['в течение 10 дней со дня проведения', '2023-10-20'],
    ['в течение десяти дней после мероприятия', '2023-10-20'],
    ['в течение 5 рабочих дней со дня издания приказа', '2023-10-17'],
    ['в течение 3-х дней со дня подписания', '2023-10-13'],
    ['не позднее 2 недель после завершения', '2023-10-24'],
    ['в течение месяца со дня назначения', '2023-11-10'],
    ['после завершения мероприятий', null],
  ])('«%s»', (phrase, due) => {
    expect(dueAfter(phrase, '2023-10-10')).toBe(due)
  })
})

test('constant work is looked after inside the plan', () => {
  const period = { start: '2023-09-01', end: '2024-08-31' }
  expect(checkWindows('monthly', period)).toHaveLength(12)
  expect(checkWindows('quarterly', period).length).toBeGreaterThanOrEqual(4)
  expect(checkWindows('end', period)).toEqual([['2023-09-01', '2024-08-31']])
  expect(checkWindows('none', period)).toEqual([])
  for (const [start, due] of checkWindows('quarterly', period))
    expect(start >= period.start && due <= period.end).toBe(true)
})
