import type { Tx } from '../../infra/db.ts'
import type { Role } from '../shared/access.ts'
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

// With LIMIT the planner cannot turn it into a join that reads everybody's.
const OWN = 'SELECT * FROM response WHERE id = each.id AND person_id = each.person_id LIMIT 1'

const EDITION = `(SELECT e.id FROM questionnaire_edition e
  WHERE e.municipality_id = each.municipality_id AND e.code = r.questionnaire AND e.retired_at IS NULL) AS edition`

/** With the number of the edition in force; null: the library's. */
type LoadedRow = ResponseRow & { edition: number | null }

/** Responses and answers, in plain SQL: every answer of everybody passes here. */
export function questionnaireStore(tx: Tx) {
  const saved = new Map<number, { personId: number; row: LoadedRow }>()
  return {
    async load(id: number, { personId, municipalityId }: Whose): Promise<LoadedRow | null> {
      const known = saved.get(id)
      if (known?.personId === personId) return known.row
      const [row] = await tx.gather<LoadedRow>(
        `SELECT each.n, ${COLUMNS}, ${EDITION}
         FROM unnest($1::int[], $2::int[], $3::int[])
           WITH ORDINALITY AS each(id, person_id, municipality_id, n)
         CROSS JOIN LATERAL (${OWN}) r`,
        [id, personId, municipalityId],
      )
      return row ?? null
    },

    /**
     * The person's latest response to each questionnaire, campaigns left aside, the most recent first.
     * @param aboutId about this pupil; null: about themselves
     */
    async listLatest({ personId }: Whose, aboutId: number | null): Promise<ResponseRow[]> {
      return tx.gather<ResponseRow>(
        `SELECT each.n, ${COLUMNS}
         FROM unnest($1::int[], $2::int[]) WITH ORDINALITY AS each(person_id, about_id, n)
         CROSS JOIN LATERAL (
           SELECT DISTINCT ON (questionnaire) * FROM response
           WHERE person_id = each.person_id AND campaign_id IS NULL
             AND about_id IS NOT DISTINCT FROM each.about_id
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

    /**
     * Begins a response, unless there is one. The person is locked first, by a statement of its own: what
     * another messenger of theirs has begun meanwhile, in this transaction or in another one, is seen then.
     * @returns the number of the one that is there now
     */
    async add(
      personId: number,
      aboutId: number | null,
      { code, version }: Questionnaire,
      at: Date,
    ): Promise<number> {
      await tx.gather(
        `SELECT each.n FROM unnest($1::int[]) WITH ORDINALITY AS each(person_id, n)
         JOIN person p ON p.id = each.person_id ORDER BY p.id FOR NO KEY UPDATE OF p`,
        [personId],
      )
      const [row] = await tx.gather<{ id: number }>(
        `WITH each AS MATERIALIZED (
           SELECT e.*, (
             SELECT r.id FROM response r
             WHERE r.person_id = e.person_id AND r.questionnaire = e.questionnaire
               AND r.campaign_id IS NULL AND r.about_id IS NOT DISTINCT FROM e.about_id
             -- Not by the index of all responses, however few there were when this was planned.
             ORDER BY r.id + 0 DESC LIMIT 1
           ) AS known, min(e.n) OVER (PARTITION BY e.person_id, e.about_id, e.questionnaire) AS first
           FROM unnest($1::int[], $2::int[], $3::text[], $4::int[], $5::timestamptz[])
             WITH ORDINALITY AS e(person_id, about_id, questionnaire, version, started_at, n)
         ), begun AS MATERIALIZED (
           SELECT nextval(pg_get_serial_sequence('response', 'id'))::int AS id, each.*
           FROM each WHERE known IS NULL AND n = first
         ), added AS (
           INSERT INTO response (id, person_id, about_id, questionnaire, version, started_at)
           SELECT id, person_id, about_id, questionnaire, version, started_at FROM begun
         )
         SELECT each.n, coalesce(each.known, begun.id) AS id
         FROM each LEFT JOIN begun ON begun.n = each.first`,
        [personId, aboutId, code, version, at],
      )
      if (!row) throw new Error('a response was not stored')
      return row.id
    },

    /**
     * Saves an answer, if the response is the person's and the consent is in force (the person's, and the
     * pupil's whom it is about), and a campaign's was not sent and is not over. The next question of the
     * same step needs no query of its own: what is answered now is known from here.
     * @returns whether it was saved
     */
    async saveAnswer(
      response: number,
      { personId, municipalityId }: Whose,
      question: string,
      value: AnswerValue,
      consent: string,
      at: Date,
    ): Promise<boolean> {
      const [row] = await tx.gather<LoadedRow>(
        `WITH each AS MATERIALIZED (
           SELECT each.n, each.question, each.value, each.at, each.municipality_id, r.*
           FROM unnest($1::int[], $2::int[], $3::int[], $4::text[], $5::jsonb[], $6::text[], $7::timestamptz[])
             WITH ORDINALITY AS each(id, person_id, municipality_id, question, value, purpose, at, n)
           CROSS JOIN LATERAL (${OWN} FOR KEY SHARE) r
           WHERE 'given' = (
             SELECT state FROM consent WHERE person_id = each.person_id AND purpose = each.purpose
             ORDER BY id DESC LIMIT 1
           ) AND (r.about_id IS NULL OR 'given' = (
             SELECT state FROM consent WHERE person_id = r.about_id AND purpose = each.purpose
             ORDER BY id DESC LIMIT 1
           )) AND (r.campaign_id IS NULL OR r.completed_at IS NULL
             AND (SELECT closed_at IS NULL FROM campaign WHERE id = r.campaign_id))
         ), saved AS (
           INSERT INTO answer (response_id, question, value, at) SELECT id, question, value, at FROM each
           ON CONFLICT (response_id, question) DO UPDATE SET value = EXCLUDED.value, at = EXCLUDED.at
         )
         SELECT r.n, ${COLUMNS}, ${EDITION.replaceAll('each.', 'r.')} FROM each r`,
        [response, personId, municipalityId, question, JSON.stringify(value), consent, at],
      )
      if (!row) return false
      // The statement does not see its own answer yet.
      row.answers[question] = value
      saved.set(response, { personId, row })
      return true
    },

    async dropAnswer(response: number, question: string): Promise<void> {
      saved.delete(response)
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
    ): Promise<(ResponseRow & { personId: number; reminders: number; roles: Role[] })[]> {
      return tx.query(
        `SELECT ${COLUMNS}, r.person_id AS "personId", r.reminders,
           ARRAY(SELECT role FROM membership WHERE person_id = p.id AND until IS NULL) AS roles
         FROM response r JOIN person p ON p.id = r.person_id
         WHERE r.completed_at IS NULL AND r.campaign_id IS NULL AND r.reminders < 2 AND p.municipality_id = $1
           AND p.erased_at IS NULL
           AND (SELECT max(at) FROM answer WHERE response_id = r.id) < $2
           AND (r.reminders = 0 OR r.reminded_at < $3)
           AND NOT EXISTS (SELECT FROM response l WHERE l.person_id = r.person_id AND l.id > r.id AND l.campaign_id IS NULL
                           AND l.questionnaire = r.questionnaire AND l.about_id IS NOT DISTINCT FROM r.about_id)
           AND 'given' = ALL (SELECT (SELECT state FROM consent WHERE person_id = one AND purpose = 'personal-data'
                                      ORDER BY id DESC LIMIT 1) FROM unnest(ARRAY[p.id, r.about_id]) one
                              WHERE one IS NOT NULL)
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
