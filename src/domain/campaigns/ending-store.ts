import type { Tx } from '../../infra/db.ts'
import type { Questionnaire } from '../questionnaires/definition.ts'
import type { IsoDate } from '../shared/calendar.ts'

/** Closing campaigns, opening them again, another last day. */
export function endingStore(tx: Tx) {
  return {
    /**
     * @param definition by which an anonymous one is counted from now on
     * @returns false when it was closed already
     */
    async close(id: number, definition: Questionnaire, at: Date): Promise<boolean> {
      const rows = await tx.query(
        `UPDATE campaign SET closed_at = $3, definition = CASE WHEN anonymous THEN $2::jsonb ELSE definition END
         WHERE id = $1 AND closed_at IS NULL RETURNING id`,
        [id, JSON.stringify(definition), at],
      )
      return rows.length > 0
    },

    /** @returns false when it is closed */
    async moveDue(id: number, due: IsoDate): Promise<boolean> {
      const rows = await tx.query(
        'UPDATE campaign SET due = $2 WHERE id = $1 AND closed_at IS NULL RETURNING id',
        [id, due],
      )
      return rows.length > 0
    },

    async reopen(id: number, due: IsoDate, startedOn: IsoDate): Promise<void> {
      await tx.query(
        `WITH quiet AS (UPDATE recipient SET reminders = 0 WHERE campaign_id = $1)
         UPDATE campaign SET closed_at = NULL, due = $2, started_on = $3 WHERE id = $1`,
        [id, due, startedOn],
      )
    },
  }
}
