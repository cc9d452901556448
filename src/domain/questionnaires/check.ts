import type {
  ChoiceOption,
  QuestionDefinition,
  Questionnaire,
  ScaleStep,
  Score,
} from './definition.ts'
import { codePattern, limits } from './limits.ts'
import { itemsOfQuestion } from './rules.ts'

/** What is wrong with a questionnaire. Put into words as `questionnaire-problem-<code>`. */
export interface Problem {
  code: string
  args: { [name: string]: string | number }
  /** Where: a question or a score by its place, from 0; neither: the questionnaire itself. */
  question?: number
  score?: number
  /** An option, a row of a grid or a step by its place, from 0. */
  option?: number
}

type Args = Problem['args']

/** All that is wrong with a questionnaire; empty when it can be put to people. Pure. */
export function problemsOf(questionnaire: Questionnaire): Problem[] {
  const problems: Problem[] = []
  const { title, purpose, source, audience, questions, anonymous, about, scores } = questionnaire
  const add = (code: string, args: Args = {}) => problems.push({ code, args })
  if (!codePattern.test(questionnaire.code)) add('code', { value: questionnaire.code })
  if (title.trim() === '') add('title-missing')
  if (title.length > limits.title) add('title-long', { max: limits.title })
  if (purpose.trim() === '') add('purpose-missing')
  if (purpose.length > limits.purpose) add('purpose-long', { max: limits.purpose })
  if (source !== null && source.length > limits.source) add('source-long', { max: limits.source })
  if (audience.length === 0) add('audience-missing')
  if (questions.length === 0) add('questions-missing')
  if (questions.length > limits.questions) add('questions-many', { max: limits.questions })
  if (anonymous && about === 'pupil') add('anonymous-about')
  if (scores.length > limits.scores) add('scores-many', { max: limits.scores })

  const before = new Map<string, QuestionDefinition>()
  questions.forEach((question, index) => {
    const found = [...ofQuestion(question, before), ...ofCondition(question, before, questions)]
    if (anonymous && question.personal) found.push({ code: 'anonymous-personal', args: {} })
    problems.push(...found.map((problem) => ({ ...problem, question: index })))
    before.set(question.code, question)
  })
  scores.forEach((score, index) => {
    const twice = scores.findIndex(({ code }) => code === score.code) < index
    const found = ofScore(score, questions)
    if (twice) found.push({ code: 'score-code-taken', args: { value: score.code } })
    problems.push(...found.map((problem) => ({ ...problem, score: index })))
  })
  return problems
}

function ofQuestion(
  question: QuestionDefinition,
  before: ReadonlyMap<string, QuestionDefinition>,
): Problem[] {
  const problems: Problem[] = []
  const add = (code: string, args: Args = {}) => problems.push({ code, args })
  const { code, text, hint = '', section = '' } = question
  if (!codePattern.test(code)) add('question-code', { value: code })
  if (before.has(code)) add('question-code-taken', { value: code })
  if (text.trim() === '') add('text-missing')
  if (text.length > limits.text) add('text-long', { max: limits.text })
  if (hint.length > limits.hint) add('hint-long', { max: limits.hint })
  if (section.length > limits.section) add('section-long', { max: limits.section })
  switch (question.kind) {
    case 'choice':
      return [...problems, ...ofOptions(question.options, 'option', 2, limits.options)]
    case 'several': {
      const { options, least, most = options.length } = question
      if (least < 0 || least > options.length) add('least', { least, count: options.length })
      if (most < 1 || most < least) add('most', { most, least })
      return [...problems, ...ofOptions(options, 'option', 2, limits.options)]
    }
    case 'scale':
      return [...problems, ...ofSteps(question.steps)]
    case 'grid':
      return [
        ...problems,
        ...ofOptions(question.rows, 'row', 1, limits.rows),
        ...ofSteps(question.steps),
      ]
    case 'persons': {
      const { most, personal, optional } = question
      if (!personal || !optional) add('persons-personal')
      if (most < 1 || most > limits.persons) add('persons-most', { max: limits.persons })
      return problems
    }
    default: {
      const { min, max } = question
      if (min !== undefined && max !== undefined && min > max) add('bounds', { min, max })
      if (question.kind !== 'text') return problems
      const [shortest, longest] = [question.min ?? 1, question.max ?? 1]
      if (longest > limits.answer) add('answer-long', { max: limits.answer })
      if (shortest < 0 || longest < 1) add('answer-length')
      return problems
    }
  }
}

function ofOptions(
  options: readonly ChoiceOption[],
  what: 'option' | 'row',
  least: number,
  most: number,
): Problem[] {
  const problems: Problem[] = []
  if (options.length < least)
    problems.push({ code: `${what}s-few`, args: { least, count: options.length } })
  if (options.length > most) problems.push({ code: `${what}s-many`, args: { most } })
  options.forEach(({ code, label }, option) => {
    const add = (name: string, args: Args) =>
      problems.push({ code: `${what}-${name}`, args, option })
    if (!codePattern.test(code)) add('code', { value: code })
    if (options.findIndex((one) => one.code === code) < option) add('code-taken', { value: code })
    if (label.trim() === '') add('label-missing', { value: code })
    if (label.length > limits.label) add('label-long', { max: limits.label })
    if (options.findIndex((one) => one.label === label) < option)
      add('label-taken', { value: label })
  })
  return problems
}

function ofSteps(steps: readonly ScaleStep[]): Problem[] {
  const problems: Problem[] = []
  if (steps.length < 2) problems.push({ code: 'steps-few', args: { count: steps.length } })
  if (steps.length > limits.steps)
    problems.push({ code: 'steps-many', args: { most: limits.steps } })
  steps.forEach(({ value, label }, option) => {
    if (!Number.isInteger(value)) problems.push({ code: 'step-value', args: {}, option })
    if (steps.findIndex((one) => one.value === value) < option)
      problems.push({ code: 'step-taken', args: { value }, option })
    if (label.length > limits.step)
      problems.push({ code: 'step-long', args: { max: limits.step }, option })
  })
  return problems
}

function ofCondition(
  { when, code }: QuestionDefinition,
  before: ReadonlyMap<string, QuestionDefinition>,
  all: readonly QuestionDefinition[],
): Problem[] {
  if (!when) return []
  const named = (questions: Iterable<QuestionDefinition>) =>
    [...questions].flatMap(itemsOfQuestion).find((item) => item.code === when.question)
  const item = named(before.values())
  if (!item) {
    const later = when.question === code || named(all) !== undefined
    return [{ code: later ? 'when-later' : 'when-unknown', args: { value: when.question } }]
  }
  if (when.is.length === 0) return [{ code: 'when-nothing', args: { value: when.question } }]
  const possible = answersOf(item)
  if (!possible) return [{ code: 'when-free', args: { value: when.question } }]
  return when.is
    .filter((value) => !possible.includes(value))
    .map((value) => ({ code: 'when-value', args: { value, question: when.question } }))
}

/** The answers that a condition may wait for; null when the answer is free. */
function answersOf(item: QuestionDefinition): (string | number)[] | null {
  if (item.kind === 'choice' || item.kind === 'several') return item.options.map(({ code }) => code)
  if (item.kind === 'scale') return item.steps.map(({ value }) => value)
  return null
}

function ofScore({ code, title, of, bands }: Score, questions: QuestionDefinition[]): Problem[] {
  const problems: Problem[] = []
  const add = (name: string, args: Args = {}) => problems.push({ code: `score-${name}`, args })
  if (!codePattern.test(code)) add('code', { value: code })
  if (title.trim() === '') add('title-missing')
  if (title.length > limits.title) add('title-long', { max: limits.title })
  if (of.length === 0) add('of-missing')
  for (const named of of) {
    const found =
      questions.find((one) => one.code === named) ??
      questions.flatMap(itemsOfQuestion).find((one) => one.code === named)
    if (!found) add('of-unknown', { value: named })
    else if (!['scale', 'number', 'grid'].includes(found.kind)) add('of-words', { value: named })
  }
  if (bands.length === 0) add('bands-missing')
  if (bands.length > limits.bands) add('bands-many', { max: limits.bands })
  const sorted = [...bands].sort((a, b) => a.from - b.from)
  sorted.forEach(({ from, to, label }, index) => {
    if (label.trim() === '' || label.length > limits.label) add('band-label', { max: limits.label })
    if (from > to) add('band-bounds', { from, to })
    const next = sorted[index + 1]
    if (next && next.from <= to) add('bands-overlap', { value: next.from })
  })
  return problems
}
