import type { IsoDate } from '../domain/shared/calendar.ts'

/** Puts a key of the locales into words; the writers know no language of their own. */
export type Say = (key: string, args?: Record<string, string | number>) => string

/** A file that was made, ready to be sent. */
export interface MadeFile {
  name: string
  mime: string
  bytes: Buffer
}

/** A whole road map with all that became of it, as it is exported and drawn. Plain JSON. */
export interface PlanSheet {
  title: string
  municipality: string
  /** First and last day of the plan. */
  period: { start: IsoDate; end: IsoDate }
  /** The trade's day on which the sheet is made: «сегодня» of the pictures. */
  day: IsoDate
  /** In the order of the plan. */
  rows: PlanSheetRow[]
}

export interface PlanSheetRow {
  number: string
  /** Heading the row stands under, or an empty string. */
  section: string
  activity: string
  /** The deadline as printed. */
  phrase: string
  /** What was understood of it, in Russian. */
  understood: string
  responsible: string[]
  result: string
  document: string
  informWhom: string
  informWhen: string
  /** Cells of columns that Tandem has no place for. */
  extra: { column: string; text: string }[]
  /** By due; none for rows without a date of their own. */
  occurrences: PlanSheetOccurrence[]
}

export interface PlanSheetOccurrence {
  start: IsoDate
  due: IsoDate
  /** One for each who answers; what is shown to a school has its own only. */
  states: PlanSheetState[]
}

export interface PlanSheetState {
  /** Name of the school; null for the municipality itself. */
  school: string | null
  status: PlanStatus
  doneOn: IsoDate | null
  doneBy: string | null
  comment: string | null
}

/** `late`: open and due before the sheet's day; `past`: due before the map was loaded, nobody is asked. */
export type PlanStatus = 'planned' | 'in_work' | 'done' | 'late' | 'cancelled' | 'past'

/** How many stand how; cancelled and past ones are counted nowhere. */
export interface Tally {
  done: number
  /** Planned or in work, in time. */
  open: number
  late: number
}

export function tally(states: readonly PlanSheetState[]): Tally {
  const sum: Tally = { done: 0, open: 0, late: 0 }
  for (const { status } of states) {
    if (status === 'done') sum.done += 1
    else if (status === 'late') sum.late += 1
    else if (status === 'planned' || status === 'in_work') sum.open += 1
  }
  return sum
}

/** The occurrence a row is about now: the first with something to do, else the last one. */
export function currentOccurrence(row: PlanSheetRow): PlanSheetOccurrence | undefined {
  const waits = ({ states }: PlanSheetOccurrence) => {
    const { open, late } = tally(states)
    return open + late > 0
  }
  return row.occurrences.find(waits) ?? row.occurrences.at(-1)
}

/** The day an occurrence was done by all who answer for it, or null. */
export function doneOn({ states }: PlanSheetOccurrence): IsoDate | null {
  const { done, open, late } = tally(states)
  if (done === 0 || open + late > 0) return null
  const days = states.flatMap((state) => (state.doneOn === null ? [] : [state.doneOn])).sort()
  return days.at(-1) ?? null
}

/** How each school stands with all that it answers for, in the order of their names and numbers. */
export function schoolTallies(sheet: PlanSheet): (Tally & { school: string })[] {
  const bySchool = new Map<string, PlanSheetState[]>()
  for (const { occurrences } of sheet.rows)
    for (const { states } of occurrences)
      for (const state of states) {
        if (state.school === null) continue
        const of = bySchool.get(state.school)
        if (of) of.push(state)
        else bySchool.set(state.school, [state])
      }
  const order = new Intl.Collator('ru', { numeric: true })
  return [...bySchool]
    .map(([school, states]) => ({ school, ...tally(states) }))
    .sort((a, b) => order.compare(a.school, b.school))
}

/** ISO date → «01.10.2027». */
export function dotted(day: IsoDate): string {
  return `${day.slice(8, 10)}.${day.slice(5, 7)}.${day.slice(0, 4)}`
}

/** Text that may stand in XML: without control characters and halves of surrogate pairs. */
export function printable(text: string): string {
  return (
    text
      .replace(/\r\n?/g, '\n')
      // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
      .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
      .replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '\ufffd')
  )
}
