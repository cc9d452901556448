import type { Tx } from '../../infra/db.ts'
import type { IsoDate } from '../shared/calendar.ts'
import type { Asking } from './next-rules.ts'
import type { RowFields } from './row-fields.ts'

export interface EndingMap {
  id: number
  title: string
  end: IsoDate
  asked: Asking | null
}

/** Road maps that come to their end, and what the next ones are made of. */
export function nextStore(tx: Tx) {
  return {
    /**
     * Road maps in force whose end is near and that none follows: none that begins about when they
     * end. Kept to ourselves until the commit: two workers ask once.
     */
    async lockEnding(
      municipalityId: number,
      { from, to }: { from: IsoDate; to: IsoDate },
    ): Promise<EndingMap[]> {
      return tx.query(
        `SELECT m.id, m.title, m.period_end AS end, m.next_asked AS asked FROM road_map m
         WHERE m.municipality_id = $1 AND m.school_id IS NULL AND NOT m.replaced
           AND NOT m.next_declined
           AND m.period_end BETWEEN $2 AND $3
           AND NOT EXISTS (SELECT FROM road_map n
             WHERE n.municipality_id = m.municipality_id AND n.school_id IS NULL
               AND NOT n.replaced AND n.id <> m.id
               AND n.period_start > m.period_end - 92 AND n.period_end > m.period_end)
         ORDER BY m.id FOR UPDATE OF m`,
        [municipalityId, from, to],
      )
    },

    async setAsked(id: number, asked: Asking): Promise<void> {
      await tx.query('UPDATE road_map SET next_asked = $2 WHERE id = $1', [id, asked])
    },

    async decline(municipalityId: number, id: number): Promise<boolean> {
      const rows = await tx.query(
        `UPDATE road_map SET next_declined = true
         WHERE id = $1 AND municipality_id = $2 AND school_id IS NULL RETURNING id`,
        [id, municipalityId],
      )
      return rows.length > 0
    },

    async listCoordinators(municipalityId: number): Promise<number[]> {
      const rows = await tx.query<{ id: number }>(
        `SELECT DISTINCT person_id AS id FROM membership
         WHERE municipality_id = $1 AND role = 'coordinator' AND until IS NULL ORDER BY 1`,
        [municipalityId],
      )
      return rows.map(({ id }) => id)
    },

    async findMap(
      municipalityId: number,
      id: number,
    ): Promise<{ title: string; start: IsoDate; end: IsoDate } | null> {
      const [row] = await tx.query<{ title: string; start: IsoDate; end: IsoDate }>(
        `SELECT title, period_start AS start, period_end AS end FROM road_map
         WHERE id = $1 AND municipality_id = $2 AND NOT replaced AND school_id IS NULL`,
        [id, municipalityId],
      )
      return row ?? null
    },

    /** Rows of a road map in its order, without those that were taken out. */
    async listRows(roadMapId: number): Promise<RowFields[]> {
      return tx.query(
        `SELECT number, section, title, phrase, kind, deadline, responsible, result, document,
                inform_whom AS "informWhom", inform_when AS "informWhen", doubts,
                coalesce(extra, '[]') AS extra
         FROM activity WHERE road_map_id = $1 AND cancelled IS NULL ORDER BY position`,
        [roadMapId],
      )
    },
  }
}
