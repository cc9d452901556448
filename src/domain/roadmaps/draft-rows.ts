import { deadlineLikeness, looksLikeDeadline } from './deadline-like.ts'
import { type Period, type Reading, readDeadline } from './deadlines/index.ts'
import type { DraftDoubt, DraftRow } from './draft.ts'
import { isItem, oneLine } from './grid.ts'
import { plainNumber, uniqueNumbers } from './numbering.ts'
import { activityOf, cellOf, ownCellOf, phraseOf, type RawRow } from './raw-row.ts'
import { splitResponsible } from './responsible.ts'
import { sectionHeading } from './sections.ts'

/** A map whose period nobody knows yet: its deadlines stay unread, with a doubt that says so. */
const NO_PERIOD: Period = { start: '', end: '' }

export interface RowsOfMap {
  rows: DraftRow[]
  doubts: DraftDoubt[]
}

interface Place {
  section: string
  /** Number of the section, for rows that carry none of their own. */
  stage: string
  event: string
  /** Rows so far in the section. */
  count: number
  last: string
}

/** Raw rows → rows of the draft with their sections, numbers and doubts; headings become sections. */
export function draftRows(raw: readonly RawRow[], period: Period | null): RowsOfMap {
  const kinds = new Set(raw.map((row) => kindOf(plainNumber(cellOf(row, 'number')))))
  const nested = kinds.has('nested') || (kinds.has('roman') && kinds.has('flat'))
  const staged = raw.some((row) => hasStage(row) && cellOf(row, 'number') === '')
  const numbered = raw.some((row) => cellOf(row, 'number') !== '')
  const unique = uniqueNumbers()
  const place: Place = { section: '', stage: '', event: '', count: 0, last: '' }
  const read = readOnce(period ?? NO_PERIOD)
  /** In which section a number was met first. */
  const met = new Map<string, string>()
  const rows: DraftRow[] = []
  const doubts: DraftDoubt[] = []
  raw.forEach((row, i) => {
    const heading = hasContent(row) ? undefined : sectionHeading(row, nested, raw[i + 1])
    if (heading !== undefined) {
      doubts.push(...emptySection(place))
      enter(place, heading.text, heading.number)
      if (heading.doubtful) doubts.push({ code: 'section-or-row', args: { text: heading.text } })
      return
    }
    follow(place, row, staged)
    place.count += 1
    const draft = draftRow(row, place, read)
    const printed = oneLine(cellOf(row, 'number'))
    const own = staged && hasStageNumber(row) ? '' : printed
    const given = plainNumber(own) ?? implied(place, row, staged, numbered)
    const found = restarts(given, place, met) ? `${place.stage}.${given}` : given
    const { number, times } = unique(found)
    if (!met.has(number)) met.set(number, place.section)
    draft.number = number
    draft.printed = own
    place.last = found
    if (times > 1) draft.doubts.push({ code: 'duplicate-number', args: { number: found, times } })
    if (own === '' && numbered && !staged) draft.doubts.push({ code: 'no-number', args: {} })
    if (i === raw.length - 1) markCutOff(draft)
    rows.push(draft)
  })
  return { rows, doubts: [...doubts, ...emptySection(place)] }
}

function kindOf(number: string | undefined): 'nested' | 'roman' | 'flat' | undefined {
  if (number === undefined) return undefined
  if (number.includes('.')) return 'nested'
  return /^[IVXLC]/.test(number) ? 'roman' : 'flat'
}

/** In some maps each section numbers its rows from 1 again. */
function restarts(number: string, place: Place, met: ReadonlyMap<string, string>): boolean {
  const section = met.get(number)
  if (section === undefined || place.stage === '' || number.includes('.')) return false
  return section !== place.section
}

/** A map says «в течение периода реализации» in every other row: it is read once. */
function readOnce(period: Period): (phrase: string) => Reading {
  const known = new Map<string, Reading>()
  return (phrase) => {
    const reading = known.get(phrase) ?? readDeadline(phrase, period)
    known.set(phrase, reading)
    return reading
  }
}

/** A heading with no row under it may have been a row. */
function emptySection({ section, count }: Place): DraftDoubt[] {
  if (section === '' || count > 0) return []
  return [{ code: 'section-or-row', args: { text: section } }]
}

function enter(place: Place, section: string, stage: string): void {
  if (section === place.section) return
  Object.assign(place, { section, stage, event: '', count: 0 })
}

/** Stage and event stand once and hold for the rows below. */
function follow(place: Place, row: RawRow, staged: boolean): void {
  const stage = oneLine(ownCellOf(row, 'stage'))
  if (stage !== '') {
    const own = staged ? plainNumber(cellOf(row, 'number')) : undefined
    enter(place, stage, own ?? plainNumber(stage.split(' ')[0]!) ?? '')
  }
  const event = hasContentColumn(row) ? oneLine(ownCellOf(row, 'event')) : ''
  if (event !== '') place.event = event
}

/** The number of a row that carries none. */
function implied(place: Place, row: RawRow, staged: boolean, numbered: boolean): string {
  if (numbered && !staged) return place.last === '' ? '+' : `${place.last}+`
  const items = activityOf(row).split('\n').filter(isItem)
  const item = /^(\d{1,2})[.)]/.exec(activityOf(row))?.[1]
  const alone = items.length === 1 && place.event === '' && item !== undefined
  const count = alone ? item : String(place.count)
  return place.stage === '' ? count : `${place.stage}.${count}`
}

function draftRow(row: RawRow, place: Place, read: (phrase: string) => Reading): DraftRow {
  const activity = activityOf(row)
  const phrase = oneLine(phraseOf(row))
  const responsible = splitResponsible(cellOf(row, 'responsible'))
  const inform = informOf(row)
  const doubts = [...row.doubts]
  const add = (code: DraftDoubt['code'], args: DraftDoubt['args'] = {}) =>
    doubts.push({ code, args })
  const has = (...roles: string[]) => row.columns.some(({ role }) => roles.includes(role))
  if (activity === '') add('no-activity')
  if (phrase === '' && has('deadline', 'start', 'end')) add('no-deadline')
  if (responsible.names.length === 0 && has('responsible')) add('no-responsible')
  if (responsible.split) add('responsible-split', { count: responsible.names.length })
  const items = activity.split('\n').filter(isItem).length
  if (items > 1) add('several-activities', { count: items })
  return {
    number: '',
    printed: '',
    section: place.section,
    event: place.event,
    activity,
    phrase,
    responsible: responsible.names,
    result: oneLine(cellOf(row, 'result')),
    document: oneLine(cellOf(row, 'document')),
    informWhom: inform.whom,
    informWhen: inform.when,
    deadline: read(phrase),
    extra: row.columns.flatMap(({ role, name }, i) =>
      role === 'other' && row.cells[i] !== '' ? [{ column: name, text: row.cells[i]! }] : [],
    ),
    line: row.line,
    doubts,
  }
}

/** «Кого и когда» in one cell is cut where the deadline begins. */
function informOf(row: RawRow): { whom: string; when: string } {
  const both = oneLine(cellOf(row, 'inform'))
  const whom = oneLine(cellOf(row, 'informWhom'))
  const when = oneLine(cellOf(row, 'informWhen'))
  if (both === '') return { whom, when }
  const words = both.split(' ')
  const rests = words.map((_, i) => words.slice(i).join(' '))
  const whole = rests.findIndex((rest) => deadlineLikeness(rest) === 1)
  const at = whole >= 0 ? whole : rests.findIndex(looksLikeDeadline)
  if (at < 0) return { whom: both, when }
  return {
    whom: words
      .slice(0, at)
      .join(' ')
      .replace(/[\s,;:–-]+$/, ''),
    when: words.slice(at).join(' '),
  }
}

/** The last row without deadline and responsible was cut off with the page. */
function markCutOff(draft: DraftRow): void {
  if (!draft.doubts.some(({ code }) => code === 'no-deadline') || draft.responsible.length > 0)
    return
  draft.doubts = draft.doubts.filter(
    ({ code }) => code !== 'no-deadline' && code !== 'no-responsible',
  )
  draft.doubts.push({ code: 'cut-off', args: {} })
}

function hasStage(row: RawRow): boolean {
  return row.columns.some(({ role }) => role === 'stage')
}

/** In a table with stages «1.» belongs to the stage, «1.1» to the row. */
function hasStageNumber(row: RawRow): boolean {
  return !plainNumber(cellOf(row, 'number'))?.includes('.')
}

function hasContentColumn(row: RawRow): boolean {
  return row.columns.some(({ role }) => role === 'content')
}

function hasContent(row: RawRow): boolean {
  return ownCellOf(row, 'content') !== '' && row.span < row.columns.length / 2
}
