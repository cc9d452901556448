import type { Tx } from '../../infra/db.ts'
import type { Window } from '../roadmaps/deadlines/index.ts'
import type { StoredWindow } from '../roadmaps/remake.ts'
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
          WHERE r.road_map_id = m.id AND r.act = 'return' ORDER BY r.id DESC LIMIT 1) AS comment
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

    /** Forgets the rows of a plan that was never in force. */
    async clearRows(id: number): Promise<void> {
      await tx.query(
        'DELETE FROM occurrence WHERE activity_id IN (SELECT id FROM activity WHERE road_map_id = $1)',
        [id],
      )
      await tx.query('DELETE FROM activity WHERE road_map_id = $1', [id])
    },

    /** Copies title, period, rows for schools and their dates; the rows know what they stand for. */
    async copyTemplate(id: number, templateId: number): Promise<void> {
      await tx.query(
        `UPDATE road_map p SET title = t.title, period_start = t.period_start,
           period_end = t.period_end, file_id = NULL
         FROM road_map t WHERE p.id = $1 AND t.id = $2`,
        [id, templateId],
      )
      await tx.query(
        `INSERT INTO activity (road_map_id, position, number, section, title, phrase, kind, deadline,
           responsible, result, document, inform_whom, inform_when, holders, one_for_all, doubts, extra,
           check_every, event_on, optional, template_row_id)
         SELECT $1, position, number, section, title, phrase, kind, deadline, responsible, result,
                document, inform_whom, inform_when,
                ARRAY(SELECT h FROM unnest(holders) AS h WHERE h IN ('curator', 'head')),
                one_for_all, doubts, extra, check_every, event_on, optional, id
         FROM activity
         WHERE road_map_id = $2 AND cancelled IS NULL AND holders && ARRAY['curator', 'head']`,
        [id, templateId],
      )
      await tx.query(
        `INSERT INTO occurrence (activity_id, start, due, copied_from)
         SELECT y.id, o.start, o.due, o.id
         FROM activity y JOIN occurrence o ON o.activity_id = y.template_row_id AND NOT o.dropped
         WHERE y.road_map_id = $1`,
        [id],
      )
    },

    /** The dates of rows of a road map, by row. */
    async listDates(roadMapId: number): Promise<(StoredWindow & { activityId: number })[]> {
      return tx.query(
        `SELECT o.id, o.activity_id AS "activityId", o.start, o.due, o.dropped
         FROM occurrence o JOIN activity x ON x.id = o.activity_id
         WHERE x.road_map_id = $1 AND NOT o.dropped ORDER BY o.due, o.id`,
        [roadMapId],
      )
    },

    /** Rows of a plan stand for rows of its template from now on, and their dates for dates. */
    async link(
      rows: readonly { id: number; templateRowId: number }[],
      dates: readonly { id: number; copiedFrom: number }[],
    ): Promise<void> {
      await tx.query(
        `UPDATE activity y SET template_row_id = x.id, optional = x.optional
         FROM unnest($1::int[], $2::int[]) AS t(id, of) JOIN activity x ON x.id = t.of
         WHERE y.id = t.id`,
        [rows.map(({ id }) => id), rows.map(({ templateRowId }) => templateRowId)],
      )
      await tx.query(
        `UPDATE occurrence o SET copied_from = t.of
         FROM unnest($1::int[], $2::int[]) AS t(id, of) WHERE o.id = t.id`,
        [dates.map(({ id }) => id), dates.map(({ copiedFrom }) => copiedFrom)],
      )
    },

    /**
     * The school's assignments of a template go over to its plan, date by date: what is done stays
     * done, what was moved or begun stays so. What the plan has left out is cancelled.
     */
    async takeOver(plan: { id: number; schoolId: number; templateId: number }): Promise<void> {
      await tx.query(
        `UPDATE assignment a SET occurrence_id = c.id,
           due = CASE WHEN a.status <> 'done' AND a.moved_from IS NULL THEN c.due ELSE a.due END
         FROM occurrence c JOIN activity y ON y.id = c.activity_id
         WHERE y.road_map_id = $1 AND y.cancelled IS NULL AND NOT c.dropped
           AND a.occurrence_id = c.copied_from AND a.school_id = $2`,
        [plan.id, plan.schoolId],
      )
      await tx.query(
        `UPDATE assignment a SET status = 'cancelled', reason = 'remade'
         FROM occurrence o JOIN activity x ON x.id = o.activity_id
         WHERE a.occurrence_id = o.id AND x.road_map_id = $3 AND a.school_id = $2
           AND a.status IN ('planned', 'in_work')
           AND (x.optional OR EXISTS (SELECT FROM activity y
             WHERE y.road_map_id = $1 AND y.template_row_id = x.id))`,
        [plan.id, plan.schoolId, plan.templateId],
      )
    },

    /**
     * The template was loaded again: plans stand beside the new one, rows for the rows of the same
     * number and title. Where such a row says something else now, the school is asked; where there is
     * none, the row is the school's own.
     */
    async relink(old: readonly number[], templateId: number, at: Date): Promise<void> {
      const pairs = `activity x LEFT JOIN activity n
        ON n.road_map_id = $2 AND n.number = x.number AND n.title = x.title`
      await tx.query(
        `UPDATE activity n SET optional = true FROM activity x
         WHERE x.road_map_id = ANY ($1) AND x.optional AND n.road_map_id = $2
           AND n.number = x.number AND n.title = x.title`,
        [old, templateId],
      )
      await tx.query(
        'UPDATE road_map SET template_id = $2 WHERE template_id = ANY ($1) AND NOT replaced',
        [old, templateId],
      )
      await tx.query(
        `UPDATE occurrence c SET copied_from = f.id
         FROM ${pairs} JOIN occurrence o ON o.activity_id = x.id
           JOIN occurrence f ON f.activity_id = n.id AND f.due = o.due
         WHERE c.copied_from = o.id AND x.road_map_id = ANY ($1)`,
        [old, templateId],
      )
      await tx.query(
        `UPDATE activity y SET template_row_id = n.id,
           template_changed_at = CASE
             WHEN n.id IS NOT NULL AND (n.deadline, n.result, n.responsible)
               IS DISTINCT FROM (x.deadline, x.result, x.responsible) THEN $3 ELSE y.template_changed_at END
         FROM ${pairs} WHERE y.template_row_id = x.id AND x.road_map_id = ANY ($1)`,
        [old, templateId, at],
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
