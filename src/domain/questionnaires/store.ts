import type { Tx } from '../../infra/db.ts'
import type { Answers, AnswerValue, Questionnaire } from './definition.ts'

export interface ResponseRow {
  id: number
  questionnaire: string
  completedAt: Date | null
  /** The pupil that it is about; null: whoever answers. */
  aboutId: number | null
  answers: Answers
  /** It is filled in for a campaign, and final once it is sent. */
  campaign: { id: number; anonymous: boolean } | null
}

interface Whose {
  personId: number
  municipalityId: number
}

// The answers as a sub-select: a join with grouping tempts the planner to read all of everybody's.
const COLUMNS = `
  r.id, r.questionnaire, r.completed_at AS "completedAt", r.about_id AS "aboutId",
  (SELECT jsonb_build_object('id', c.id, 'anonymous', c.anonymous) FROM campaign c WHERE c.id = r.campaign_id)
    AS campaign,
  (SELECT COALESCE(jsonb_object_agg(a.question, a.value), '{}') FROM answer a WHERE a.response_id = r.id)
    AS answers`

/** Responses and answers, in plain SQL: every answer of everybody passes here. */
export function questionnaireStore(tx: Tx) {
  return {
    /** With the number of the edition in force; null: the library's. */
    async load(
      id: number,
      { personId, municipalityId }: Whose,
    ): Promise<(ResponseRow & { edition: number | null }) | null> {
      const [row] = await tx.query<ResponseRow & { edition: number | null }>(
        `SELECT ${COLUMNS},
           (SELECT e.id FROM questionnaire_edition e
            WHERE e.municipality_id = $3 AND e.code = r.questionnaire AND e.retired_at IS NULL) AS edition
         FROM response r WHERE r.id = $1 AND r.person_id = $2`,
        [id, personId, municipalityId],
      )
      return row ?? null
    },

    /**
     * The person's latest response to each questionnaire, campaigns left aside, the most recent first.
     * @param aboutId about this pupil; null: about themselves
     */
    async listLatest({ personId }: Whose, aboutId: number | null): Promise<ResponseRow[]> {
      return tx.query<ResponseRow>(
        `SELECT ${COLUMNS} FROM (
           SELECT DISTINCT ON (questionnaire) * FROM response
           WHERE person_id = $1 AND campaign_id IS NULL AND about_id IS NOT DISTINCT FROM $2::int
           ORDER BY questionnaire, id DESC
         ) r ORDER BY r.id DESC`,
        [personId, aboutId],
      )
    },

    /** What was sent last of a questionnaire about oneself. */
    async findSent(personId: number, code: string): Promise<Answers | null> {
      const [row] = await tx.query<ResponseRow>(
        `SELECT ${COLUMNS} FROM response r
         WHERE r.person_id = $1 AND r.questionnaire = $2 AND r.about_id IS NULL
           AND (r.campaign_id IS NULL OR r.completed_at IS NOT NULL)
         ORDER BY r.id DESC LIMIT 1`,
        [personId, code],
      )
      return row?.completedAt ? row.answers : null
    },

    async add(
      personId: number,
      aboutId: number | null,
      { code, version }: Questionnaire,
      at: Date,
    ): Promise<number> {
      const [row] = await tx.query<{ id: number }>(
        `INSERT INTO response (person_id, about_id, questionnaire, version, started_at)
         VALUES ($1, $2, $3, $4, $5) RETURNING id`,
        [personId, aboutId, code, version, at],
      )
      if (!row) throw new Error('a response was not stored')
      return row.id
    },

    /**
     * Saves an answer in one statement, if the response is the person's and the consent is in force (the
     * person's, and the pupil's whom it is about), and a campaign's was not sent and is not over.
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
         ) AND (r.about_id IS NULL OR 'given' = (
           SELECT state FROM consent WHERE person_id = r.about_id AND purpose = $5
           ORDER BY id DESC LIMIT 1
         )) AND (r.campaign_id IS NULL OR r.completed_at IS NULL
           AND (SELECT closed_at IS NULL FROM campaign WHERE id = r.campaign_id))
         FOR KEY SHARE OF r
         ON CONFLICT (response_id, question) DO UPDATE SET value = EXCLUDED.value, at = EXCLUDED.at
         RETURNING question`,
        [response, personId, question, JSON.stringify(value), consent, at],
      )
      return rows.length === 1
    },

    async dropAnswer(response: number, question: string): Promise<void> {
      await tx.query('DELETE FROM answer WHERE response_id = $1 AND question = $2', [
        response,
        question,
      ])
    },

    /**
     * Half-done responses that rest, of one municipality, but for those of campaigns, which have reminders
     * of their own: with an answer, the last before `first`, and
     * called to mind never or before `second`, not more than once.
     */
    async listResting(
      municipalityId: number,
      first: Date,
      second: Date,
    ): Promise<(ResponseRow & { personId: number; reminders: number })[]> {
      return tx.query(
        `SELECT ${COLUMNS}, r.person_id AS "personId", r.reminders
         FROM response r JOIN person p ON p.id = r.person_id
         WHERE r.completed_at IS NULL AND r.campaign_id IS NULL AND r.reminders < 2 AND p.municipality_id = $1
           AND p.erased_at IS NULL
           AND (SELECT max(at) FROM answer WHERE response_id = r.id) < $2
           AND (r.reminders = 0 OR r.reminded_at < $3)
           AND NOT EXISTS (SELECT FROM response l WHERE l.person_id = r.person_id AND l.id > r.id AND l.campaign_id IS NULL
                           AND l.questionnaire = r.questionnaire AND l.about_id IS NOT DISTINCT FROM r.about_id)
           AND 'given' = (SELECT state FROM consent WHERE person_id = p.id AND purpose = 'personal-data'
                          ORDER BY id DESC LIMIT 1)
         ORDER BY r.id`,
        [municipalityId, first, second],
      )
    },

    /** Who of these has a digest of a day. */
    async listWithDigest(day: string, persons: readonly number[]): Promise<number[]> {
      const rows = await tx.query<{ id: number }>(
        'SELECT person_id AS id FROM digest WHERE day = $1::date AND person_id = ANY ($2::int[])',
        [day, persons],
      )
      return rows.map(({ id }) => id)
    },

    async markReminded(ids: readonly number[], at: Date): Promise<void> {
      await tx.query(
        `UPDATE response SET reminders = reminders + 1, reminded_at = $2 WHERE id = ANY ($1::int[])`,
        [ids, at],
      )
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
