import type { Tx } from '../../infra/db.ts'
import type { StoredWindow } from '../roadmaps/remake.ts'

/** How a plan takes the place of the rows of its template: copied, linked, and handed over. */
export function handoverStore(tx: Tx) {
  return {
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
  }
}
