import type { Role } from '../shared/access.ts'
import type { Problem } from './check.ts'
import type { QuestionDefinition, Questionnaire } from './definition.ts'

/** A problem of a draft with the question that it is about, by number from 1 and words; or the whole. */
export interface PlacedInDraft {
  code: string
  args: Problem['args']
  number: number | null
  text: string
}

/** A questionnaire for who writes it. Plain JSON. */
export interface DraftView {
  code: string
  title: string
  purpose: string
  source: string | null
  audience: Role[]
  offered: boolean
  anonymous: boolean
  about: Questionnaire['about']
  questions: { code: string; text: string; kind: QuestionDefinition['kind']; optional: boolean }[]
  scores: number
  problems: PlacedInDraft[]
  /** Title of what is in force under the same code; null: it is a new one. */
  replaces: string | null
}

export function draftView(questionnaire: Questionnaire, problems: PlacedInDraft[]): DraftView {
  const { code, title, purpose, source, audience, offered, anonymous, about } = questionnaire
  return {
    code,
    title,
    purpose,
    source,
    audience,
    offered,
    anonymous,
    about,
    questions: questionnaire.questions.map((one) => ({
      code: one.code,
      text: one.text,
      kind: one.kind,
      optional: one.optional,
    })),
    scores: questionnaire.scores.length,
    problems,
    replaces: null,
  }
}

/** Problems with their questions' numbers and words. */
export function placed(
  { questions, scores }: Questionnaire,
  problems: readonly Problem[],
): PlacedInDraft[] {
  return problems.map(({ code, args, question, score }) => ({
    code,
    args,
    number: question === undefined ? null : question + 1,
    text:
      question === undefined
        ? (scores[score ?? -1]?.title ?? '')
        : (questions[question]?.text ?? ''),
  }))
}
