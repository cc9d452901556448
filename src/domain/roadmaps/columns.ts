import { cyrillic } from './deadlines/normalise.ts'
import { plainNumber } from './numbering.ts'

/** What a column of a road map holds. */
export type Role =
  | 'number'
  | 'stage'
  | 'event'
  | 'content'
  | 'deadline'
  | 'start'
  | 'end'
  | 'responsible'
  | 'result'
  | 'document'
  | 'informWhom'
  | 'informWhen'
  | 'inform'
  | 'other'

export interface Column {
  role: Role
  /** The header as printed. */
  name: string
}

/** First match wins: «вид документа (результат)» is a document, «наименование этапа» a stage. */
const NAMES: [Role, RegExp][] = [
  ['number', /^(№|n|no|номер|п\/п)(\s*(п\.?\s*\/?\s*п\.?|пункта|мероприятия|строки))?$/],
  ['other', /примечани|отметка|^факт|факт(ическ\S*)?$|статус|финансир|бюджет|источник/],
  ['inform', /кого.*когда|когда.*кого/],
  ['informWhom', /^кого$|информир.*(кого|кому)|кого информир|кому (направл|представл)/],
  ['informWhen', /^когда$|информир.*(когда|срок|дата)|когда информир|срок информир/],
  ['inform', /информирован/],
  ['responsible', /ответств|исполнител|^(отв|кто|кураторы?$|организаторы?$)/],
  ['start', /^(?!.*(окончан|заверш)).*((дат|срок|врем)\S*\s+)?начал/],
  ['end', /^(?!.*начал).*(окончан|завершени[яе]$|дедлайн)/],
  ['deadline', /срок|^дат[аыу](?!\S)|^(период|время|график|месяц|когда)/],
  ['document', /документ|подтвержда|форма отч[её]т|отч[её]тност/],
  ['result', /результат|итог|показател|выход|продукт|форма представлен|эффект/],
  ['content', /^(содержани|описани)/],
  ['event', /мероприят|активност|^дел[ао]$/],
  ['stage', /этап|раздел|направлени|блок|модуль|^задач/],
  ['content', /содержани|описани|деятельност|действи|форма (работы|проведения)|шаги/],
  ['event', /наименовани|названи|^план$|пункт|задач|что (делаем|сделать)|вид работ/],
]

/** The role a header names, or undefined when the text is not a known header. */
export function roleOf(header: string): Role | undefined {
  const name = plain(header)
  if (name === '' || name.length > 70) return undefined
  return NAMES.find(([, pattern]) => pattern.test(name))?.[0]
}

/**
 * The columns a row names, or undefined when it is no header: it must name what is done, or when
 * and by whom, and hardly anything else.
 */
export function headerOf(cells: readonly string[]): Column[] | undefined {
  const filled = cells.filter((cell) => cell.trim() !== '')
  // A header has no bare numbers: «2.3» at the row's beginning makes it a row.
  if (filled.some((cell) => /\d/.test(cell) && plainNumber(cell) !== undefined)) return undefined
  const roles = cells.map(roleOf)
  const known = new Set(roles.filter((role) => role !== undefined))
  const count = roles.filter((role) => role !== undefined).length
  if (known.size < 2 || count < filled.length * 0.6) return undefined
  const when = known.has('deadline') || known.has('start') || known.has('responsible')
  if (!known.has('event') && !known.has('content') && !known.has('stage')) {
    // «№ | Виды помощи | Срок»: the name that is not known must be what is done.
    const unknown = cells.findIndex((cell, i) => cell.trim() !== '' && roles[i] === undefined)
    if (unknown < 0 || !when || !known.has('number')) return undefined
    roles[unknown] = 'event'
  } else if (!when && !known.has('number')) return undefined
  // «Срок выполнения мероприятия» alone in a sentence is no header: headers have no full stops.
  if (filled.some((cell) => /[.;]\s+\p{Lu}/u.test(cell.replace(/п\.\s*п/gi, '')))) return undefined
  return firstOfEach(cells.map((name, i) => ({ role: roles[i] ?? 'other', name: clean(name) })))
}

const SUBHEADER = /^(кого|кому|когда|начал\S*|окончан\S*|дата|план\S*|факт\S*|с|по)$/

/** Names columns anew when the row under the header splits some of them («кого», «когда»). */
export function withSubheader(
  columns: readonly Column[],
  cells: readonly string[],
): Column[] | undefined {
  const filled = cells.filter((cell) => cell.trim() !== '')
  if (filled.length === 0 || !filled.every((cell) => SUBHEADER.test(plain(cell)))) return undefined
  let parent = ''
  return firstOfEach(
    Array.from({ length: Math.max(columns.length, cells.length) }, (_, i) => {
      const column = columns[i] ?? { role: 'other', name: '' }
      const sub = cells[i]?.trim() ?? ''
      if (column.name !== '') parent = column.name
      if (sub === '') return column
      const name = `${parent} ${sub}`
      return { role: subRole(parent, sub) ?? roleOf(name) ?? 'other', name: clean(name) }
    }),
  )
}

function subRole(parent: string, sub: string): Role | undefined {
  if (roleOf(parent) !== 'deadline') return undefined
  if (/^(начал|с$)/.test(plain(sub))) return 'start'
  if (/^(окончан|по$)/.test(plain(sub))) return 'end'
  return /^факт/.test(plain(sub)) ? 'other' : 'deadline'
}

/** A second column of the same kind keeps its text as «other»; several may be responsible. */
function firstOfEach(columns: Column[]): Column[] {
  const seen = new Set<Role>()
  return columns.map((column) => {
    if (column.role === 'responsible' || column.role === 'other') return column
    if (seen.has(column.role)) return { ...column, role: 'other' }
    seen.add(column.role)
    return column
  })
}

function clean(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}

function plain(header: string): string {
  return (
    clean(header.replace(/[*_]/g, ' ').replace(/-\s+/g, ''))
      .toLowerCase()
      // «Cрок» with a Latin C; a word that is all Latin («no») stays.
      .replace(/[a-zа-яё]*[а-яё][a-zа-яё]*/g, cyrillic)
      .replace(/[:.]+$/, '')
  )
}
