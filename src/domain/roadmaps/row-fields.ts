import type { DraftRow } from './draft.ts'
import type { StoredDoubt } from './questions.ts'

/** What is printed in a row of a road map, with what its deadline was understood to mean. */
export interface RowFields {
  number: string
  section: string
  title: string
  phrase: string
  /** Of the deadline: date, yearly, continuous, unknown … */
  kind: string
  /** What was understood of the phrase, in Russian. */
  deadline: string
  responsible: string[]
  result: string
  document: string
  informWhom: string
  informWhen: string
  doubts: StoredDoubt[]
  extra: DraftRow['extra']
}
