import { type SchoolCount, schoolsToTell } from '../campaigns/rules.ts'
import type {
  Answers,
  AnswerValue,
  ItemDefinition,
  Questionnaire,
  Score,
} from '../questionnaires/definition.ts'
import { applicable, fits, itemsOf } from '../questionnaires/rules.ts'
import { counts, scoresOf } from '../questionnaires/scores.ts'
import { numberBars, yearBars } from './bins.ts'

/** One filled-in questionnaire; nobody's, as far as counting goes. */
export interface Reply {
  schoolId: number | null
  answers: Answers
}

/** How many have answered so. */
export interface Bar {
  label: string
  count: number
  /** Of a step of a scale. */
  value: number | null
}

/** What has come of one question, of one row of a grid, or of a score. */
export interface ItemResult {
  code: string
  text: string
  kind: ItemDefinition['kind'] | 'score'
  /** The question of the grid that it is a row of. */
  grid: string | null
  /** How many have answered; where several may be ticked, the bars are more together. */
  answered: number
  /** Too few to be shown: nothing below is filled in, nor is `answered`. */
  hidden: boolean
  bars: Bar[]
  /** Of scales, numbers and scores. */
  mean: number | null
  /** The lowest and the highest mark that there is. */
  range: [number, number] | null
  /** Of free texts. */
  texts: string[]
}

/** Counts replies, item by item in the order of the questionnaire, scores at the end. */
export function tally(questionnaire: Questionnaire, replies: readonly Reply[]): ItemResult[] {
  const items = itemsOf(questionnaire)
  const given = new Map<string, AnswerValue[]>(items.map(({ code }) => [code, []]))
  for (const { answers } of replies)
    for (const item of applicable(questionnaire, answers)) {
      const value = answers[item.code]
      if (value !== undefined && value !== null && fits(item, value))
        given.get(item.code)?.push(value)
    }
  const sums = replies.map(({ answers }) => scoresOf(questionnaire, answers))
  return [
    ...items.map((item) => itemResult(item, given.get(item.code) ?? [])),
    ...questionnaire.scores.map((score, i) =>
      scoreResult(
        score,
        sums.flatMap((all) => all[i]?.sum ?? []),
      ),
    ),
  ]
}

function itemResult(item: ItemDefinition, values: readonly AnswerValue[]): ItemResult {
  const numbers = values.filter((value): value is number => typeof value === 'number')
  const steps = item.kind === 'scale' ? item.steps.map(({ value }) => value) : []
  return {
    code: item.code,
    text: item.text,
    kind: item.kind,
    grid: item.kind === 'scale' ? (item.row?.text ?? null) : null,
    answered: values.filter((value) => !Array.isArray(value) || value.length > 0).length,
    hidden: false,
    bars: barsOf(item, values),
    mean: item.kind === 'scale' || item.kind === 'number' ? meanOf(numbers) : null,
    range: steps.length > 0 ? [Math.min(...steps), Math.max(...steps)] : null,
    // In the order of the alphabet: the order of arrival says who has written what.
    texts: item.kind === 'text' ? values.map(String).sort((a, b) => a.localeCompare(b, 'ru')) : [],
  }
}

function barsOf(item: ItemDefinition, values: readonly AnswerValue[]): Bar[] {
  const chosen = (values as (string | number)[][]).flat()
  const count = (value: string | number) => chosen.filter((one) => one === value).length
  switch (item.kind) {
    case 'choice':
    case 'several':
      return item.options.map(({ code, label }) => ({ label, count: count(code), value: null }))
    case 'scale':
      return item.steps.map(({ value, label }) => ({ label, count: count(value), value }))
    case 'number':
      return numberBars(values as number[])
    case 'date':
      return yearBars(values as string[])
    default:
      return []
  }
}

function scoreResult({ code, title, bands }: Score, sums: readonly number[]): ItemResult {
  const limits = bands.flatMap(({ from, to }) => [from, to])
  return {
    code: `score.${code}`,
    text: title,
    kind: 'score',
    grid: null,
    answered: sums.length,
    hidden: false,
    bars: bands.map(({ from, to, label }) => ({
      label: `${label} (${from}–${to})`,
      count: sums.filter((sum) => from <= sum && sum <= to).length,
      value: null,
    })),
    mean: meanOf(sums),
    range: limits.length > 0 ? [Math.min(...limits), Math.max(...limits)] : null,
    texts: [],
  }
}

function meanOf(numbers: readonly number[]): number | null {
  if (numbers.length === 0) return null
  return numbers.reduce((sum, one) => sum + one, 0) / numbers.length
}

/** The results of all, and of each school that has any. */
export interface Results {
  all: ItemResult[]
  schools: { schoolId: number; items: ItemResult[] }[]
}

/**
 * Results in which nothing stands of fewer than `least` people: item by item, neither as it is, nor as
 * the difference of the whole and the schools that are shown, nor as what a score has more than its
 * items that are shown. `least` of 1 hides nothing.
 */
export function resultsOf(
  questionnaire: Questionnaire,
  replies: readonly Reply[],
  least: number,
): Results {
  const groups = new Map<number | null, Reply[]>()
  for (const reply of replies)
    groups.set(reply.schoolId, [...(groups.get(reply.schoolId) ?? []), reply])
  const all = tally(questionnaire, replies)
  const schools = [...groups].map(([schoolId, own]) => ({
    schoolId,
    items: tally(questionnaire, own),
  }))
  const told = all.map((_, i) => {
    const answered: SchoolCount[] = schools.map(({ schoolId, items }) => ({
      schoolId,
      count: items[i]!.answered,
    }))
    return new Set(schoolsToTell(answered, least))
  })
  const parts = partsOf(questionnaire)
  /** What may be told of each, and of each part of it that has answers at all. */
  const filtered = (items: ItemResult[], mayTell: (index: number) => boolean) =>
    items.map((item, i) =>
      least <= 1 ||
      (mayTell(i) && parts[i]!.every((part) => items[part]!.answered === 0 || mayTell(part)))
        ? item
        : hide(item),
    )
  return {
    all: filtered(all, (i) => all[i]!.answered >= least),
    schools: schools.flatMap(({ schoolId, items }) =>
      schoolId === null
        ? []
        : [{ schoolId, items: filtered(items, (i) => told[i]!.has(schoolId)) }],
    ),
  }
}

/** For everything that `tally` counts, the places of what it is the sum of: nothing but for scores. */
function partsOf(questionnaire: Questionnaire): number[][] {
  const items = itemsOf(questionnaire)
  return [
    ...items.map(() => []),
    ...questionnaire.scores.map((score) =>
      items.flatMap(({ code }, i) => (counts(score, code) ? [i] : [])),
    ),
  ]
}

function hide(item: ItemResult): ItemResult {
  return { ...item, answered: 0, hidden: true, bars: [], mean: null, texts: [] }
}

/** The share of those who have answered, 0–1. */
export function shareOf(item: ItemResult, bar: Bar): number {
  return item.answered === 0 ? 0 : bar.count / item.answered
}
