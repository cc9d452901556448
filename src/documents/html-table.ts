import { HTMLElement } from 'node-html-parser'
import type { MergedCell, TableBlock } from '../domain/roadmaps/source.ts'
import { MAX_COLUMNS } from './limits.ts'

/** A table with its merged cells laid out on a grid; a covered cell is an empty string. */
export function tableGrid(table: HTMLElement, text: (cell: HTMLElement) => string): TableBlock {
  const trs = rowsOf(table)
  const rows: string[][] = trs.map(() => [])
  const merged: MergedCell[] = []
  const covered = new Set<string>()
  const counters: number[][] = []
  trs.forEach((tr, row) => {
    let column = 0
    for (const cell of cellsOf(tr)) {
      while (covered.has(`${row}:${column}`)) rows[row]![column++] = ''
      if (column >= MAX_COLUMNS) break
      const columnSpan = span(cell, 'colspan', MAX_COLUMNS - column)
      const rowSpan = span(cell, 'rowspan', trs.length - row)
      if (columnSpan > 1 || rowSpan > 1) merged.push({ row, column, rowSpan, columnSpan })
      for (let r = row; r < row + rowSpan; r++)
        for (let c = column; c < column + columnSpan; c++) covered.add(`${r}:${c}`)
      const counter = counters[column] ?? []
      counters[column] = counter
      rows[row]![column] = autoNumber(cell, counter) ?? text(cell)
      for (let c = column + 1; c < column + columnSpan; c++) rows[row]![c] = ''
      column += columnSpan
    }
    while (covered.has(`${row}:${column}`)) rows[row]![column++] ??= ''
  })
  return { kind: 'table', rows: rows.map((row) => Array.from(row, (cell) => cell ?? '')), merged }
}

/**
 * The number that the text processor shows in a cell which holds nothing but an item of a list
 * («№» numbered by itself). The file has no text for it, so the items of the column are counted.
 */
function autoNumber(cell: HTMLElement, counter: number[]): string | undefined {
  if (cell.text.trim() !== '') return undefined
  if (cell.querySelector('ol') === null) return undefined
  // An item of the second level stands in a list of the first, whose own kind is not known.
  const depth = cell.querySelectorAll('ol, ul').length
  counter.length = Math.min(counter.length, depth)
  for (let level = 0; level < depth; level++) counter[level] ??= level === depth - 1 ? 0 : 1
  counter[depth - 1]! += 1
  return `${counter.join('.')}.`
}

function rowsOf(element: HTMLElement): HTMLElement[] {
  return elements(element).flatMap((child) => {
    if (child.tagName === 'TR') return [child]
    return ['THEAD', 'TBODY', 'TFOOT'].includes(child.tagName) ? rowsOf(child) : []
  })
}

function cellsOf(tr: HTMLElement): HTMLElement[] {
  return elements(tr).filter(({ tagName }) => tagName === 'TD' || tagName === 'TH')
}

function elements(parent: HTMLElement): HTMLElement[] {
  return parent.childNodes.filter((node) => node instanceof HTMLElement)
}

function span(cell: HTMLElement, name: string, most: number): number {
  const value = Number.parseInt(cell.getAttribute(name) ?? '1', 10)
  return Math.max(1, Math.min(Number.isNaN(value) ? 1 : value, most))
}
