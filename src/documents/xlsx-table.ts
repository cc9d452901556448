import type { Cell, CellStyle, CellValue, WriteSheet } from 'hucre'
import type { IsoDate } from '../domain/shared/calendar.ts'
import { printable } from './plan-sheet.ts'

export const XLSX_MIME = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
/** Excel refuses a longer cell. */
const LONGEST_CELL = 32_767
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
export const SECTION: CellStyle = {
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

/** Points: a line of ten-point letters, and the highest row that Excel has. */
const LINE = 13.5
const HIGHEST = 409

/** How many lines a text takes in a column of so many characters, words kept whole. */
export function linesOf(text: CellValue, width: number): number {
  if (typeof text !== 'string') return 1
  // Capitals and wide letters take more than a character's place.
  const room = Math.max(1, Math.floor(width * 0.95))
  if (text.length <= room && !text.includes('\n')) return 1
  return text.split('\n').reduce((sum, line) => sum + wrapped(line, room), 0)
}

function wrapped(line: string, room: number): number {
  let lines = 1
  let used = 0
  for (const { length } of line.split(' ')) {
    if (used > 0 && used + 1 + length > room) {
      lines += 1
      used = 0
    }
    used += used > 0 ? length + 1 : length
    // A word longer than the column is broken.
    lines += Math.max(0, Math.ceil(used / room) - 1)
    if (used > room) used = ((used - 1) % room) + 1
  }
  return lines
}

/** A column of a sheet. */
export interface SheetColumn {
  header: string
  /** Characters. */
  width: number
  kind: 'text' | 'date'
}

/** A sheet that grows row by row; its header is frozen and repeated on every printed page. */
export function table(name: string, columns: readonly SheetColumn[]) {
  const rows: CellValue[][] = []
  const cells = new Map<string, Partial<Cell>>()
  const merges: NonNullable<WriteSheet['merges']> = []
  const rowDefs: NonNullable<WriteSheet['rowDefs']> = new Map()
  const last = columns.length - 1
  let head = 0
  /** Not every office program grows a row to its text: the height is said where more than a line is needed. */
  const grow = (row: number, texts: readonly CellValue[]) => {
    const lines = Math.max(
      ...texts.map((text, column) => linesOf(text, columns[column]?.width ?? 10)),
    )
    if (lines > 1) rowDefs.set(row, { height: Math.min(HIGHEST, lines * LINE + 2) })
  }
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
      grow(
        head,
        columns.map(({ header }) => header),
      )
    },
    row(values: CellValue[]): void {
      const row = rows.push(values) - 1
      grow(row, values)
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

/** Text as text, an ISO day as a real date; nothing as an empty cell. */
export function value(text: string, kind: SheetColumn['kind'] = 'text'): CellValue {
  if (text === '') return null
  if (kind === 'date') return new Date(`${text satisfies IsoDate}T00:00:00Z`)
  const clean = printable(text)
  return clean.length > LONGEST_CELL ? `${clean.slice(0, LONGEST_CELL - 1)}…` : clean
}

/** A name that needs no quotes: the file names its sheets in the ranges that it prints. */
export function sheetName(text: string): string {
  return text.replace(/[^\p{L}\p{N}]+/gu, '_').slice(0, 31)
}
