import type { Problem } from '../check.ts'
import type { QuestionDefinition } from '../definition.ts'
import { itemsOfQuestion } from '../rules.ts'
import { folded } from './words.ts'

type Say = (code: string, args?: Problem['args']) => void

/** «position = subject; primary»: a question's code and answers, by their codes or words. */
export function conditionIn(cell: string, before: readonly QuestionDefinition[], say: Say) {
  if (cell === '') return undefined
  const at = cell.indexOf('=')
  const question = cell.slice(0, at).trim().toLowerCase()
  const words = cell
    .slice(at + 1)
    .split(/[;\n]/)
    .flatMap((one) => one.trim() || [])
  if (at < 0 || question === '' || words.length === 0) {
    say('cell-when', { value: cell })
    return undefined
  }
  const item = before.flatMap(itemsOfQuestion).find(({ code }) => code === question)
  return { question, is: words.map((word) => answerIn(word, item)) }
}

function answerIn(word: string, item: QuestionDefinition | undefined): string | number {
  if (item?.kind === 'scale') {
    // A label may be another step's number: what is written out is the number.
    const step =
      item.steps.find(({ value }) => String(value) === word) ??
      item.steps.find(({ label }) => label && folded(label) === folded(word))
    return step?.value ?? word
  }
  if (item && 'options' in item) {
    const code = item.options.find((one) => one.code === word.toLowerCase())?.code
    return code ?? item.options.find(({ label }) => folded(label) === folded(word))?.code ?? word
  }
  return word
}

/** «entry-mentee: useful» */
export function mirrorsIn(cell: string, say: Say) {
  if (cell === '') return undefined
  const parts = /^([a-z0-9-]+)\s*:\s*([a-z0-9.-]+)$/.exec(cell.toLowerCase())
  if (parts) return { questionnaire: parts[1] ?? '', question: parts[2] ?? '' }
  say('cell-mirrors', { value: cell })
  return undefined
}
