import { alignCells } from './align.ts'
import { type Column, headerOf } from './columns.ts'
import { type GridRow, isItem } from './grid.ts'
import { plainNumber } from './numbering.ts'
import { phraseOf, type RawRow } from './raw-row.ts'
import { type Header, isColumnNumbers } from './table-header.ts'
import { goesOn, join } from './torn-rows.ts'

export interface TableRows {
  rows: RawRow[]
  /** Lines after the last row that are none. */
  rest: string[]
}

/**
 * The rows under a header: fitted to the columns, torn ones put together, a page's repeated header
 * left out. Every other row is kept.
 */
export function tableRows(grid: readonly GridRow[], header: Header): TableRows {
  const last = grid.findLastIndex((row) => !isLoneText(row))
  const columns = withStage(header.columns, grid.slice(header.next))
  const printed = header.at < 0 ? '' : signature(grid[header.at]!.own)
  const rows: RawRow[] = []
  for (const row of grid.slice(header.next, last + 1)) {
    if (signature(row.own) === printed || isColumnNumbers(row.own) || repeats(row, header)) continue
    const before = rows.at(-1)
    const raw = layOut(row, columns, before)
    const tail = loneTail(raw, row, before)
    if (before !== undefined && tail !== undefined) join(before, tail)
    else if (before !== undefined && goesOn(raw, before)) join(before, raw)
    else rows.push(raw)
  }
  const rest = grid.slice(Math.max(last + 1, header.next)).map((row) => row.own[0]!)
  return { rows, rest }
}

/** A line without any separator that is no number: under a table a signature or a note. */
function isLoneText(row: GridRow): boolean {
  const text = row.own[0] ?? ''
  return (
    row.own.length === 1 &&
    row.span === 1 &&
    plainNumber(text) === undefined &&
    !isItem(text) &&
    !/^\p{Ll}/u.test(text)
  )
}

function layOut(row: GridRow, columns: Column[], before: RawRow | undefined): RawRow {
  const torn = before !== undefined && row.own[0] === '' && row.gap ? phraseOf(before) : ''
  const own = alignCells(row.own, columns, torn)
  const full = alignCells(row.cells, columns, torn)
  const doubts: RawRow['doubts'] = own.torn
    ? [{ code: 'torn-cells', args: { cells: row.own.length, columns: columns.length } }]
    : []
  const filled = row.own.filter((cell) => cell !== '').length
  if (row.joined) doubts.push({ code: 'joined', args: { cells: filled } })
  const { span, line, gap } = row
  return { columns, cells: full.cells, own: own.cells, span, line, gap, doubts }
}

/** A line without separators that goes on with a small letter belongs to the last cell before it. */
function loneTail(raw: RawRow, row: GridRow, before: RawRow | undefined): RawRow | undefined {
  const text = row.own[0] ?? ''
  if (before === undefined || row.own.length !== 1 || row.span > 1) return undefined
  if (plainNumber(text) !== undefined || isItem(text) || !/^\p{Ll}/u.test(text)) return undefined
  const last = before.own.findLastIndex((cell) => cell !== '')
  const own = raw.own.map((_, i) => (i === last ? text : ''))
  return { ...raw, own, cells: own }
}

/** The header of the next page may be cut a little differently; its columns are the same. */
function repeats(row: GridRow, header: Header): boolean {
  const columns = headerOf(row.own)
  return (
    columns !== undefined &&
    columns.length === header.columns.length &&
    columns.every(({ role }, i) => role === header.columns[i]!.role)
  )
}

/**
 * Where «мероприятие» stands beside «содержание деятельности» and there is no column of stages,
 * and it is empty in many rows, it names the section of all rows below it.
 */
function withStage(columns: Column[], body: readonly GridRow[]): Column[] {
  const roles = columns.map(({ role }) => role)
  const event = roles.indexOf('event')
  const content = roles.indexOf('content')
  if (roles.includes('stage') || event < 0 || content < 0) return columns
  const rows = body.filter((row) => (row.own[content] ?? '') !== '')
  const empty = rows.filter((row) => (row.own[event] ?? '') === '').length
  if (empty < rows.length / 4) return columns
  return columns.map((column, i) => (i === event ? { ...column, role: 'stage' } : column))
}

function signature(cells: readonly string[]): string {
  return cells
    .map((cell) => cell.replace(/[\s*]+/g, '').toLowerCase())
    .join('|')
    .replace(/\|+$/, '')
}
