import type { Tx } from '../../infra/db.ts'
import type { IsoDate } from '../shared/calendar.ts'

/** A road map of the municipality as a template. */
export interface Template {
  id: number
  title: string
  start: IsoDate
  end: IsoDate
  /** Rows that schools are asked for, and those that they may leave out. */
  rows: number
  optional: number
}

/** Templates, and sending them to schools. */
export function sendingStore(tx: Tx) {
  return {
    /** Road maps of the municipality in force, the newest first. */
    async listTemplates(municipalityId: number): Promise<Template[]> {
      return tx.query(
        `SELECT m.id, m.title, m.period_start AS start, m.period_end AS "end",
                count(x.id) AS rows, count(x.id) FILTER (WHERE x.optional) AS optional
         FROM road_map m
         LEFT JOIN activity x ON x.road_map_id = m.id AND x.cancelled IS NULL
           AND x.holders && ARRAY['curator', 'head']
         WHERE m.municipality_id = $1 AND m.school_id IS NULL AND NOT m.replaced
         GROUP BY m.id ORDER BY m.id DESC`,
        [municipalityId],
      )
    },

    /** Schools that have no plan beside a road map yet, by name. */
    async listWithout(
      municipalityId: number,
      templateId: number,
    ): Promise<{ id: number; name: string }[]> {
      return tx.query(
        `SELECT s.id, s.name FROM school s
         WHERE s.municipality_id = $1 AND NOT EXISTS (SELECT FROM road_map p
           WHERE p.template_id = $2 AND p.school_id = s.id AND NOT p.replaced)
         ORDER BY s.name, s.id`,
        [municipalityId, templateId],
      )
    },

    /**
     * A plan that is not begun, for each of these schools that has none; it counts from the day of its
     * template, so that nothing of it becomes history. @returns the plans made
     */
    async send(
      templateId: number,
      schools: readonly number[],
      by: { personId: number; sendBy: IsoDate; at: Date },
    ): Promise<{ id: number; schoolId: number }[]> {
      return tx.query(
        `INSERT INTO road_map (municipality_id, school_id, template_id, title, period_start,
           period_end, created_by_id, created_at, approval, approval_at, send_by)
         SELECT t.municipality_id, s.id, t.id, t.title, t.period_start, t.period_end, $3, t.created_at,
                'sent', $5, $4
         FROM road_map t JOIN school s ON s.municipality_id = t.municipality_id
         WHERE t.id = $1 AND s.id = ANY ($2) ORDER BY s.name
         ON CONFLICT (template_id, school_id) WHERE template_id IS NOT NULL AND NOT replaced
         DO NOTHING RETURNING id, school_id AS "schoolId"`,
        [templateId, schools, by.personId, by.sendBy, by.at],
      )
    },

    /** Which rows of a template schools may leave out; the others are obligatory. */
    async setOptional(templateId: number, rows: readonly number[] | 'all'): Promise<void> {
      await tx.query('UPDATE activity SET optional = $3 OR id = ANY ($2) WHERE road_map_id = $1', [
        templateId,
        rows === 'all' ? [] : rows,
        rows === 'all',
      ])
    },

    /** Takes plans away that were not sent for approval: they are kept, but nobody is asked for them. */
    async recall(ids: readonly number[]): Promise<void> {
      await tx.query('UPDATE road_map SET replaced = true WHERE id = ANY ($1)', [ids])
    },

    /** Another day to send these plans by. */
    async setSendBy(ids: readonly number[], sendBy: IsoDate): Promise<void> {
      await tx.query('UPDATE road_map SET send_by = $2 WHERE id = ANY ($1)', [ids, sendBy])
    },
  }
}
