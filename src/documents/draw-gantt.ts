import type { IsoDate } from '../domain/shared/calendar.ts'
import { COLORS, renderPng, round, svgLine, svgPage, svgRect, svgText } from './picture.ts'
import {
  dotted,
  type MadeFile,
  type PlanSheet,
  type PlanSheetOccurrence,
  type PlanSheetRow,
  type Say,
  tally,
} from './plan-sheet.ts'
import { fitLines } from './text-width.ts'
import { dayBeside, monthStart, shareOf, type Year, yearFrom } from './year.ts'

const WIDTH = 1200
const EDGE = 28
const LABEL = 470
const CHART = { left: EDGE + LABEL, right: WIDTH - EDGE }
const TOP = 168
const ROW = 64
const BAND = 46
const FOOT = 56
/** Rows of one picture: more would be too small on a telephone. */
const MOST_ROWS = 30

type Standing = 'done' | 'open' | 'late' | 'past'

/** A row as it is drawn, or the heading above rows. */
type Entry = { section: string } | { row: PlanSheetRow; occurrences: PlanSheetOccurrence[] }

/**
 * A year of the plan as pictures: rows by section, a bar from start to due, a ring where it is done,
 * red where it is late, a line for today. Rows without a date in the year are counted at the end.
 * @param from first day of the year: usually 1 January or 1 September
 */
export function drawGantt(sheet: PlanSheet, from: IsoDate, say: Say): MadeFile[] {
  const year = yearFrom(from)
  const dated = sheet.rows.flatMap((row) => {
    const occurrences = row.occurrences.filter(
      ({ start, due, states }) =>
        due >= year.start &&
        start < year.end &&
        states.some(({ status }) => status !== 'cancelled'),
    )
    return occurrences.length > 0 ? [{ row, occurrences }] : []
  })
  const pages = paged(dated, say)
  const undated = sheet.rows.length - dated.length
  return pages.map((entries, i) => ({
    name: `${say('plan-picture-file', { part: i + 1 })}.png`,
    mime: 'image/png',
    bytes: renderPng(
      page(sheet, entries, {
        year,
        part:
          pages.length > 1 ? say('plan-picture-part', { part: i + 1, parts: pages.length }) : '',
        note: i === pages.length - 1 ? noteOf(dated.length, undated, say) : '',
        say,
      }),
    ),
  }))
}

function noteOf(dated: number, undated: number, say: Say): string {
  if (undated > 0) return say('plan-picture-undated', { count: undated })
  return dated === 0 ? say('plan-picture-nothing') : ''
}

/** Cut into even pictures; a section cut in two is named again. */
function paged(
  rows: readonly { row: PlanSheetRow; occurrences: PlanSheetOccurrence[] }[],
  say: Say,
): Entry[][] {
  const count = Math.max(1, Math.ceil(rows.length / MOST_ROWS))
  const size = Math.ceil(rows.length / count)
  return Array.from({ length: count }, (_, i) => {
    const entries: Entry[] = []
    let section = ''
    for (const [at, entry] of rows.slice(i * size, (i + 1) * size).entries()) {
      const here = entry.row.section
      const goesOn = at === 0 && i > 0 && rows[i * size - 1]!.row.section === here
      if (here !== section)
        entries.push({ section: goesOn ? say('plan-picture-continues', { section: here }) : here })
      section = here
      entries.push(entry)
    }
    return entries
  })
}

interface Frame {
  year: Year
  part: string
  note: string
  say: Say
}

function page(sheet: PlanSheet, entries: readonly Entry[], frame: Frame): string {
  const { year, say } = frame
  const bottom = TOP + entries.reduce((sum, entry) => sum + heightOf(entry), 0)
  const height = bottom + FOOT + (frame.note === '' ? 0 : 34)
  const at = (day: IsoDate) => xOf(day, year)
  const body = [...heading(sheet, frame), ...months(year, bottom, say)]
  let y = TOP
  for (const entry of entries) {
    body.push(...('section' in entry ? band(entry.section, y) : line(entry, y, year)))
    y += heightOf(entry)
  }
  if (sheet.day >= year.start && sheet.day < year.end) {
    const x = at(sheet.day)
    const label = Math.min(Math.max(x, CHART.left + 40), CHART.right - 40)
    body.push(
      svgLine(
        [x, TOP - 8],
        [x, bottom],
        COLORS.today,
        'stroke-width="3" stroke-dasharray="2 6" stroke-linecap="round"',
      ),
      svgRect(label - 46, TOP - 66, 92, 26, COLORS.today, 'rx="13"'),
      svgText(label, TOP - 47, say('plan-picture-today'), {
        size: 18,
        fill: COLORS.paper,
        bold: true,
        anchor: 'middle',
      }),
    )
  }
  body.push(...legend(bottom + 38, entries, say))
  if (frame.note !== '')
    body.push(svgText(EDGE, bottom + 74, frame.note, { size: 19, fill: COLORS.faint }))
  return svgPage(WIDTH, height, body)
}

function heightOf(entry: Entry): number {
  return 'section' in entry ? BAND : ROW
}

function heading(sheet: PlanSheet, { year, part, say }: Frame): string[] {
  const [title = ''] = fitLines(sheet.title, WIDTH - 2 * EDGE, 28, 1)
  const span = say('plan-picture-year', {
    start: dotted(year.start),
    end: dotted(dayBeside(year.end, -1)),
  })
  const about = [sheet.municipality, span, part].filter(Boolean).join(' · ')
  return [
    svgText(EDGE, 46, title, { size: 28, bold: true }),
    svgText(EDGE, 78, about, { size: 20, fill: COLORS.faint }),
  ]
}

function months(year: Year, bottom: number, say: Say): string[] {
  return Array.from({ length: 12 }, (_, i) => {
    const start = monthStart(year.start, i)
    const x = xOf(start, year)
    const middle = (x + xOf(monthStart(year.start, i + 1), year)) / 2
    const name = say(`plan-picture-month-${Number(start.slice(5, 7))}`)
    return [
      i % 2 === 0 ? svgRect(x, TOP - 36, 2 * (middle - x), bottom - TOP + 36, COLORS.band) : '',
      svgText(middle, TOP - 13, name, { size: 19, fill: COLORS.faint, anchor: 'middle' }),
    ].join('')
  })
}

function band(section: string, y: number): string[] {
  const [text = ''] = fitLines(section, WIDTH - 2 * EDGE - 24, 21, 1)
  return [
    svgRect(EDGE, y + 4, WIDTH - 2 * EDGE, BAND - 8, COLORS.grid, 'rx="8"'),
    svgText(EDGE + 12, y + 30, text, { size: 21, bold: true }),
  ]
}

function line(entry: Exclude<Entry, { section: string }>, y: number, year: Year): string[] {
  const { row, occurrences } = entry
  const number = 64
  const lines = fitLines(row.activity, LABEL - number - 16, 20, 2)
  const middle = y + ROW / 2
  const first = middle + (lines.length > 1 ? -4 : 7)
  const [printed = ''] = fitLines(row.number, number - 6, 20, 1)
  return [
    svgLine([EDGE, y + ROW], [WIDTH - EDGE, y + ROW], COLORS.grid, 'stroke-width="1"'),
    svgText(EDGE, first, printed, { size: 20, bold: true }),
    ...lines.map((text, i) => svgText(EDGE + number, first + i * 24, text, { size: 20 })),
    ...occurrences.map((occurrence) => bar(occurrence, middle, year)),
    ...occurrences.map((occurrence) => mark(occurrence, middle, year)),
  ]
}

/** The window: a pale bar that darkens as far as schools have done it. */
function bar(occurrence: PlanSheetOccurrence, y: number, year: Year): string {
  const from = xOf(occurrence.start, year)
  const to = Math.max(from + 6, xOf(dayBeside(occurrence.due, 1), year))
  const color = COLORS[standingOf(occurrence)]
  const { done, open, late } = tally(occurrence.states)
  const share = done / Math.max(1, done + open + late)
  const pale = svgRect(from, y - 9, to - from, 18, color, 'rx="9" fill-opacity="0.28"')
  if (share === 0 || share === 1) return pale
  const width = Math.max(18, (to - from) * share)
  return (
    pale +
    svgRect(from, y - 9, Math.min(width, to - from), 18, COLORS.done, 'rx="9" fill-opacity="0.75"')
  )
}

/** The due: a ring when done, else a full dot. */
function mark(occurrence: PlanSheetOccurrence, y: number, year: Year): string {
  if (occurrence.due >= year.end) return ''
  const standing = standingOf(occurrence)
  const x = Math.min(xOf(dayBeside(occurrence.due, 1), year) - 9, CHART.right - 11)
  const at = `cx="${round(Math.max(x, CHART.left + 10))}" cy="${round(y)}"`
  if (standing !== 'done')
    return `<circle ${at} r="10" fill="${COLORS[standing]}" stroke="#fff" stroke-width="2"/>`
  return `<circle ${at} r="8.5" fill="#fff" stroke="${COLORS.done}" stroke-width="5"/>`
}

function standingOf({ states }: PlanSheetOccurrence): Standing {
  const { done, open, late } = tally(states)
  if (late > 0) return 'late'
  if (open > 0) return 'open'
  return done > 0 ? 'done' : 'past'
}

function legend(y: number, entries: readonly Entry[], say: Say): string[] {
  const shown = new Set(
    entries.flatMap((entry) => ('section' in entry ? [] : entry.occurrences.map(standingOf))),
  )
  let x = EDGE + 10
  return (['done', 'open', 'late', 'past'] as const)
    .filter((standing) => shown.has(standing))
    .map((standing) => {
      const here = x
      x += 190
      const dot =
        standing === 'done'
          ? `<circle cx="${here}" cy="${y - 7}" r="7.5" fill="#fff" stroke="${COLORS.done}" stroke-width="5"/>`
          : `<circle cx="${here}" cy="${y - 7}" r="10" fill="${COLORS[standing]}"/>`
      return dot + svgText(here + 20, y, say(`plan-picture-${standing}`), { size: 20 })
    })
}

function xOf(day: IsoDate, year: Year): number {
  return CHART.left + shareOf(day, year) * (CHART.right - CHART.left)
}
