import type { Problem } from './check.ts'
import { problemsOf } from './check.ts'
import type { Questionnaire } from './definition.ts'
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
