import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import {
  type Period,
  type Reading,
  readDeadline,
} from '../../../../src/domain/roadmaps/deadlines/index.ts'

/**
 * phrases*.txt: a plan («# start end»), then rows «phrase | kind | windows | ?».
 * ^ and $ are the plan's ends, «… 12 …» stands for windows left out of that many, ? = asks something.
 */
interface Row {
  period: Period
  phrase: string
  expected: string
}

function rows(file: string): Row[] {
  const text = readFileSync(new URL(file, import.meta.url), 'utf8')
  let period: Period = { start: '', end: '' }
  const found: Row[] = []
  for (const line of text.split('\n')) {
    const [phrase = '', ...rest] = line.split(' | ')
    if (phrase.startsWith('# ')) period = { start: phrase.slice(2, 12), end: phrase.slice(13) }
    else if (rest.length > 0) found.push({ period, phrase, expected: rest.join(' | ') })
  }
  return found
}

function printed(reading: Reading, period: Period): string {
  const windows = reading.windows.map(([start, due]) => {
    if (start === due) return due
    return `${start === period.start ? '^' : start}..${due === period.end ? '$' : due}`
  })
  const short =
    windows.length > 5
      ? `${windows.slice(0, 2).join(' ')} … ${windows.length} … ${windows.at(-1)}`
      : windows.join(' ')
  return `${reading.kind} | ${short || '–'}${reading.doubts.length > 0 ? ' | ?' : ''}`
}

const ROWS = [...rows('./phrases.txt'), ...rows('./phrases-other-towns.txt')]

describe('phrases of road maps', () => {
  test.each(ROWS)('«$phrase» in $period.start is $expected', ({ period, phrase, expected }) => {
    expect(printed(readDeadline(phrase, period), period)).toBe(expected)
  })

  test('what was read of every phrase means the same when it is read again', () => {
    for (const { period, phrase } of ROWS) {
      const first = readDeadline(phrase, period)
      const again = readDeadline(first.text, period)
      const shown = `«${phrase}» → «${first.text}»`
      expect([shown, again.kind, again.windows]).toEqual([shown, first.kind, first.windows])
    }
  })

  test('line breaks, dashes and hard spaces are read through', () => {
    const period = { start: '2024-01-01', end: '2024-12-31' }
    const as = (phrase: string) => readDeadline(phrase, period).windows
    const autumn = [['2024-09-01', '2024-10-31']]
    expect(as('сентябрь-\nоктябрь 2024')).toEqual(autumn)
    expect(as('Сентябрь \u2212\u00a0октябрь\u00a02024\u00a0г.')).toEqual(autumn)
    expect(as('сен-\nтябрь 2024')).toEqual([['2024-09-01', '2024-09-30']])
    expect(as('до\u00a01\u00a0октября')).toEqual([['2024-01-01', '2024-10-01']])
  })
})
