import type { Tx } from '../../infra/db.ts'
import type { Answers, AnswerValue } from './definition.ts'

export interface ResponseRow {
  id: number
  questionnaire: string
  completedAt: Date | null
  answers: Answers
}

// The answers as a sub-select: a join with grouping tempts the planner to read all of everybody's.
const COLUMNS = `
  r.id, r.questionnaire, r.completed_at AS "completedAt",
  (SELECT COALESCE(jsonb_object_agg(a.question, a.value), '{}') FROM answer a WHERE a.response_id = r.id)
    AS answers`

// With LIMIT the planner cannot turn it into a join that reads everybody's.
const OWN = `SELECT * FROM response WHERE id = each.id AND person_id = each.person_id LIMIT 1`

/** Responses and answers, in plain SQL: every answer of everybody passes here. */
export function questionnaireStore(tx: Tx) {
  const saved = new Map<number, { personId: number; row: ResponseRow }>()
  return {
    async load(id: number, personId: number): Promise<ResponseRow | null> {
      const known = saved.get(id)
      if (known?.personId === personId) return known.row
      const [row] = await tx.gather<ResponseRow>(
        `SELECT each.n, ${COLUMNS}
         FROM unnest($1::int[], $2::int[]) WITH ORDINALITY AS each(id, person_id, n)
         CROSS JOIN LATERAL (${OWN}) r`,
        [id, personId],
      )
      return row ?? null
    },

    /** The person's latest response to each questionnaire, the most recent first. */
    async listLatest(personId: number): Promise<ResponseRow[]> {
      return tx.gather<ResponseRow>(
        `SELECT each.n, ${COLUMNS} FROM unnest($1::int[]) WITH ORDINALITY AS each(person_id, n)
         CROSS JOIN LATERAL (
           SELECT DISTINCT ON (questionnaire) * FROM response WHERE person_id = each.person_id
           ORDER BY questionnaire, id DESC
         ) r ORDER BY r.id DESC`,
        [personId],
      )
    },

    async add(personId: number, code: string, version: number, at: Date): Promise<number> {
      const [row] = await tx.gather<{ id: number }>(
        `WITH each AS MATERIALIZED (
           SELECT nextval(pg_get_serial_sequence('response', 'id'))::int AS id, e.*
           FROM unnest($1::int[], $2::text[], $3::int[], $4::timestamptz[])
             WITH ORDINALITY AS e(person_id, questionnaire, version, started_at, n)
         ), added AS (
           INSERT INTO response (id, person_id, questionnaire, version, started_at)
           SELECT id, person_id, questionnaire, version, started_at FROM each
         )
         SELECT n, id FROM each`,
        [personId, code, version, at],
      )
      if (!row) throw new Error('a response was not stored')
      return row.id
    },

    /**
     * Saves an answer, if the response is the person's and the consent is in force. The next question of
     * the same step needs no query of its own: what is answered now is known from here.
     * @returns whether it was saved
     */
    async saveAnswer(
      response: number,
      personId: number,
      question: string,
      value: AnswerValue,
      consent: string,
      at: Date,
    ): Promise<boolean> {
      const [row] = await tx.gather<ResponseRow>(
        `WITH each AS MATERIALIZED (
           SELECT each.n, each.question, each.value, each.at, r.*
           FROM unnest($1::int[], $2::int[], $3::text[], $4::jsonb[], $5::text[], $6::timestamptz[])
             WITH ORDINALITY AS each(id, person_id, question, value, purpose, at, n)
           CROSS JOIN LATERAL (${OWN}) r
           WHERE 'given' = (
             SELECT state FROM consent WHERE person_id = each.person_id AND purpose = each.purpose
             ORDER BY id DESC LIMIT 1
           )
         ), saved AS (
           INSERT INTO answer (response_id, question, value, at) SELECT id, question, value, at FROM each
           ON CONFLICT (response_id, question) DO UPDATE SET value = EXCLUDED.value, at = EXCLUDED.at
         )
         SELECT r.n, ${COLUMNS} FROM each r`,
        [response, personId, question, JSON.stringify(value), consent, at],
      )
      if (!row) return false
      // The statement does not see its own answer yet.
      row.answers[question] = value
      saved.set(response, { personId, row })
      return true
    },

    async complete(id: number, version: number, at: Date): Promise<void> {
      saved.delete(id)
      await tx.gather(
        `UPDATE response r SET completed_at = each.at, version = each.version
         FROM unnest($1::int[], $2::timestamptz[], $3::int[]) WITH ORDINALITY AS each(id, at, version, n)
         WHERE r.id = each.id RETURNING each.n`,
        [id, at, version],
      )
    },
  }
}
