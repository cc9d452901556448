/** A phrase before it is cut into tokens: dashes, blanks, look-alike letters, shorthands. */

const LATIN_TWINS: Record<string, string> = {
  a: 'а',
  b: 'в',
  c: 'с',
  e: 'е',
  h: 'н',
  k: 'к',
  m: 'м',
  o: 'о',
  p: 'р',
  t: 'т',
  x: 'х',
  y: 'у',
}
const ROMANS = ['i', 'ii', 'iii', 'iv', 'v', 'vi', 'vii', 'viii', 'ix', 'x', 'xi', 'xii']

/** Lower case, «ё» as «е», one kind of dash and blank; «¬» is a hyphen that may only break a word. */
export function normalise(phrase: string): string {
  return phrase
    .normalize('NFKC')
    .replace(/[\u00ad\u200b-\u200f\u2060\ufeff]/g, '')
    .replace(/[‐‑‒–—―−﹣－]/g, '-')
    .toLowerCase()
    .replace(/ё/g, 'е')
    .replace(/([а-я])-\s*([а-я]+)/g, '$1¬$2')
    .replace(/\s+/g, ' ')
    .trim()
}

/** «IV», also with Cyrillic look-alikes; null when it is no Roman numeral. */
export function romanValue(word: string): number | null {
  const latin = word.replace(/[іl|]/g, 'i').replace(/х/g, 'x').replace(/[уy]/g, 'v')
  if (!/[ivx]/.test(word.replace(/[іl|]/g, 'i'))) return null
  const index = ROMANS.indexOf(latin)
  return index < 0 ? null : index + 1
}

/** Latin letters typed for Cyrillic ones. */
export const cyrillic = (word: string): string =>
  word.replace(/[a-z]/g, (letter) => LATIN_TWINS[letter] ?? letter)

export const SHORTHANDS: [RegExp, string][] = [
  [/\bп\/г\b/g, 'пг'],
  [/(^|[^а-я])п\/г(?![а-я])/g, '$1пг'],
  [/(^|[^а-я])г\.? ?г\.?(?![а-я])/g, '$1гг '],
  [/([ivx])(?=(?:кв|полуг|четв))/g, '$1 '],
  [/(\d) ?р\.? ?(?=\/|в )/g, '$1 раз '],
  [/(^|[^а-я])в\s?теч\.(?=\s)/g, '$1в течение'],
  [/(^|[^а-я])(?:т\.? ?г|с\.? ?г|тек\.? г)\.(?![а-я])/g, '$1текущего года'],
  [/(^|[^а-я])у(?:ч)?\. ?г(?:од[а-я]*)?\.?(?![а-я])/g, '$1учебный год'],
]

/** Names of the months, January first. */
export const MONTHS =
  'январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь'.split(' ')

const DIGIT_TWINS: Record<string, string> = { o: '0', о: '0', з: '3', l: '1', i: '1', '|': '1' }

/** Digits typed or scanned as letters: О for 0, З for 3 in a number, l for 1 in a date. */
export function mendDigits(text: string, repairs: [string, string][]): string {
  return text.replace(
    /(^|[^а-яa-z0-9])([0-9oозli|][0-9oозli|.]*)(?![а-яa-z0-9])/g,
    (all, before: string, run: string) => {
      if (!/[oозli|]/.test(run) || !/\d/.test(run)) return all
      const mended = run.replace(/[^0-9.]/g, (letter) => DIGIT_TWINS[letter] ?? letter)
      const stroke = /[li|]/.test(run)
      if (stroke && (/[li|]{2}/.test(run) || !/^\d{1,2}\.\d{1,2}(\.\d{2,4})?$/.test(mended)))
        return all
      repairs.push([run, mended])
      return before + mended
    },
  )
}
