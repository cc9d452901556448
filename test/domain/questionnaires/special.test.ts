import { expect, test } from 'vitest'
import { speaksOfHealth } from '../../../src/domain/questionnaires/special.ts'

test.each([
  'У него диагноз',
  'стоит на учёте у психиатра',
  'есть СДВГ, но старается',
  'Эпилепсия с детства',
  'ребёнок с ОВЗ',
])('«%s» speaks of health', (text) => {
  expect(speaksOfHealth(text)).toBe(true)
})

test.each([
  'Спокойный и весёлый',
  'Хочет стать врачом, любит биологию',
  'Ещё раз выслушает и поможет',
  'Опаздывает, но доводит до конца',
])('«%s» does not', (text) => {
  expect(speaksOfHealth(text)).toBe(false)
})
