import type { Words } from '../../domain/deliveries/message.ts'
import type { AnswerValue } from '../../domain/questionnaires/definition.ts'
import type { QuestionScreen, ShownAnswer } from '../../domain/questionnaires/screen.ts'
import type { Question, Reply } from '../dialogue.ts'

/** The arguments of `questionnaire-question` and of what is made like it. */
export function questionArgs(screen: QuestionScreen): Words {
  const { number, total, section, grid, text, hint, answer } = screen
  const line = (key: string, value: string): Words[string] =>
    value ? { key, args: { value } } : ''
  return {
    number,
    total,
    section: line('questionnaire-section', section),
    grid: line('questionnaire-grid', grid),
    text,
    hint: hint ? { key: 'questionnaire-hint', args: { hint } } : howMany(screen),
    answer: hasAnswer({ answer })
      ? { key: 'questionnaire-answer', args: { answer: answerWords(answer) } }
      : '',
  }
}

/** How many may be ticked, where the questionnaire says nothing of it itself. */
function howMany({ several, options }: QuestionScreen): Words[string] {
  if (!several) return ''
  const { least, most } = several
  const bounds = `${least > 1 ? 'from' : ''}${most < options.length ? 'to' : ''}` || 'any'
  const hint: Words[string] = { key: 'questionnaire-ticks', args: { bounds, least, most } }
  return { key: 'questionnaire-hint', args: { hint } }
}

/** An answer as an argument of words. */
export function answerWords(answer: ShownAnswer): Words[string] {
  if (answer.day !== null) return { key: 'questionnaire-day', args: { day: answer.day } }
  return answer.text ?? { key: 'questionnaire-skipped' }
}

export function hasAnswer({ answer }: Pick<QuestionScreen, 'answer'>): boolean {
  return answer.text !== null || answer.day !== null
}

/** An item as it is asked. @param keeps whether the answer so far can be left as it is */
export function question(screen: QuestionScreen, keeps: boolean): Question {
  const { options, expects, several, ticked } = screen
  const labels: NonNullable<Question['options']> = options.map(({ label, value }) => ({
    label: { text: label },
    // A step of a scale is known by its own number: «3» typed is three, not the third.
    ...(typeof value === 'number' ? { mark: String(value) } : {}),
  }))
  if (keeps) labels.push({ label: { key: 'questionnaire-keep' }, apart: true })
  return {
    key: 'questionnaire-question',
    args: questionArgs(screen),
    ...(labels.length > 0 ? { options: labels } : {}),
    ...(expects ? { expects } : {}),
    ...(several ? { many: { ...several, ticked } } : {}),
    skip: screen.optional,
    personal: screen.personal,
    back: 'flow',
  }
}

/** The value that a reply to it means. */
export function givenValue(screen: QuestionScreen, reply: Reply): AnswerValue {
  switch (reply.type) {
    case 'option':
      return screen.options[reply.index]?.value ?? null
    case 'options':
      return reply.indexes.map((index) => String(screen.options[index]?.value))
    case 'text':
      return screen.expects?.kind === 'number' ? Number(reply.text) : reply.text
    default:
      return null
  }
}
