const months = ['янв', 'фев', 'мар', 'апр', 'ма', 'июн', 'июл', 'авг', 'сен', 'окт', 'ноя', 'дек']

/**
 * Reads one day as people type it: 01.10.2023, 1/10/2023, «1 октября 2023», 2023-10-01.
 * @returns ISO date, or null when it is no day of the calendar
 */
export function readDay(text: string): string | null {
  const said = text
    .trim()
    .toLocaleLowerCase('ru')
    .replace(/\s*(г\.?|года?)$/, '')
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(said)
  if (iso) return day(Number(iso[1]), Number(iso[2]), Number(iso[3]))
  const numbers = /^(\d{1,2})[./\- ](\d{1,2})[./\- ](\d{4})$/.exec(said)
  if (numbers) return day(Number(numbers[3]), Number(numbers[2]), Number(numbers[1]))
  const words = /^(\d{1,2})\s+([а-яё]+)\s+(\d{4})$/.exec(said)
  if (!words) return null
  // «мая» and «март» share their first two letters: the longer stem is tried first.
  const word = words[2] ?? ''
  const month = word.startsWith('мар') ? 3 : months.findIndex((stem) => word.startsWith(stem)) + 1
  return month === 0 ? null : day(Number(words[3]), month, Number(words[1]))
}

function day(year: number, month: number, dayOfMonth: number): string | null {
  const date = new Date(Date.UTC(year, month - 1, dayOfMonth))
  const real =
    date.getUTCFullYear() === year &&
    date.getUTCMonth() === month - 1 &&
    date.getUTCDate() === dayOfMonth
  return real && year >= 1900 && year <= 2100 ? date.toISOString().slice(0, 10) : null
}
