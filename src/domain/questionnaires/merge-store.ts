import type { Tx } from '../../infra/db.ts'
import type { Merging } from '../erasures/personal.ts'

/** Two persons become one: what both have written, and answers that name the one who goes. */
export async function reconcileQuestionnaires(tx: Tx, { from, to }: Merging): Promise<void> {
  await keepOneOfEach(tx, from, to)
  await renameInAnswers(tx, from, to)
}

/** A campaign is answered once: what was sent stays before what was not. Of two drafts the later one does. */
async function keepOneOfEach(tx: Tx, from: number, to: number): Promise<void> {
  await tx.query(
    `DELETE FROM response WHERE id IN (
       SELECT unnest((array_agg(id ORDER BY completed_at IS NULL, person_id = $1))[2:])
       FROM response WHERE person_id IN ($1, $2) AND campaign_id IS NOT NULL GROUP BY campaign_id)`,
    [from, to],
  )
  await tx.query(
    `DELETE FROM questionnaire_draft WHERE id IN (
       SELECT unnest((array_agg(id ORDER BY changed_at DESC, person_id = $1))[2:])
       FROM questionnaire_draft WHERE person_id IN ($1, $2) GROUP BY municipality_id, code)`,
    [from, to],
  )
}

/** Only answers that name people are arrays of numbers. Who is named twice by now keeps the first place. */
async function renameInAnswers(tx: Tx, from: number, to: number): Promise<void> {
  await tx.query(
    `UPDATE answer a SET value = (
       SELECT jsonb_agg(id ORDER BY place) FROM (
         SELECT CASE WHEN id = to_jsonb($1::int) THEN to_jsonb($2::int) ELSE id END AS id, min(place) AS place
         FROM jsonb_array_elements(a.value) WITH ORDINALITY AS named (id, place) GROUP BY 1
       ) renamed)
     FROM response r JOIN person p ON p.id = r.person_id
     WHERE r.id = a.response_id AND p.municipality_id = (SELECT municipality_id FROM person WHERE id = $1)
       AND jsonb_typeof(a.value) = 'array' AND a.value @> to_jsonb($1::int)`,
    [from, to],
  )
}
