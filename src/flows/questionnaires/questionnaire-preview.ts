import type { Answers, AnswerValue } from '../../domain/questionnaires/definition.ts'
import type { Args, Flow, Next } from '../dialogue.ts'
import { givenValue, question } from './questionnaire-screen.ts'

/**
 * A questionnaire as a person would see it: conditions work, nothing is stored.
 * Arguments: `of`, a draft's number or the code of one in force; `answers` so far; `at`.
 */
export const questionnairePreview: Flow = async (d): Promise<Next> => {
  const of = typeof d.args.of === 'number' ? d.args.of : String(d.args.of)
  const answers = (d.args.answers ?? {}) as Answers
  const at = typeof d.args.at === 'string' ? d.args.at : null
  const here: Args = { of, answers }
  const over: Next =
    typeof of === 'number'
      ? { flow: 'questionnaire-draft', args: { draft: of } }
      : { flow: 'questionnaires', args: { code: of } }
  const screen = await d.domain.questionnaireDrafts.previewQuestion(d.actor, of, answers, at)
  if (!screen) {
    d.say('questionnaire-preview-over')
    return over
  }
  d.say('questionnaire-preview-lead')
  // People are not named here: the list is that of whoever answers.
  const asked = question(screen, false)
  const stop = { label: { key: 'questionnaire-preview-stop' }, apart: true }
  const named = screen.options.length === 0 && !screen.expects
  const reply = await d.prompt({
    ...asked,
    options: [
      ...(asked.options ?? []),
      ...(named ? [{ label: { key: 'questionnaire-preview-people' } }] : []),
      ...(asked.many ? [] : [stop]),
    ],
    personal: false,
    cancel: asked.many !== undefined,
  })
  if (reply.type === 'back')
    return screen.previous === null
      ? over
      : { flow: 'questionnaire-preview', args: { ...here, at: screen.previous } }
  if (reply.type === 'option' && reply.index >= screen.options.length && !named) return over
  if (reply.type === 'option' && named && reply.index === 1) return over
  const value: AnswerValue = named ? null : givenValue(screen, reply)
  return {
    flow: 'questionnaire-preview',
    args: { of, answers: { ...answers, [screen.code]: value } },
  }
}
