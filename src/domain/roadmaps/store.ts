import type { Tx } from '../../infra/db.ts'
import type { Period, Window } from './deadlines/index.ts'
import type { DraftRow, RoadMapDraft } from './draft.ts'
import type { Holder } from './holders.ts'
import type { RowFields } from './row-fields.ts'

/** A row as it is stored; its place in the array is its position. */
export interface ActivityRow extends RowFields {
  holders: Holder[]
}

export interface StoredDraft {
  id: number
  fileId: string | null
  draft: RoadMapDraft
}

/** Drafts, and whole road maps written at once: few statements, however many rows and schools. */
export function roadMapStore(tx: Tx) {
  return {
    async addDraft(
      municipalityId: number,
      personId: number,
      fileId: string | null,
      draft: RoadMapDraft,
      at: Date,
      schoolId: number | null = null,
    ): Promise<number> {
      const [row] = await tx.query<{ id: number }>(
        `INSERT INTO road_map_draft (municipality_id, person_id, file_id, draft, created_at, school_id)
         VALUES ($1, $2, $3, $4, $5, $6) RETURNING id`,
        [municipalityId, personId, fileId, JSON.stringify(draft), at, schoolId],
      )
      return row!.id
    },

    /** A draft of the municipality, or of a school. */
    async findDraft(
      municipalityId: number,
      id: number,
      schoolId: number | null,
    ): Promise<StoredDraft | null> {
      const [row] = await tx.query<StoredDraft>(
        `SELECT id, file_id AS "fileId", draft FROM road_map_draft
         WHERE id = $1 AND municipality_id = $2 AND school_id IS NOT DISTINCT FROM $3`,
        [id, municipalityId, schoolId],
      )
      return row ?? null
    },

    /** Writes one row of a draft anew. @param at its place in the draft */
    async setDraftRow(id: number, at: number, row: DraftRow): Promise<void> {
      await tx.query(
        `UPDATE road_map_draft SET draft = jsonb_set(draft, ARRAY['rows', $2::text], $3) WHERE id = $1`,
        [id, at, JSON.stringify(row)],
      )
    },

    async setDraft(id: number, draft: RoadMapDraft): Promise<void> {
      await tx.query('UPDATE road_map_draft SET draft = $2 WHERE id = $1', [
        id,
        JSON.stringify(draft),
      ])
    },

    async dropDraft(municipalityId: number, id: number): Promise<void> {
      await tx.query('DELETE FROM road_map_draft WHERE id = $1 AND municipality_id = $2', [
        id,
        municipalityId,
      ])
    },

    /** Two imports into one municipality wait for each other; so do an import and a new school. */
    async lockMunicipality(id: number): Promise<void> {
      await tx.query('SELECT FROM municipality WHERE id = $1 FOR UPDATE', [id])
    },

    /** Road maps of the same title and period that still have something to do; none without a title. */
    async findSame(municipalityId: number, title: string, period: Period): Promise<number[]> {
      const rows = await tx.query<{ id: number }>(
        `SELECT id FROM road_map m
         WHERE municipality_id = $1 AND title = $2 AND title <> '' AND period_start = $3 AND period_end = $4
           AND NOT replaced AND school_id IS NULL
         ORDER BY id`,
        [municipalityId, title, period.start, period.end],
      )
      return rows.map((row) => row.id)
    },

    async addRoadMap(map: {
      municipalityId: number
      title: string
      period: Period
      fileId: string | null
      personId: number
      at: Date
    }): Promise<number> {
      const [row] = await tx.query<{ id: number }>(
        `INSERT INTO road_map
           (municipality_id, title, period_start, period_end, file_id, created_by_id, created_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING id`,
        [
          map.municipalityId,
          map.title,
          map.period.start,
          map.period.end,
          map.fileId,
          map.personId,
          map.at,
        ],
      )
      return row!.id
    },

    /** @returns ids in the order of the rows */
    async addActivities(roadMapId: number, rows: readonly ActivityRow[]): Promise<number[]> {
      const added = await tx.query<{ id: number; position: number }>(
        `INSERT INTO activity (road_map_id, position, number, section, title, phrase, kind, deadline,
           responsible, result, document, inform_whom, inform_when, holders, doubts, extra)
         SELECT $1, r.* FROM jsonb_to_recordset($2::jsonb) AS r(
           position int, number text, section text, title text, phrase text, kind text,
           deadline text, responsible text[], result text, document text, "informWhom" text,
           "informWhen" text, holders text[], doubts jsonb, extra jsonb)
         RETURNING id, position`,
        [roadMapId, JSON.stringify(rows.map((row, i) => ({ position: i + 1, ...row })))],
      )
      return added.sort((a, b) => a.position - b.position).map((row) => row.id)
    },

    /** @returns how many were added */
    async addOccurrences(
      windows: readonly { activityId: number; window: Window }[],
    ): Promise<number> {
      if (windows.length === 0) return 0
      await tx.query(
        `INSERT INTO occurrence (activity_id, start, due)
         SELECT * FROM unnest($1::int[], $2::date[], $3::date[])`,
        [
          windows.map((w) => w.activityId),
          windows.map((w) => w.window[0]),
          windows.map((w) => w.window[1]),
        ],
      )
      return windows.length
    },

    /**
     * What was done under the old road maps counts in the new one where the row and the date are the
     * same; what was open there is cancelled.
     */
    async takeOver(old: readonly number[], roadMapId: number): Promise<void> {
      await tx.query(
        `UPDATE assignment a SET occurrence_id = fresh.id
         FROM occurrence o JOIN activity x ON x.id = o.activity_id,
              occurrence fresh JOIN activity y ON y.id = fresh.activity_id
         WHERE a.occurrence_id = o.id AND a.status = 'done' AND x.road_map_id = ANY ($1)
           AND y.road_map_id = $2 AND y.number = x.number AND y.title = x.title
           AND fresh.due = o.due`,
        [old, roadMapId],
      )
      await tx.query(
        `UPDATE assignment a SET status = 'cancelled', reason = 'replaced'
         FROM occurrence o JOIN activity x ON x.id = o.activity_id
         WHERE a.occurrence_id = o.id AND a.status IN ('planned', 'in_work')
           AND x.road_map_id = ANY ($1)`,
        [old],
      )
      await tx.query('UPDATE road_map SET replaced = true WHERE id = ANY ($1)', [old])
    },
  }
}
