const months = ['янв', 'фев', 'мар', 'апр', 'ма', 'июн', 'июл', 'авг', 'сен', 'окт', 'ноя', 'дек']

/**
 * Reads one day as people type it: 01.10.2023, 1/10/23, «1 октября 2023», 2023-10-01.
 * @param rough also «сентябрь 2021», «09.2021» and «2021», which are their first day
 * @returns ISO date, or null when it is no day of the calendar
 */
export function readDay(text: string, { rough = false } = {}): string | null {
  const said = text
    .trim()
    .toLocaleLowerCase('ru')
    .replace(/\s*(г\.?|года?)$/, '')
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(said)
  if (iso) return day(Number(iso[1]), Number(iso[2]), Number(iso[3]))
  const numbers = /^(\d{1,2})[./\- ](\d{1,2})[./\- ](\d{4}|\d{2})$/.exec(said)
  if (numbers) return day(fullYear(numbers[3]), Number(numbers[2]), Number(numbers[1]))
  const words = /^(\d{1,2})\s+([а-яё]+)\s+(\d{4})$/.exec(said)
  if (words) return day(Number(words[3]), monthOf(words[2]), Number(words[1]))
  return rough ? readRoughly(said) : null
}

/**
 * A day without its year, «16 октября» or «16.10», where only one year gives it a place between two days.
 * @param min @param max ISO dates @returns ISO date, or null when there is no such day or there are several
 */
export function readDayBetween(text: string, min: string, max: string): string | null {
  const said = text.trim().replace(/[./-]$/, '')
  const [first, last] = [Number(min.slice(0, 4)), Number(max.slice(0, 4))]
  const years = Array.from({ length: Math.min(last - first + 1, 3) }, (_, i) => first + i)
  const days = years
    .map((year) => readDay(`${said} ${year}`) ?? readDay(`${said}.${year}`))
    .filter((one) => one !== null && min <= one && one <= max)
  return days.length === 1 ? (days[0] ?? null) : null
}

function readRoughly(said: string): string | null {
  const month = /^(?:в\s+)?([а-яё]+)\s+(\d{4})$/.exec(said)
  if (month) return day(Number(month[2]), monthOf(month[1]), 1)
  const numbers = /^(\d{1,2})[./-](\d{4})$/.exec(said)
  if (numbers) return day(Number(numbers[2]), Number(numbers[1]), 1)
  const year = /^(?:в\s+)?(\d{4})(?:\s*году?)?$/.exec(said)
  return year ? day(Number(year[1]), 1, 1) : null
}

/** «23» is 2023, «98» is 1998. */
function fullYear(text = ''): number {
  const year = Number(text)
  if (text.length > 2) return year
  return year < 50 ? 2000 + year : 1900 + year
}

/** From 1; 0 for what is no month. */
function monthOf(word = ''): number {
  // «мая» and «март» share their first two letters: the longer stem is tried first.
  if (word.startsWith('мар')) return 3
  return months.findIndex((stem) => word.startsWith(stem)) + 1
}

function day(year: number, month: number, dayOfMonth: number): string | null {
  const date = new Date(Date.UTC(year, month - 1, dayOfMonth))
  const real =
    date.getUTCFullYear() === year &&
    date.getUTCMonth() === month - 1 &&
    date.getUTCDate() === dayOfMonth
  return real && year >= 1900 && year <= 2100 ? date.toISOString().slice(0, 10) : null
}
