import type { Tx } from '../../infra/db.ts'
import type { Merging } from '../erasures/personal.ts'

/** Two persons become one: what both have written, and answers that name the one who goes. */
export async function reconcileQuestionnaires(tx: Tx, { from, to }: Merging): Promise<void> {
  await keepOneOfEach(tx, from, to)
  await dropShadows(tx, from, to)
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

/**
 * The latest response is the one that counts: what only one profile has begun must not stand before what the other
 * has sent, nor before what has got further.
 */
async function dropShadows(tx: Tx, from: number, to: number): Promise<void> {
  const answers = (of: string) => `(SELECT count(*) FROM answer WHERE response_id = ${of}.id)`
  await tx.query(
    `DELETE FROM response WHERE id IN (
       SELECT r.id FROM response r JOIN response o ON o.person_id = $1::int + $2::int - r.person_id
         AND o.questionnaire = r.questionnaire AND o.about_id IS NOT DISTINCT FROM r.about_id AND o.campaign_id IS NULL
       WHERE r.person_id IN ($1, $2) AND r.campaign_id IS NULL AND r.completed_at IS NULL
         AND (o.completed_at IS NOT NULL
           OR (${answers('o')}, o.person_id = $2) > (${answers('r')}, r.person_id = $2)))`,
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
