import { addDays, dateParts, type IsoDate, isoDate, lastDayOfMonth } from '../shared/calendar.ts'
import { type Period, type Reading, readDeadline } from './deadlines/index.ts'
import type { DraftDoubt, DraftRow } from './draft.ts'
import { sortDoubts } from './questions.ts'
import type { RowFields } from './row-fields.ts'
import { undatedKinds } from './rules.ts'

/** When the coordinator is asked for the next plan: ahead of the end of this one, and at its end. */
export type Asking = 'ahead' | 'end'

const daysAhead = 30
/** A plan that ended longer ago than this is nobody's question any more. */
const daysAfter = 60

/** Plans with ends between these days are asked about on this one. */
export function endsToAsk(day: IsoDate): { from: IsoDate; to: IsoDate } {
  return { from: addDays(day, -daysAfter), to: addDays(day, daysAhead) }
}

export const askingOn = (day: IsoDate, end: IsoDate): Asking => (day < end ? 'ahead' : 'end')

/** A day so many years later; 29 February becomes the 28th where there is none. */
export function addYears(day: IsoDate, years: number): IsoDate {
  const { year, month, day: date } = dateParts(day)
  return isoDate(year + years, month, date) ?? lastDayOfMonth(year + years, month)
}

/** The whole years after which a plan of this period can begin again. */
export function yearsToMove({ start, end }: Period): number {
  let years = 1
  while (addYears(start, years) <= end) years += 1
  return years
}

/** The period so many years later; a plan that ends with February goes on ending with it. */
export function movedPeriod({ start, end }: Period, years: number): Period {
  const next = addYears(addDays(end, 1), years)
  return { start: addYears(start, years), end: addDays(next, -1) }
}

/** «2023/24», «01.09.23», «2023». */
const YEAR =
  /(?<!\d)((?:19|20)\d\d)(\s*[-–—/]\s*)(\d\d)(?![\d.-])|(?<!\d)(\d{1,2}\.\d{1,2}\.)(\d\d)(?!\d)|(?<!\d)((?:19|20)\d\d)(?!\d)/g

/**
 * A text with every year that it names so many years later.
 * @param keep years that are no part of the plan's time
 */
export function moveYears(
  text: string,
  years: number,
  keep: (year: number, before: string) => boolean = () => false,
): string {
  const short = (digits: string) => String((Number(digits) + years) % 100).padStart(2, '0')
  return text.replace(YEAR, (whole, from, dash, to, date, inDate, alone, at: number) => {
    const before = text.slice(0, at)
    const moved = (year: string) =>
      keep(Number(year), before) ? year : String(Number(year) + years)
    if (date !== undefined)
      return keep(2000 + Number(inDate), before) ? whole : date + short(inDate)
    if (alone !== undefined) return moved(alone)
    const pair = (Number(from) + 1) % 100 === Number(to)
    return pair
      ? `${moved(from)}${dash}${moved(from) === from ? to : short(to)}`
      : `${moved(from)}${dash}${to}`
  })
}

/** The title of the next plan: the years of the plan move, the date of an order («от 12.03.2023») does not. */
export function nextTitle(title: string, { start, end }: Period, years: number): string {
  const [from, to] = [Number(start.slice(0, 4)), Number(end.slice(0, 4))]
  return moveYears(
    title,
    years,
    (year, before) =>
      year < from ||
      year > to ||
      /(^|\s)от\s+(\d{1,2}\.\d{1,2}\.|\d{1,2}\s+[а-я]+\s+)?$/i.test(before),
  )
}

/**
 * A row of the next plan. What recurs, or names no year, goes on as it is and is read in the new
 * period; a year that it names is moved and asked about. Questions that were answered are not asked
 * again.
 */
export function nextRow(row: RowFields, period: Period, next: Period, years: number): DraftRow {
  const phrase = moveYears(row.phrase, years)
  const { reading, from, to } = nextReading(row, period, next, years)
  const { deadline, row: open } = sortDoubts(row.doubts)
  const settled = deadline.length === 0 ? readDeadline(row.phrase, period).doubts : []
  const known = new Set(settled.map(({ code }) => code))
  const moved: DraftDoubt[] = from === to ? [] : [{ code: 'year-moved', args: { from, to } }]
  return {
    number: row.number,
    printed: row.number,
    section: row.section,
    event: '',
    activity: row.title,
    phrase,
    responsible: row.responsible,
    result: row.result,
    document: row.document,
    informWhom: row.informWhom,
    informWhen: moveYears(row.informWhen, years),
    deadline: { ...reading, doubts: reading.doubts.filter(({ code }) => !known.has(code)) },
    extra: row.extra,
    line: 0,
    doubts: [...open.filter(({ code }) => code !== 'year-moved'), ...moved],
  }
}

/** The deadline as it was understood, read in the new period: the person may have chosen other than is printed. */
function nextReading(
  row: RowFields,
  period: Period,
  next: Period,
  years: number,
): { reading: Reading; from: string; to: string } {
  const printed = readDeadline(row.phrase, period)
  if (printed.text === row.deadline && printed.kind === row.kind) return read(row.phrase)
  if (readDeadline(row.deadline, period).kind === row.kind) return read(row.deadline)
  if (!undatedKinds.has(row.kind) || row.kind === 'unknown') return read(row.phrase)
  const kind = row.kind as Reading['kind']
  const reading = { kind, text: row.deadline, windows: [], doubts: [], tree: null }
  return { reading, from: '', to: '' }

  function read(text: string) {
    const to = moveYears(text, years)
    return { reading: readDeadline(to, next), from: text, to }
  }
}
