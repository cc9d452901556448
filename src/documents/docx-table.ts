import type { MergedCell, TableBlock } from '../domain/roadmaps/source.ts'
import { MAX_COLUMNS } from './limits.ts'

/** A cell as a .docx has it: how many columns it takes, and whether it goes on with the one above. */
export interface DocxCell {
  lines: string[]
  columns: number
  goesOn: boolean
}

export interface DocxRow {
  /** Columns left free before the first cell. */
  before: number
  cells: DocxCell[]
}

/** Rows of cells laid out on a grid; a covered cell is an empty string. */
export function docxTable(rows: readonly DocxRow[]): TableBlock {
  const all: MergedCell[] = []
  /** The cell that stands in each column and may go on below. */
  const open: (MergedCell | undefined)[] = []
  const grid = rows.map((row, at) => {
    const cells = Array<string>(Math.min(row.before, MAX_COLUMNS)).fill('')
    open.fill(undefined, 0, cells.length)
    for (const cell of row.cells) {
      const column = cells.length
      if (column >= MAX_COLUMNS) break
      const columnSpan = Math.min(Math.max(1, cell.columns), MAX_COLUMNS - column)
      // What goes on with nothing is a cell of its own.
      const above = cell.goesOn ? open[column] : undefined
      const one = above ?? { row: at, column, rowSpan: 1, columnSpan }
      one.rowSpan = at - one.row + 1
      if (!above) all.push(one)
      for (let covered = 0; covered < columnSpan; covered++) open[column + covered] = undefined
      open[column] = one
      cells.push(above ? '' : linesText(cell.lines))
      while (cells.length < column + columnSpan) cells.push('')
    }
    return cells
  })
  const merged = all.filter(({ rowSpan, columnSpan }) => rowSpan > 1 || columnSpan > 1)
  return { kind: 'table', rows: grid, merged }
}

const linesText = (lines: readonly string[]): string =>
  lines
    .map((line) => line.replace(/[ \t\r\n\u00a0]+/g, ' ').trim())
    .filter((line) => line !== '')
    .join('\n')
