import type { SourceBlock, TableBlock } from '../domain/roadmaps/source.ts'
import { MAX_COLUMNS } from './limits.ts'
import { looseTable } from './pdf-columns.ts'
import { fitsColumns, type GridCell, type PdfGrid, pageGrids, withColumns } from './pdf-grid.ts'
import type { PdfPage, PdfText } from './pdf-page.ts'
import { cellText, glued, isListItem, lineText, type TextLine, textLines } from './pdf-text.ts'

const PAGE_NUMBER =
  /^([-–—\s]*\d{1,4}[-–—\s]*|(стр\S*|лист)\s*\d+(\s*(из|\/)\s*\d+)?|\d+\s*(из|\/)\s*\d+)$/i

/** The pages of a PDF → its texts and tables; a table goes on over pages. */
export function pdfBlocks(pages: readonly PdfPage[]): SourceBlock[] {
  const blocks: SourceBlock[] = []
  const running = runningLines(pages)
  let xs: readonly number[] = []
  for (const page of pages) {
    const grids = pageGrids(page.rules).filter((grid) => grid.xs.length <= MAX_COLUMNS + 1)
    const lines = textLines(page.texts.filter((text) => !grids.some((grid) => inside(text, grid))))
    const outside = lines.filter(
      (line, i) => !running(line) && !isPageNumber(line, i === 0 || i === lines.length - 1),
    )
    let done = 0
    for (const found of grids) {
      const above = outside.filter((line) => line.y < found.ys[0]!)
      addLines(blocks, above.slice(done))
      done = above.length
      const last = blocks.at(-1)
      const goesOn = last?.kind === 'table' && xs.length > 0 && fitsColumns(found, xs)
      const grid = goesOn ? withColumns(found, xs) : found
      xs = grid.xs
      const table = gridTable(grid, page.texts)
      if (goesOn) append(last, table)
      else blocks.push(table)
    }
    addLines(blocks, outside.slice(done))
  }
  return blocks
}

/** A line that stands at the same place on three pages or more is no text of the document. */
function runningLines(pages: readonly PdfPage[]): (line: TextLine) => boolean {
  const key = (line: TextLine) => `${Math.round(line.y / 3)}:${lineText(line).replace(/\d+/g, '0')}`
  const seen = new Map<string, number>()
  for (const { texts, height } of pages)
    for (const line of textLines(texts.filter(({ y }) => y < height * 0.09 || y > height * 0.91)))
      seen.set(key(line), (seen.get(key(line)) ?? 0) + 1)
  return (line) => (seen.get(key(line)) ?? 0) >= 3
}

function isPageNumber(line: TextLine, atEdge: boolean): boolean {
  return atEdge && PAGE_NUMBER.test(lineText(line))
}

function inside(text: PdfText, { xs, ys }: PdfGrid): boolean {
  const [x, y] = middle(text)
  return xs[0]! <= x && x <= xs.at(-1)! && ys[0]! <= y && y <= ys.at(-1)!
}

/** About the middle of a run, where it is sure to be within its cell. */
function middle({ reads, x, y, width, size }: PdfText): [number, number] {
  if (reads === 'up') return [x - size * 0.3, y - width / 2]
  if (reads === 'down') return [x + size * 0.3, y + width / 2]
  return [x + width / 2, y - size * 0.3]
}

function gridTable(grid: PdfGrid, texts: readonly PdfText[]): TableBlock {
  const rows = Array.from({ length: grid.ys.length - 1 }, () =>
    Array<string>(grid.xs.length - 1).fill(''),
  )
  const held = new Map<GridCell, PdfText[]>()
  for (const text of texts.filter((one) => inside(one, grid)))
    for (const piece of divided(text, grid)) {
      const [x, y] = middle(piece)
      const cell = cellAt(grid, x, y)
      if (cell) held.set(cell, [...(held.get(cell) ?? []), piece])
    }
  for (const [cell, inCell] of held) rows[cell.row]![cell.column] = cellText(inCell, cell.box)
  const merged = grid.cells
    .filter(({ rowSpan, columnSpan }) => rowSpan > 1 || columnSpan > 1)
    .map(({ row, column, rowSpan, columnSpan }) => ({ row, column, rowSpan, columnSpan }))
  return { kind: 'table', rows, merged }
}

function cellAt(grid: PdfGrid, x: number, y: number): GridCell | undefined {
  return grid.cells.find(
    ({ box }) => box.left <= x && x <= box.right && box.top <= y && y <= box.bottom,
  )
}

/** A run that reaches over a border is two cells' texts, divided at the space next to the border. */
function divided(text: PdfText, grid: PdfGrid): PdfText[] {
  if (text.reads !== 'right' || !text.text.trim().includes(' ')) return [text]
  const cell = cellAt(grid, text.x + 1, middle(text)[1])
  const border = cell?.box.right ?? Number.POSITIVE_INFINITY
  if (text.x + text.width <= border + 0.5 * text.size) return [text]
  const perChar = text.width / text.text.length
  const at = (border - text.x) / perChar
  const spaces = [...text.text.matchAll(/\s+/g)].map(({ index }) => index)
  const cut = spaces.reduce((best, one) => (Math.abs(one - at) < Math.abs(best - at) ? one : best))
  if (cut <= 0) return [text]
  const rest = text.text.slice(cut).trimStart()
  const skipped = text.text.length - rest.length
  const second = {
    ...text,
    text: rest,
    x: Math.max(border + 1, text.x + skipped * perChar),
    width: rest.length * perChar,
  }
  return [
    { ...text, text: text.text.slice(0, cut), width: cut * perChar },
    ...divided(second, grid),
  ]
}

/** The rows of the next page; the first of them may be the rest of a row that the page has torn. */
function append(table: TableBlock, next: TableBlock): void {
  const torn = tornRow(table, next)
  if (torn >= 0) {
    const before = table.rows.at(-1)!
    const rest = next.rows[torn]!
    table.rows[table.rows.length - 1] = before.map((cell, i) => continued(cell, rest[i] ?? ''))
    table.joined = [...new Set([...(table.joined ?? []), table.rows.length - 1])]
    // What stands above it is the header, repeated.
    next.rows.splice(0, torn + 1)
    const merged = next.merged?.filter(({ row }) => row > torn) ?? []
    next.merged = merged.map((merge) => ({ ...merge, row: merge.row - torn - 1 }))
  }
  const shift = table.rows.length
  table.afterGap = [...(table.afterGap ?? []), shift]
  table.rows.push(...next.rows)
  const merged = next.merged?.map((merge) => ({ ...merge, row: merge.row + shift }))
  table.merged = [...(table.merged ?? []), ...(merged ?? [])]
}

const NUMBER = /^\d{1,3}(\.\d{1,3})*[.)]?$/

/**
 * Index of the row that goes on with the last one of the page before, or -1. In a table that
 * numbers its rows it is the first one under the header, with cells of its own and no number.
 */
function tornRow(table: TableBlock, next: TableBlock): number {
  const same = (one: readonly string[]) => (other: readonly string[]) =>
    one.join('|') === other.join('|')
  const at = next.rows.findIndex((row) => !table.rows.some(same(row)))
  const row = next.rows[at]
  if (row === undefined || row[0] !== '' || row.every((cell) => cell === '')) return -1
  if (!NUMBER.test(table.rows.at(-1)![0]!)) return -1
  const lent = (merge: { row: number; column: number; rowSpan: number }) =>
    merge.column === 0 && merge.rowSpan > 1 && NUMBER.test(table.rows[merge.row]?.[0] ?? '')
  if (table.merged?.some(lent)) return -1
  return next.merged?.some((merge) => merge.row <= at && at < merge.row + merge.rowSpan) ? -1 : at
}

function continued(before: string, after: string): string {
  if (before === '' || after === '') return before || after
  return isListItem(after) ? `${before}\n${after}` : glued(before, after)
}

/** Lines outside of bordered tables: a table by white space if they are one, else paragraphs. */
function addLines(blocks: SourceBlock[], lines: readonly TextLine[]): void {
  const table = looseTable(lines)
  if (table === undefined) return addText(blocks, lines)
  addText(blocks, lines.slice(0, table.from))
  blocks.push(table.block)
  addText(blocks, lines.slice(table.to))
}

function addText(blocks: SourceBlock[], lines: readonly TextLine[]): void {
  let before: TextLine | undefined
  for (const line of lines) {
    // Wide spaces stay wide: they may part columns.
    const text = lineText(line, '   ')
    if (text === '') continue
    const last = blocks.at(-1)
    const near = before !== undefined && line.y - before.y < 1.7 * Math.max(line.size, before.size)
    if (near && last?.kind === 'text') last.text += `\n${text}`
    else blocks.push({ kind: 'text', text })
    before = line
  }
}
