import type { Answers, Questionnaire } from '../questionnaires/definition.ts'
import { applicable, inWords, itemsOf } from '../questionnaires/rules.ts'
import { scoresOf } from '../questionnaires/scores.ts'
import type { IsoDate } from '../shared/calendar.ts'
import type { NamedReply } from './store.ts'

/** The answers themselves, a person a row. */
export interface RawSheet {
  /** Questions, then scores. */
  columns: { text: string; kind: 'text' | 'number' | 'date' }[]
  rows: {
    name: string
    school: string | null
    sentOn: IsoDate
    values: (string | number | null)[]
  }[]
}

/** The persons that answers point at. */
export function personsIn(definition: Questionnaire, replies: readonly NamedReply[]): number[] {
  const codes = itemsOf(definition).flatMap(({ kind, code }) => (kind === 'persons' ? [code] : []))
  const named = replies.flatMap(({ answers }) => codes.flatMap((code) => answers[code] ?? []))
  return named.filter((one) => typeof one === 'number')
}

/** @param names of the persons that answers point at */
export function rawSheet(
  definition: Questionnaire,
  replies: readonly NamedReply[],
  names: ReadonlyMap<number, string>,
): RawSheet {
  return {
    columns: [
      ...itemsOf(definition).map((item) => ({
        text: item.kind === 'scale' && item.row ? `${item.row.text} — ${item.text}` : item.text,
        kind: kindOf(item.kind),
      })),
      ...definition.scores.map(({ title }) => ({ text: title, kind: 'number' as const })),
    ],
    rows: replies.map(({ name, school, sentOn, answers }) => ({
      name,
      school,
      sentOn,
      values: [
        ...cells(definition, answers, names),
        ...scoresOf(definition, answers).map(({ sum }) => sum),
      ],
    })),
  }
}

const kindOf = (kind: string): RawSheet['columns'][number]['kind'] =>
  kind === 'scale' || kind === 'number' ? 'number' : kind === 'date' ? 'date' : 'text'

function cells(
  definition: Questionnaire,
  answers: Answers,
  names: ReadonlyMap<number, string>,
): (string | number | null)[] {
  const asked = applicable(definition, answers)
  return itemsOf(definition).map((item) => {
    const value = asked.includes(item) ? (answers[item.code] ?? null) : null
    return typeof value === 'number' ? value : inWords(item, value, names)
  })
}
