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

/** Lower case, «ё» as «е», one kind of dash and blank. */
export function normalise(phrase: string): string {
  return phrase
    .normalize('NFKC')
    .replace(/[\u00ad\u200b-\u200f\u2060\ufeff]/g, '')
    .replace(/[‐‑‒–—―−﹣－]/g, '-')
    .toLowerCase()
    .replace(/ё/g, 'е')
    .replace(/([а-я])-\s*\n\s*([а-я]+)/g, (_, a: string, b: string) => `${a}¬${b}`)
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
  [/(^|[^а-я])в\s?теч\.(?=\s)/g, '$1в течение'],
  [/(^|[^а-я])(?:т\.? ?г|с\.? ?г|тек\.? г)\.(?![а-я])/g, '$1текущего года'],
  [/(^|[^а-я])у(?:ч)?\. ?г(?:од[а-я]*)?\.?(?![а-я])/g, '$1учебный год'],
]

/** Digits typed as letters: О for 0 and З for 3 inside a number. */
export function mendDigits(text: string, repairs: [string, string][]): string {
  return text.replace(
    /(^|[^а-яa-z0-9])([0-9oоз][0-9oоз.]*)(?![а-яa-z0-9])/g,
    (all, before: string, run: string) => {
      if (!/[oоз]/.test(run) || !/\d/.test(run)) return all
      const mended = run.replace(/[oо]/g, '0').replace(/з/g, '3')
      repairs.push([run, mended])
      return before + mended
    },
  )
}
