import { destroy, type PersonalRecords } from '../erasures/personal.ts'

/**
 * Requests to say something about a pupil. The pupil is shown that there are opinions and how to learn
 * more, never what they say: see service.ts for the grounds.
 */
export const observationRecords: PersonalRecords = {
  columns: {
    'observation.pupil_id': 'deleted',
    'observation.respondent_id': 'deleted',
    'observation.asked_by_id': 'kept: who has asked, under a pseudonym',
  },
  moves: {
    'observation.pupil_id': 'moved',
    'observation.respondent_id': 'moved',
    'observation.asked_by_id': 'moved',
  },

  /** The same is asked once. */
  async reconcile(tx, { from, to, at }) {
    for (const [one, other] of [
      ['pupil_id', 'respondent_id'],
      ['respondent_id', 'pupil_id'],
    ])
      await tx.query(
        `UPDATE observation t SET status = 'withdrawn', settled_at = $3
         WHERE t.${one} = $1 AND t.status = 'asked' AND EXISTS (
           SELECT FROM observation o WHERE o.${one} = $2 AND o.status = 'asked'
             AND o.${other} = t.${other} AND o.questionnaire = t.questionnaire)`,
        [from, to, at],
      )
  },

  async show({ tx, domain }, { personId }) {
    const rows = await tx.query<{
      municipality: number
      code: string
      status: string
      day: string
    }>(
      `SELECT municipality_id AS municipality, questionnaire AS code, status,
              to_char(coalesce(settled_at, asked_at), 'YYYY-MM-DD') AS day
       FROM observation WHERE pupil_id = $1 AND status IN ('asked', 'given') ORDER BY id`,
      [personId],
    )
    if (rows.length === 0) return []
    const [first] = rows
    const known = await domain.editions.listInForce(first?.municipality ?? 0)
    const items = rows.map(({ code, status, day }) => {
      const found = known.find(({ questionnaire }) => questionnaire.code === code)
      return {
        label: { text: found?.questionnaire.title ?? code },
        value: { key: `my-data-observation-${status}`, args: { day } },
      }
    })
    return [{ title: 'my-data-observations', items }]
  },

  async forget({ tx }, { personId }) {
    return [
      await destroy(
        tx,
        'erased-observations',
        'DELETE FROM observation WHERE pupil_id = $1 OR respondent_id = $1 RETURNING id',
        [personId],
      ),
    ]
  },
}
