import type { TableBlock } from '../../roadmaps/source.ts'
import { type Complain, flagIn } from './cells.ts'
import { rowsOf } from './table.ts'
import { keyOf, optionColumns, whats } from './words.ts'

/** A row of «Варианты»: whose it is, what it is and what it says. */
export interface OptionRow {
  line: number
  /** Code of the question, or its number in the list. */
  question: string
  /** As it was said; absent: to be guessed by the kind of the question. */
  what?: keyof typeof whats
  code: string
  label: string
  unsure: boolean
}

/** The sheet «Варианты»; a question that is not named again is the one above. */
export function readOptions(table: TableBlock | null, complain: Complain): OptionRow[] {
  if (!table) return []
  const rows = rowsOf(table, optionColumns, ['question', 'label'])
  if (!rows) {
    complain(0, 'headings-options')
    return []
  }
  let question = ''
  return rows.map(({ line, cells }) => {
    question = cells.question || question
    const what = cells.what === '' ? undefined : keyOf(whats, cells.what)
    if (cells.what !== '' && !what) complain(line, 'cell-what', { value: cells.what })
    if (question === '') complain(line, 'option-whose')
    return {
      line,
      question,
      ...(what ? { what } : {}),
      code: cells.code,
      label: cells.label,
      unsure: flagIn(cells.unsure, false, (code, args) => complain(line, code, args)),
    }
  })
}
