import type { Answers, AnswerValue, ItemDefinition, Questionnaire } from './definition.ts'
import { applicable, firstOpen, inWords, stepLabel } from './rules.ts'

/** One item as it is put to a person. Plain JSON. */
export interface QuestionScreen {
  code: string
  /** «3 из 12», of the items that apply. */
  number: number
  total: number
  /** The heading that it stands under, and what the grid asks that it is a row of; or nothing. */
  section: string
  grid: string
  text: string
  hint: string
  personal: boolean
  optional: boolean
  /** Options to choose from, with the value that choosing each one gives; empty for a free answer. */
  options: { value: string | number; label: string }[]
  /** Set when several may be ticked: how many at least and at most. */
  several: { least: number; most: number } | null
  /** Indexes of the options that the answer so far has. */
  ticked: number[]
  /** Set when people are named. */
  people: PeopleScreen | null
  /** What a free answer must be. */
  expects: Expectation | null
  /** The answer so far. */
  answer: ShownAnswer
  /** The item before this one. */
  previous: string | null
  /** Number of the edition that it was read by; null: the library's. Goes back with the answer. */
  edition: number | null
}

/** People to name. */
export interface PeopleScreen {
  /** Named already, in order. */
  chosen: { personId: number; name: string }[]
  /** Who else can be named. */
  offered: { personId: number; name: string }[]
  /** Not all are offered: a last name finds the others. */
  more: boolean
  most: number
  ranked: boolean
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

/** The item at `at`, with where it stands; the first open one when `at` is null or applies no more. */
export function itemAt(questionnaire: Questionnaire, answers: Answers, at: string | null) {
  const asked = applicable(questionnaire, answers)
  const item = asked.find(({ code }) => code === at) ?? firstOpen(questionnaire, answers)
  if (!item) return null
  const index = asked.indexOf(item)
  return {
    item,
    number: index + 1,
    total: asked.length,
    previous: asked[index - 1]?.code ?? null,
  }
}

/** @param today ISO @param names of the persons that the answer names */
export function questionScreen(
  questionnaire: Questionnaire,
  { item, ...place }: NonNullable<ReturnType<typeof itemAt>>,
  answers: Answers,
  today: string,
  names?: ReadonlyMap<number, string>,
): Omit<QuestionScreen, 'people' | 'edition'> {
  const options = optionsOf(item)
  const given = answers[item.code] ?? null
  const chosen: readonly (string | number | null)[] = Array.isArray(given) ? given : [given]
  return {
    ...place,
    code: item.code,
    section: item.section ?? '',
    grid: item.kind === 'scale' ? (item.row?.text ?? '') : '',
    text: item.text,
    hint: item.hint ?? '',
    personal: isPersonal(questionnaire, item),
    optional: item.optional,
    options,
    several:
      item.kind === 'several'
        ? { least: item.optional ? 0 : item.least, most: item.most ?? item.options.length }
        : null,
    ticked: options.flatMap(({ value }, i) => (chosen.includes(value) ? [i] : [])),
    expects: expectation(item, today),
    answer: shownAnswer(item, given, names),
  }
}

/** Whether an item may be put only where personal data may go: whatever is said of a named pupil is such. */
export function isPersonal(questionnaire: Questionnaire, item: ItemDefinition): boolean {
  return item.personal || questionnaire.about === 'pupil'
}

export function shownAnswer(
  item: ItemDefinition,
  value: AnswerValue,
  names?: ReadonlyMap<number, string>,
): ShownAnswer {
  const words = inWords(item, value, names)
  return item.kind === 'date' ? { text: null, day: words } : { text: words, day: null }
}

function optionsOf(item: ItemDefinition): { value: string | number; label: string }[] {
  if (item.kind === 'choice' || item.kind === 'several')
    return item.options.map(({ code, label }) => ({ value: code, label }))
  if (item.kind === 'scale')
    return item.steps.map((step) => ({ value: step.value, label: stepLabel(step) }))
  return []
}

function expectation(item: ItemDefinition, today: string): Expectation | null {
  const bounds = <T>(of: { min?: T | undefined; max?: T | undefined }) => ({
    ...(of.min === undefined ? {} : { min: of.min }),
    ...(of.max === undefined ? {} : { max: of.max }),
  })
  switch (item.kind) {
    case 'text':
      return { kind: 'text', ...bounds(item) }
    case 'number':
      return {
        kind: 'number',
        ...bounds(item),
        ...(item.whole === undefined ? {} : { whole: item.whole }),
      }
    case 'date':
      return {
        kind: 'date',
        ...bounds(item),
        ...(item.past ? { max: today } : {}),
        ...(item.rough ? { rough: true } : {}),
      }
    default:
      return null
  }
}
