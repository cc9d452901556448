import type { Problem } from './check.ts'
import { problemsOf } from './check.ts'
import type { QuestionDefinition, Questionnaire } from './definition.ts'
import { sameAnswers } from './edit.ts'

/**
 * What stands between a questionnaire and its publication in a municipality. Pure.
 * @param library the questionnaire of the library that it takes the place of
 * @param others those in force here, for what it is compared with
 */
export function publishProblems(
  questionnaire: Questionnaire,
  library: Questionnaire | undefined,
  others: readonly Questionnaire[],
): Problem[] {
  const problems = problemsOf(questionnaire)
  for (const kept of library?.questions.filter(({ fixed }) => fixed) ?? []) {
    const found = questionnaire.questions.find(({ code }) => code === kept.code)
    if (!found) problems.push({ code: 'fixed-missing', args: { text: kept.text } })
    else if (!sameAnswers(kept, found))
      problems.push({
        code: 'fixed-answers',
        args: { text: kept.text },
        question: questionnaire.questions.indexOf(found),
      })
  }
  if (library && library.about !== questionnaire.about)
    problems.push({ code: 'fixed-about', args: {} })
  for (const [index, { mirrors }] of questionnaire.questions.entries()) {
    if (!mirrors) continue
    const other = [questionnaire, ...others].find(({ code }) => code === mirrors.questionnaire)
    if (!other?.questions.some(({ code }) => code === mirrors.question))
      problems.push({
        code: 'mirrors-unknown',
        args: { value: `${mirrors.questionnaire}: ${mirrors.question}` },
        question: index,
      })
  }
  return problems
}

/**
 * The questionnaire with a new code for each question whose kind has changed under its old one: so the
 * answers to the old question stay what they are, and only the new one is asked. Pure.
 * @param before what was in force under the same code
 */
export function withRenewedCodes(
  questionnaire: Questionnaire,
  before: Questionnaire,
): Questionnaire {
  const { version } = questionnaire
  const renewed = new Map<string, string>()
  for (const { code, kind } of questionnaire.questions) {
    const old = before.questions.find((one) => one.code === code)
    if (old && old.kind !== kind) renewed.set(code, `${code.slice(0, 34)}-v${version}`)
  }
  if (renewed.size === 0) return questionnaire
  const anew = (code: string): string => {
    const [question = '', row] = code.split('.')
    const known = renewed.get(question) ?? question
    return row === undefined ? known : `${known}.${row}`
  }
  const questions = questionnaire.questions.map(
    (one): QuestionDefinition => ({
      ...one,
      code: anew(one.code),
      ...(one.when ? { when: { ...one.when, question: anew(one.when.question) } } : {}),
    }),
  )
  const scores = questionnaire.scores.map((score) => ({ ...score, of: score.of.map(anew) }))
  return { ...questionnaire, questions, scores }
}
