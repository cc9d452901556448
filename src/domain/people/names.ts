import type { PersonName } from '../shared/names.ts'

const WORD = /^\p{Lu}[\p{L}’'-]*$/u
const PATRONYMIC = /(вич|ьич|вна|чна|оглы|кызы)$/i

/**
 * Reads a name as people write it: «Иванова Мария Ивановна», «Мария Ивановна Иванова»,
 * «Иванова Мария». The order of two words cannot be known: the person is asked to confirm.
 * @returns null when it is no name of two to four words
 */
export function readName(text: string): PersonName | null {
  const words = text.trim().split(/\s+/).map(capitalise)
  if (words.length < 2 || words.length > 4) return null
  if (text.trim().length > 120 || !words.every((word) => WORD.test(word))) return null
  const [first = '', second = '', third, ...rest] = words
  if (third === undefined) {
    return PATRONYMIC.test(second)
      ? null // «Мария Ивановна»: the last name is missing
      : { lastName: first, firstName: second, patronymic: null }
  }
  if (rest.length === 0 && PATRONYMIC.test(second) && !PATRONYMIC.test(third))
    return { lastName: third, firstName: first, patronymic: second }
  // «Вагиф оглы»: the second word of such a patronymic is a common noun.
  const patronymic = [third, ...rest]
    .join(' ')
    .replace(/ (Оглы|Кызы)$/, (word) => word.toLowerCase())
  return { lastName: first, firstName: second, patronymic }
}

/**
 * «иванова-петрова», «ИВАНОВА-ПЕТРОВА» → «Иванова-Петрова»; in a word of both cases the letters inside
 * stay as they are.
 */
function capitalise(word: string): string {
  return word
    .split('-')
    .map((part) => {
      const rest = part.slice(1)
      const shouted = part.length > 1 && part === part.toLocaleUpperCase('ru')
      return (
        part.charAt(0).toLocaleUpperCase('ru') + (shouted ? rest.toLocaleLowerCase('ru') : rest)
      )
    })
    .join('-')
}

/**
 * How likely two names are one person's: `same`, also when one of the last name and the patronymic has changed
 * or is missing; `part`, when only the last or the first name is equal; or `other`.
 */
export function compareNames(a: PersonName, b: PersonName): 'same' | 'part' | 'other' {
  const last = fold(a.lastName) === fold(b.lastName)
  const first = fold(a.firstName) === fold(b.firstName)
  const patronymic = a.patronymic !== null && fold(a.patronymic) === fold(b.patronymic ?? '')
  if (first && (last || patronymic)) return 'same'
  return first || last ? 'part' : 'other'
}

const fold = (word: string): string => word.toLocaleLowerCase('ru').replaceAll('ё', 'е')
