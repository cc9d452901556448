import type { Tx } from '../../infra/db.ts'
import type { Window } from '../roadmaps/deadlines/index.ts'
import type { IsoDate } from '../shared/calendar.ts'
import type { Approval, ComparedRow } from './rules.ts'

/** A school's plan on its way to approval. */
export interface SchoolPlan {
  id: number
  municipalityId: number
  schoolId: number
  school: string
  templateId: number | null
  title: string
  approval: Approval
  approvalAt: Date
  sendBy: IsoDate | null
  start: IsoDate
  end: IsoDate
  /** Rows that are not cancelled, and those whose template row has changed since. */
  rows: number
  news: number
  newsAt: Date | null
  /** What the coordinator has said when returning it the last time. */
  comment: string | null
  /** Number of the last thing that was done with it on its way: another one, and it is not as it was seen. */
  lastRecord: number | null
}

const plans = `
  SELECT m.id, m.municipality_id AS "municipalityId", m.school_id AS "schoolId", s.name AS school,
         m.template_id AS "templateId", m.title, m.approval, m.approval_at AS "approvalAt",
         m.send_by AS "sendBy", m.period_start AS start, m.period_end AS "end",
         (SELECT count(*) FROM activity x
          WHERE x.road_map_id = m.id AND x.cancelled IS NULL) AS rows,
         (SELECT count(*) FROM activity x
          WHERE x.road_map_id = m.id AND x.template_changed_at IS NOT NULL
            AND x.template_row_id IS NOT NULL) AS news,
         (SELECT max(x.template_changed_at) FROM activity x WHERE x.road_map_id = m.id) AS "newsAt",
         (SELECT r.comment FROM approval_record r
          WHERE r.road_map_id = m.id AND r.act = 'return' ORDER BY r.id DESC LIMIT 1) AS comment,
         (SELECT max(r.id) FROM approval_record r WHERE r.road_map_id = m.id) AS "lastRecord"
  FROM road_map m JOIN school s ON s.id = m.school_id`

/** Schools' plans: copies of road maps and plans of their own, in few statements each. */
export function schoolPlanStore(tx: Tx) {
  return {
    /** Keeps others from changing it until the transaction ends. */
    async lock(id: number): Promise<void> {
      await tx.query('SELECT FROM road_map WHERE id = $1 FOR UPDATE', [id])
    },

    async find(municipalityId: number, id: number): Promise<SchoolPlan | null> {
      const [row] = await tx.query<SchoolPlan>(
        `${plans} WHERE m.id = $2 AND m.municipality_id = $1 AND NOT m.replaced`,
        [municipalityId, id],
      )
      return row ?? null
    },

    /** Of these schools, or beside this road map, or all; by school. */
    async list(
      municipalityId: number,
      of: { schools?: readonly number[]; templateId?: number } = {},
    ): Promise<SchoolPlan[]> {
      return tx.query(
        `${plans} WHERE m.municipality_id = $1 AND NOT m.replaced
           AND ($2::int[] IS NULL OR s.id = ANY ($2)) AND ($3::int IS NULL OR m.template_id = $3)
         ORDER BY m.template_id NULLS LAST, s.name, m.id`,
        [municipalityId, of.schools ?? null, of.templateId ?? null],
      )
    },

    /** A plan of its own that stands beside no road map. @returns its id */
    async addOwn(plan: {
      municipalityId: number
      schoolId: number
      personId: number
      start: IsoDate
      end: IsoDate
      at: Date
    }): Promise<number> {
      const [row] = await tx.query<{ id: number }>(
        `INSERT INTO road_map (municipality_id, school_id, created_by_id, period_start, period_end,
           created_at, approval, approval_at, title)
         VALUES ($1, $2, $3, $4, $5, $6, 'adapting', $6, '') RETURNING id`,
        [plan.municipalityId, plan.schoolId, plan.personId, plan.start, plan.end, plan.at],
      )
      return row!.id
    },

    /** Title and period of a plan, and the file it was read from. */
    async setHead(
      id: number,
      head: { title: string; start: IsoDate; end: IsoDate; fileId: string | null },
    ): Promise<void> {
      await tx.query(
        'UPDATE road_map SET title = $2, period_start = $3, period_end = $4, file_id = $5 WHERE id = $1',
        [id, head.title, head.start, head.end, head.fileId],
      )
    },

    async setApproval(id: number, approval: Approval, at: Date): Promise<void> {
      await tx.query('UPDATE road_map SET approval = $2, approval_at = $3 WHERE id = $1', [
        id,
        approval,
        at,
      ])
    },

    async addRecord(
      id: number,
      record: { personId: number; act: string; comment: string | null; at: Date },
    ): Promise<void> {
      await tx.query(
        'INSERT INTO approval_record (road_map_id, person_id, act, comment, at) VALUES ($1, $2, $3, $4, $5)',
        [id, record.personId, record.act, record.comment, record.at],
      )
    },

    /** Rows of a road map that schools are asked for, or all rows of a plan, in order. */
    async listRows(roadMapId: number): Promise<ComparedRow[]> {
      return tx.query(
        `SELECT x.id, x.number, x.title, x.phrase, x.deadline, x.responsible, x.result, x.cancelled,
                x.optional, x.template_row_id AS "templateRowId"
         FROM activity x JOIN road_map m ON m.id = x.road_map_id
         WHERE m.id = $1 AND (m.school_id IS NOT NULL
           OR x.holders && ARRAY['curator', 'head'] AND x.cancelled IS NULL)
         ORDER BY x.position`,
        [roadMapId],
      )
    },

    /** A row that a school has looked at after its template row had changed. */
    async settleNews(rowId: number): Promise<void> {
      await tx.query('UPDATE activity SET template_changed_at = NULL WHERE id = $1', [rowId])
    },

    /** Rows of a plan whose template row has changed, in order. */
    async listNews(id: number): Promise<number[]> {
      const rows = await tx.query<{ id: number }>(
        `SELECT id FROM activity WHERE road_map_id = $1 AND template_changed_at IS NOT NULL
           AND template_row_id IS NOT NULL ORDER BY position`,
        [id],
      )
      return rows.map((row) => row.id)
    },

    /** Dates that a row is asked for. */
    async listWindows(activityId: number): Promise<Window[]> {
      const rows = await tx.query<{ start: IsoDate; due: IsoDate }>(
        'SELECT start, due FROM occurrence WHERE activity_id = $1 AND NOT dropped ORDER BY due, id',
        [activityId],
      )
      return rows.map(({ start, due }) => [start, due])
    },

    /** How the assignments of each of these plans stand today: in all, done and late. */
    async listProgress(
      ids: readonly number[],
      today: IsoDate,
    ): Promise<{ id: number; total: number; done: number; late: number }[]> {
      return tx.query(
        `SELECT x.road_map_id AS id, count(*) AS total, count(*) FILTER (WHERE a.status = 'done') AS done,
                count(*) FILTER (WHERE a.status IN ('planned', 'in_work') AND a.due < $2) AS late
         FROM assignment a JOIN occurrence o ON o.id = a.occurrence_id
         JOIN activity x ON x.id = o.activity_id
         WHERE x.road_map_id = ANY ($1) AND a.status <> 'cancelled' GROUP BY x.road_map_id`,
        [ids, today],
      )
    },
  }
}
