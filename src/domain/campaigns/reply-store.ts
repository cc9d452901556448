import type { Tx } from '../../infra/db.ts'
import type { Answers } from '../questionnaires/definition.ts'
import type { SchoolCount } from './rules.ts'

/** Filling in for a campaign, and what stays of it. */
export function replyStore(tx: Tx) {
  return {
    /** The person's draft of the campaign, made when it is the first time. @returns its id */
    async beginResponse(
      campaign: { id: number; questionnaire: string; version: number },
      personId: number,
      at: Date,
    ): Promise<number> {
      const [row] = await tx.query<{ id: number }>(
        `INSERT INTO response (person_id, questionnaire, version, started_at, campaign_id)
         VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (campaign_id, person_id) DO UPDATE SET questionnaire = EXCLUDED.questionnaire
         RETURNING id`,
        [personId, campaign.questionnaire, campaign.version, at, campaign.id],
      )
      return row!.id
    },

    /** Once. @returns null when the person had answered before, or was never asked */
    async markAnswered(
      campaignId: number,
      personId: number,
    ): Promise<{ schoolId: number | null } | null> {
      const [row] = await tx.query<{ schoolId: number | null }>(
        `UPDATE recipient SET answered = true, excluded = NULL
         WHERE campaign_id = $1 AND person_id = $2 AND NOT answered
         RETURNING school_id AS "schoolId"`,
        [campaignId, personId],
      )
      return row ?? null
    },

    async hasDraft(campaignId: number, personId: number): Promise<boolean> {
      const rows = await tx.query(
        'SELECT FROM response WHERE campaign_id = $1 AND person_id = $2',
        [campaignId, personId],
      )
      return rows.length > 0
    },

    async completeResponse(id: number, version: number, at: Date): Promise<void> {
      await tx.query('UPDATE response SET completed_at = $2, version = $3 WHERE id = $1', [
        id,
        at,
        version,
      ])
    },

    async addAnonymous(
      campaignId: number,
      schoolId: number | null,
      answers: Answers,
    ): Promise<void> {
      await tx.query(
        'INSERT INTO anonymous_reply (campaign_id, school_id, answers) VALUES ($1, $2, $3)',
        [campaignId, schoolId, JSON.stringify(answers)],
      )
    },

    async dropResponse(id: number): Promise<void> {
      await tx.query('DELETE FROM answer WHERE response_id = $1', [id])
      await tx.query('DELETE FROM response WHERE id = $1', [id])
    },

    /** Drops what was not sent. @returns whose it was */
    async dropDrafts(campaignId: number): Promise<number[]> {
      await tx.query(
        `DELETE FROM answer WHERE response_id IN (
           SELECT id FROM response WHERE campaign_id = $1 AND completed_at IS NULL)`,
        [campaignId],
      )
      const rows = await tx.query<{ personId: number }>(
        `DELETE FROM response WHERE campaign_id = $1 AND completed_at IS NULL
         RETURNING person_id AS "personId"`,
        [campaignId],
      )
      return rows.map(({ personId }) => personId)
    },

    async listAnswered(campaignId: number): Promise<number[]> {
      const rows = await tx.query<{ personId: number }>(
        'SELECT person_id AS "personId" FROM recipient WHERE campaign_id = $1 AND answered',
        [campaignId],
      )
      return rows.map(({ personId }) => personId)
    },

    async countAnonymous(campaignId: number): Promise<SchoolCount[]> {
      return tx.query<SchoolCount>(
        `SELECT school_id AS "schoolId", count(*)::int AS count FROM anonymous_reply
         WHERE campaign_id = $1 GROUP BY school_id`,
        [campaignId],
      )
    },

    /** Replies of all other schools belong to no school from now on. */
    async keepSchools(campaignId: number, schoolIds: readonly number[]): Promise<void> {
      await tx.query(
        `UPDATE anonymous_reply SET school_id = NULL
         WHERE campaign_id = $1 AND school_id <> ALL ($2::int[])`,
        [campaignId, schoolIds],
      )
    },

    /**
     * Writes replies and marks anew, in no order and all in one transaction: neither where they lie nor
     * the transaction that wrote them (`xmin`) says any more which of them came together.
     */
    async shuffle(campaignId: number): Promise<void> {
      await tx.query(
        `WITH taken AS (
           DELETE FROM anonymous_reply WHERE campaign_id = $1 RETURNING school_id, answers
         )
         INSERT INTO anonymous_reply (campaign_id, school_id, answers)
         SELECT $1, school_id, answers FROM taken ORDER BY random()`,
        [campaignId],
      )
      await tx.query('UPDATE recipient SET answered = true WHERE campaign_id = $1 AND answered', [
        campaignId,
      ])
    },
  }
}
