import type { Tx } from '../../infra/db.ts'
import type { IsoDate } from '../shared/calendar.ts'
import { dateOf, notHistory, rowOf } from './assignment-store.ts'
import type { Reach, Status } from './rules.ts'
import type { PlanSheetRow } from './sheet-rules.ts'

export interface MapRow {
  id: number
  schoolId: number | null
  title: string
  start: IsoDate
  end: IsoDate
  municipality: string
  zone: string
}

export interface SheetActivity extends Omit<PlanSheetRow, 'occurrences'> {
  id: number
  holders: string[]
}

/** An assignment as the sheet shows it. */
export interface SheetAssignment {
  activityId: number
  occurrenceId: number
  start: IsoDate
  due: IsoDate
  school: string | null
  status: Status
  doneAt: Date | null
  doneBy: string | null
  comment: string | null
  /** Its due had passed before the map was loaded. */
  history: boolean
}

const mapColumns = `m.id, m.school_id AS "schoolId", m.title, m.period_start AS start,
  m.period_end AS "end", u.name AS municipality, u.time_zone AS zone`

/** Whole road maps, read at once: two statements, however many rows and schools. */
export function sheetStore(tx: Tx) {
  return {
    /** Road maps of the municipality in force, and these schools' approved plans; the newest first. */
    async listMaps(municipalityId: number, schools: readonly number[]): Promise<MapRow[]> {
      return tx.query(
        `SELECT ${mapColumns} FROM road_map m JOIN municipality u ON u.id = m.municipality_id
         WHERE m.municipality_id = $1 AND NOT m.replaced
           AND (m.school_id IS NULL OR m.school_id = ANY ($2) AND m.approval = 'approved')
         ORDER BY m.id DESC`,
        [municipalityId, schools],
      )
    },

    /** A road map in force, or a plan of any state. */
    async findMap(municipalityId: number, id: number): Promise<MapRow | null> {
      const [row] = await tx.query<MapRow>(
        `SELECT ${mapColumns} FROM road_map m JOIN municipality u ON u.id = m.municipality_id
         WHERE m.municipality_id = $1 AND m.id = $2 AND NOT m.replaced`,
        [municipalityId, id],
      )
      return row ?? null
    },

    /** @param own with the rows that schools have added in their plans beside it */
    async listActivities(roadMapId: number, own: boolean): Promise<SheetActivity[]> {
      return tx.query(
        `SELECT id, number, section, title AS activity, phrase, deadline AS understood, responsible,
                result, document, inform_whom AS "informWhom", inform_when AS "informWhen",
                coalesce(extra, '[]') AS extra, holders
         FROM activity WHERE road_map_id = $1 OR $2 AND template_row_id IS NULL AND road_map_id IN
           (SELECT id FROM road_map WHERE template_id = $1 AND approval = 'approved' AND NOT replaced)
         ORDER BY road_map_id <> $1, road_map_id, position`,
        [roadMapId, own],
      )
    },

    /**
     * What became of every date, by due. What was taken from somebody because the row was changed
     * is left out; what was cancelled with its row is not. What schools answer for through their own
     * plans stands in the row and the date of the road map that these stand for.
     */
    async listAssignments(roadMapId: number, reach: Reach, now: Date): Promise<SheetAssignment[]> {
      return tx.query(
        `SELECT CASE WHEN m.id = $1 THEN x.id ELSE ${rowOf} END AS "activityId",
                CASE WHEN m.id = $1 THEN o.id ELSE ${dateOf} END AS "occurrenceId", o.start, a.due,
                s.name AS school, a.status, a.done_at AS "doneAt",
                nullif(concat_ws(' ', p.first_name, p.patronymic, p.last_name), '') AS "doneBy",
                nullif(concat_ws('; ', a.comment,
                  (SELECT string_agg(e.text, '; ' ORDER BY e.id) FROM evidence e
                   WHERE e.assignment_id = a.id AND e.text IS NOT NULL
                     AND e.text IS DISTINCT FROM a.comment)), '') AS comment,
                NOT ${notHistory('$2')} AS history
         FROM assignment a
         JOIN occurrence o ON o.id = a.occurrence_id
         JOIN activity x ON x.id = o.activity_id
         JOIN road_map m ON m.id = x.road_map_id
         JOIN municipality mu ON mu.id = m.municipality_id
         LEFT JOIN school s ON s.id = a.school_id
         LEFT JOIN person p ON p.id = a.done_by_id
         WHERE (m.id = $1 OR m.template_id = $1 AND NOT m.replaced)
           AND NOT (a.status = 'cancelled' AND x.cancelled IS NULL AND a.reason = 'remade')
           AND ($3 OR a.school_id = ANY ($4) OR a.person_id = $5)
         ORDER BY a.due, ${dateOf}, s.name NULLS FIRST, a.id`,
        [roadMapId, now, reach.everywhere, reach.schools, reach.personId],
      )
    },
  }
}
