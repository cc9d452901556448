import type { Tx } from '../../infra/db.ts'
import type { IsoDate } from '../shared/calendar.ts'
import { notHistory } from './assignment-store.ts'
import type { Reach, Status } from './rules.ts'
import type { PlanSheetRow } from './sheet-rules.ts'

export interface MapRow {
  id: number
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

/** Whole road maps, read at once: two statements, however many rows and schools. */
export function sheetStore(tx: Tx) {
  return {
    /** Road maps in force, the newest first. */
    async listMaps(municipalityId: number): Promise<MapRow[]> {
      return tx.query(
        `SELECT m.id, m.title, m.period_start AS start, m.period_end AS "end",
                u.name AS municipality, u.time_zone AS zone
         FROM road_map m JOIN municipality u ON u.id = m.municipality_id
         WHERE m.municipality_id = $1 AND NOT m.replaced ORDER BY m.id DESC`,
        [municipalityId],
      )
    },

    async listActivities(roadMapId: number): Promise<SheetActivity[]> {
      return tx.query(
        `SELECT id, number, section, title AS activity, phrase, deadline AS understood, responsible,
                result, document, inform_whom AS "informWhom", inform_when AS "informWhen",
                coalesce(extra, '[]') AS extra, holders
         FROM activity WHERE road_map_id = $1 ORDER BY position`,
        [roadMapId],
      )
    },

    /**
     * What became of every date, by due. What was taken from somebody because the row was changed
     * is left out; what was cancelled with its row is not.
     */
    async listAssignments(roadMapId: number, reach: Reach, now: Date): Promise<SheetAssignment[]> {
      return tx.query(
        `SELECT o.activity_id AS "activityId", o.id AS "occurrenceId", o.start, a.due,
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
         WHERE x.road_map_id = $1
           AND NOT (a.status = 'cancelled' AND x.cancelled IS NULL AND a.reason = 'remade')
           AND ($3 OR a.school_id = ANY ($4) OR a.person_id = $5)
         ORDER BY a.due, o.id, s.name NULLS FIRST, a.id`,
        [roadMapId, now, reach.everywhere, reach.schools, reach.personId],
      )
    },
  }
}
