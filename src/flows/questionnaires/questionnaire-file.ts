import type { Words } from '../../domain/deliveries/message.ts'
import type { ReadWorkbook } from '../../domain/questionnaires/workbook/read.ts'
import { may } from '../../domain/shared/access.ts'
import { DomainError } from '../../domain/shared/errors.ts'
import type { Flow, Next } from '../dialogue.ts'

/** As many errors are told at once; more are not read. */
const told = 20
/** What is sent as a sample: one of the library that has most kinds of question. */
const sample = 'interim'

/**
 * A questionnaire that was sent as a table and read before the step: all that is wrong with it by sheet
 * and row, or the draft that it makes. Arguments: `workbook`; `sent`: a file came; `refusal`, `draft`:
 * it was something else.
 */
export const questionnaireFile: Flow = async (d): Promise<Next | undefined> => {
  if (!may(d.actor, 'questionnaire.draft')) throw new DomainError('not-allowed')
  const { workbook, sent, refusal } = d.args
  if (!workbook) {
    if (refusal) {
      const { code, args } = refusal as { code: string; args: Words }
      d.say(`error-${code}`, args)
    } else if (sent) d.say('questionnaire-file-other')
    const reply = await d.prompt({
      key: 'questionnaire-send-file',
      options: [{ label: { key: 'questionnaire-get-empty' } }],
    })
    // A file begins this flow anew.
    if (reply.type === 'option')
      d.say('questionnaire-file-coming', {}, { make: { what: 'questionnaire', of: sample } })
    return
  }
  const { questionnaire, problems } = workbook as unknown as ReadWorkbook
  if (problems.length > 0) {
    d.say('questionnaire-file-wrong', { count: problems.length })
    for (const { sheet, row, code, args } of problems.slice(0, told))
      d.say(row > 0 ? 'questionnaire-file-problem' : 'questionnaire-file-problem-sheet', {
        sheet,
        row,
        what: { key: `error-questionnaire-problem-${code}`, args },
      })
    if (problems.length > told)
      d.say('questionnaire-file-problems-more', { count: problems.length - told })
    return { flow: 'questionnaire-file', args: {} }
  }
  const draft = await d.domain.questionnaireDrafts.addRead(d.actor, questionnaire)
  d.say('questionnaire-file-read', {
    title: questionnaire.title,
    count: questionnaire.questions.length,
  })
  return { flow: 'questionnaire-draft', args: { draft } }
}
