import { nameKey } from '../roadmaps/holders.ts'
import type { IsoDate } from '../shared/calendar.ts'

/** How far a school's plan has come: not begun, adapted, with the coordinator, back again, in force. */
export const approvals = ['sent', 'adapting', 'waiting', 'returned', 'approved'] as const
export type Approval = (typeof approvals)[number]

/**
 * What is done with a plan: a school begins with a copy, begins anew or loads a plan of its own, sends
 * it for approval or takes it back; the coordinator returns or approves it.
 */
export type PlanAct = 'begin' | 'anew' | 'load' | 'submit' | 'withdraw' | 'return' | 'approve'

const steps: { [A in PlanAct]: Partial<Record<Approval, Approval>> } = {
  begin: { sent: 'adapting' },
  anew: { adapting: 'adapting', returned: 'returned' },
  load: { sent: 'adapting', adapting: 'adapting', returned: 'returned' },
  submit: { adapting: 'waiting', returned: 'waiting' },
  withdraw: { waiting: 'adapting' },
  return: { waiting: 'returned' },
  approve: { waiting: 'approved' },
}

/** Where an act leads; null where it may not be done. */
export const stepped = (from: Approval, act: PlanAct): Approval | null => steps[act][from] ?? null

/** Whether a school has still to send its plan. */
export const isUnsent = (approval: Approval): boolean =>
  approval === 'sent' || approval === 'adapting' || approval === 'returned'

/** A row of a template or of a plan, as far as they are compared. */
export interface ComparedRow {
  id: number
  number: string
  title: string
  phrase: string
  deadline: string
  responsible: string[]
  result: string
  cancelled: string | null
  optional: boolean
  templateRowId: number | null
}

export const comparedFields = ['title', 'deadline', 'responsible', 'result'] as const
export type ComparedField = (typeof comparedFields)[number]

export interface FieldChange {
  field: ComparedField
  from: string
  to: string
}

/** What a school has made of a template. */
export interface Differences {
  /** Rows that are as they were. */
  same: number
  changed: { row: ComparedRow; fields: FieldChange[] }[]
  /** The school's own rows. */
  added: ComparedRow[]
  leftOut: ComparedRow[]
  /** Obligatory rows that a plan of its own does not have: they stay asked for by the road map. */
  missing: ComparedRow[]
}

/** @param template its rows for schools that are in force */
export function differences(
  template: readonly ComparedRow[],
  plan: readonly ComparedRow[],
): Differences {
  const standing = new Map(plan.map((row) => [row.templateRowId, row]))
  const found: Differences = { same: 0, changed: [], added: [], leftOut: [], missing: [] }
  for (const row of plan)
    if (row.templateRowId === null && row.cancelled === null) found.added.push(row)
  for (const asked of template) {
    const row = standing.get(asked.id)
    if (row && row.cancelled === null) {
      const fields = changesOf(asked, row)
      if (fields.length > 0) found.changed.push({ row, fields })
      else found.same += 1
    } else if (row || asked.optional) found.leftOut.push(asked)
    else found.missing.push(asked)
  }
  return found
}

/** In which fields two rows differ. */
export function changesOf(from: ComparedRow, to: ComparedRow): FieldChange[] {
  return comparedFields.flatMap((field) => {
    const [before, after] = [shown(from, field), shown(to, field)]
    return before === after ? [] : [{ field, from: before, to: after }]
  })
}

const shown = (row: ComparedRow, field: ComparedField): string => {
  const value = row[field]
  return typeof value === 'string' ? value : value.join('; ')
}

/**
 * Which rows of a plan of its own stand for rows of the template: those of the same title, each for
 * one, the ones with the same number first. @returns the plan's row id by the template's
 */
export function matchRows(
  template: readonly ComparedRow[],
  plan: readonly ComparedRow[],
): Map<number, number> {
  const free = new Map(plan.map((row) => [row.id, row]))
  const matched = new Map<number, number>()
  for (const sameNumber of [true, false])
    for (const asked of template) {
      if (matched.has(asked.id)) continue
      const row = [...free.values()].find(
        (one) =>
          nameKey(one.title) === nameKey(asked.title) &&
          (!sameNumber || one.number === asked.number),
      )
      if (!row) continue
      free.delete(row.id)
      matched.set(asked.id, row.id)
    }
  return matched
}

/** Days after which the coordinator is reminded of a plan that waits, beside the municipality's own. */
const lateOffsets = [14, 30]

/** The municipality's offsets after a due, and some more: a plan is not forgotten after a week. */
export const patience = (after: readonly number[]): number[] => [
  ...new Set([...after, ...lateOffsets]),
]

/** Terms to send a plan by that are likely: two weeks, a month, and before the plan begins. */
export function likelyTerms(days: readonly IsoDate[], today: IsoDate): IsoDate[] {
  return [...new Set(days)].filter((day) => day > today).sort()
}
