import { type Cell, type CellStyle, type CellValue, type WriteSheet, writeXlsx } from 'hucre'
import type { IsoDate } from '../domain/shared/calendar.ts'
import { extraColumns, type PlanColumn, printedColumns, stateColumns } from './plan-columns.ts'
import { dotted, type MadeFile, type PlanSheet, printable, type Say } from './plan-sheet.ts'

/** The defined name that marks the sheet of marks: it is for people and is not read back. */
export const MARKS_NAME = 'Tandem.marks'

export const XLSX_MIME = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
/** Excel refuses a longer cell. */
const LONGEST_CELL = 32_767
/** Marks of one table; a municipality of forty schools has more of them in a plan for five years. */
const MOST_MARKS = 60_000
export const FONT = { name: 'Calibri', size: 10 }
const EDGE = { style: 'thin', color: { rgb: 'BFBFBF' } } as const
const BORDER = { top: EDGE, right: EDGE, bottom: EDGE, left: EDGE }
/** «@»: a cell that begins with = + - @ stays text even when somebody edits it. */
export const TEXT: CellStyle = {
  font: FONT,
  border: BORDER,
  numFmt: '@',
  alignment: { vertical: 'top', wrapText: true },
}
export const DATE: CellStyle = {
  ...TEXT,
  numFmt: 'dd.mm.yyyy',
  alignment: { vertical: 'top', horizontal: 'center' },
}
export const HEAD: CellStyle = {
  ...TEXT,
  font: { ...FONT, bold: true },
  fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb: 'DCE6F1' } },
  alignment: { vertical: 'center', horizontal: 'center', wrapText: true },
}
const SECTION: CellStyle = {
  ...TEXT,
  font: { ...FONT, bold: true },
  fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb: 'F2F2F2' } },
}
export const TITLE: CellStyle = {
  font: { ...FONT, size: 14, bold: true },
  numFmt: '@',
  alignment: { vertical: 'center', wrapText: true },
}
export const ABOUT: CellStyle = { font: { ...FONT, color: { rgb: '7F7F7F' } }, numFmt: '@' }

/**
 * The road map with its statuses as .xlsx: the first sheet in the shape of the original, the second
 * with every due of everybody who answers. Days are real dates; all else is text, never a formula.
 */
export async function writePlanXlsx(sheet: PlanSheet, say: Say): Promise<MadeFile> {
  const marks = marksSheet(sheet, say)
  const bytes = await writeXlsx({
    sheets: [planSheet(sheet, say), marks],
    namedRanges: [{ name: MARKS_NAME, range: `'${marks.name}'!$A$1` }],
    properties: { title: printable(sheet.title), creator: 'Tandem' },
    defaultFont: FONT,
  })
  return {
    name: `${say('plan-sheet-file', { day: sheet.day })}.xlsx`,
    mime: XLSX_MIME,
    bytes: Buffer.from(bytes),
  }
}

function planSheet(sheet: PlanSheet, say: Say): WriteSheet {
  const own = [...printedColumns(sheet, say), ...stateColumns(say)]
  const columns = [...own, ...extraColumns(sheet, own)]
  const { start, end } = sheet.period
  const about = say('plan-sheet-about', {
    municipality: sheet.municipality,
    start: dotted(start),
    end: dotted(end),
    day: dotted(sheet.day),
  })
  const page = table(sheetName(say('plan-sheet-sheet')), columns)
  page.line(sheet.title, TITLE)
  page.line(about, ABOUT)
  page.header()
  let section = ''
  for (const row of sheet.rows) {
    if (row.section !== section) page.line(row.section, SECTION)
    section = row.section
    page.row(columns.map((column) => value(column.of(row), column.kind)))
  }
  return page.done()
}

function marksSheet(sheet: PlanSheet, say: Say): WriteSheet {
  const column = (key: string, width: number, kind: PlanColumn['kind'] = 'text') => ({
    header: say(`plan-sheet-${key}`),
    width,
    kind,
  })
  const columns = [
    column('number', 7),
    column('activity', 50),
    column('who', 24),
    column('start', 12, 'date'),
    column('due', 12, 'date'),
    column('status', 18),
    column('done-on', 12, 'date'),
    column('done-by', 24),
    column('comment', 40),
  ]
  const page = table(sheetName(say('plan-sheet-marks')), columns)
  page.header()
  const last = lastDueOf(sheet)
  for (const row of sheet.rows)
    for (const { start, due, states } of row.occurrences) {
      if (due > last) continue
      for (const state of states)
        page.row([
          value(row.number),
          value(row.activity),
          value(state.school ?? say('plan-sheet-municipality')),
          value(start, 'date'),
          value(due, 'date'),
          value(say(`plan-sheet-status-${state.status}`)),
          value(state.doneOn ?? '', 'date'),
          value(state.doneBy ?? ''),
          value(state.comment ?? ''),
        ])
    }
  if (last < LAST_DAY) page.line(say('plan-sheet-marks-until', { day: dotted(last) }), ABOUT)
  return page.done()
}

const LAST_DAY = '9999-12-31'

/** The due up to which the marks are shown: what is furthest ahead is left out where they are too many. */
function lastDueOf(sheet: PlanSheet): IsoDate {
  const dues = new Map<IsoDate, number>()
  for (const { occurrences } of sheet.rows)
    for (const { due, states } of occurrences) dues.set(due, (dues.get(due) ?? 0) + states.length)
  const order = [...dues].sort(([a], [b]) => (a < b ? -1 : 1))
  let count = 0
  const first = order.findIndex(([, marks]) => {
    count += marks
    return count > MOST_MARKS
  })
  if (first < 0) return LAST_DAY
  return order[Math.max(0, first - 1)]![0]
}

/** A sheet that grows row by row; its header is frozen and repeated on every printed page. */
function table(name: string, columns: readonly Omit<PlanColumn, 'of'>[]) {
  const rows: CellValue[][] = []
  const cells = new Map<string, Partial<Cell>>()
  const merges: NonNullable<WriteSheet['merges']> = []
  const rowDefs: NonNullable<WriteSheet['rowDefs']> = new Map()
  const last = columns.length - 1
  let head = 0
  return {
    /** A text across the whole width. */
    line(text: string, style: CellStyle): void {
      const row = rows.push([value(text), ...columns.slice(1).map(() => null)]) - 1
      for (let column = 0; column <= last; column++)
        cells.set(`${row},${column}`, { value: column === 0 ? value(text) : null, style })
      merges.push({ startRow: row, startCol: 0, endRow: row, endCol: last })
      // A merged cell does not grow with its text.
      const perLine = style === TITLE ? 110 : 180
      const lines = text
        .split('\n')
        .reduce((sum, part) => sum + Math.ceil(part.length / perLine), 0)
      rowDefs.set(row, { height: (style === TITLE ? 21 : 15) * Math.max(1, lines) })
    },
    header(): void {
      head = rows.push(columns.map(({ header }) => value(header))) - 1
      for (const [column, { header }] of columns.entries())
        cells.set(`${head},${column}`, { value: value(header), style: HEAD })
    },
    row(values: CellValue[]): void {
      const row = rows.push(values) - 1
      values.forEach((content, column) => {
        // A date column's empty cells need its border too, not its format.
        const style = columns[column]!.kind === 'date' ? DATE : TEXT
        cells.set(`${row},${column}`, { value: content, style })
      })
    },
    done(): WriteSheet {
      return {
        name,
        rows,
        cells,
        merges,
        rowDefs,
        columns: columns.map(({ width }) => ({ width })),
        freezePane: { rows: head + 1 },
        pageSetup: {
          paperSize: 'a4',
          orientation: 'landscape',
          fitToPage: true,
          fitToWidth: 1,
          fitToHeight: 0,
          margins: { top: 0.5, right: 0.4, bottom: 0.5, left: 0.4, header: 0.2, footer: 0.2 },
          printTitlesRow: `$${head + 1}:$${head + 1}`,
        },
        headerFooter: { oddFooter: '&C&P / &N' },
      }
    },
  }
}

/** What stands in a cell: text as text, a day as a day, nothing as nothing. */
export function value(text: string, kind: PlanColumn['kind'] = 'text'): CellValue {
  if (text === '') return null
  if (kind === 'date') return new Date(`${text satisfies IsoDate}T00:00:00Z`)
  const clean = printable(text)
  return clean.length > LONGEST_CELL ? `${clean.slice(0, LONGEST_CELL - 1)}…` : clean
}

/** A name that needs no quotes: the file names its sheets in the ranges that it prints. */
export function sheetName(text: string): string {
  return text.replace(/[^\p{L}\p{N}]+/gu, '_').slice(0, 31)
}
