import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readDeadline } from '../../../src/domain/roadmaps/deadlines/index.ts'
import {
  addYears,
  movedPeriod,
  moveYears,
  nextRow,
  nextTitle,
  yearsToMove,
} from '../../../src/domain/roadmaps/next-rules.ts'
import type { RowFields } from '../../../src/domain/roadmaps/row-fields.ts'
import { yearShown } from '../../../src/domain/roadmaps/sheet-rules.ts'

const period = { start: '2023-09-01', end: '2024-08-31' }
const next = { start: '2024-09-01', end: '2025-08-31' }

const row = (phrase: string, more: Partial<RowFields> = {}): RowFields => {
  const { kind, text } = readDeadline(phrase, period)
  return {
    number: '1',
    section: '',
    title: 'Дело',
    phrase,
    kind,
    deadline: text,
    responsible: [],
    result: '',
    document: '',
    informWhom: '',
    informWhen: '',
    doubts: [],
    extra: [],
    ...more,
  }
}
const moved = (phrase: string, more: Partial<RowFields> = {}) =>
  nextRow(row(phrase, more), period, next, 1)

describe('the time of the next plan', () => {
  test.each([
    ['2023-09-01', '2024-08-31', 1, '2024-09-01', '2025-08-31'],
    ['2023-10-01', '2024-05-31', 1, '2024-10-01', '2025-05-31'],
    ['2025-01-01', '2029-12-31', 5, '2030-01-01', '2034-12-31'],
    ['2023-03-01', '2024-02-29', 1, '2024-03-01', '2025-02-28'],
  ])('%s – %s moves by %i', (start, end, years, from, to) => {
    expect(yearsToMove({ start, end })).toBe(years)
    expect(movedPeriod({ start, end }, years)).toEqual({ start: from, end: to })
  })

  test('29 February becomes the 28th', () => {
    expect(addYears('2024-02-29', 1)).toBe('2025-02-28')
    expect(addYears('2024-02-29', 4)).toBe('2028-02-29')
  })
})

test.each([
  ['до 1 октября 2023 года', 'до 1 октября 2024 года'],
  ['01.10.2023 – 15.01.24', '01.10.2024 – 15.01.25'],
  ['2023/24 учебный год', '2024/25 учебный год'],
  ['2023-2024 учебный год', '2024-2025 учебный год'],
  ['с 2023-09-01', 'с 2024-09-01'],
  ['ежеквартально, до 10 числа', 'ежеквартально, до 10 числа'],
  ['приказ № 20231', 'приказ № 20231'],
])('years of «%s» move', (text, expected) => {
  expect(moveYears(text, 1)).toBe(expected)
})

test('moving the years of a text there and back changes nothing', () => {
  const part = fc.oneof(
    fc.constantFrom('до ', '1 октября ', 'года', ' – ', ', ', 'с '),
    fc.integer({ min: 1990, max: 2060 }).map(String),
    fc.integer({ min: 10, max: 40 }).map((year) => `01.09.${year}`),
  )
  fc.assert(
    fc.property(
      fc.array(part, { maxLength: 8 }),
      fc.integer({ min: 1, max: 9 }),
      (parts, years) => {
        const text = parts.join(' ')
        expect(moveYears(moveYears(text, years), -years)).toBe(text)
      },
    ),
  )
})

test('a title’s years move, the date of the order does not', () => {
  expect(
    nextTitle('Карта на 2023-2024 учебный год, приказ от 15.08.2023 № 2023', period, 1),
  ).toMatch(/^Карта на 2024-2025 учебный год, приказ от 15\.08\.2023/)
  expect(nextTitle('Концепция 2030: план на 2023/24 год', period, 1)).toBe(
    'Концепция 2030: план на 2024/25 год',
  )
})

describe('a row of the next plan', () => {
  test('that recurs goes on without a question', () => {
    const { phrase, deadline, doubts } = moved('ежеквартально')
    expect([phrase, deadline.windows.length, doubts]).toEqual(['ежеквартально', 4, []])
    for (const [, due] of deadline.windows) expect(due >= next.start && due <= next.end).toBe(true)
    expect(moved('до 1 октября').deadline.windows).toEqual([['2024-09-01', '2024-10-01']])
  })

  test('that names a year is moved and asked about', () => {
    const { phrase, deadline, doubts } = moved('до 1 октября 2023 года')
    expect(phrase).toBe('до 1 октября 2024 года')
    expect(deadline.windows.map(([, due]) => due)).toEqual(['2024-10-01'])
    expect(doubts).toEqual([
      {
        code: 'year-moved',
        args: { from: 'до 1 октября 2023 года', to: 'до 1 октября 2024 года' },
      },
    ])
  })

  test('keeps what the person has chosen, and is not asked again what was answered', () => {
    const chosen = readDeadline('каждый год, до 15 мая', period)
    const one = moved('сентябрь', { kind: chosen.kind, deadline: chosen.text })
    expect(one.phrase).toBe('сентябрь')
    expect(one.deadline.windows.map(([, due]) => due)).toEqual(['2025-05-15'])
    const undated = moved('в мае', { kind: 'on_request', deadline: 'без срока' })
    expect(undated.deadline).toMatchObject({ kind: 'on_request', windows: [] })
    const doubtful = readDeadline('в середине года', period).doubts
    const settled = moved('в середине года')
    expect(settled.deadline.doubts.map(({ code }) => code)).toEqual([])
    if (doubtful.length > 0) {
      const open = moved('в середине года', { doubts: doubtful })
      expect(open.deadline.doubts.length).toBeGreaterThan(0)
    }
  })
})

test('a picture shows the plan’s year around today, its first before and its last after', () => {
  const long = { start: '2025-09-01', end: '2028-08-31' }
  expect(yearShown(long, '2027-03-10')).toBe('2026-09-01')
  expect(yearShown(long, '2020-01-01')).toBe('2025-09-01')
  expect(yearShown(long, '2031-01-01')).toBe('2027-09-01')
})
