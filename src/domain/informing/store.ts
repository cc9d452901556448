import type { Tx } from '../../infra/db.ts'
import type { IsoDate } from '../shared/calendar.ts'

/** An occurrence with whom and when to tell of it; what schools' plans make of it counts with it. */
export interface ToInform {
  occurrenceId: number
  municipalityId: number
  /** The school whose own plan it is of. */
  schoolId: number | null
  number: string
  title: string
  informWhom: string
  due: IsoDate | null
  /** Assignments that are not cancelled, and how many of them are done. */
  total: number
  done: number
  /** Names of schools that have not done it. */
  open: string[]
  /** An assignment that shows what was done; the municipality's own where there is one. */
  assignmentId: number | null
  doneBy: string | null
  comment: string | null
}

export function informingStore(tx: Tx) {
  return {
    /** Dates of rows whose result is told to somebody. */
    async listOccurrences(of: { roadMapId: number } | { activityIds: readonly number[] }): Promise<
      {
        id: number
        municipalityId: number
        due: IsoDate
        informWhen: string
        start: IsoDate
        end: IsoDate
      }[]
    > {
      return tx.query(
        `SELECT o.id, m.municipality_id AS "municipalityId", o.due, x.inform_when AS "informWhen",
                m.period_start AS start, m.period_end AS "end"
         FROM occurrence o JOIN activity x ON x.id = o.activity_id
         JOIN road_map m ON m.id = x.road_map_id
         WHERE x.inform_whom <> '' AND NOT o.dropped AND o.copied_from IS NULL
           AND (m.approval IS NULL OR m.approval = 'approved')
           AND ($1::int IS NULL OR m.id = $1) AND ($2::int[] IS NULL OR x.id = ANY ($2))`,
        'roadMapId' in of ? [of.roadMapId, null] : [null, of.activityIds],
      )
    },

    /** Keeps when each is to be told; what was told stays told. */
    async plan(
      entries: readonly { id: number; municipalityId: number; due: IsoDate | null }[],
    ): Promise<void> {
      if (entries.length === 0) return
      await tx.query(
        `INSERT INTO informing (occurrence_id, municipality_id, due)
         SELECT * FROM unnest($1::int[], $2::int[], $3::date[])
         ON CONFLICT (occurrence_id) DO UPDATE SET due = excluded.due WHERE informing.told_at IS NULL`,
        [
          entries.map(({ id }) => id),
          entries.map(({ municipalityId }) => municipalityId),
          entries.map(({ due }) => due),
        ],
      )
    },

    /** What was not told yet: of one occurrence, of the dates of rows, or what is due between two days. */
    async listUntold(
      of:
        | { occurrenceId: number }
        | { activityIds: readonly number[] }
        | { municipalityId: number; from: IsoDate; to: IsoDate },
    ): Promise<ToInform[]> {
      return tx.query(
        `SELECT i.occurrence_id AS "occurrenceId", i.municipality_id AS "municipalityId",
                m.school_id AS "schoolId", x.number,
                x.title, x.inform_whom AS "informWhom", i.due,
                count(*) AS total, count(*) FILTER (WHERE a.status = 'done') AS done,
                coalesce(array_agg(DISTINCT s.name) FILTER (WHERE a.status <> 'done' AND s.id IS NOT NULL), '{}') AS open,
                coalesce(min(a.id) FILTER (WHERE a.school_id IS NULL), min(a.id)) AS "assignmentId",
                string_agg(DISTINCT concat_ws(' ', p.last_name, p.first_name), ', ')
                  FILTER (WHERE a.school_id IS NULL) AS "doneBy",
                string_agg(DISTINCT a.comment, '; ') AS comment
         FROM informing i
         JOIN occurrence o ON o.id = i.occurrence_id AND NOT o.dropped
         JOIN activity x ON x.id = o.activity_id AND x.cancelled IS NULL
         JOIN road_map m ON m.id = x.road_map_id AND NOT m.replaced
         JOIN LATERAL (
           SELECT * FROM assignment WHERE occurrence_id = o.id
           UNION ALL
           SELECT d.* FROM occurrence c JOIN assignment d ON d.occurrence_id = c.id
           WHERE c.copied_from = o.id
         ) a ON a.status <> 'cancelled'
         LEFT JOIN school s ON s.id = a.school_id
         LEFT JOIN person p ON p.id = a.done_by_id
         WHERE i.told_at IS NULL
           AND ($1::int IS NULL OR i.occurrence_id =
             (SELECT coalesce(copied_from, id) FROM occurrence WHERE id = $1))
           AND ($5::int[] IS NULL OR i.occurrence_id IN
             (SELECT coalesce(copied_from, id) FROM occurrence WHERE activity_id = ANY ($5)))
           AND ($2::int IS NULL OR i.municipality_id = $2 AND i.due BETWEEN $3 AND $4)
         GROUP BY i.occurrence_id, x.id, m.id ORDER BY i.due, x.position`,
        'occurrenceId' in of
          ? [of.occurrenceId, null, null, null, null]
          : 'activityIds' in of
            ? [null, null, null, null, of.activityIds]
            : [null, of.municipalityId, of.from, of.to, null],
      )
    },

    /** @returns false when somebody else has told it */
    async markTold(occurrenceId: number, at: Date): Promise<boolean> {
      const rows = await tx.query(
        'UPDATE informing SET told_at = $2 WHERE occurrence_id = $1 AND told_at IS NULL RETURNING due',
        [occurrenceId, at],
      )
      return rows.length > 0
    },

    /** Open assignments of an occurrence, in schools' plans as well, with whose they are. */
    async listOpen(occurrenceId: number) {
      return tx.query<{
        id: number
        schoolId: number | null
        role: string
        personId: number | null
      }>(
        `SELECT id, school_id AS "schoolId", role, person_id AS "personId" FROM assignment
         WHERE status IN ('planned', 'in_work') AND (occurrence_id = $1
           OR occurrence_id IN (SELECT id FROM occurrence WHERE copied_from = $1))`,
        [occurrenceId],
      )
    },
  }
}
