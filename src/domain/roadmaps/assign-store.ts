import type { Tx } from '../../infra/db.ts'
import type { IsoDate } from '../shared/calendar.ts'

/** Which rows are given out: those of a road map, some rows, or all for one school. */
export interface Part {
  municipalityId: number
  roadMapId?: number
  schoolId?: number
  activityIds?: readonly number[]
  /** No due before this day is given to anybody. */
  from?: IsoDate
}

/**
 * Whether a school answers for a row of the municipality through its own approved plan: it has a row
 * that stands for it, or was free to leave it out.
 */
const inOwnPlan = `EXISTS (SELECT FROM road_map p
  WHERE p.template_id = m.id AND p.school_id = s.id AND p.approval = 'approved' AND NOT p.replaced
    AND (x.optional OR EXISTS (SELECT FROM activity y
      WHERE y.road_map_id = p.id AND y.template_row_id = x.id)))`

/**
 * Who is to answer for what: one line an occurrence and holder. Parameters: $1 municipality,
 * $2 road map, $3 school, $4 activities, $5 first day; null where it does not matter.
 * @param unless of which schools (s) a row (x) of a road map (m) is not asked
 */
const wantedOf = (unless: string) => `
  SELECT o.id AS occurrence_id, m.municipality_id, who.school_id, who.role, who.person_id, o.due
  FROM road_map m
  JOIN activity x ON x.road_map_id = m.id
  JOIN occurrence o ON o.activity_id = x.id
  CROSS JOIN LATERAL (
    SELECT s.id AS school_id, h.holder AS role, NULL::int AS person_id
    FROM unnest(x.holders) AS h(holder)
    JOIN school s ON s.municipality_id = m.municipality_id AND ($3::int IS NULL OR s.id = $3)
      AND (m.school_id IS NULL OR s.id = m.school_id)
    WHERE h.holder IN ('curator', 'head') ${unless}
    UNION ALL
    SELECT m.school_id, split_part(h.holder, ':', 1), nullif(split_part(h.holder, ':', 2), '')::int
    FROM unnest(x.holders) AS h(holder)
    WHERE h.holder NOT IN ('curator', 'head') AND $3::int IS NULL
  ) who
  WHERE m.municipality_id = $1 AND NOT m.replaced AND (m.approval IS NULL OR m.approval = 'approved')
    AND x.cancelled IS NULL AND NOT o.dropped
    AND ($2::int IS NULL OR m.id = $2) AND ($4::int[] IS NULL OR x.id = ANY ($4))
    AND ($5::date IS NULL OR o.due >= $5)`

const wanted = wantedOf(`AND NOT (m.school_id IS NULL AND ${inOwnPlan})`)
/** Of a road map that was just written: no school has a plan beside it yet. */
const wantedAtFirst = wantedOf('')

const open = `a.status IN ('planned', 'in_work')`
const sameSlot =
  'a.occurrence_id = w.occurrence_id AND a.school_id IS NOT DISTINCT FROM w.school_id'
const sameHolder = 'a.role = w.role AND a.person_id IS NOT DISTINCT FROM w.person_id'

const parameters = ({ municipalityId, roadMapId, schoolId, activityIds, from }: Part) => [
  municipalityId,
  roadMapId ?? null,
  schoolId ?? null,
  activityIds ?? null,
  from ?? null,
]

/** Gives occurrences to those who answer for them, set-wise. */
export function assignStore(tx: Tx) {
  return {
    /**
     * Adds the assignments that are missing. Where a school (or the municipality) has done an
     * occurrence already, nobody is asked for it again. @returns how many were added
     */
    async addMissing(part: Part): Promise<number> {
      const [row] = await tx.query<{ count: number }>(
        `WITH added AS (
           INSERT INTO assignment (occurrence_id, municipality_id, school_id, role, person_id, due)
           SELECT * FROM (${wanted}) w
           WHERE NOT EXISTS (SELECT FROM assignment a
             WHERE ${sameSlot} AND (a.status = 'done' OR ${sameHolder}))
           RETURNING 1)
         SELECT count(*) AS count FROM added`,
        parameters(part),
      )
      return row?.count ?? 0
    },

    /**
     * The same for road maps that were just written, where nothing can be there already.
     * @returns how many were added
     */
    async addAll(part: Part): Promise<number> {
      const [row] = await tx.query<{ count: number }>(
        `WITH added AS (
           INSERT INTO assignment (occurrence_id, municipality_id, school_id, role, person_id, due)
           ${wantedAtFirst} RETURNING 1)
         SELECT count(*) AS count FROM added`,
        parameters(part),
      )
      return row?.count ?? 0
    },

    /**
     * Makes the open assignments of rows what their dates and holders say now: moved to the new
     * holder where there is one, cancelled where nobody is asked any more, brought back or added where
     * somebody is. What is done stays, and nothing is doubled. @returns how many have changed
     */
    async settle(part: Part & { activityIds: readonly number[] }): Promise<number> {
      const counted = async (statement: string, params: unknown[]) => {
        const [row] = await tx.query<{ count: number }>(
          `WITH changed AS (${statement} RETURNING 1) SELECT count(*) AS count FROM changed`,
          params,
        )
        return row?.count ?? 0
      }
      const all = { ...part }
      delete all.from
      const moved = await counted(
        `UPDATE assignment t SET role = one.role, person_id = one.person_id
         FROM (
           SELECT w.*, (SELECT min(a.id) FROM assignment a WHERE ${sameSlot} AND ${open}) AS id,
                  count(*) OVER (PARTITION BY w.occurrence_id, w.school_id) AS holders
           FROM (${wanted}) w
         ) one
         WHERE t.id = one.id AND one.holders = 1
           AND (t.role, t.person_id) IS DISTINCT FROM (one.role, one.person_id)
           AND NOT EXISTS (SELECT FROM assignment a
             WHERE a.occurrence_id = one.occurrence_id
               AND a.school_id IS NOT DISTINCT FROM one.school_id AND a.role = one.role
               AND a.person_id IS NOT DISTINCT FROM one.person_id)`,
        parameters(all),
      )
      const ended = await counted(
        `UPDATE assignment a SET status = 'cancelled', reason = 'remade'
         FROM occurrence o
         WHERE a.occurrence_id = o.id AND o.activity_id = ANY ($4) AND ${open}
           AND NOT EXISTS (SELECT FROM (${wanted}) w WHERE ${sameSlot} AND ${sameHolder})`,
        parameters(all),
      )
      const revived = await counted(
        `UPDATE assignment a SET status = 'planned', reason = NULL, due = w.due, moved_from = NULL
         FROM (${wanted}) w
         WHERE ${sameSlot} AND ${sameHolder} AND a.status = 'cancelled' AND a.reason = 'remade'
           AND NOT EXISTS (SELECT FROM assignment d
             WHERE d.occurrence_id = a.occurrence_id AND d.status = 'done'
               AND d.school_id IS NOT DISTINCT FROM a.school_id)`,
        parameters(part),
      )
      return moved + ended + revived + (await this.addMissing(part))
    },
  }
}
