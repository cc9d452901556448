import type { Tx } from '../../infra/db.ts'
import type { DueRow } from './digest.ts'
import { dueRows } from './store.ts'

export interface SnoozeRow {
  assignmentId: number
  personId: number
  until: Date
}

/** «Напомнить позже»: who has put off what, and until when. */
export function snoozeStore(tx: Tx) {
  return {
    /** Who has asked not to hear of what before this moment. */
    async listSnoozed(
      assignmentIds: readonly number[],
      now: Date,
    ): Promise<{ personId: number; assignmentId: number }[]> {
      return tx.query(
        `SELECT person_id AS "personId", assignment_id AS "assignmentId" FROM snooze
         WHERE assignment_id = ANY ($1) AND fired_at IS NULL AND until > $2`,
        [assignmentIds, now],
      )
    },

    /** A person has one snooze of an assignment: a new one takes the place of an open one. */
    async add(assignmentId: number, personId: number, until: Date): Promise<number> {
      await tx.query(
        'DELETE FROM snooze WHERE assignment_id = $1 AND person_id = $2 AND fired_at IS NULL',
        [assignmentId, personId],
      )
      const [row] = await tx.query<{ id: number }>(
        `INSERT INTO snooze (assignment_id, person_id, until) VALUES ($1, $2, $3) RETURNING id`,
        [assignmentId, personId, until],
      )
      return row!.id
    },

    /** A snooze that was not fired yet. */
    async find(id: number): Promise<SnoozeRow | null> {
      const [row] = await tx.query<SnoozeRow>(
        `SELECT assignment_id AS "assignmentId", person_id AS "personId", until FROM snooze
         WHERE id = $1 AND fired_at IS NULL`,
        [id],
      )
      return row ?? null
    },

    /** @returns false when somebody else has fired it */
    async fire(id: number, now: Date): Promise<boolean> {
      const rows = await tx.query(
        'UPDATE snooze SET fired_at = $2 WHERE id = $1 AND fired_at IS NULL RETURNING id',
        [id, now],
      )
      return rows.length > 0
    },

    /** Snoozes of a municipality whose time has come, with what they are about if it is still open. */
    async listDue(
      municipalityId: number,
      now: Date,
    ): Promise<(DueRow & { snoozeId: number; snoozedBy: number })[]> {
      return tx.query(
        `${dueRows.replace('SELECT', 'SELECT n.id AS "snoozeId", n.person_id AS "snoozedBy",')}
         JOIN snooze n ON n.assignment_id = a.id
         WHERE a.municipality_id = $1 AND n.until <= $2 AND n.fired_at IS NULL
           AND a.status IN ('planned', 'in_work')`,
        [municipalityId, now],
      )
    },

    async markFired(ids: readonly number[], at: Date): Promise<void> {
      await tx.query('UPDATE snooze SET fired_at = $2 WHERE id = ANY ($1)', [ids, at])
    },

    /** Snoozes that wait, up to a moment. */
    async listWaiting(until: Date): Promise<{ id: number; until: Date }[]> {
      return tx.query(
        'SELECT id, until FROM snooze WHERE fired_at IS NULL AND until <= $1 ORDER BY until, id',
        [until],
      )
    },
  }
}
