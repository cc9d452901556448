import type { SourceBlock } from '../domain/roadmaps/source.ts'
import type { Line } from './text-separated.ts'

const CELL = /^\t([^\t].*)?$/

/** True when nearly every line with a tab is one cell: a tab, then the cell's text or nothing. */
export function isCellPerLine(lines: readonly Line[]): boolean {
  const tabbed = lines.filter(({ text }) => text.startsWith('\t'))
  const separated = lines.filter(({ text }) => /^[^\t]+\t/.test(text)).length
  const single = tabbed.filter(({ text }) => text.lastIndexOf('\t') === 0).length
  const cells = tabbed.filter(({ text }) => CELL.test(text)).length
  const most = tabbed.length * 0.6
  return cells >= 6 && cells >= tabbed.length * 0.9 && single >= most && cells > separated * 2
}

/**
 * Each line that begins with a tab is a cell, lines without one continue it, and an empty line
 * before a cell ends the row. An empty line inside a cell is kept as a line break.
 */
export function readCellPerLine(lines: readonly Line[]): SourceBlock[] {
  const before: Line[] = []
  const rows: string[][] = []
  const starts: number[] = []
  let gap = false
  for (const { text, line } of lines) {
    if (CELL.test(text)) {
      if (rows.length === 0 || gap) {
        rows.push([])
        starts.push(line)
      }
      rows.at(-1)!.push(text.slice(1).trim())
    } else if (text.trim() === '') {
      gap = true
      continue
    } else if (rows.length === 0) {
      before.push({ text, line })
    } else {
      const row = rows.at(-1)!
      row[row.length - 1] = `${row.at(-1)}\n${text.trim()}`
    }
    gap = false
  }
  const text = before.map((entry) => entry.text).join('\n')
  const intro: SourceBlock[] = text === '' ? [] : [{ kind: 'text', text, line: before[0]!.line }]
  return [...intro, { kind: 'table', rows, lines: starts }]
}
