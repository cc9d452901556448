import type { Tx } from '../../infra/db.ts'
import type { IsoDate } from '../shared/calendar.ts'
import { notHistory, type PlanRow, rowOf } from './assignment-store.ts'
import type { Reach } from './rules.ts'

/** What rows are put together by: a name of who answers, or the section. */
export type GroupBy = 'responsible' | 'section'

const group = {
  responsible:
    "unnest(CASE WHEN x.responsible = '{}' THEN '{\"\"}'::text[] ELSE x.responsible END)",
  section: 'x.section',
} as const satisfies Record<GroupBy, string>

const within = {
  responsible: "($6 = ANY (x.responsible) OR $6 = '' AND x.responsible = '{}')",
  section: 'x.section = $6',
} as const satisfies Record<GroupBy, string>

/** Open assignments that the reach sees. Parameters: $1 municipality, $2 now, $3–$5 the reach. */
const open = `
  FROM assignment a
  JOIN occurrence o ON o.id = a.occurrence_id
  JOIN activity x ON x.id = o.activity_id
  JOIN road_map m ON m.id = x.road_map_id
  JOIN municipality mu ON mu.id = a.municipality_id
  WHERE a.municipality_id = $1 AND a.status IN ('planned', 'in_work') AND ${notHistory('$2')}
    AND ($3 OR a.school_id = ANY ($4) OR a.person_id = $5)`

const seen = (municipalityId: number, reach: Reach, now: Date) => [
  municipalityId,
  now,
  reach.everywhere,
  reach.schools,
  reach.personId,
]

/** The plan by who answers and by section: of each row the next thing to do. */
export function viewStore(tx: Tx) {
  return {
    /** Groups with how many rows of each have something to do, in the order of the plan. */
    async listGroups(
      municipalityId: number,
      reach: Reach,
      by: GroupBy,
      now: Date,
      today: IsoDate,
    ): Promise<{ name: string; rows: number; late: number }[]> {
      return tx.query(
        `SELECT name, count(DISTINCT id) AS rows, count(DISTINCT id) FILTER (WHERE due < $6) AS late
         FROM (SELECT ${group[by]} AS name, ${rowOf} AS id, m.id AS map, x.position, a.due ${open}) one
         GROUP BY name ORDER BY min(map), min(position), name`,
        [...seen(municipalityId, reach, now), today],
      )
    },

    /** Rows of a group, each with its next due; what is late comes first. */
    async listRows(
      municipalityId: number,
      reach: Reach,
      by: GroupBy,
      name: string,
      now: Date,
      page: { from: number; size: number },
    ): Promise<(PlanRow & { more: number; all: number })[]> {
      return tx.query(
        `SELECT *, NULL AS school, NULL AS done, NULL AS total, count(*) OVER () AS all FROM (
           SELECT DISTINCT ON (${rowOf}) a.id, x.number, x.title, a.due, m.id AS map, x.position,
                  (SELECT count(DISTINCT n.due) FROM occurrence n JOIN assignment b
                     ON b.occurrence_id = n.id AND b.status IN ('planned', 'in_work')
                   WHERE n.activity_id = x.id AND n.due > o.due AND NOT n.dropped
                     AND ($3 OR b.school_id = ANY ($4) OR b.person_id = $5)) AS more
           ${open} AND ${within[by]}
           ORDER BY ${rowOf}, a.due, a.school_id NULLS FIRST, a.id
         ) one ORDER BY due, map, position LIMIT $8 OFFSET $7`,
        [...seen(municipalityId, reach, now), name, page.from, page.size],
      )
    },
  }
}
