import type {
  PlanSheet,
  PlanSheetOccurrence,
  PlanSheetRow,
  PlanSheetState,
} from '../domain/roadmaps/sheet-rules.ts'
import type { IsoDate } from '../domain/shared/calendar.ts'

export type {
  PlanSheet,
  PlanSheetOccurrence,
  PlanSheetRow,
  PlanSheetState,
  PlanStatus,
} from '../domain/roadmaps/sheet-rules.ts'

/** Puts a key of the locales into words; the writers know no language of their own. */
export type Say = (key: string, args?: Record<string, string | number>) => string

/** A file that was made, ready to be sent. */
export interface MadeFile {
  name: string
  mime: string
  bytes: Buffer
}

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
