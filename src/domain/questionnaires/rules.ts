import type { Answers, AnswerValue, QuestionDefinition, Questionnaire } from './definition.ts'

/** The questions that apply with these answers, in order. */
export function applicable(questionnaire: Questionnaire, answers: Answers): QuestionDefinition[] {
  const asked = new Set<string>()
  return questionnaire.questions.filter((question) => {
    const { when } = question
    if (when) {
      if (!asked.has(when.question)) return false
      const given = answers[when.question] ?? null
      const values = Array.isArray(given) ? given : [given]
      if (!values.some((value) => value !== null && when.is.includes(value))) return false
    }
    asked.add(question.code)
    return true
  })
}

/** Whether a question has its answer: one that fits it, or a skip where that is allowed. */
export function isAnswered(question: QuestionDefinition, answers: Answers): boolean {
  const value = answers[question.code]
  return value !== undefined && fits(question, value)
}

/** The first question without an answer; null when the questionnaire is full. */
export function firstOpen(
  questionnaire: Questionnaire,
  answers: Answers,
): QuestionDefinition | null {
  return applicable(questionnaire, answers).find((q) => !isAnswered(q, answers)) ?? null
}

/** Whether a value may be the answer: also for answers that were given to an older version. */
export function fits(question: QuestionDefinition, value: AnswerValue): boolean {
  if (value === null) return question.optional
  switch (question.kind) {
    case 'choice':
      return question.options.some(({ code }) => code === value)
    case 'several':
      return (
        Array.isArray(value) &&
        value.length >= (question.optional ? 0 : question.least) &&
        value.every((one) => question.options.some(({ code }) => code === one))
      )
    case 'scale':
      return question.steps.some((step) => step.value === value)
    case 'text':
      return typeof value === 'string' && value.trim() !== '' && within(value.length, question)
    case 'number':
      return (
        typeof value === 'number' &&
        Number.isFinite(value) &&
        (!question.whole || Number.isInteger(value)) &&
        within(value, question)
      )
    case 'date':
      return typeof value === 'string' && within(value, question)
  }
}

function within<T extends string | number>(value: T, bounds: { min?: T; max?: T }): boolean {
  return (
    !(bounds.min !== undefined && value < bounds.min) &&
    !(bounds.max !== undefined && value > bounds.max)
  )
}

/** The answer as a person reads it; a date stays ISO, an empty one is null. */
export function inWords(question: QuestionDefinition, value: AnswerValue): string | null {
  if (value === null || !fits(question, value)) return null
  switch (question.kind) {
    case 'choice':
      return question.options.find(({ code }) => code === value)?.label ?? null
    case 'several': {
      const labels = question.options.filter(({ code }) => (value as string[]).includes(code))
      return labels.map(({ label }) => label).join(', ') || null
    }
    case 'scale': {
      const step = question.steps.find((one) => one.value === value)
      return step ? stepLabel(step) : null
    }
    default:
      return String(value)
  }
}

/** «3 — справляюсь», or the bare number where the step has no words of its own. */
export function stepLabel(step: { value: number; label: string }): string {
  return step.label ? `${step.value} — ${step.label}` : String(step.value)
}
