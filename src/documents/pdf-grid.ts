import type { Box, Rule } from './pdf-page.ts'

/** A table by its borders: where its columns and rows are parted, and its cells. */
export interface PdfGrid {
  /** x of the borders of columns, one more than columns. */
  xs: number[]
  /** y of the borders of rows. */
  ys: number[]
  cells: GridCell[]
}

export interface GridCell {
  row: number
  column: number
  rowSpan: number
  columnSpan: number
  box: Box
}

/** Two borders nearer than this are one, points. */
const NEAR = 3.5

/** The tables that the lines of a page draw, from top to bottom. */
export function pageGrids(rules: readonly Rule[]): PdfGrid[] {
  const merged = [...joined(rules, true), ...joined(rules, false)]
  return components(merged)
    .flatMap((part) => {
      const grid = gridOf(part)
      return grid === undefined ? [] : [grid]
    })
    .sort((a, b) => a.ys[0]! - b.ys[0]!)
}

/** The same table with the columns of the page before, which has all of its borders and more. */
export function withColumns(grid: PdfGrid, xs: readonly number[]): PdfGrid {
  const columns = grid.xs.map((x) => nearest(xs, x))
  return {
    xs: [...xs],
    ys: grid.ys,
    cells: grid.cells.map((cell) => {
      const column = columns[cell.column]!
      return { ...cell, column, columnSpan: columns[cell.column + cell.columnSpan]! - column }
    }),
  }
}

/** True when every border of the one stands in the other too, and both are as wide. */
export function fitsColumns(grid: PdfGrid, xs: readonly number[]): boolean {
  const close = (a: number, b: number) => Math.abs(a - b) <= 2 * NEAR
  const all = grid.xs.every((x) => close(x, xs[nearest(xs, x)]!))
  return all && close(grid.xs[0]!, xs[0]!) && close(grid.xs.at(-1)!, xs.at(-1)!)
}

function nearest(xs: readonly number[], x: number): number {
  return xs.reduce((best, one, i) => (Math.abs(one - x) < Math.abs(xs[best]! - x) ? i : best), 0)
}

/** Pieces of one line put together: borders are drawn cell by cell. */
function joined(rules: readonly Rule[], horizontal: boolean): Rule[] {
  const all = rules.filter((rule) => rule.horizontal === horizontal).sort((a, b) => a.at - b.at)
  const lanes: Rule[][] = []
  for (const rule of all) {
    const lane = lanes.at(-1)
    if (lane && rule.at - lane[0]!.at <= NEAR) lane.push(rule)
    else lanes.push([rule])
  }
  return lanes.flatMap((lane) => {
    const at = lane.reduce((sum, rule) => sum + rule.at, 0) / lane.length
    const whole: Rule[] = []
    for (const rule of lane.sort((a, b) => a.from - b.from)) {
      const last = whole.at(-1)
      if (last && rule.from <= last.to + NEAR) last.to = Math.max(last.to, rule.to)
      else whole.push({ ...rule, at })
    }
    // Shorter than any cell: a corner, or the underline of a letter.
    return whole.filter(({ from, to }) => to - from > 2 * NEAR)
  })
}

/** Lines that cross or touch belong together. */
function components(rules: readonly Rule[]): Rule[][] {
  const across = rules.filter((rule) => rule.horizontal)
  const down = rules.filter((rule) => !rule.horizontal)
  const left = new Set(rules)
  const parts: Rule[][] = []
  for (const rule of rules) {
    if (!left.delete(rule)) continue
    const part = [rule]
    for (const one of part)
      for (const other of one.horizontal ? down : across)
        if (left.has(other) && touches(one, other)) {
          left.delete(other)
          part.push(other)
        }
    parts.push(part)
  }
  return parts
}

function touches(one: Rule, other: Rule): boolean {
  const within = (at: number, { from, to }: Rule) => from - NEAR <= at && at <= to + NEAR
  return within(one.at, other) && within(other.at, one)
}

function gridOf(part: readonly Rule[]): PdfGrid | undefined {
  const across = part.filter((rule) => rule.horizontal)
  const down = part.filter((rule) => !rule.horizontal)
  if (across.length < 2 || down.length === 0) return undefined
  // A table may have no outer border: its lines end where it ends.
  const ends = (rules: readonly Rule[]) => [
    Math.min(...rules.map(({ from }) => from)),
    Math.max(...rules.map(({ to }) => to)),
  ]
  const xs = clusters([...down.map(({ at }) => at), ...ends(across)])
  const ys = clusters([...across.map(({ at }) => at), ...ends(down)])
  if (xs.length < 3 || ys.length < 2) return undefined
  return { xs, ys, cells: cellsOf(xs, ys, across, down) }
}

function clusters(values: readonly number[]): number[] {
  const found: number[] = []
  let first = Number.NEGATIVE_INFINITY
  for (const value of [...values].sort((a, b) => a - b))
    if (value - first > NEAR) {
      found.push(value)
      first = value
    }
  return found
}

/** Cells of the grid; where a border is missing, the neighbours are one merged cell. */
function cellsOf(
  xs: readonly number[],
  ys: readonly number[],
  across: readonly Rule[],
  down: readonly Rule[],
): GridCell[] {
  const covers = (rules: readonly Rule[], at: number, middle: number) =>
    rules.some((rule) => Math.abs(rule.at - at) <= NEAR && rule.from <= middle && middle <= rule.to)
  const parted = (row: number, column: number) =>
    covers(down, xs[column]!, (ys[row]! + ys[row + 1]!) / 2)
  const floored = (row: number, column: number) =>
    covers(across, ys[row]!, (xs[column]! + xs[column + 1]!) / 2)
  const cells: GridCell[] = []
  const taken = new Set<string>()
  for (let row = 0; row < ys.length - 1; row++)
    for (let column = 0; column < xs.length - 1; column++) {
      if (taken.has(`${row}:${column}`)) continue
      let right = column + 1
      while (right < xs.length - 1 && !parted(row, right) && !taken.has(`${row}:${right}`)) right++
      let bottom = row + 1
      while (bottom < ys.length - 1 && !floored(bottom, column)) bottom++
      for (let r = row; r < bottom; r++) for (let c = column; c < right; c++) taken.add(`${r}:${c}`)
      cells.push({
        row,
        column,
        rowSpan: bottom - row,
        columnSpan: right - column,
        box: { left: xs[column]!, top: ys[row]!, right: xs[right]!, bottom: ys[bottom]! },
      })
    }
  return cells
}
