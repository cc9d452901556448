import type { Tx } from '../../infra/db.ts'
import type { IsoDate } from '../shared/calendar.ts'

/** A school that asks for a later day. */
export interface MoveRequestRow {
  id: number
  assignmentId: number
  personId: number
  day: IsoDate
  reason: string
  status: string
}

/** What becomes of an assignment besides being done: in work, moved, cancelled. */
export function moveStore(tx: Tx) {
  return {
    async setStatus(id: number, status: 'planned' | 'in_work'): Promise<void> {
      await tx.query('UPDATE assignment SET status = $2 WHERE id = $1', [id, status])
    },

    /** Keeps the first due as the plan; told lateness is forgotten, for it is not late any more. */
    async move(id: number, day: IsoDate, reason: string): Promise<void> {
      await tx.query(
        `UPDATE assignment SET moved_from = coalesce(moved_from, due), due = $2, reason = $3
         WHERE id = $1`,
        [id, day, reason],
      )
      await tx.query('DELETE FROM escalation WHERE assignment_id = $1', [id])
    },

    async cancel(id: number, reason: string): Promise<void> {
      await tx.query(`UPDATE assignment SET status = 'cancelled', reason = $2 WHERE id = $1`, [
        id,
        reason,
      ])
    },

    async addRequest(
      request: Omit<MoveRequestRow, 'id' | 'status'> & { at: Date },
    ): Promise<number> {
      const [row] = await tx.query<{ id: number }>(
        `INSERT INTO move_request (assignment_id, person_id, day, reason, at)
         VALUES ($1, $2, $3, $4, $5) RETURNING id`,
        [request.assignmentId, request.personId, request.day, request.reason, request.at],
      )
      return row!.id
    },

    async findRequest(id: number): Promise<MoveRequestRow | null> {
      const [row] = await tx.query<MoveRequestRow>(
        `SELECT id, assignment_id AS "assignmentId", person_id AS "personId", day, reason, status
         FROM move_request WHERE id = $1 FOR UPDATE`,
        [id],
      )
      return row ?? null
    },

    async countAsked(assignmentId: number): Promise<number> {
      const [row] = await tx.query<{ count: number }>(
        `SELECT count(*) AS count FROM move_request WHERE assignment_id = $1 AND status = 'asked'`,
        [assignmentId],
      )
      return row?.count ?? 0
    },

    async answer(
      id: number,
      status: 'approved' | 'declined',
      by: { personId: number; at: Date },
    ): Promise<void> {
      await tx.query(
        `UPDATE move_request SET status = $2, answered_by_id = $3, answered_at = $4 WHERE id = $1`,
        [id, status, by.personId, by.at],
      )
    },
  }
}
