import { ageOn } from '../guardians/rules.ts'
import { readName } from '../people/names.ts'
import type { SourceDocument, TableBlock } from '../roadmaps/source.ts'
import type { IsoDate } from '../shared/calendar.ts'
import { fullName, type PersonName } from '../shared/names.ts'
import { readDay } from '../shared/read-day.ts'
import { type Column, type Columns, readHeads, unreadHeads } from './columns.ts'
import { foldName, type RegisterField, type RegisterKind } from './rules.ts'

/** A line of a file. A field whose column the file does not have is absent: what is stored of it stays. */
export type FileLine = PersonName & { schoolId: number; row: number; sheet: string } & Partial<
    Record<RegisterField, string | null>
  >

/** What is wrong with a cell; `code` is a key of words, `register-wrong-<code>`. */
export interface RowError {
  [name: string]: string | number
  sheet: string
  /** Row of the sheet, from 1. */
  row: number
  /** Head of the column, as printed; empty when it is the whole row. */
  column: string
  code: string
  value: string
}

export interface RegisterReading {
  lines: FileLine[]
  errors: RowError[]
  /** Heads that nothing is read from. */
  unread: string[]
  /** Schools that the file speaks of, also in rows with errors. */
  schools: number[]
  /** Names, folded, of the rows with errors: they are not left out. */
  wrong: string[]
}

export interface ReadingOptions {
  /** What is read beside names and schools. */
  fields: readonly RegisterField[]
  /** The youngest and the oldest that can be; null where ages are not looked at. */
  ages: readonly [number, number] | null
  /** Schools that the sender may write into. */
  schools: readonly { id: number; name: string }[]
  today: IsoDate
}

const LONGEST = 200
/** Outside of these ages a birth date is more likely a slip of the pen. */
export const agesOf: Record<RegisterKind, readonly [number, number]> = {
  teachers: [16, 100],
  pupils: [5, 25],
}
/** The head stands in one of the first rows, below titles. */
const headWithin = 15

/** Reads the tables of a file as a register. @returns null when no table of it has a column of names */
export function readRegister(
  document: SourceDocument,
  options: ReadingOptions,
): RegisterReading | null {
  const reading: RegisterReading = { lines: [], errors: [], unread: [], schools: [], wrong: [] }
  let found = false
  for (const block of document.blocks)
    if (block.kind === 'table' && readTable(block, options, reading)) found = true
  if (!found) return null
  refuseTwins(reading)
  reading.unread = [...new Set(reading.unread)]
  reading.schools = [...new Set(reading.schools)]
  return reading
}

function readTable(table: TableBlock, options: ReadingOptions, into: RegisterReading): boolean {
  const at = table.rows.slice(0, headWithin).findIndex((row) => readHeads(row) !== null)
  const heads = table.rows[at]
  const columns = heads && readHeads(heads)
  if (!heads || !columns) return false
  into.unread.push(...unreadHeads(heads, columns))
  table.rows.slice(at + 1).forEach((cells, index) => {
    const number = at + 1 + index
    const place = { sheet: table.sheet ?? '', row: table.lines?.[number] ?? number + 1 }
    readRow(cells, heads, columns, place, options, into)
  })
  return true
}

function readRow(
  cells: readonly string[],
  heads: readonly string[],
  columns: Columns,
  place: { sheet: string; row: number },
  options: ReadingOptions,
  into: RegisterReading,
): void {
  const cell = (column: Column): string => {
    const index = columns[column]
    return index === undefined ? '' : (cells[index] ?? '').trim().replace(/\s+/g, ' ')
  }
  // A number alone in a row, or nothing at all: a line that was drawn and not filled in.
  if (Object.keys(columns).every((column) => cell(column as Column) === '')) return
  const before = into.errors.length
  const wrong = (column: Column, code: string): void => {
    const index = columns[column]
    const head = index === undefined ? '' : (heads[index] ?? '')
    into.errors.push({ ...place, column: head, code, value: cell(column).slice(0, 60) })
  }

  const schoolId = readSchool(cell('school'), options, (code) => wrong('school', code))
  if (schoolId !== null) into.schools.push(schoolId)
  const typed =
    columns.fullName === undefined
      ? [cell('lastName'), cell('firstName'), cell('patronymic')].filter(Boolean).join(' ')
      : cell('fullName')
  const nameColumn = columns.fullName === undefined ? 'lastName' : 'fullName'
  const name = readName(typed)
  if (!name) wrong(nameColumn, typed === '' ? 'name-missing' : 'name-unclear')
  const fields: Partial<Record<RegisterField, string | null>> = {}
  for (const field of options.fields) {
    if (columns[field] === undefined) continue
    fields[field] = readField(field, cell(field), options, (code) => wrong(field, code))
  }
  if (
    fields.teachingStart &&
    fields.birthDate &&
    ageOn(fields.birthDate, fields.teachingStart) < 14
  )
    wrong('teachingStart', 'start-too-early')
  if (into.errors.length > before || !name || schoolId === null) {
    if (name) into.wrong.push(foldName(name))
    return
  }
  into.lines.push({ ...name, schoolId, ...place, ...fields })
}

function readSchool(
  said: string,
  { schools }: ReadingOptions,
  wrong: (code: string) => void,
): number | null {
  const [only] = schools
  if (said === '') {
    if (only && schools.length === 1) return only.id
    wrong('school-missing')
    return null
  }
  const found = schools.filter(({ name }) => foldSchool(name) === foldSchool(said))
  if (found.length === 1) return found[0]!.id
  wrong('school-unknown')
  return null
}

/** Quotes, dots and blanks of a school's name are typed in every way. */
function foldSchool(name: string): string {
  return name
    .toLocaleLowerCase('ru')
    .replaceAll('ё', 'е')
    .replace(/[^\p{L}\p{N}]+/gu, '')
}

function readField(
  field: RegisterField,
  said: string,
  { ages, today }: ReadingOptions,
  wrong: (code: string) => void,
): string | null {
  if (said === '' || said === '-' || said === '—') return null
  if (field !== 'birthDate' && field !== 'teachingStart') {
    if (said.length > LONGEST) wrong('too-long')
    return said
  }
  const day = readDay(said, { rough: field === 'teachingStart' })
  if (!day) {
    wrong('day-unclear')
    return null
  }
  if (field === 'birthDate' && ages) {
    const [least, most] = ages
    const age = ageOn(day, today)
    if (age < least || age > most) wrong('age')
  }
  return day
}

/** The same person twice, and namesakes of a school whom nothing tells apart. */
function refuseTwins(reading: RegisterReading): void {
  const byName = new Map<string, FileLine[]>()
  for (const line of reading.lines) {
    const key = `${line.schoolId} ${foldName(line)}`
    byName.set(key, [...(byName.get(key) ?? []), line])
  }
  const out = new Set<FileLine>()
  for (const twins of byName.values()) {
    if (twins.length === 1) continue
    const days = new Set(twins.map(({ birthDate }) => birthDate))
    if (days.size === twins.length && !twins.some(({ birthDate }) => !birthDate)) continue
    for (const { sheet, row, ...line } of twins) {
      const code = line.birthDate ? 'twice' : 'namesake'
      reading.errors.push({ sheet, row, column: '', code, value: fullName(line) })
    }
    for (const twin of twins) {
      out.add(twin)
      reading.wrong.push(foldName(twin))
    }
  }
  reading.lines = reading.lines.filter((line) => !out.has(line))
  reading.errors.sort((a, b) => a.sheet.localeCompare(b.sheet) || a.row - b.row)
}
