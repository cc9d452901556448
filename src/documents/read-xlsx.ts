import { type Cell, type CellValue, readXlsx as parseXlsx, type Sheet } from 'hucre'
import type { MergedCell, SourceBlock } from '../domain/roadmaps/source.ts'
import { MAX_COLUMNS } from './limits.ts'
import { cleanPackage } from './office-package.ts'
import { shownValue } from './shown-value.ts'
import { UnreadableFile } from './unreadable.ts'
import { MARKS_NAME } from './write-plan-xlsx.ts'

/** The visible sheets of a .xlsx as tables, each cell as the reader of the sheet sees it. */
export async function readXlsx(bytes: Buffer): Promise<SourceBlock[]> {
  const clean = cleanPackage(bytes)
  const workbook = await parseXlsx(clean, { readStyles: true }).catch(() => {
    throw new UnreadableFile('broken')
  })
  const marks = workbook.namedRanges?.find(({ name }) => name === MARKS_NAME)?.range
  return (
    workbook.sheets
      .filter((sheet) => !sheet.hidden && !sheet.veryHidden)
      // In a road map that was exported and comes back the marks are no rows.
      .filter((sheet) => !marks?.startsWith(`'${sheet.name}'!`))
      .map(sheetTable)
      .filter((table) => table.kind === 'table' && table.rows.length > 0)
  )
}

function sheetTable(sheet: Sheet): SourceBlock {
  const rows: string[][] = []
  const lines: number[] = []
  const place = new Map<number, number>()
  sheet.rows.forEach((values, row) => {
    const cells = values
      .slice(0, MAX_COLUMNS)
      .map((value, column) => shown(value, sheet.cells?.get(`${row},${column}`)))
    while (cells.at(-1) === '') cells.pop()
    if (cells.length === 0 && !coveredRow(sheet, row)) return
    place.set(row, rows.length)
    rows.push(cells)
    lines.push(row + 1)
  })
  const merged = (sheet.merges ?? []).flatMap((merge): MergedCell[] => {
    const row = place.get(merge.startRow)
    if (row === undefined || merge.startCol >= MAX_COLUMNS) return []
    const last = Math.min(merge.endRow, sheet.rows.length - 1)
    return [
      {
        row,
        column: merge.startCol,
        rowSpan: (place.get(last) ?? row) - row + 1,
        columnSpan: Math.min(merge.endCol, MAX_COLUMNS - 1) - merge.startCol + 1,
      },
    ]
  })
  return { kind: 'table', rows, lines, merged, sheet: sheet.name }
}

function coveredRow(sheet: Sheet, row: number): boolean {
  return (sheet.merges ?? []).some(({ startRow, endRow }) => startRow < row && row <= endRow)
}

function shown(value: CellValue, cell: Cell | undefined): string {
  return shownValue(value, cell?.style?.numFmt ?? '')
}
