import type { Role } from '../shared/access.ts'
import { DomainError } from '../shared/errors.ts'
import type { QuestionDefinition, Questionnaire } from './definition.ts'
import { linesIn, optionsFromLines, stepsFromLines } from './lines.ts'
import { type ScalePreset, scales, yesNoUnsure } from './presets.ts'
import { itemsOfQuestion } from './rules.ts'
import { slug, unused } from './slug.ts'

/** One change to a questionnaire that is being written. */
export type Edit =
  | { do: 'title' | 'purpose'; text: string }
  | { do: 'audience'; roles: Role[] }
  | { do: 'flag'; flag: 'offered' | 'anonymous' }
  | { do: 'text' | 'hint' | 'section'; question: string; text: string }
  | { do: 'required' | 'personal'; question: string }
  | { do: 'options' | 'rows' | 'steps'; question: string; text: string }
  | { do: 'move'; question: string; by: -1 | 1 }
  | { do: 'remove'; question: string }
  | { do: 'add'; question: NewQuestion }

/** A question that is added; `options`, `rows` and `steps` as somebody writes them, a line each. */
export interface NewQuestion {
  kind: QuestionDefinition['kind'] | 'yes-no'
  text: string
  optional: boolean
  options?: string
  rows?: string
  steps?: ScalePreset | { lines: string }
  persons?: { among: 'mentors' | 'mentees'; most: number; ranked: boolean }
}

/**
 * The questionnaire after a change. Pure.
 * @throws DomainError('draft-question-unknown' | 'draft-fixed' | 'draft-needed-by' | 'draft-scored' |
 * 'draft-steps' | 'draft-order')
 */
export function edited(questionnaire: Questionnaire, edit: Edit): Questionnaire {
  switch (edit.do) {
    case 'title':
      return { ...questionnaire, title: edit.text }
    case 'purpose':
      return { ...questionnaire, purpose: edit.text }
    case 'audience':
      return { ...questionnaire, audience: edit.roles }
    case 'flag':
      return { ...questionnaire, [edit.flag]: !questionnaire[edit.flag] }
    case 'add':
      return withQuestions(questionnaire, [
        ...questionnaire.questions,
        newQuestion(edit.question, questionnaire),
      ])
    case 'move':
      return moved(questionnaire, edit.question, edit.by)
    case 'remove':
      return removed(questionnaire, edit.question)
    default:
      return withQuestions(
        questionnaire,
        replaced(questionnaire.questions, edit.question, (one) => changed(one, edit)),
      )
  }
}

type QuestionEdit = Extract<Edit, { question: string }>

function changed(question: QuestionDefinition, edit: QuestionEdit): QuestionDefinition {
  switch (edit.do) {
    case 'text':
      return { ...question, text: edit.text }
    case 'hint':
    case 'section': {
      const { [edit.do]: _, ...rest } = question
      // «–» takes the line away.
      return /^[-–—]?$/.test(edit.text) ? rest : { ...rest, [edit.do]: edit.text }
    }
    case 'required':
    case 'personal': {
      if (question.kind === 'persons') throw new DomainError('draft-persons')
      const key = edit.do === 'required' ? 'optional' : 'personal'
      return { ...question, [key]: !question[key] }
    }
    case 'options':
      if (!('options' in question)) return question
      return guarded(question, {
        ...question,
        options: optionsFromLines(linesIn(edit.text), question.options),
      })
    case 'rows':
      if (question.kind !== 'grid') return question
      return guarded(question, {
        ...question,
        rows: optionsFromLines(linesIn(edit.text), question.rows),
      })
    case 'steps':
      if (!('steps' in question)) return question
      return guarded(question, { ...question, steps: stepsIn(edit.text) })
    default:
      return question
  }
}

/** The programme works with the codes of a fixed question: words may change, answers may not come or go. */
function guarded(before: QuestionDefinition, after: QuestionDefinition): QuestionDefinition {
  if (before.fixed && !sameAnswers(before, after)) throw new DomainError('draft-fixed')
  return after
}

/** Whether two questions have the same answers, whatever they are called. */
export function sameAnswers(one: QuestionDefinition, other: QuestionDefinition): boolean {
  return answersOf(one) === answersOf(other)
}

function answersOf(question: QuestionDefinition): string {
  const codes = 'options' in question ? question.options.map(({ code }) => code) : []
  const rows = 'rows' in question ? question.rows.map(({ code }) => code) : []
  const steps = 'steps' in question ? question.steps.map(({ value }) => value) : []
  return JSON.stringify([question.kind, codes.sort(), rows.sort(), steps.sort((a, b) => a - b)])
}

function stepsIn(text: string) {
  const steps = stepsFromLines(text)
  if (!steps) throw new DomainError('draft-steps')
  return steps
}

function withQuestions(of: Questionnaire, questions: QuestionDefinition[]): Questionnaire {
  return { ...of, questions }
}

function replaced(
  questions: readonly QuestionDefinition[],
  code: string,
  change: (question: QuestionDefinition) => QuestionDefinition,
): QuestionDefinition[] {
  const index = questions.findIndex((one) => one.code === code)
  if (index < 0) throw new DomainError('draft-question-unknown')
  return questions.map((one, i) => (i === index ? change(one) : one))
}

function moved(of: Questionnaire, code: string, by: -1 | 1): Questionnaire {
  const questions = [...of.questions]
  const from = questions.findIndex((one) => one.code === code)
  const [question] = questions.splice(from, 1)
  if (from < 0 || !question) throw new DomainError('draft-question-unknown')
  questions.splice(Math.max(0, from + by), 0, question)
  // A question stands behind the one that its condition names.
  for (const [index, { when, text }] of questions.entries()) {
    const asked = when && whoAnswers(questions, when.question)
    if (asked !== undefined && asked >= index) throw new DomainError('draft-order', { text })
  }
  return withQuestions(of, questions)
}

function removed(of: Questionnaire, code: string): Questionnaire {
  const question = of.questions.find((one) => one.code === code)
  if (!question) throw new DomainError('draft-question-unknown')
  if (question.fixed) throw new DomainError('draft-fixed')
  const items = itemsOfQuestion(question).map((item) => item.code)
  const needing = of.questions.find(({ when }) => when && items.includes(when.question))
  if (needing) throw new DomainError('draft-needed-by', { text: needing.text })
  const score = of.scores.find(({ of: named }) =>
    named.some((one) => one === code || items.includes(one)),
  )
  if (score) throw new DomainError('draft-scored', { title: score.title })
  return withQuestions(
    of,
    of.questions.filter((one) => one !== question),
  )
}

/** The place of the question that a condition names. */
function whoAnswers(questions: readonly QuestionDefinition[], item: string): number | undefined {
  const index = questions.findIndex((one) => itemsOfQuestion(one).some(({ code }) => code === item))
  return index < 0 ? undefined : index
}

function newQuestion(asked: NewQuestion, { questions, about }: Questionnaire): QuestionDefinition {
  const taken = new Set(questions.map(({ code }) => code))
  const base = {
    code: unused(slug(asked.text, 24) || `q${questions.length + 1}`, taken),
    text: asked.text,
    personal: about === 'pupil',
    optional: asked.optional,
  }
  const options = () => optionsFromLines(linesIn(asked.options ?? ''), [])
  const steps = () => {
    const { steps: wanted = 'five' } = asked
    return typeof wanted === 'string' ? scales[wanted] : stepsIn(wanted.lines)
  }
  switch (asked.kind) {
    case 'yes-no':
      return { ...base, kind: 'choice', options: yesNoUnsure }
    case 'choice':
      return { ...base, kind: 'choice', options: options() }
    case 'several':
      return { ...base, kind: 'several', options: options(), least: asked.optional ? 0 : 1 }
    case 'scale':
      return { ...base, kind: 'scale', steps: steps() }
    case 'grid': {
      const rows = optionsFromLines(linesIn(asked.rows ?? ''), [])
      return { ...base, kind: 'grid', rows, steps: steps() }
    }
    case 'persons': {
      const { among = 'mentors', most = 1, ranked = false } = asked.persons ?? {}
      const always = { personal: true, optional: true }
      return { ...base, ...always, kind: 'persons', among, within: 'school', most, ranked }
    }
    case 'text':
      return { ...base, kind: 'text', max: 500 }
    default:
      return { ...base, kind: asked.kind }
  }
}
