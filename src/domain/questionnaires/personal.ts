import { destroy, type PersonalRecords } from '../erasures/personal.ts'
import type { AnswerValue } from './definition.ts'
import { reconcileQuestionnaires } from './merge-store.ts'
import { peopleOf, personsNamed } from './people.ts'
import { itemsOf } from './rules.ts'
import { shownAnswer } from './screen.ts'

/** Responses with their answers, and questionnaires that somebody is writing. */
export const questionnaireRecords: PersonalRecords = {
  columns: {
    'response.person_id': 'deleted',
    'response.about_id': 'deleted',
    'questionnaire_draft.person_id': 'deleted',
    'questionnaire_edition.published_by_id': 'kept: who has published it, under a pseudonym',
  },
  moves: {
    'response.person_id': 'moved',
    'response.about_id': 'moved',
    'questionnaire_draft.person_id': 'moved',
    'questionnaire_edition.published_by_id': 'moved',
  },
  reconcile: reconcileQuestionnaires,

  /** What somebody has said of a pupil is shown to who said it, never to the pupil. */
  async show(room, { personId }) {
    const rows = await room.tx.query<{
      municipality: number
      questionnaire: string
      question: string
      value: AnswerValue
    }>(
      `SELECT p.municipality_id AS municipality, r.questionnaire, a.question, a.value
       FROM response r JOIN person p ON p.id = r.person_id JOIN answer a ON a.response_id = r.id
       WHERE r.person_id = $1 ORDER BY r.id, a.at, a.question`,
      [personId],
    )
    const municipality = rows[0]?.municipality ?? 0
    const known = new Map(
      (await room.domain.editions.listInForce(municipality)).map(({ questionnaire }) => [
        questionnaire.code,
        questionnaire,
      ]),
    )
    const named = rows.flatMap(({ questionnaire, question, value }) => {
      const found = known.get(questionnaire)
      return found ? personsNamed(itemsOf(found), { [question]: value }) : []
    })
    const names = await peopleOf(room).listNames(municipality, named)
    const items = rows.map(({ questionnaire, question, value }) => {
      const found = known.get(questionnaire)
      const asked = found && itemsOf(found).find(({ code }) => code === question)
      const shown = asked
        ? shownAnswer(asked, value, names)
        : { text: JSON.stringify(value), day: null }
      return {
        label: { text: `${found?.title ?? questionnaire}: ${asked?.text ?? question}` },
        value: shown.day
          ? { key: 'my-data-day', args: { day: shown.day } }
          : { text: shown.text ?? '—' },
      }
    })
    return [{ title: 'my-data-answers', items }]
  },

  async forget({ tx }, { personId }) {
    const whose = 'SELECT id FROM response WHERE person_id = $1 OR about_id = $1'
    return [
      await destroy(
        tx,
        'erased-answers',
        `DELETE FROM answer WHERE response_id IN (${whose}) RETURNING response_id`,
        [personId],
      ),
      await destroy(
        tx,
        'erased-responses',
        'DELETE FROM response WHERE person_id = $1 OR about_id = $1 RETURNING id',
        [personId],
      ),
      await destroy(
        tx,
        'erased-questionnaire-drafts',
        'DELETE FROM questionnaire_draft WHERE person_id = $1 RETURNING id',
        [personId],
      ),
    ]
  },
}
