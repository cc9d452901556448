import type { Answers, Questionnaire } from './definition.ts'
import { applicable, isAnswered } from './rules.ts'

/** Where a person stands with a questionnaire. */
export interface Standing {
  code: string
  title: string
  purpose: string
  state: 'new' | 'half' | 'done'
  answered: number
  total: number
}

/** Where a person stands, by the response; none: it was not begun. */
export function standingOf(
  questionnaire: Questionnaire,
  response?: { answers: Answers; completedAt: Date | null },
): Standing {
  const answers = response?.answers ?? {}
  const asked = applicable(questionnaire, answers)
  const answered = asked.filter((item) => isAnswered(item, answers)).length
  const { code, title, purpose } = questionnaire
  const state = response?.completedAt ? 'done' : answered > 0 ? 'half' : 'new'
  return { code, title, purpose, state, answered, total: asked.length }
}
