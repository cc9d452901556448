import type { Words } from '../../domain/deliveries/message.ts'
import type { QuestionScreen, ShownAnswer } from '../../domain/questionnaires/screen.ts'

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
    hint: hint ? { key: 'questionnaire-hint', args: { hint } } : '',
    answer:
      answer.text !== null || answer.day !== null
        ? { key: 'questionnaire-answer', args: { answer: answerWords(answer) } }
        : '',
  }
}

/** An answer as an argument of words. */
export function answerWords(answer: ShownAnswer): Words[string] {
  if (answer.day !== null) return { key: 'questionnaire-day', args: { day: answer.day } }
  return answer.text ?? { key: 'questionnaire-skipped' }
}
