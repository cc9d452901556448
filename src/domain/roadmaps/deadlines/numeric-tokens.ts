/** Tokens that begin with a digit: dates in every spelling, times of day, numbers. */
import type { Token } from './tokens.ts'

export const USUAL_DATE =
  /^(\d{1,2}\.\s?\d{1,2}(\.\s?(\d{4}|\d{2}))?|\d{1,2} \.\d{1,2}\.\d{4}|\d{4}([-/.])\d\d\4\d\d|\d\d[/-]\d\d[/-]\d{4})$/

export const dotted = (date: { day: number; month: number; year: number | null }): string =>
  [date.day, date.month, date.year].filter((part) => part !== null).join('.')

const century = (year: string): number => (year.length === 2 ? 2000 + Number(year) : Number(year))

const RULES: {
  at: RegExp
  make: (found: RegExpExecArray, before: Token | undefined) => Token | null
}[] = [
  {
    // 2025-10-15, 2025/10/15, 2025.10.15
    at: /(\d{4})([-/.])(\d{2})\2(\d{2})(?!\d)/y,
    make: (f) => ({
      type: 'date',
      text: f[0],
      day: Number(f[4]),
      month: Number(f[3]),
      year: Number(f[1]),
    }),
  },
  {
    // 01.09.2023, 1.9.23, 01. 09. 2023, 01/09/2023, 01-09-2023, and the comma slip 01,09.2023
    at: /(\d{1,2}) ?([.,/-])\.? ?(\d{1,2}) ?([.,/-])\.? ?(\d{4}|\d{2})(?![\d:])/y,
    make: (f) => {
      const [, day, one, month, two, year] = f
      const dotted = one === '.' || two === '.'
      if (!dotted && (one !== two || one === ',' || year?.length !== 4)) return null
      if (dotted && one !== two && (one === '-' || one === '/' || two === '-' || two === '/'))
        return null
      if (year?.length === 2 && / /.test(f[0])) return null
      return {
        type: 'date',
        text: f[0],
        day: Number(day),
        month: Number(month),
        year: century(year ?? ''),
      }
    },
  },
  {
    // Lost dots: 10 09 2023, 30.092023, 30,09,2023.
    at: /(\d{2})[ .,]?(0\d|1[0-2])[ .,]?(20\d\d)(?![\d:])/y,
    make: (f) =>
      f[0].length === 8
        ? null
        : { type: 'date', text: f[0], day: Number(f[1]), month: Number(f[2]), year: Number(f[3]) },
  },
  { at: /([01]?\d|2[0-3]):[0-5]\d(?!\d)/y, make: (f) => ({ type: 'time', text: f[0] }) },
  {
    at: /([01]?\d|2[0-3])-(00|30)(?![\d.])/y,
    make: (f, before) => {
      const word = before?.type === 'word' ? before.word?.c : null
      if (
        word === 'in' ||
        (f[2] === '00' && (word === 'to' || word === 'since' || before?.type === 'date'))
      )
        return { type: 'time', text: f[0] }
      return null
    },
  },
  {
    at: /(\d{1,2})\.(\d{2})(?![\d])(?!\.\d)/y,
    make: (f, before) => {
      const day = Number(f[1])
      const month = Number(f[2])
      if (month >= 1 && month <= 12) return { type: 'date', text: f[0], day, month, year: null }
      if (month === 0 && day < 24) return { type: 'time', text: f[0] }
      const after =
        before?.type === 'word' &&
        (before.word?.c === 'in' || before.word?.c === 'since' || before.word?.c === 'to')
      const round = month % 5 === 0
      if ((after || round) && day < 24 && month < 60) return { type: 'time', text: f[0] }
      return { type: 'odd', text: f[0] }
    },
  },
  {
    at: /\d+(?:[.,]\d+)+/y,
    make: (f) => (/^\d{1,2}(,\d{1,2})+$/.test(f[0]) ? null : { type: 'odd', text: f[0] }),
  },
  {
    at: /(\d+)(?:-?(?:ый|ий|ой|ая|ое|ого|ому|ом|ых|ую|го|му|ти|х|й|я|е|м|ю))(?![а-яa-z])/y,
    make: (f) => num(f[1] ?? '', f[0], true),
  },
  { at: /\d+/y, make: (f) => num(f[0], f[0], false) },
]

function num(digits: string, text: string, ordinal: boolean): Token {
  return { type: 'num', text, value: Number(digits.slice(0, 9)), digits: digits.length, ordinal }
}

/** The numeric token at a place of the text; null when none begins there. */
export function numeric(text: string, at: number, before: Token | undefined): Token | null {
  if (!/\d/.test(text[at] ?? '')) return null
  for (const rule of RULES) {
    rule.at.lastIndex = at
    const found = rule.at.exec(text)
    const token = found ? rule.make(found, before) : null
    if (token) return token
  }
  return null
}
