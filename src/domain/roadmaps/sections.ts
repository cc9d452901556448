import { isTopLevel, plainNumber } from './numbering.ts'
import { cellOf, filledRoles, ownCellOf, type RawRow } from './raw-row.ts'

const HEADING =
  /^((раздел|этап|блок|направление|модуль|часть|задача|шаг)(?=[\s\d.:№])|[IVX]+[.)]?\s|\d{1,2}[.)]\s)/i

export interface SectionHeading {
  text: string
  /** The printed number, or an empty string. */
  number: string
  /** True when it might be a row without deadline just as well. */
  doubtful: boolean
}

/**
 * A row that is only a heading («1. Нормативное обеспечение»), or undefined. `nested` says that
 * the table numbers its rows «1.1», so that «1» alone is a section.
 */
export function sectionHeading(
  row: RawRow,
  nested: boolean,
  next: RawRow | undefined,
): SectionHeading | undefined {
  const roles = filledRoles(row)
  if (roles.some((role) => role !== 'number' && role !== 'stage' && role !== 'event')) {
    if (row.span < Math.max(2, row.columns.length / 2) || roles.length > 2) return undefined
  }
  const words = row.own.filter((cell) => cell !== '')
  const first = words[0] ?? ''
  const number = plainNumber(ownCellOf(row, 'number'))
  const text = words.join(' ').replace(/\s+/g, ' ')
  const heading = { text, number: number ?? numberIn(text), doubtful: false }
  if (number !== undefined && words.length < 2) return undefined
  if (row.span >= Math.max(2, row.columns.length / 2)) return heading
  if (number !== undefined) return nested && isTopLevel(number) ? heading : undefined
  if (HEADING.test(text) && (nested || !/^\d/.test(text))) return heading
  if (/^\p{Ll}/u.test(first) || next === undefined) return undefined
  // A capital, no number, nothing else: a heading if a full row follows, but who knows.
  const followed = filledRoles(next).length > 2 && cellOf(next, 'number') !== ''
  return followed ? { ...heading, doubtful: true } : undefined
}

const ABOVE =
  /^(?:(?:раздел|этап|блок|направление|модуль|часть)\s*[\dIVX№.:]|[IVX]+[.)]?\s|\d{1,2}[.)]?\s.*(?:этап|раздел))/i

/** A line over a table that names the section of its rows: «Этап 2. Работа пар»; undefined when it is none. */
export function sectionAbove(line: string): string | undefined {
  const text = line.replace(/^[#*\s]+|[*\s]+$/g, '').replace(/\s+/g, ' ')
  return text.length <= 150 && ABOVE.test(text) ? text : undefined
}

/** The same as a row of the table, as if it stood in a merged cell over the rows. */
export function sectionRow(text: string, columns: RawRow['columns']): RawRow {
  const cells = columns.map((_, i) => (i === 0 ? text : ''))
  const span = Math.max(2, columns.length)
  return { columns, cells, own: cells, span, line: 0, gap: false, doubts: [] }
}

function numberIn(text: string): string {
  const match = /^(?:\p{L}+\s+)?(\d{1,2}|[IVX]+)(?=[.):\s])/u.exec(text)
  return match?.[1] ?? ''
}
