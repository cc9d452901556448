import { type Column, headerOf, withSubheader } from './columns.ts'
import { deadlineLikeness } from './deadline-like.ts'
import type { GridRow } from './grid.ts'
import { plainNumber } from './numbering.ts'

export interface Header {
  columns: Column[]
  /** Index of the header among the rows; -1 when the columns were guessed. */
  at: number
  /** Index of the first row under the header. */
  next: number
}

/** Finds the header row of a table, wherever it stands, and the row that splits its columns. */
export function findHeader(rows: readonly GridRow[]): Header | undefined {
  for (const [at, row] of rows.entries()) {
    const columns = headerOf(row.own)
    if (columns === undefined) continue
    const under = rows[at + 1]
    const split = under && withSubheader(columns, under.own)
    const next = at + (split ? 2 : 1)
    const numbered = rows[next] !== undefined && isColumnNumbers(rows[next].own)
    return { columns: padded(split ?? columns, rows, next), at, next: next + (numbered ? 1 : 0) }
  }
  return undefined
}

/** «1 2 3 4 5» under a header. */
export function isColumnNumbers(cells: readonly string[]): boolean {
  const filled = cells.filter((cell) => cell !== '')
  return filled.length >= 3 && filled.every((cell, i) => cell === String(i + 1))
}

/**
 * Guesses the columns of a table without a header: the deadlines by their words, the numbers by
 * their look, what is longest is the activity, and the first column left after both is responsible.
 */
export function guessColumns(rows: readonly GridRow[]): Column[] | undefined {
  const width = Math.max(0, ...rows.map((row) => row.own.length))
  if (rows.length < 2 || width < 2) return undefined
  const share = (i: number, test: (cell: string) => boolean) =>
    rows.filter((row) => test(row.cells[i] ?? '')).length / rows.length
  const all = Array.from({ length: width }, (_, i) => i)
  const likeness = (i: number) => share(i, (cell) => deadlineLikeness(cell) >= 0.7)
  const deadline = all.reduce((best, i) => (likeness(i) > likeness(best) ? i : best))
  if (likeness(deadline) < 0.5) return undefined
  const number = all.find(
    (i) => i < deadline && share(i, (cell) => plainNumber(cell) !== undefined) > 0.5,
  )
  const rest = all.filter((i) => i !== deadline && i !== number)
  const length = (i: number) => rows.reduce((sum, row) => sum + (row.cells[i]?.length ?? 0), 0)
  const event = rest.reduce((best, i) => (length(i) > length(best) ? i : best), rest[0]!)
  const responsible = rest.find((i) => i > deadline) ?? rest.find((i) => i > event)
  return all.map((i) => {
    if (i === deadline) return { role: 'deadline', name: '' }
    if (i === number) return { role: 'number', name: '' }
    if (i === event) return { role: 'event', name: '' }
    return { role: i === responsible ? 'responsible' : 'other', name: '' }
  })
}

/** Columns beyond the header count when most rows fill them; in one or two rows a cell was torn. */
function padded(columns: Column[], rows: readonly GridRow[], from: number): Column[] {
  const body = rows.slice(from)
  const wide = (i: number) => body.filter((row) => (row.own[i] ?? '') !== '').length
  const trimmed = [...columns]
  while (trimmed.at(-1)?.name === '' && wide(trimmed.length - 1) === 0) trimmed.pop()
  while (wide(trimmed.length) > Math.max(2, body.length / 2))
    trimmed.push({ role: 'other', name: '' })
  return trimmed
}
