import type { Period } from './deadlines/index.ts'

export interface FoundPeriod {
  period: Period
  /** True for «2023–2024 годы»: two calendar years as printed, but a school year may be meant. */
  twoYears: boolean
}

const YEAR = '((?:19|20)\\d\\d)'
const SCHOOL = new RegExp(
  `${YEAR}\\s*[-/]\\s*(\\d{4}|\\d\\d)\\s*(?:-?[а-я]{1,2}\\s)?\\s*(?:уч|ш?к?ольн)`,
)
const SCHOOL_AFTER = new RegExp(`учебн\\S*\\s+год\\S*\\s+${YEAR}\\s*[-/]\\s*(\\d{4}|\\d\\d)`)
const DAYS = /с\s+(\d\d)\.(\d\d)\.(\d{4})\s*(?:г\S*)?\s+по\s+(\d\d)\.(\d\d)\.(\d{4})/
const YEARS = new RegExp(`${YEAR}\\s*-\\s*${YEAR}`)
const YEARS_APART = new RegExp(`с\\s+${YEAR}\\s*(?:г\\S*)?\\s+(?:по|до)\\s+${YEAR}`)
const ONE_YEAR = new RegExp(`(?:на|в)\\s+${YEAR}\\s*(?:г|календарн|$)`)

/** The period a title names («на 2023-2024 учебный год», «на период 2025-2029 годы»). */
export function findPeriod(title: string): FoundPeriod | undefined {
  const text = title
    .toLowerCase()
    .replace(/[‐‑‒–—−]/g, '-')
    .replace(/\s+/g, ' ')
  const school = SCHOOL.exec(text) ?? SCHOOL_AFTER.exec(text)
  if (school) return schoolYears(Number(school[1]), school[2]!)
  const days = DAYS.exec(text)
  if (days) {
    const start = `${days[3]}-${days[2]}-${days[1]}`
    const end = `${days[6]}-${days[5]}-${days[4]}`
    if (start < end) return { period: { start, end }, twoYears: false }
  }
  const years = YEARS.exec(text) ?? YEARS_APART.exec(text)
  if (years && Number(years[1]) <= Number(years[2])) {
    const twoYears = Number(years[2]) === Number(years[1]) + 1
    return { period: calendarYears(years[1]!, years[2]!), twoYears }
  }
  const year = ONE_YEAR.exec(text)
  return year ? { period: calendarYears(year[1]!, year[1]!), twoYears: false } : undefined
}

/** The calendar years that a map's deadlines mention: only a guess, for a map without a period. */
export function yearsMentioned(phrases: readonly string[]): Period | null {
  const years = phrases.flatMap((phrase) => phrase.match(/(?<!\d)(19|20)\d\d(?!\d)/g) ?? []).sort()
  return years.length === 0 ? null : calendarYears(years[0]!, years.at(-1)!)
}

function calendarYears(from: string, to: string): Period {
  return { start: `${from}-01-01`, end: `${to}-12-31` }
}

/** A school year is 1 September to 31 August. */
function schoolYears(from: number, to: string): FoundPeriod | undefined {
  const last = to.length === 2 ? Math.floor(from / 100) * 100 + Number(to) : Number(to)
  if (last <= from) return undefined
  return { period: { start: `${from}-09-01`, end: `${last}-08-31` }, twoYears: false }
}
