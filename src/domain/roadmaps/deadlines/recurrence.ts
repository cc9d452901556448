/** What repeats, as it stands in one clause. */
import type { Item, Span, Unit } from './tree.ts'

export interface Recurrence {
  unit: Unit
  step: number
  items: Item[]
  following: boolean
  /** A weekday alone, which may only remark on a date. */
  bare?: boolean
}

/** A recurrence that is its unit, with days or stretches inside it. */
export const plain = (unit: Unit, step = 1, spans: Span[] = []): Recurrence => ({
  unit,
  step,
  items: spans.map((span) => ({ rel: 'at', span })),
  following: false,
})
