import type { Answers, AnswerValue, ItemDefinition, Questionnaire } from './definition.ts'
import { applicable, firstOpen, inWords, stepLabel } from './rules.ts'

/** One question as it is put to a person. Plain JSON. */
export interface QuestionScreen {
  code: string
  /** «3 из 12», of the questions that apply. */
  number: number
  total: number
  text: string
  hint: string
  personal: boolean
  optional: boolean
  /** Options to choose from, with the value that choosing each one gives; empty for a free answer. */
  options: { value: string | number; label: string }[]
  /** Set when several may be ticked. */
  least: number | null
  /** Indexes of the options that the answer so far has. */
  ticked: number[]
  /** What a free answer must be. */
  expects: Expectation | null
  /** The answer so far. */
  answer: ShownAnswer
  /** The question before this one. */
  previous: string | null
}

export type Expectation =
  | { kind: 'text'; min?: number; max?: number }
  | { kind: 'number'; min?: number; max?: number; whole?: boolean }
  | { kind: 'date'; min?: string; max?: string; rough?: boolean }

/** An answer in words, or a day (ISO); both null when there is none. */
export interface ShownAnswer {
  text: string | null
  day: string | null
}

/**
 * The screen of a question; of the first open one when `at` is null or applies no more.
 * @param today ISO
 */
export function questionScreen(
  questionnaire: Questionnaire,
  answers: Answers,
  at: string | null,
  today: string,
): QuestionScreen | null {
  const asked = applicable(questionnaire, answers)
  const question = asked.find(({ code }) => code === at) ?? firstOpen(questionnaire, answers)
  if (!question) return null
  const index = asked.indexOf(question)
  const options = optionsOf(question)
  const given = answers[question.code] ?? null
  const chosen: AnswerValue[] = Array.isArray(given) ? given : [given]
  return {
    code: question.code,
    number: index + 1,
    total: asked.length,
    text: question.text,
    hint: question.hint ?? '',
    personal: question.personal,
    optional: question.optional,
    options,
    least: question.kind === 'several' ? question.least : null,
    ticked: options.flatMap(({ value }, i) => (chosen.includes(value) ? [i] : [])),
    expects: expectation(question, today),
    answer: shownAnswer(question, given),
    previous: asked[index - 1]?.code ?? null,
  }
}

export function shownAnswer(question: ItemDefinition, value: AnswerValue): ShownAnswer {
  const words = inWords(question, value)
  return question.kind === 'date' ? { text: null, day: words } : { text: words, day: null }
}

function optionsOf(question: ItemDefinition): { value: string | number; label: string }[] {
  if (question.kind === 'choice' || question.kind === 'several')
    return question.options.map(({ code, label }) => ({ value: code, label }))
  if (question.kind === 'scale')
    return question.steps.map((step) => ({ value: step.value, label: stepLabel(step) }))
  return []
}

function expectation(question: ItemDefinition, today: string): Expectation | null {
  const bounds = <T>(of: { min?: T | undefined; max?: T | undefined }) => ({
    ...(of.min === undefined ? {} : { min: of.min }),
    ...(of.max === undefined ? {} : { max: of.max }),
  })
  switch (question.kind) {
    case 'text':
      return { kind: 'text', ...bounds(question) }
    case 'number':
      return {
        kind: 'number',
        ...bounds(question),
        ...(question.whole === undefined ? {} : { whole: question.whole }),
      }
    case 'date':
      return {
        kind: 'date',
        ...bounds(question),
        ...(question.past ? { max: today } : {}),
        ...(question.rough ? { rough: true } : {}),
      }
    default:
      return null
  }
}
