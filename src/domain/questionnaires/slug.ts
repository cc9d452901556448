const letters: { [letter: string]: string } = {
  а: 'a',
  б: 'b',
  в: 'v',
  г: 'g',
  д: 'd',
  е: 'e',
  ё: 'e',
  ж: 'zh',
  з: 'z',
  и: 'i',
  й: 'y',
  к: 'k',
  л: 'l',
  м: 'm',
  н: 'n',
  о: 'o',
  п: 'p',
  р: 'r',
  с: 's',
  т: 't',
  у: 'u',
  ф: 'f',
  х: 'kh',
  ц: 'ts',
  ч: 'ch',
  ш: 'sh',
  щ: 'sch',
  ъ: '',
  ы: 'y',
  ь: '',
  э: 'e',
  ю: 'yu',
  я: 'ya',
}

/** A code from words: «Удобно ли вам?» → «udobno-li-vam»; empty when nothing is left. */
export function slug(words: string, longest = 30): string {
  return [...words.toLocaleLowerCase('ru')]
    .map((letter) => letters[letter] ?? letter)
    .join('')
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, longest)
    .replace(/^-+|-+$/g, '')
}

/** The code, or with the first number behind it that makes it new. */
export function unused(code: string, taken: { has(code: string): boolean }): string {
  if (!taken.has(code)) return code
  for (let n = 2; ; n++) if (!taken.has(`${code}-${n}`)) return `${code}-${n}`
}
