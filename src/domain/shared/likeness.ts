/**
 * Likeness of Russian words as people type them, without a dictionary: endings may differ
 * («математика», «по математике»), beginnings may not («физика», «физическая»).
 */

/** «Алёна-Мария, 2 класс» → ['алена', 'мария', '2', 'класс']. */
export function wordsOf(text: string): string[] {
  return text
    .toLocaleLowerCase('ru')
    .replaceAll('ё', 'е')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')
}

/** Whether two folded words differ in their ending alone. Words of up to three letters must be equal. */
export function isSameWord(a: string, b: string): boolean {
  if (a === b) return true
  const shorter = Math.min(a.length, b.length)
  if (shorter < 4) return false
  let common = 0
  while (common < shorter && a[common] === b[common]) common += 1
  return common >= Math.max(shorter <= 5 ? 4 : 5, shorter - 2)
}

/** Words that say nothing of a subject. */
const empty = new Set(['и', 'по', 'для', 'в', 'на', 'или', 'учитель', 'преподаватель', 'предмет'])

/** Whether one subject is the other or a part of it: «русский язык» and «русский язык и литература». */
export function isSameSubject(a: string, b: string): boolean {
  const [first, second] = [a, b].map((text) => wordsOf(text).filter((word) => !empty.has(word)))
  if (!first?.length || !second?.length) return false
  const [part, whole] = first.length <= second.length ? [first, second] : [second, first]
  return part.every((word) => whole.some((other) => isSameWord(word, other)))
}

/** «Математика, физика; черчение» → three subjects, as they were written. */
export function subjectsOf(text: string): string[] {
  const parts = text.split(/[,;/\n]+/).map((part) => part.trim().replace(/\s+/g, ' '))
  return [...new Set(parts.filter((part) => part !== ''))]
}

interface Named {
  lastName: string
  firstName: string
  patronymic: string | null
}

/**
 * Who of these people is named in a text: by last name in any case, or by first name and patronymic.
 * A first name beside a last name tells namesakes apart.
 */
export function namedIn<Person extends Named>(text: string, people: readonly Person[]): Person[] {
  const found = new Set<Person>()
  for (const part of text.split(/[,;\n]+|\sи\s/)) {
    const words = wordsOf(part)
    const says = (name: string | null): boolean =>
      name !== null && wordsOf(name).every((one) => words.some((word) => isSameName(one, word)))
    const called = people.filter(
      (one) => says(one.lastName) || (says(one.firstName) && says(one.patronymic)),
    )
    const exactly = called.filter((one) => says(one.firstName))
    for (const one of exactly.length > 0 ? exactly : called) found.add(one)
  }
  return people.filter((one) => found.has(one))
}

/** As `isSameWord`, and short names too: «Ким», «Кимом». */
function isSameName(name: string, word: string): boolean {
  if (isSameWord(name, word)) return true
  return (
    name.length < 4 && name.length > 1 && word.startsWith(name) && word.length - name.length < 3
  )
}
