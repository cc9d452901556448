import type { Column, Role } from './columns.ts'
import type { DraftDoubt } from './draft.ts'

/** A row of the table laid out by its columns, before sections and numbers are known. */
export interface RawRow {
  columns: readonly Column[]
  /** Cells as read, merged ones filled in; as many as columns. */
  cells: string[]
  /** Cells without what merged ones above lend. */
  own: string[]
  span: number
  line: number
  gap: boolean
  doubts: DraftDoubt[]
}

/** The text of a row's column of that kind (of several, all their texts, each on its line). */
export function cellOf(row: RawRow, role: Role): string {
  return textsOf(row, row.cells, role)
}

/** The same without what a merged cell above lends. */
export function ownCellOf(row: RawRow, role: Role): string {
  return textsOf(row, row.own, role)
}

/** The text that says what is done. */
export function activityOf(row: RawRow): string {
  return cellOf(row, 'content') || cellOf(row, 'event')
}

/** The deadline as printed; beginning and end in two columns become «с … по …». */
export function phraseOf(row: RawRow): string {
  const deadline = cellOf(row, 'deadline')
  const start = cellOf(row, 'start')
  const end = cellOf(row, 'end')
  const range = start !== '' && end !== '' && start !== end ? `с ${start} по ${end}` : start || end
  return [deadline, range].filter((text) => text !== '').join(' ')
}

/** Columns where the row itself has text, by their kind. */
export function filledRoles(row: RawRow): Role[] {
  return row.columns.flatMap(({ role }, i) => (row.own[i] === '' ? [] : [role]))
}

function textsOf(row: RawRow, cells: readonly string[], role: Role): string {
  let text = ''
  for (const [i, column] of row.columns.entries()) {
    const cell = column.role === role ? (cells[i] ?? '') : ''
    if (cell !== '') text += text === '' ? cell : `\n${cell}`
  }
  return text
}
