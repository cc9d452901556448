/** Months written as numbers, Roman or Arabic, put into a form that the tokens know. */
import { MONTHS, romanValue } from './normalise.ts'

/** Roman numerals as people type them, «х» and «і» of the Cyrillic alphabet among them. */
const ROMAN = '[ivxіх]{1,4}'
/** «1.IV квартал» is a numbered quarter, no first of April. */
const NO_UNIT = '(?!\\s*(?:кв|пол|чет|дек|этап|трим|сем))'
const YEAR = '(20\\d\\d|\\d\\d)(?![\\d:])'

const ROMAN_DATE = new RegExp(
  `(?<![\\d.,])(\\d{1,2})[./] ?(${ROMAN})(?:[./] ?${YEAR})?(?![a-zа-яі])${NO_UNIT}`,
  'g',
)
const ROMAN_MONTHS = new RegExp(
  `(?<![a-zа-яі\\d]|\\d\\.)(${ROMAN})(?: ?[-¬] ?(${ROMAN}))?\\. ?(20\\d\\d)(?![\\d:])`,
  'g',
)
const MONTH_PAIR = /(?<![\d.,/-] ?)(0?[1-9]|1[0-2]) ?- ?(0?[1-9]|1[0-2])\.(20\d\d)(?![\d:]|\.\d)/g
/** «09.2025» is a month, unless it is the tail of a date. */
const MONTH = /(?<!\d|\d[. ]{1,2}|\d,)(0?[1-9]|1[0-2])\.(20\d\d)(?!\d|\.\d)/g

const monthOf = (roman: string): number | null => romanValue(roman.replace(/х/g, 'x'))
const name = (month: number | string): string => MONTHS[Number(month) - 1] ?? ''

/** A cell of nothing but «09.25», «09.25-10.25», «до 10.25», or of Roman months: «IX-X», «X – XII 2025». */
const SHORT_MONTH = '(?:0[1-9]|1[0-2])\\.(?:1[89]|2\\d|3[0-5])'
const ONLY_SHORT = new RegExp(
  `^(?:(?:с|до|по|в|к) )?${SHORT_MONTH}(?: ?(?:-|,|;|и|по|до) ?${SHORT_MONTH})* ?(?:гг?\\.?)?$`,
)
const ONLY_ROMAN = new RegExp(
  `^(?:(?:с|до|по|в|к) )?${ROMAN}(?: ?(?:[-¬,;]|и|по|до) ?${ROMAN})*(?: ?20\\d\\d ?(?:г\\.?|года?)?)?$`,
)

/** Months of a cell that holds nothing else; what could be a day or a quarter is left alone or asked about. */
function readOnlyMonths(text: string, repairs: [string, string][]): string {
  if (ONLY_SHORT.test(text)) {
    const read = text.replace(/(\d\d)\.(\d\d)/g, (_, month, year) => `${name(month)} 20${year}`)
    repairs.push([text, read])
    return read
  }
  if (!ONLY_ROMAN.test(text)) return text
  const romans = (text.match(new RegExp(ROMAN, 'g')) ?? []).map(monthOf)
  if (romans.includes(null) || Math.max(...romans.map(Number)) <= 4) return text
  return text.replace(new RegExp(`(?<![а-я])${ROMAN}(?![а-я])`, 'g'), (roman) =>
    name(monthOf(roman) ?? 0),
  )
}

/** «10-12.2025», «09.2025» → the names of the months. */
export const nameMonths = (text: string): string =>
  text
    .replace(MONTH_PAIR, (_, from: string, to: string, year: string) => {
      return `${name(from)} - ${name(to)} ${year}`
    })
    .replace(MONTH, (_, month: string, year: string) => `${name(month)} ${year}`)

/**
 * «15.X.2025» → «15.10.2025», «IX-X.2025» → «сентябрь - октябрь 2025».
 * I … IV before a year could be quarters, too: such a reading goes to `repairs`, to be asked about.
 */
export function readRomanMonths(text: string, repairs: [string, string][]): string {
  return readOnlyMonths(text, repairs)
    .replace(ROMAN_DATE, (all: string, day: string, roman: string, year?: string) => {
      const month = monthOf(roman)
      if (month === null) return all
      return `${day}.${String(month).padStart(2, '0')}${year ? `.${year}` : ''}`
    })
    .replace(ROMAN_MONTHS, (all: string, one: string, two: string | undefined, year: string) => {
      const [from, to] = [monthOf(one), two === undefined ? undefined : monthOf(two)]
      if (from === null || to === null) return all
      const read = `${to === undefined ? '' : `${name(from)} - `}${name(to ?? from)} ${year}`
      if (from <= 4 && (to ?? from) <= 4) repairs.push([all, read])
      return read
    })
}
