import { wordsOf } from '../shared/likeness.ts'
import type { RegisterField } from './rules.ts'

export type Column = RegisterField | 'fullName' | 'lastName' | 'firstName' | 'patronymic' | 'school'

/** Where each thing stands in a table. */
export type Columns = Partial<Record<Column, number>>

/** How columns are headed, by their first words; the longer head comes before the shorter. */
const heads: readonly [string, Column][] = [
  ['фамилия имя', 'fullName'],
  ['фио', 'fullName'],
  ['ф и о', 'fullName'],
  ['фамилия', 'lastName'],
  ['имя', 'firstName'],
  ['отчество', 'patronymic'],
  ['дата рождения', 'birthDate'],
  ['дата рожд', 'birthDate'],
  ['день рождения', 'birthDate'],
  ['рождение', 'birthDate'],
  ['д р', 'birthDate'],
  ['школа', 'school'],
  ['оо', 'school'],
  ['образовательная организация', 'school'],
  ['организация', 'school'],
  ['наименование оо', 'school'],
  ['наименование школы', 'school'],
  ['наименование образовательной', 'school'],
  ['наименование организации', 'school'],
  ['название школы', 'school'],
  ['место работы', 'school'],
  ['место учебы', 'school'],
  ['должность', 'post'],
  ['занимаемая должность', 'post'],
  ['предмет', 'subject'],
  ['предметы', 'subject'],
  ['учебный предмет', 'subject'],
  ['преподаваемый предмет', 'subject'],
  ['преподаваемые предметы', 'subject'],
  ['начало педагогической', 'teachingStart'],
  ['дата начала педагогической', 'teachingStart'],
  ['дата начала пед', 'teachingStart'],
  ['начало пед', 'teachingStart'],
  ['начало работы', 'teachingStart'],
  ['начало стажа', 'teachingStart'],
  ['педагогический стаж с', 'teachingStart'],
  ['стаж с', 'teachingStart'],
  ['категория', 'category'],
  ['квалификационная категория', 'category'],
  ['кв категория', 'category'],
  ['класс', 'schoolClass'],
]

/** Columns that a register has when it was sent out by us: they are computed and not read. */
const computed = [
  'п п',
  'молодой специалист',
  'стаж до',
  'возраст',
  'в тандеме',
  'можно публиковать',
]

/** Which column a head names; null for one that has no place in a register. */
export function columnOf(head: string): Column | null {
  const said = wordsOf(head).join(' ')
  return heads.find(([words]) => said === words || said.startsWith(`${words} `))?.[1] ?? null
}

/** The columns of a row of heads; null when it is no such row: there is no name in it. */
export function readHeads(row: readonly string[]): Columns | null {
  const columns: Columns = {}
  row.forEach((head, index) => {
    const column = columnOf(head)
    if (column && columns[column] === undefined) columns[column] = index
  })
  const named =
    columns.fullName !== undefined ||
    (columns.lastName !== undefined && columns.firstName !== undefined)
  return named ? columns : null
}

/** Heads that nothing is read from, as they are printed. */
export function unreadHeads(row: readonly string[], columns: Columns): string[] {
  const read = new Set(Object.values(columns))
  return row.filter((head, index) => {
    const said = wordsOf(head).join(' ')
    return said !== '' && !read.has(index) && !computed.some((words) => said.startsWith(words))
  })
}
