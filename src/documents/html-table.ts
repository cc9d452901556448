import { HTMLElement } from 'node-html-parser'
import type { MergedCell, TableBlock } from '../domain/roadmaps/source.ts'
import { MAX_COLUMNS } from './limits.ts'

/** A table with its merged cells laid out on a grid; a covered cell is an empty string. */
export function tableGrid(table: HTMLElement, text: (cell: HTMLElement) => string): TableBlock {
  const trs = rowsOf(table)
  const rows: string[][] = trs.map(() => [])
  const merged: MergedCell[] = []
  const covered = new Set<string>()
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
      rows[row]![column] = text(cell)
      for (let c = column + 1; c < column + columnSpan; c++) rows[row]![c] = ''
      column += columnSpan
    }
    while (covered.has(`${row}:${column}`)) rows[row]![column++] ??= ''
  })
  return { kind: 'table', rows: rows.map((row) => Array.from(row, (cell) => cell ?? '')), merged }
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
