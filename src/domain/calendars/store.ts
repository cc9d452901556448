import type { Tx } from '../../infra/db.ts'
import { dateOf, notHistory, rowOf } from '../roadmaps/assignment-store.ts'
import type { Reach } from '../roadmaps/rules.ts'
import type { Actor } from '../shared/access.ts'
import type { IsoDate } from '../shared/calendar.ts'

/** A due of the plan as a calendar shows it, without the names of persons. Plain JSON. */
export interface CalendarDue {
  /** Stays the same whatever its day and its words become. */
  id: string
  day: IsoDate
  number: string
  title: string
  section: string
  phrase: string
  result: string
  /** How many of those who answer have done it. */
  done: number
  total: number
  /** Nobody is asked for it any more. */
  cancelled: boolean
}

/** Subscriptions, one a person, and what they show. */
export function calendarStore(tx: Tx) {
  return {
    async find(personId: number): Promise<{ issuedAt: Date } | null> {
      const [row] = await tx.query<{ issuedAt: Date }>(
        'SELECT issued_at AS "issuedAt" FROM calendar_feed WHERE person_id = $1',
        [personId],
      )
      return row ?? null
    },

    /** The one before it is no longer good. */
    async put(personId: number, secretHash: string, at: Date): Promise<void> {
      await tx.query(
        `INSERT INTO calendar_feed (person_id, secret_hash, issued_at) VALUES ($1, $2, $3)
         ON CONFLICT (person_id) DO UPDATE
         SET secret_hash = excluded.secret_hash, issued_at = excluded.issued_at`,
        [personId, secretHash, at],
      )
    },

    async drop(personId: number): Promise<void> {
      await tx.query('DELETE FROM calendar_feed WHERE person_id = $1', [personId])
    },

    /** Whose subscription it is, with the roles of now; from no account of theirs. */
    async findOwner(secretHash: string): Promise<Actor | null> {
      const [row] = await tx.query<Pick<Actor, 'personId' | 'municipalityId' | 'roles'>>(
        `SELECT p.id AS "personId", p.municipality_id AS "municipalityId",
                coalesce(jsonb_agg(jsonb_build_object('role', m.role, 'schoolId', m.school_id))
                  FILTER (WHERE m.id IS NOT NULL), '[]') AS roles
         FROM calendar_feed f JOIN person p ON p.id = f.person_id
         LEFT JOIN membership m ON m.person_id = p.id AND m.until IS NULL
         WHERE f.secret_hash = $1 GROUP BY p.id`,
        [secretHash],
      )
      return row ? { accountId: 0, messenger: '', ...row } : null
    },

    /**
     * One a date of the plan; what was moved for somebody alone stands beside it. Of a date that nobody
     * is asked for any more one is left, to say so to whoever has it in a calendar.
     */
    async listDues(
      municipalityId: number,
      reach: Reach,
      period: { from: IsoDate; to: IsoDate },
      now: Date,
    ): Promise<CalendarDue[]> {
      return tx.query(
        `WITH seen AS (
           SELECT ${dateOf} AS date, ${rowOf} AS row, x.id AS own, a.*,
                  bool_or(a.status <> 'cancelled') OVER (PARTITION BY ${dateOf}) AS lives
           FROM assignment a
           JOIN occurrence o ON o.id = a.occurrence_id
           JOIN activity x ON x.id = o.activity_id
           JOIN road_map m ON m.id = x.road_map_id
           JOIN municipality mu ON mu.id = m.municipality_id
           WHERE a.municipality_id = $1 AND a.due BETWEEN $2 AND $3 AND ${notHistory('$4')}
             AND NOT m.replaced AND ($5 OR a.school_id = ANY ($6) OR a.person_id = $7)
         ), one AS (
           SELECT date, due AS day, CASE WHEN $5 THEN row ELSE min(own) END AS row, lives,
                  min(id) AS first, count(*) FILTER (WHERE status = 'done') AS done, count(*) AS total,
                  row_number() OVER (PARTITION BY date
                    ORDER BY bool_and(moved_from IS NOT NULL), min(id)) AS place
           FROM seen WHERE lives = (status <> 'cancelled')
           GROUP BY date, row, due, lives
         )
         SELECT 'occurrence-' || date || CASE WHEN place = 1 THEN '' ELSE '-' || first END AS id,
                day, t.number, t.title, t.section, t.phrase, t.result, done, total,
                NOT lives AS cancelled
         FROM one JOIN activity t ON t.id = one.row
         WHERE lives OR place = 1
         ORDER BY day, t.id, id`,
        [
          municipalityId,
          period.from,
          period.to,
          now,
          reach.everywhere,
          reach.schools,
          reach.personId,
        ],
      )
    },
  }
}
