import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Period, readDeadline } from '../../../../src/domain/roadmaps/deadlines/index.ts'
import { addDays, isIsoDate } from '../../../../src/domain/shared/calendar.ts'

const MONTHS =
  'января февраля марта апреля мая июня июля августа сентября октября ноября декабря'.split(' ')
const NAMES =
  'январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь'.split(' ')
const WORDS =
  `${MONTHS.join(' ')} ${NAMES.join(' ')} до к с по не позднее ранее конца начала середины I II III IV
  квартал полугодие четверть учебный год года годы каникулы осенние лето декада недели первая вторая последний рабочий
  день дней месяца месяц число числа каждый каждого ежегодно ежеквартально ежемесячно еженедельно ежедневно раз раза в
  2 1 5 15 29 31 45 3.2 2023 2024 2023-2024 2025 01.09.2023 31.05.24 30.02.2024 10.10 14:00 , ; - / ( ) и или далее
  постоянно течение весь период реализации запросу мере необходимости плану графику после завершения итогам за со дня
  вторник средам пятница г. гг. уч. ? педсовет МКУ сентебрь до01октября включительно около`.split(
    /\s+/,
  )

const period = fc
  .record({
    start: fc.integer({ min: 9000, max: 22000 }),
    days: fc.integer({ min: 0, max: 2500 }),
  })
  .map(({ start, days }): Period => {
    const first = addDays('1970-01-01', start)
    return { start: first, end: addDays(first, days) }
  })
const plan = fc.constantFrom<Period>(
  { start: '2024-01-01', end: '2024-12-31' },
  { start: '2023-09-01', end: '2024-08-31' },
  { start: '2023-01-01', end: '2024-12-31' },
  { start: '2025-01-01', end: '2029-12-31' },
)
const soup = fc
  .array(fc.constantFrom(...WORDS), { minLength: 1, maxLength: 10 })
  .map((words) => words.join(' '))

const day = fc.integer({ min: 1, max: 28 })
const month = fc.integer({ min: 0, max: 11 })
const year = fc.constantFrom('', ' 2023', ' 2024 года', ' 2026 г.')
const date = fc.tuple(day, month, year).map(([d, m, y]) => `${d} ${MONTHS[m]}${y}`)
const stretch = fc.oneof(
  fc.tuple(month, year).map(([m, y]) => `${NAMES[m]}${y}`),
  fc.tuple(month, month, year).map(([a, b, y]) => `${NAMES[a]}-${NAMES[b]}${y}`),
  fc.tuple(fc.constantFrom('I', '2', 'третий', 'IV'), year).map(([n, y]) => `${n} квартал${y}`),
  fc.tuple(date, date).map(([a, b]) => `с ${a} по ${b}`),
  fc
    .tuple(fc.constantFrom('первая', '2', 'III'), month, year)
    .map(([n, m, y]) => `${n} декада ${MONTHS[m]}${y}`),
)
const single = fc.oneof(
  date,
  date.map((d) => `до ${d}`),
  stretch,
)
const said = fc.oneof(
  single,
  fc.tuple(date, date).map(([a, b]) => `до ${a}, до ${b}`),
  fc.tuple(month, day).map(([m, d]) => `ежегодно до ${d} ${MONTHS[m]}`),
  fc.tuple(month, month).map(([a, b]) => `ежегодно, ${NAMES[a]}, ${NAMES[b]}`),
  day.map((d) => `до ${d} числа каждого месяца`),
  fc.constantFrom(
    'ежеквартально',
    '2 раза в год',
    'каждый вторник',
    'ежемесячно',
    'последняя пятница месяца',
  ),
  date.map((d) => `ежемесячно с ${d}`),
)

/** Codes that admit a contradiction in the phrase itself. */
const CONTRADICTION = new Set(['year-in-yearly', 'mixed', 'count'])

describe('any phrase', () => {
  test('no input of any kind throws', () => {
    const anything = fc.oneof(fc.string({ maxLength: 900, unit: 'binary' }), soup, fc.anything())
    fc.assert(
      fc.property(anything, fc.oneof(period, plan), (input, plan) => {
        const reading = readDeadline(input as string, plan)
        expect(reading.text).not.toBe('')
        if (reading.kind === 'unknown') expect(reading.doubts.length).toBeGreaterThan(0)
      }),
      { numRuns: 1500 },
    )
  })

  test('a bad period is a doubt', () => {
    for (const bad of [
      { start: '', end: '' },
      { start: '2024-02-30', end: '2024-12-31' },
      { start: '2025-01-01', end: '2024-01-01' },
    ]) {
      expect(readDeadline('май', bad).doubts.map(({ code }) => code)).toEqual(['bad-period'])
    }
  })

  test('every due lies inside the plan, every window runs forward, in order', () => {
    fc.assert(
      fc.property(fc.oneof(soup, said), fc.oneof(period, plan), (phrase, plan) => {
        const { windows, doubts } = readDeadline(phrase, plan)
        let before = ''
        for (const [start, due] of windows) {
          expect(isIsoDate(start) && isIsoDate(due)).toBe(true)
          expect(start <= due && due >= plan.start && due <= plan.end).toBe(true)
          if (start < plan.start) expect(doubts.map(({ code }) => code)).toContain('overlaps-start')
          expect(due >= before).toBe(true)
          before = due
        }
      }),
      { numRuns: 1500 },
    )
  })

  test('rendering what was read and reading it again gives the same', () => {
    fc.assert(
      fc.property(said, plan, (phrase, plan) => {
        const first = readDeadline(phrase, plan)
        if (first.doubts.some(({ code }) => CONTRADICTION.has(code))) return
        const again = readDeadline(first.text, plan)
        expect([first.text, again.kind, again.windows]).toEqual([
          first.text,
          first.kind,
          first.windows,
        ])
      }),
      { numRuns: 2000 },
    )
  })

  test('a word that means nothing to the grammar is asked about', () => {
    fc.assert(
      fc.property(
        said,
        fc.constantFrom('абвгд', 'кроме', '77', 'если'),
        plan,
        (phrase, word, plan) => {
          expect(readDeadline(`${phrase} ${word}`, plan).doubts.length).toBeGreaterThan(0)
        },
      ),
    )
  })
})
