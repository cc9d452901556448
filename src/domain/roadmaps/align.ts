import type { Column } from './columns.ts'
import { deadlineLikeness } from './deadline-like.ts'
import { plainNumber } from './numbering.ts'

export interface Aligned {
  cells: string[]
  /** True when pieces of text had to be put together to fit the columns. */
  torn: boolean
}

/**
 * Fits a row to its columns. When it has more cells than the table has columns, one cell was torn:
 * the neighbours are joined where that leaves a deadline in the deadline's column.
 * `before` is the deadline of the row that this one may go on with.
 */
export function alignCells(
  cells: readonly string[],
  columns: readonly Column[],
  before: string,
): Aligned {
  const width = columns.length
  let end = cells.length
  while (end > width && cells[end - 1] === '') end--
  const row = cells.slice(0, end)
  while (row.length < width) row.push('')
  if (row.length === width) return { cells: row, torn: false }
  const extra = row.length - width
  let best: Aligned = { cells: row, torn: false }
  let bestScore = -1
  for (let at = 0; at < width; at++) {
    const pieces = row.slice(at, at + extra + 1).filter((piece) => piece !== '')
    const fitted = [...row.slice(0, at), pieces.join(' '), ...row.slice(at + extra + 1)]
    const score = fitness(fitted, columns, before) + glue(pieces)
    if (score >= bestScore) {
      bestScore = score
      best = { cells: fitted, torn: pieces.length > 1 }
    }
  }
  return best
}

function fitness(cells: readonly string[], columns: readonly Column[], before: string): number {
  let score = 0
  columns.forEach(({ role }, i) => {
    const cell = cells[i]!
    if (role === 'deadline') score += 4 * deadlineLikeness(`${before} ${cell}`)
    if (role === 'number' && (cell === '' || plainNumber(cell) !== undefined)) score += 1
  })
  return score
}

function glue(pieces: readonly string[]): number {
  if (pieces.length < 2) return 1
  return pieces.slice(1).every((piece) => /^\p{Ll}/u.test(piece)) ? 0.5 : 0
}
