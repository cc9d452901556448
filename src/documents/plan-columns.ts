import type { IsoDate } from '../domain/shared/calendar.ts'
import {
  currentOccurrence,
  doneOn,
  dotted,
  type PlanSheet,
  type PlanSheetRow,
  type PlanSheetState,
  type Say,
  tally,
} from './plan-sheet.ts'

/** A column of the exported table. */
export interface PlanColumn {
  header: string
  /** Share of the page's width. */
  width: number
  /** A date column gives a day where it has one. */
  kind: 'text' | 'date'
  of(row: PlanSheetRow): string
}

type Printed = Pick<PlanColumn, 'width' | 'of'> & { key: string; always?: true }

/** Columns of the original, in its order. Names are such that the table reads back. */
const PRINTED: readonly Printed[] = [
  { key: 'number', width: 5, always: true, of: (row) => row.number },
  { key: 'activity', width: 34, always: true, of: (row) => row.activity },
  { key: 'phrase', width: 16, always: true, of: (row) => row.phrase },
  { key: 'understood', width: 16, of: (row) => row.understood },
  { key: 'responsible', width: 18, always: true, of: (row) => row.responsible.join(',\n') },
  { key: 'result', width: 18, of: (row) => row.result },
  { key: 'document', width: 16, of: (row) => row.document },
  { key: 'inform-whom', width: 14, of: (row) => row.informWhom },
  { key: 'inform-when', width: 12, of: (row) => row.informWhen },
]

/** The columns of the plan as printed; those that no row fills are left out. */
export function printedColumns(sheet: PlanSheet, say: Say): PlanColumn[] {
  return PRINTED.filter(
    ({ always, of }) => always === true || sheet.rows.some((row) => of(row) !== ''),
  ).map(({ key, width, of }) => ({
    header: say(`plan-sheet-${key}`),
    width,
    kind: 'text',
    of,
  }))
}

/** Columns of the original that Tandem has no place for, except those of an earlier export. */
export function extraColumns(sheet: PlanSheet, taken: readonly PlanColumn[]): PlanColumn[] {
  const own = new Set(taken.map(({ header }) => header.toLowerCase()))
  const names = sheet.rows.flatMap((row) => row.extra.map(({ column }) => column))
  const foreign = [...new Set(names)].filter((name) => !own.has(name.toLowerCase()))
  return foreign.map((name) => ({
    header: name,
    width: 16,
    kind: 'text',
    of: (row) =>
      row.extra
        .filter(({ column }) => column === name)
        .map(({ text }) => text)
        .join('\n'),
  }))
}

/** What became of the row: план, факт, who, status, comments. */
export function stateColumns(say: Say): PlanColumn[] {
  const text = (key: string, width: number, of: PlanColumn['of']): PlanColumn => ({
    header: say(`plan-sheet-${key}`),
    width,
    kind: 'text',
    of,
  })
  const day = (key: string, of: (row: PlanSheetRow) => IsoDate | null | undefined): PlanColumn => ({
    header: say(`plan-sheet-${key}`),
    width: 11,
    kind: 'date',
    of: (row) => of(row) ?? '',
  })
  return [
    day('plan', (row) => currentOccurrence(row)?.due),
    day('fact', factOf),
    text('done-by', 18, (row) => doneBy(row, say)),
    text('status', 18, (row) => statusOf(row, say)),
    text('comment', 24, commentsOf),
  ]
}

/** Everything about план and факт in one cell, for a page. */
export function stateInWords(row: PlanSheetRow, say: Say): string {
  const plan = currentOccurrence(row)?.due
  const fact = factOf(row)
  const by = doneBy(row, say)
  return [
    plan === undefined ? '' : say('plan-sheet-plan-on', { day: dotted(plan) }),
    fact === null ? '' : say('plan-sheet-fact-on', { day: dotted(fact) }),
    by,
    statusOf(row, say),
  ]
    .filter((line) => line !== '')
    .join('\n')
}

/** «просрочено», or for several dates or schools «выполнено 3 из 12, просрочено 1». */
export function statusOf(row: PlanSheetRow, say: Say): string {
  const states = row.occurrences.flatMap((occurrence) => occurrence.states)
  if (states.length === 0) return say('plan-sheet-status-undated')
  const counted = states.filter(({ status }) => status !== 'cancelled' && status !== 'past')
  const statuses = new Set((counted.length > 0 ? counted : states).map(({ status }) => status))
  const [only] = statuses
  if (statuses.size === 1) return say(`plan-sheet-status-${only}`)
  const { done, late } = tally(counted)
  return say('plan-sheet-status-many', { done, total: counted.length, late })
}

/** Comments, each once, with the school that wrote it. */
export function commentsOf(row: PlanSheetRow): string {
  const said = row.occurrences.flatMap(({ states }) =>
    states.flatMap(({ school, comment }) => {
      const text = comment?.trim() ?? ''
      return text === '' ? [] : [school === null ? text : `${school}: ${text}`]
    }),
  )
  return [...new Set(said)].join('\n')
}

function factOf(row: PlanSheetRow): IsoDate | null {
  const current = currentOccurrence(row)
  return current === undefined ? null : doneOn(current)
}

const NAMED = 3

/** Who marked the current occurrence as done. */
function doneBy(row: PlanSheetRow, say: Say): string {
  const states: readonly PlanSheetState[] = currentOccurrence(row)?.states ?? []
  const names = [
    ...new Set(states.flatMap(({ status, doneBy: by }) => (status === 'done' && by ? [by] : []))),
  ]
  if (names.length <= NAMED) return names.join(',\n')
  return say('plan-sheet-done-by-more', {
    names: names.slice(0, NAMED).join(',\n'),
    more: names.length - NAMED,
  })
}
