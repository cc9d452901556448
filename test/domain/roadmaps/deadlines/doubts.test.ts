import { expect, test } from 'vitest'
import { readDeadline } from '../../../../src/domain/roadmaps/deadlines/index.ts'

const asked = (phrase: string) =>
  readDeadline(phrase, { start: '2023-09-01', end: '2024-08-31' })
    .doubts.map(({ text }) => text)
    .join(' ')

test('a question about dates side by side speaks of as many as there are', () => {
  expect(asked('15.10.2023 15.11.2023')).toContain('Два отдельных срока')
  const five = asked('15.10.2023 15.11.2023 15.12.2023 15.01.2024 15.02.2024')
  expect(five).not.toContain('Два')
  expect(five).toContain('всего 5')
})

test('nobody is asked about the rest where nothing else was read', () => {
  expect(asked('до 1 октября 2023 абракадабра')).toContain('Верно ли прочитано остальное?')
  expect(asked('абракадабра')).not.toContain('остальное')
})

test('a half that bounds a rhythm is the school’s in its plan, as it is by itself, and asked about', () => {
  const read = (phrase: string) => readDeadline(phrase, { start: '2025-09-01', end: '2026-08-31' })
  const half = 'half-in-school-plan'
  const first = read('ежемесячно в I полугодии')
  expect(first.windows.map(([, due]) => due)).toEqual([
    '2025-09-30',
    '2025-10-31',
    '2025-11-30',
    '2025-12-31',
  ])
  expect(first.doubts).toMatchObject([{ code: half }])
  const second = read('по вторникам во втором полугодии')
  expect(second.windows[0]).toEqual(['2026-01-06', '2026-01-06'])
  expect(second.windows.at(-1)).toEqual(['2026-05-26', '2026-05-26'])
  expect(second.doubts).toMatchObject([{ code: half }])
})

test('the school’s half is named as such in what was understood, also where it is left out', () => {
  const text = (phrase: string) =>
    readDeadline(phrase, { start: '2025-09-01', end: '2026-08-31' }).text
  expect(text('ежемесячно в I полугодии')).toBe('каждый месяц, в течение I полугодия учебного года')
  expect(text('ежемесячно, кроме 2 полугодия')).toBe(
    'каждый месяц, кроме II полугодия учебного года',
  )
})

test('an exception that is not understood is quoted whole, and none of its dates is read as a due', () => {
  const reading = readDeadline('ежемесячно, кроме 15 числа и 20.12.2025', {
    start: '2025-09-01',
    end: '2026-08-31',
  })
  expect(reading.windows).toHaveLength(12)
  expect(reading.doubts.map(({ text }) => text).join()).toContain('кроме 15 числа')
})

test('a question offers no two answers that mean the same', () => {
  const [doubt] = readDeadline('до начала учебного года', {
    start: '2025-09-01',
    end: '2026-08-31',
  }).doubts
  expect(doubt?.readings?.map(({ text }) => text)).toEqual([
    'до 31 августа 2026 года',
    'до 1 сентября 2025 года',
  ])
})
