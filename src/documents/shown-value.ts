const MONTHS = [
  'январь',
  'февраль',
  'март',
  'апрель',
  'май',
  'июнь',
  'июль',
  'август',
  'сентябрь',
  'октябрь',
  'ноябрь',
  'декабрь',
]

/**
 * A cell's value as it is shown. The format matters: «сентябрь 2026» typed into Excel is stored as
 * 1 September with the format «mmmm yyyy», and reading it as a day would be a wrong date.
 */
export function shownValue(value: string | number | boolean | Date | null, format: string): string {
  if (value === null) return ''
  if (value instanceof Date) return shownDate(value, format)
  if (typeof value === 'number') return shownNumber(value, format)
  return String(value).replace(/\r\n?/g, '\n').trim()
}

function shownDate(date: Date, format: string): string {
  // Sections, colours and quoted words of the format say nothing about its parts.
  const parts = format
    .split(';')[0]!
    .replace(/\[[^\]]*\]|"[^"]*"|\\./g, '')
    .toLowerCase()
  const day = /d/.test(parts)
  const year = /y/.test(parts)
  const month = /m/.test(parts.replace(/h+[^a-z]*m+|m+[^a-z]*s+/g, ''))
  const dd = String(date.getUTCDate()).padStart(2, '0')
  const mm = String(date.getUTCMonth() + 1).padStart(2, '0')
  const yyyy = String(date.getUTCFullYear())
  if (month && year && !day) return `${MONTHS[date.getUTCMonth()]} ${yyyy}`
  if (month && day && !year) return `${dd}.${mm}`
  if (month && !day) return MONTHS[date.getUTCMonth()]!
  if (year && !month && !day) return yyyy
  return `${dd}.${mm}.${yyyy}`
}

function shownNumber(value: number, format: string): string {
  const places = /^0\.(0+)$/.exec(format)?.[1]?.length
  if (places !== undefined) return value.toFixed(places)
  return String(Number(value.toPrecision(12)))
}
