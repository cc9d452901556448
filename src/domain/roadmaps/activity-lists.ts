import type { Tx } from '../../infra/db.ts'
import type { IsoDate } from '../shared/calendar.ts'
import { columns, live, type StoredActivity } from './activity-store.ts'
import type { Owner } from './rules.ts'

/** A doubt that is a question: one of the deadline, or one of these codes. */
const asks = `EXISTS (SELECT FROM jsonb_array_elements(x.doubts) AS one
  WHERE one ? 'text' OR NOT one ->> 'code' = ANY ($2))`

/** Of the municipality, or of one plan: $1 is the municipality, `plan` the plan's number or null. */
const within = (plan: string) =>
  `m.municipality_id = $1 AND (m.id = ${plan} OR ${plan}::int IS NULL AND m.school_id IS NULL)`

/**
 * Rows of the road maps in force, many at a time: of the municipality's own, or where a plan is named,
 * of that plan.
 */
export function activityLists(tx: Tx) {
  return {
    /** The first row after another one that raises a question. @param notes codes that are none */
    async findDoubtful(
      municipalityId: number,
      notes: readonly string[],
      after: number,
      plan: number | null,
    ) {
      const [row] = await tx.query<StoredActivity>(
        `SELECT ${columns} ${live}
         WHERE ${within('$4')} AND x.cancelled IS NULL AND x.id > $3 AND ${asks}
         ORDER BY x.id LIMIT 1`,
        [municipalityId, notes, after, plan],
      )
      return row ?? null
    },

    async countDoubtful(
      municipalityId: number,
      notes: readonly string[],
      plan: number | null,
    ): Promise<number> {
      const [row] = await tx.query<{ count: number }>(
        `SELECT count(*) AS count ${live}
         WHERE ${within('$3')} AND x.cancelled IS NULL AND ${asks}`,
        [municipalityId, notes, plan],
      )
      return row?.count ?? 0
    },

    /** Rows by number, or by words of the title; all of them without either. */
    async search(
      municipalityId: number,
      text: string,
      limit: number,
      plan: number | null,
    ): Promise<StoredActivity[]> {
      return tx.query(
        `SELECT ${columns} ${live}
         WHERE ${within('$6')}
           AND ($2 = '' OR x.number = $2 OR x.number LIKE $3 OR x.title ILIKE $4)
         ORDER BY x.number <> $2, m.id, x.position LIMIT $5`,
        [municipalityId, text, `${escaped(text)}.%`, `%${escaped(text)}%`, limit, plan],
      )
    },

    /**
     * Rows whose deadline is of these kinds: the municipality's, but for those that the schools' own
     * approved plans stand for, and those of these plans.
     */
    async listOfKinds(
      municipalityId: number,
      kinds: readonly string[],
      schools: readonly number[] = [],
    ): Promise<StoredActivity[]> {
      return tx.query(
        `SELECT ${columns} ${live}
         WHERE m.municipality_id = $1 AND x.cancelled IS NULL AND x.kind = ANY ($2)
           AND (m.school_id IS NULL OR m.school_id = ANY ($3) AND m.approval = 'approved')
           AND NOT EXISTS (SELECT FROM activity y JOIN road_map p ON p.id = y.road_map_id
             WHERE y.template_row_id = x.id AND p.approval = 'approved' AND NOT p.replaced
               AND p.school_id = ANY ($3))
         ORDER BY m.id, x.position`,
        [municipalityId, kinds, schools],
      )
    },

    /** Road maps of the municipality in force, the newest first. */
    async listMaps(
      municipalityId: number,
    ): Promise<{ id: number; title: string; start: IsoDate; end: IsoDate }[]> {
      return tx.query(
        `SELECT id, title, period_start AS start, period_end AS "end" FROM road_map
         WHERE municipality_id = $1 AND NOT replaced AND school_id IS NULL ORDER BY id DESC`,
        [municipalityId],
      )
    },

    /** Whose the open assignments of a row are. */
    async listOpenOwners(activityId: number): Promise<Owner[]> {
      return tx.query(
        `SELECT DISTINCT a.school_id AS "schoolId", a.role, a.person_id AS "personId"
         FROM assignment a JOIN occurrence o ON o.id = a.occurrence_id
         WHERE o.activity_id = $1 AND a.status IN ('planned', 'in_work')`,
        [activityId],
      )
    },

    /** How the assignments of a row stand. */
    async countAssignments(activityId: number): Promise<{ open: number; done: number }> {
      const [row] = await tx.query<{ open: number; done: number }>(
        `SELECT count(*) FILTER (WHERE a.status IN ('planned', 'in_work')) AS open,
                count(*) FILTER (WHERE a.status = 'done') AS done
         FROM assignment a JOIN occurrence o ON o.id = a.occurrence_id WHERE o.activity_id = $1`,
        [activityId],
      )
      return row ?? { open: 0, done: 0 }
    },
  }
}

/** A text as LIKE takes it. */
export const escaped = (text: string): string => text.replace(/[\\%_]/g, '\\$&')
