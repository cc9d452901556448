import { destroy, type PersonalRecords } from '../erasures/personal.ts'
import type { AnswerValue } from './definition.ts'
import { itemsOf } from './rules.ts'
import { shownAnswer } from './screen.ts'

/** Responses with their answers. */
export const questionnaireRecords: PersonalRecords = {
  columns: { 'response.person_id': 'deleted' },

  async show({ tx, outside }, { personId }) {
    const rows = await tx.query<{
      id: number
      questionnaire: string
      question: string
      value: AnswerValue
    }>(
      `SELECT r.id, r.questionnaire, a.question, a.value FROM response r JOIN answer a ON a.response_id = r.id
       WHERE r.person_id = $1 ORDER BY r.id, a.at, a.question`,
      [personId],
    )
    const items = rows.map(({ questionnaire, question, value }) => {
      const known = outside.questionnaires[questionnaire]
      const asked = known && itemsOf(known).find(({ code }) => code === question)
      const shown = asked ? shownAnswer(asked, value) : { text: JSON.stringify(value), day: null }
      return {
        label: { text: `${known?.title ?? questionnaire}: ${asked?.text ?? question}` },
        value: shown.day
          ? { key: 'my-data-day', args: { day: shown.day } }
          : { text: shown.text ?? '—' },
      }
    })
    return [{ title: 'my-data-answers', items }]
  },

  async forget({ tx }, { personId }) {
    const answers = await destroy(
      tx,
      'erased-answers',
      `DELETE FROM answer WHERE response_id IN (SELECT id FROM response WHERE person_id = $1)
       RETURNING response_id`,
      [personId],
    )
    const responses = await destroy(
      tx,
      'erased-responses',
      'DELETE FROM response WHERE person_id = $1 RETURNING id',
      [personId],
    )
    return [answers, responses]
  },
}
