import type { TableBlock } from './source.ts'

/** One row of a table, ready to be read. */
export interface GridRow {
  /** Cells with their wrapped lines put together; a cell merged downwards stands in every row. */
  cells: string[]
  /** The same, but what is covered by a merged cell is empty. */
  own: string[]
  /** Columns the widest merged cell of the row covers; 1 without one. */
  span: number
  /** Line of the file, 0 when unknown. */
  line: number
  /** True after an empty line, where a page may have torn a row. */
  gap: boolean
  /** True when the reader put it together of pieces on two pages. */
  joined: boolean
}

/** The rows of a table; wholly empty ones are left out. */
export function gridRows(table: TableBlock): GridRow[] {
  const gaps = new Set(table.afterGap)
  const joined = new Set(table.joined)
  const own = table.rows.map((row) => row.map(unwrap))
  const cells = own.map((row) => [...row])
  const spans = own.map(() => 1)
  for (const merge of table.merged ?? []) {
    const text = own[merge.row]?.[merge.column] ?? ''
    spans[merge.row] = Math.max(spans[merge.row] ?? 1, text === '' ? 1 : merge.columnSpan)
    for (let row = merge.row + 1; row < merge.row + merge.rowSpan; row++) {
      const target = cells[row]
      if (target === undefined) break
      while (target.length <= merge.column) target.push('')
      target[merge.column] = text
    }
  }
  let gap = false
  return own.flatMap((row, i) => {
    gap ||= gaps.has(i)
    if (row.every((cell) => cell === '')) return []
    const line = table.lines?.[i] ?? 0
    const entry = { cells: cells[i]!, own: row, span: spans[i]!, line, gap, joined: joined.has(i) }
    gap = false
    return [entry]
  })
}

const ITEM = /^(\d{1,3}(\.\d{1,3})*[.)]\s*\S|[·•▪*–—-]\s)/

/** True when a line begins as an item of a list: «1. …», «· …», «- …». */
export function isItem(line: string): boolean {
  return ITEM.test(line)
}

/**
 * Puts wrapped lines together: a line stays its own when it is an item of a list or begins with a
 * capital; otherwise it goes on with the line before.
 */
export function unwrap(text: string): string {
  const lines = text
    .replace(/\*\*|__/g, '')
    .split('\n')
    .map((line) => line.replace(/\s+/g, ' ').trim())
    .filter((line) => line !== '')
  return lines.reduce((whole, line) => {
    if (whole === '') return line
    const goesOn = !isItem(line) && /^[\p{Ll}\d«(,.;]/u.test(line)
    return `${whole}${goesOn ? ' ' : '\n'}${line}`
  }, '')
}

/** A cell on one line. */
export function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}
