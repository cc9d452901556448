import type { Cell, CellStyle, CellValue, WriteSheet } from 'hucre'
import type { IsoDate } from '../domain/shared/calendar.ts'
import { printable } from './plan-sheet.ts'

export const XLSX_MIME = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
/** Excel refuses a longer cell. */
const LONGEST_CELL = 32_767
export const FONT = { name: 'Calibri', size: 10 }
/** Points that a line of the font takes; Excel's highest row is 409 of them. */
const LINE = 13.5
const MOST_LINES = 30
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
  /** Only Excel itself makes room for wrapped text; other programs show what the file says. */
  const grow = (row: number, values: readonly CellValue[]) => {
    const lines = columns.map(({ width }, column) => linesOf(values[column], width))
    const most = Math.max(1, ...lines)
    if (most > 1) rowDefs.set(row, { height: most * LINE + 2 })
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
      grow(
        head,
        columns.map(({ header }) => header),
      )
      for (const [column, { header }] of columns.entries())
        cells.set(`${head},${column}`, { value: value(header), style: HEAD })
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

/** Lines that a text takes in a column of this width, in characters; words are not torn. */
function linesOf(content: CellValue | undefined, width: number): number {
  if (typeof content !== 'string') return 1
  let lines = 0
  for (const part of content.split('\n')) {
    let left = 0
    for (const word of part.split(' ')) {
      if (word.length > left) {
        lines += Math.max(1, Math.ceil(word.length / (width - 1)))
        left = width - 1 - (word.length % (width - 1))
      } else left -= word.length
      left -= 1
    }
  }
  return Math.min(lines, MOST_LINES)
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
