import type { DeadlineKind, Doubt, Period, Reading, Window } from './deadlines/index.ts'
import { readDeadline } from './deadlines/index.ts'
import { type DraftDoubt, isQuestion } from './draft.ts'
import { undatedKinds } from './rules.ts'

/** One way to understand a deadline. */
export interface Choice {
  /** In Russian. */
  text: string
  kind: DeadlineKind
  windows: Window[]
}

/** What a person answers to the question about a row. */
export type RowAnswer =
  /** One of `choicesOf` the row's own deadline. */
  | { type: 'choice'; index: number }
  /** Another phrase, and which of `choicesOf` its reading is meant. */
  | { type: 'phrase'; phrase: string; index: number }
  | { type: 'undated' }

type Understood = Pick<Reading, 'kind' | 'text' | 'windows' | 'doubts'>

/** The ways to understand a deadline, the most likely first; none when nothing was understood. */
export function choicesOf({ kind, text, windows, doubts }: Understood): Choice[] {
  const first: Choice[] = kind === 'unknown' ? [] : [{ text, kind, windows }]
  const others = doubts.flatMap(({ readings }) => readings ?? [])
  const all = [...first, ...others.filter((other) => other.kind !== 'unknown')]
  return all.filter((one, i) => all.findIndex(({ text: same }) => same === one.text) === i)
}

/** What an answer makes of a deadline; null when there is no such choice. */
export function answered(row: Understood, answer: RowAnswer, period: Period): Choice | null {
  if (answer.type === 'undated') return { text: 'без срока', kind: 'on_request', windows: [] }
  const reading = answer.type === 'choice' ? row : readDeadline(answer.phrase, period)
  return choicesOf(reading)[answer.index] ?? null
}

/** Dues that people are asked for; none for what has no due of its own. */
export const duesOf = ({ kind, windows }: Pick<Choice, 'kind' | 'windows'>): Window[] =>
  undatedKinds.has(kind) ? [] : windows

/** A row's doubts as they are stored: those of its deadline have a text, the others a code of locales. */
export type StoredDoubt = Doubt | DraftDoubt

const ofDeadline = (doubt: StoredDoubt): doubt is Doubt => 'text' in doubt

/** The doubts that are questions, and the notes that are only shown. */
export function sortDoubts(doubts: readonly StoredDoubt[]) {
  const deadline = doubts.filter(ofDeadline)
  const rest = doubts.filter((doubt): doubt is DraftDoubt => !ofDeadline(doubt))
  return {
    deadline,
    row: rest.filter(isQuestion),
    notes: rest.filter((doubt) => !isQuestion(doubt)),
  }
}

/** Items of a cell with several activities, each without its number; one item when there is no list. */
export function itemsOf(activity: string): string[] {
  const lines = activity.split('\n').map((line) => line.trim())
  const items: string[] = []
  for (const line of lines) {
    if (line === '') continue
    if (items.length === 0 || /^(\d{1,2}[.)]\s*|[·•▪*–—-]\s)/.test(line)) items.push(line)
    else items[items.length - 1] += ` ${line}`
  }
  return items.map((item) => item.replace(/^(\d{1,2}[.)]\s*|[·•▪*–—-]\s+)/, '').trim())
}

/** A choice as it is shown: its words and its dues. */
export const shown = (choice: Choice) => ({
  text: choice.text,
  dues: duesOf(choice).map(([, due]) => due),
})

/** What a typed phrase may mean in a plan. */
export function readingsOf(phrase: string, period: Period) {
  const reading = readDeadline(phrase, period)
  return { choices: choicesOf(reading).map(shown), doubts: reading.doubts.map(({ text }) => text) }
}
