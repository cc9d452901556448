import type { Tx } from '../../infra/db.ts'
import type { Answers, AnswerValue } from './definition.ts'

export interface ResponseRow {
  id: number
  questionnaire: string
  completedAt: Date | null
  answers: Answers
  /** It is filled in for a campaign, and final once it is sent. */
  campaign: { id: number; anonymous: boolean } | null
}

// The answers as a sub-select: a join with grouping tempts the planner to read all of everybody's.
const COLUMNS = `
  r.id, r.questionnaire, r.completed_at AS "completedAt",
  (SELECT jsonb_build_object('id', c.id, 'anonymous', c.anonymous) FROM campaign c WHERE c.id = r.campaign_id)
    AS campaign,
  (SELECT COALESCE(jsonb_object_agg(a.question, a.value), '{}') FROM answer a WHERE a.response_id = r.id)
    AS answers`

/** Responses and answers, in plain SQL: every answer of everybody passes here. */
export function questionnaireStore(tx: Tx) {
  return {
    async load(id: number, personId: number): Promise<ResponseRow | null> {
      const [row] = await tx.query<ResponseRow>(
        `SELECT ${COLUMNS} FROM response r WHERE r.id = $1 AND r.person_id = $2`,
        [id, personId],
      )
      return row ?? null
    },

    /** The person's latest response to each questionnaire, campaigns left aside, the most recent first. */
    async listLatest(personId: number): Promise<ResponseRow[]> {
      return tx.query<ResponseRow>(
        `SELECT ${COLUMNS} FROM (
           SELECT DISTINCT ON (questionnaire) * FROM response
           WHERE person_id = $1 AND campaign_id IS NULL
           ORDER BY questionnaire, id DESC
         ) r ORDER BY r.id DESC`,
        [personId],
      )
    },

    async add(personId: number, code: string, version: number, at: Date): Promise<number> {
      const [row] = await tx.query<{ id: number }>(
        `INSERT INTO response (person_id, questionnaire, version, started_at)
         VALUES ($1, $2, $3, $4) RETURNING id`,
        [personId, code, version, at],
      )
      if (!row) throw new Error('a response was not stored')
      return row.id
    },

    /**
     * Saves an answer in one statement, if the response is the person's, the consent is in force, and a
     * campaign's was not sent and its time is not over.
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
      const rows = await tx.query(
        `INSERT INTO answer (response_id, question, value, at)
         SELECT r.id, $3, $4::jsonb, $6 FROM response r
         WHERE r.id = $1 AND r.person_id = $2 AND 'given' = (
           SELECT state FROM consent WHERE person_id = $2 AND purpose = $5
           ORDER BY id DESC LIMIT 1
         ) AND (r.campaign_id IS NULL OR r.completed_at IS NULL
           AND (SELECT closed_at IS NULL FROM campaign WHERE id = r.campaign_id))
         ON CONFLICT (response_id, question) DO UPDATE SET value = EXCLUDED.value, at = EXCLUDED.at
         RETURNING question`,
        [response, personId, question, JSON.stringify(value), consent, at],
      )
      return rows.length === 1
    },

    async complete(id: number, version: number, at: Date): Promise<void> {
      await tx.query('UPDATE response SET completed_at = $2, version = $3 WHERE id = $1', [
        id,
        at,
        version,
      ])
    },
  }
}
