import type { TableBlock } from '../domain/roadmaps/source.ts'
import type { PdfText } from './pdf-page.ts'
import { cellText, type TextLine } from './pdf-text.ts'

/** A table without borders. */
export interface LooseTable {
  block: TableBlock
  /** Lines of the page that it took. */
  from: number
  to: number
}

/** From where to where a column's texts reach. */
interface Span {
  left: number
  right: number
}

/** White space that parts columns, points. */
const GUTTER = 5
const NUMBER = /^\d{1,3}(\.\d{1,3})*\.?$/

/**
 * Finds a table that has no borders in the lines of a page: columns are parted by white space all
 * the way down, rows begin at a number, or where the lines stand further apart.
 */
export function looseTable(lines: readonly TextLine[]): LooseTable | undefined {
  const pieces = lines.map(segments)
  const from = pieces.findIndex((line) => line.length >= 3)
  const to = pieces.findLastIndex((line) => line.length >= 2) + 1
  if (from < 0 || to - from < 3) return undefined
  const wide = pieces.slice(from, to).filter((line) => line.length >= 2)
  const spans = columnsOf(wide.flat(), wide.length)
  if (spans.length < 3) return undefined
  const rows = rowsOf(lines.slice(from, to), spans)
  const right = Math.max(...spans.map((span) => span.right))
  const cells = rows.map((row) =>
    row.cells.map((texts, i) => {
      const edge = spans[i + 1]?.left ?? right + GUTTER
      return cellText(texts, { left: spans[i]!.left, right: edge, top: 0, bottom: 0 })
    }),
  )
  return { block: { kind: 'table', rows: cells }, from, to }
}

/** Runs of a line that stand close together. */
function segments(line: TextLine): Span[] {
  const spans: Span[] = []
  for (const { x, width, size } of line.texts) {
    const last = spans.at(-1)
    if (last && x - last.right < 0.6 * size) last.right = Math.max(last.right, x + width)
    else spans.push({ left: x, right: x + width })
  }
  return spans
}

/** Where hardly any line has text, columns are parted. */
function columnsOf(spans: readonly Span[], lines: number): Span[] {
  const right = Math.ceil(Math.max(...spans.map((span) => span.right)))
  const filled = new Array<number>(Math.min(Math.max(right, 0), 20_000) + 1).fill(0)
  for (const span of spans)
    for (let x = Math.max(0, Math.floor(span.left)); x < Math.min(span.right, filled.length); x++)
      filled[x]! += 1
  const columns: Span[] = []
  filled.forEach((count, x) => {
    if (count <= lines * 0.02) return
    const last = columns.at(-1)
    if (last && x - last.right < GUTTER) last.right = x + 1
    else columns.push({ left: x, right: x + 1 })
  })
  return columns
}

interface LooseRow {
  y: number
  cells: PdfText[][]
}

function rowsOf(lines: readonly TextLine[], spans: readonly Span[]): LooseRow[] {
  const laid = lines.map((line): LooseRow => ({ y: line.y, cells: layOut(line, spans) }))
  const first = (row: LooseRow) =>
    row.cells[0]!.map(({ text }) => text)
      .join('')
      .trim()
  const numbered = laid.filter((row) => NUMBER.test(first(row))).length
  const gaps = laid.slice(1).map((row, i) => row.y - laid[i]!.y)
  const usual = [...gaps].sort((a, b) => a - b)[Math.floor(gaps.length / 2)] ?? 0
  const rows: LooseRow[] = []
  laid.forEach((row, i) => {
    const before = rows.at(-1)
    const apart = i > 0 && gaps[i - 1]! > usual * 1.4
    const heading =
      row.cells.filter((cell) => cell.length > 0).length === 1 && row.cells[0]!.length > 0
    const begins =
      numbered >= 2 ? NUMBER.test(first(row)) || (heading && first(row).length > 6) : apart
    if (before === undefined || begins) rows.push(row)
    else for (const [column, texts] of row.cells.entries()) before.cells[column]!.push(...texts)
  })
  return rows
}

/** Each run into the column it covers most; a heading over several columns into the first. */
function layOut(line: TextLine, spans: readonly Span[]): PdfText[][] {
  const cells: PdfText[][] = spans.map(() => [])
  const only = segments(line)
  const crossed = spans.filter(
    ({ left, right }) => only.length === 1 && only[0]!.left < right && left < only[0]!.right,
  )
  for (const text of line.texts) {
    const covers = spans.map(
      ({ left, right }) => Math.min(right, text.x + text.width) - Math.max(left, text.x),
    )
    const best = covers.indexOf(Math.max(...covers))
    cells[crossed.length > 1 ? 0 : best]!.push(text)
  }
  return cells
}
