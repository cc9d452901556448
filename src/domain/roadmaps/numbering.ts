const NUMBER = /^\(?(\d{1,4}(?:[.,]\d{1,3})*|[IVXLC]+)[.)]*$/

/** «2.8.» → «2.8», «1,1» → «1.1», «I.» → «I»; undefined for what is no number of a row. */
export function plainNumber(printed: string): string | undefined {
  return NUMBER.exec(printed.replace(/\s+/g, '').replace(/^[№N]/, ''))?.[1]?.replaceAll(',', '.')
}

/** True for «1», «I»: a number that a section may have. */
export function isTopLevel(number: string): boolean {
  return !number.includes('.')
}

const ORDINALS = ['second', 'third', 'fourth', 'fifth']

/** Gives each row of a map a number of its own; a double becomes «3.2 (second)». */
export function uniqueNumbers(): (number: string) => { number: string; times: number } {
  const seen = new Map<string, number>()
  return (number) => {
    const times = (seen.get(number) ?? 0) + 1
    seen.set(number, times)
    if (times === 1) return { number, times }
    return { number: `${number} (${ORDINALS[times - 2] ?? times})`, times }
  }
}

const SAID: { [ordinal: string]: string } = {
  second: 'второй',
  third: 'третий',
  fourth: 'четвёртый',
  fifth: 'пятый',
}

/** A row's number as people see it: «3.2 (second)» → «3.2 (второй)», «3.2 (6)» → «3.2 (6-й)». */
export function shownNumber(number: string): string {
  return number.replace(/ \((\w+)\)$/, (_, nth: string) => ` (${SAID[nth] ?? `${nth}-й`})`)
}

/** Numbers that a section's list leaves out: «1.4» first means that 1.1–1.3 may have been torn off. */
export function missingNumbers(numbers: readonly string[]): { from: string; to: string }[] {
  const missing: { from: string; to: string }[] = []
  const last = new Map<string, number>()
  for (const number of numbers) {
    const match = /^((?:\d+\.)*)(\d+)$/.exec(number)
    if (!match) continue
    const [, prefix, end] = match
    const here = Number(end)
    const before = last.get(prefix!) ?? 0
    if (here > before + 1 && here < before + 100)
      missing.push({ from: `${prefix}${before + 1}`, to: `${prefix}${here - 1}` })
    last.set(prefix!, Math.max(before, here))
  }
  return missing
}
