import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readWords } from '../../../src/bots/words.ts'
import { holdersOf } from '../../../src/domain/roadmaps/holders.ts'
import { isSchools, mapTitle, shortTitle, viewPeriod } from '../../../src/domain/roadmaps/rules.ts'

test('a road map that was pasted without a title has a name in every sentence', () => {
  const words = readWords('locales/ru', { today: () => '2026-11-30' })
  const args = { title: mapTitle(''), end: '2026-12-15' }
  expect(words.plain({ key: 'next-plan-ahead', args })).toMatch(
    /^«дорожная карта без названия» заканчивается 15 декабря/,
  )
})

describe('who answers for a row', () => {
  test.each([
    'Руководители ОО',
    'руководители общеобразовательных организаций',
    'образовательные организации',
    'Общеобразовательные учреждения',
    'Кураторы МОУ',
    'директора школ',
    'ДОУ',
  ])('«%s» is every school', (name) => {
    expect(isSchools(name)).toBe(true)
  })

  test.each([
    'Департамент образования',
    'ИМО ДО',
    'МКУ «ИМЦ»',
    'Сергеева А.А.',
    'ГУО',
    'творческая лаборатория молодых педагогов',
  ])('«%s» is the municipality', (name) => {
    expect(isSchools(name)).toBe(false)
  })

  test('a row of both is everybody’s', () => {
    expect(holdersOf(['ИМЦ', 'руководители ОО'])).toEqual(['coordinator', 'curator'])
    expect(holdersOf(['Руководители ОО'])).toEqual(['curator'])
    expect(holdersOf([])).toEqual(['coordinator'])
  })
})

test('a short title fits its line and never begins with a number', () => {
  fc.assert(
    fc.property(
      fc.string({ maxLength: 400 }),
      fc.integer({ min: 20, max: 120 }),
      (title, length) => {
        expect(shortTitle(title, length).length).toBeLessThanOrEqual(length)
      },
    ),
  )
  expect(shortTitle('1. Разработка   анкет')).toBe('Разработка анкет')
})

test('a week ends on Sunday and a month on its last day', () => {
  expect(viewPeriod('week', '2023-08-31')).toEqual({ from: '2023-08-31', to: '2023-09-03' })
  expect(viewPeriod('month', '2024-02-03')).toEqual({ from: '2024-02-03', to: '2024-02-29' })
  expect(viewPeriod('late', '2024-03-01').to).toBe('2024-02-29')
})
