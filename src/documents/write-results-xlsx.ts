import { type Cell, type CellStyle, type CellValue, type WriteSheet, writeXlsx } from 'hucre'
import type { ItemResult } from '../domain/results/rules.ts'
import type { ResultSheet } from '../domain/results/sheet.ts'
import { type MadeFile, printable, type Say } from './plan-sheet.ts'
import { aboutResults } from './result-heading.ts'
import { ABOUT, DATE, FONT, HEAD, sheetName, TEXT, TITLE, value, XLSX_MIME } from './xlsx-table.ts'

/** Excel takes no more rows and columns than these; a sheet is cut before. */
const MOST_COLUMNS = 16_000

const COUNT: CellStyle = { ...TEXT, numFmt: '0', alignment: { vertical: 'top' } }
const MEAN: CellStyle = { ...COUNT, numFmt: '0.00' }
const SHARE: CellStyle = { ...COUNT, numFmt: '0%' }
const ANY: CellStyle = { ...COUNT, numFmt: 'General' }

interface StyledCell {
  value: CellValue
  style: CellStyle
}

const text = (said: string): StyledCell => ({ value: value(said), style: TEXT })
const day = (iso: string): StyledCell => ({ value: value(iso, 'date'), style: DATE })
const number = (amount: number | null, style: CellStyle): StyledCell => ({ value: amount, style })

const share = ({ answered }: ItemResult, { count }: { count: number }): StyledCell =>
  number(answered > 0 ? count / answered : null, SHARE)

/**
 * Results as .xlsx: totals, school by school, free texts, and the answers themselves where whoever
 * asks may see them. Numbers, shares and days are real ones; all else is text, never a formula,
 * whatever it begins with.
 */
export async function writeResultsXlsx(sheet: ResultSheet, say: Say): Promise<MadeFile> {
  const sheets = [
    totals(sheet, say),
    ...(sheet.schools.length > 0 ? [schools(sheet, say)] : []),
    ...(sheet.items.some(({ texts }) => texts.length > 0) ? [texts(sheet, say)] : []),
    ...(sheet.raw ? [raw(sheet, sheet.raw, say)] : []),
  ]
  const bytes = await writeXlsx({
    sheets,
    properties: { title: printable(sheet.title), creator: 'Tandem' },
    defaultFont: FONT,
  })
  return {
    name: `${say('results-table-file', { day: sheet.day })}.xlsx`,
    mime: XLSX_MIME,
    bytes: Buffer.from(bytes),
  }
}

function totals(sheet: ResultSheet, say: Say): WriteSheet {
  const rows = sheet.items.flatMap((item): StyledCell[][] => {
    const question = text(questionOf(item))
    if (item.hidden) return [[question, text(say('results-hidden', { least: sheet.least }))]]
    const answered = number(item.answered, COUNT)
    const mean = number(item.mean, MEAN)
    if (item.bars.length === 0)
      return [[question, text(''), number(null, COUNT), number(null, SHARE), answered, mean]]
    return item.bars.map((bar) => [
      question,
      text(barLabel(bar)),
      number(bar.count, COUNT),
      share(item, bar),
      answered,
      mean,
    ])
  })
  const columns = ['question', 'answer', 'count', 'share', 'answered', 'mean']
  return table(
    sheet,
    say('results-sheet-totals'),
    heads(columns, say),
    rows,
    [60, 40, 14, 10, 16, 11],
    say,
  )
}

/** A mean, or how many have given an answer: `bar` is its place in the item. */
interface SchoolColumn {
  index: number
  bar: number | null
  head: string
}

/** A school a row, an answer a column: the share of those who have chosen it, or the mean. */
function schools(sheet: ResultSheet, say: Say): WriteSheet {
  const columns = sheet.items.flatMap((item, index): SchoolColumn[] =>
    item.mean !== null
      ? [{ index, bar: null, head: questionOf(item) }]
      : item.bars.map((bar, i) => ({
          index,
          bar: i,
          head: `${questionOf(item)} — ${barLabel(bar)}`,
        })),
  )
  const shown = columns.slice(0, MOST_COLUMNS)
  const rows = sheet.schools.map(({ school, asked, answered, items }) => [
    text(school),
    number(asked, COUNT),
    number(answered, COUNT),
    ...shown.map(({ index, bar }) => {
      const item = items[index]
      if (!item || item.hidden || item.answered === 0) return number(null, COUNT)
      if (bar === null) return number(item.mean, MEAN)
      const own = item.bars[bar]
      return own ? share(item, own) : number(null, SHARE)
    }),
  ])
  const header = [...heads(['school', 'asked', 'answered'], say), ...shown.map(({ head }) => head)]
  const widths = [36, 11, 11, ...shown.map(() => 18)]
  return table(sheet, say('results-sheet-schools'), header, rows, widths, say)
}

function texts(sheet: ResultSheet, say: Say): WriteSheet {
  const rows = sheet.items.flatMap((item) =>
    item.texts.map((said) => [text(questionOf(item)), text(said)]),
  )
  return table(
    sheet,
    say('results-sheet-texts'),
    heads(['question', 'text'], say),
    rows,
    [50, 90],
    say,
  )
}

function raw(sheet: ResultSheet, { columns, rows }: NonNullable<ResultSheet['raw']>, say: Say) {
  const shown = columns.slice(0, MOST_COLUMNS)
  const header = [...heads(['person', 'school', 'sent'], say), ...shown.map((one) => one.text)]
  const cells = rows.map(({ name, school, sentOn, values }) => [
    text(name),
    text(school ?? say('results-no-school')),
    day(sentOn),
    ...shown.map(({ kind }, i) => {
      const given = values[i] ?? null
      if (typeof given === 'number') return number(given, ANY)
      return given !== null && kind === 'date' ? day(given) : text(given ?? '')
    }),
  ])
  const widths = [36, 30, 14, ...shown.map(() => 26)]
  return table(sheet, say('results-sheet-raw'), header, cells, widths, say)
}

function heads(keys: readonly string[], say: Say): string[] {
  return keys.map((key) => say(`results-column-${key}`))
}

const questionOf = ({ grid, text: own }: ItemResult) => (grid === null ? own : `${grid}: ${own}`)

function barLabel({ value: mark, label }: ItemResult['bars'][number]): string {
  if (mark === null) return label
  return label === '' ? String(mark) : `${mark} — ${label}`
}

/** A sheet with what it is about above its frozen header. */
function table(
  sheet: ResultSheet,
  name: string,
  header: readonly string[],
  body: readonly StyledCell[][],
  widths: readonly number[],
  say: Say,
): WriteSheet {
  const lines: StyledCell[][] = [
    [{ value: value(sheet.title), style: { ...TITLE, alignment: { vertical: 'center' } } }],
    [{ value: value(aboutResults(sheet, say)), style: ABOUT }],
    header.map((said) => ({ value: value(said), style: HEAD })),
    ...body.map((row) => [...row, ...header.slice(row.length).map(() => text(''))]),
  ]
  const cells = new Map<string, Partial<Cell>>()
  lines.forEach((row, r) => {
    row.forEach((cell, c) => {
      cells.set(`${r},${c}`, cell)
    })
  })
  return {
    name: sheetName(name),
    rows: lines.map((row) => row.map((cell) => cell.value)),
    cells,
    columns: widths.map((width) => ({ width })),
    freezePane: { rows: 3, columns: 1 },
    autoFilter: { range: `A3:${columnName(header.length - 1)}${lines.length}` },
    pageSetup: {
      paperSize: 'a4',
      orientation: 'landscape',
      fitToPage: true,
      fitToWidth: 1,
      fitToHeight: 0,
    },
  }
}

/** 0 → A, 26 → AA. */
function columnName(index: number): string {
  const rest = Math.floor(index / 26) - 1
  return (rest < 0 ? '' : columnName(rest)) + String.fromCharCode(65 + (index % 26))
}
