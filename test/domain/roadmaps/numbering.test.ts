import { expect, test } from 'vitest'
import { shownNumber, uniqueNumbers } from '../../../src/domain/roadmaps/numbering.ts'

test('the doubles of a number are counted for people in Russian', () => {
  const unique = uniqueNumbers()
  const numbers = Array.from({ length: 6 }, () => shownNumber(unique('3.2').number))
  expect(numbers).toEqual([
    '3.2',
    '3.2 (второй)',
    '3.2 (третий)',
    '3.2 (четвёртый)',
    '3.2 (пятый)',
    '3.2 (6-й)',
  ])
})

test('a number of its own is shown as it is', () => {
  for (const number of ['1', '3.4+', 'IV', '2.1-2']) expect(shownNumber(number)).toBe(number)
})
