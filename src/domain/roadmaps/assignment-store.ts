import type { Tx } from '../../infra/db.ts'
import type { IsoDate } from '../shared/calendar.ts'
import { zoneStore } from '../shared/zone-store.ts'
import type { Owner, Reach, Status } from './rules.ts'

/** One line of a plan: an assignment, or for the municipality an occurrence with all its schools. */
export interface PlanRow {
  /** The assignment that a button acts on. */
  id: number
  roadMapId: number
  number: string
  title: string
  due: IsoDate
  /** Name of the school, where there is one only. */
  school: string | null
  /** Of how many schools, how many have done it; null where no school is asked. */
  done: number | null
  total: number | null
}

export interface AssignmentRow extends Owner {
  id: number
  occurrenceId: number
  activityId: number
  municipalityId: number
  school: string | null
  status: Status
  due: IsoDate
  start: IsoDate
  doneById: number | null
  doneBy: string | null
  doneAt: Date | null
  comment: string | null
  movedFrom: IsoDate | null
  reason: string | null
  oneForAll: boolean
  number: string
  section: string
  title: string
  phrase: string
  deadline: string
  responsible: string[]
  result: string
  document: string
  informWhom: string
  informWhen: string
}

/**
 * What passed before its road map was loaded is history: it is kept and shown nowhere as late.
 * A map from the future (the stand's clock was moved back) has no history.
 */
export const notHistory = (now: string) =>
  `(a.due >= (m.created_at AT TIME ZONE mu.time_zone)::date OR m.created_at > ${now})`

const joined = `
  FROM assignment a
  JOIN occurrence o ON o.id = a.occurrence_id
  JOIN activity x ON x.id = o.activity_id
  JOIN road_map m ON m.id = x.road_map_id
  JOIN municipality mu ON mu.id = a.municipality_id
  LEFT JOIN school s ON s.id = a.school_id`

/** The row and the date of the municipality's plan; of a school's own where it stands for none. */
export const rowOf = 'coalesce(x.template_row_id, x.id)'
export const dateOf = 'coalesce(o.copied_from, o.id)'
/** In a group: what one school alone has in its own plan. */
const ofOneSchool = '(bool_and(m.school_id IS NOT NULL) AND count(DISTINCT a.school_id) = 1)'

/** An occurrence with all that stand for it in schools' plans, by the number of one of them. */
export const sameDate = (id: string) => `(
  WITH root AS (SELECT coalesce(copied_from, id) AS id FROM occurrence WHERE id = ${id})
  SELECT id FROM root UNION ALL
  SELECT c.id FROM occurrence c JOIN root ON c.copied_from = root.id)`

/** Assignments: what is due, and what becomes of it. Plain SQL: the plan is read every morning. */
export function assignmentStore(tx: Tx) {
  return {
    ...zoneStore(tx),

    /**
     * What is open with a due in a period. For the whole municipality one row a date of its plan (schools' own
     * plans count with it), else one an assignment. @param latestFirst for what is late: the newest matters most
     */
    async listOpen(
      municipalityId: number,
      reach: Reach,
      period: { from: IsoDate; to: IsoDate },
      now: Date,
      limit: number,
      {
        latestFirst = false,
        roadMapId = null,
      }: { latestFirst?: boolean; roadMapId?: number | null },
    ): Promise<PlanRow[]> {
      const order = latestFirst ? 'DESC' : 'ASC'
      const open = `a.status IN ('planned', 'in_work')`
      const where = `a.municipality_id = $1 AND a.due BETWEEN $2 AND $3 AND ${notHistory('$4')}
        AND ($6::int IS NULL OR m.id = $6 OR m.template_id = $6)`
      const params = [municipalityId, period.from, period.to, now, limit, roadMapId]
      if (reach.everywhere)
        return tx.query<PlanRow>(
          `SELECT one.*, t.road_map_id AS "roadMapId", t.number, t.title FROM (
             SELECT coalesce(
                      min(a.id) FILTER (WHERE ${open} AND a.school_id IS NULL),
                      min(a.id) FILTER (WHERE ${open})) AS id,
                    ${rowOf} AS row, a.due,
                    CASE WHEN ${ofOneSchool} THEN min(s.name) END AS school,
                    CASE WHEN NOT ${ofOneSchool} THEN nullif(count(DISTINCT a.school_id), 0) END AS total,
                    CASE WHEN count(a.school_id) > 0 AND NOT ${ofOneSchool}
                      THEN count(DISTINCT a.school_id) FILTER (WHERE a.status = 'done')
                    END AS done
             ${joined} WHERE ${where} AND a.status <> 'cancelled'
             GROUP BY ${dateOf}, ${rowOf}, a.due HAVING bool_or(${open})
           ) one JOIN activity t ON t.id = one.row
           ORDER BY one.due ${order}, t.position, one.id LIMIT $5`,
          params,
        )
      return tx.query<PlanRow>(
        `SELECT a.id, x.road_map_id AS "roadMapId", x.number, x.title, a.due,
                CASE WHEN cardinality($7::int[]) > 1 THEN s.name END AS school,
                NULL AS total, NULL AS done
         ${joined} WHERE ${where} AND ${open}
           AND (a.school_id = ANY ($7) OR a.person_id = $8)
         ORDER BY a.due ${order}, x.position, s.name LIMIT $5`,
        [...params, reach.schools, reach.personId],
      )
    },

    /** How much of the same there is. */
    async countOpen(
      municipalityId: number,
      reach: Reach,
      period: { from: IsoDate; to: IsoDate },
      now: Date,
    ): Promise<number> {
      const [row] = await tx.query<{ count: number }>(
        `SELECT ${reach.everywhere ? `count(DISTINCT ${dateOf})` : 'count(*)'} AS count
         ${joined} WHERE a.municipality_id = $1 AND a.due BETWEEN $2 AND $3 AND ${notHistory('$4')}
           AND a.status IN ('planned', 'in_work') AND ($5 OR a.school_id = ANY ($6) OR a.person_id = $7)`,
        [
          municipalityId,
          period.from,
          period.to,
          now,
          reach.everywhere,
          reach.schools,
          reach.personId,
        ],
      )
      return row?.count ?? 0
    },

    /** @param lock keeps others from changing it until the transaction ends */
    async find(id: number, lock = false): Promise<AssignmentRow | null> {
      const [row] = await tx.query<AssignmentRow>(
        `SELECT a.id, o.id AS "occurrenceId", a.municipality_id AS "municipalityId",
                x.id AS "activityId", a.school_id AS "schoolId", s.name AS school, a.role,
                a.person_id AS "personId", a.status, a.due, o.start, a.moved_from AS "movedFrom",
                a.reason, a.done_by_id AS "doneById", a.done_at AS "doneAt", a.comment,
                (SELECT concat_ws(' ', first_name, patronymic, last_name) FROM person
                 WHERE id = a.done_by_id) AS "doneBy",
                x.one_for_all AS "oneForAll",
                x.number, x.section, x.title, x.phrase, x.deadline, x.responsible, x.result,
                x.document, x.inform_whom AS "informWhom", x.inform_when AS "informWhen"
         ${joined} WHERE a.id = $1 ${lock ? 'FOR UPDATE OF a' : ''}`,
        [id],
      )
      return row ?? null
    },

    /** How the schools stand with an occurrence: names of those that have not done it yet. */
    async schoolsOf(occurrenceId: number): Promise<{ total: number; open: string[] }> {
      const rows = await tx.query<{ name: string; status: string }>(
        `SELECT s.name, a.status FROM assignment a JOIN school s ON s.id = a.school_id
         WHERE a.occurrence_id IN ${sameDate('$1')} AND a.status <> 'cancelled' ORDER BY s.name`,
        [occurrenceId],
      )
      const open = rows.filter((row) => row.status !== 'done').map((row) => row.name)
      return { total: rows.length, open }
    },

    async complete(
      id: number,
      by: { personId: number; at: Date; comment: string | null; fileId: string | null },
    ): Promise<void> {
      await tx.query(
        `UPDATE assignment
         SET status = 'done', done_by_id = $2, done_at = $3, comment = $4, file_id = $5
         WHERE id = $1`,
        [id, by.personId, by.at, by.comment, by.fileId],
      )
    },

    /** One answer is enough: what others of the school (or of the municipality) had to do is done, too. */
    async completeOthers(id: number): Promise<void> {
      await tx.query(
        `UPDATE assignment t SET status = 'done', done_by_id = a.done_by_id, done_at = a.done_at
         FROM assignment a
         WHERE a.id = $1 AND t.occurrence_id = a.occurrence_id AND t.id <> a.id
           AND t.school_id IS NOT DISTINCT FROM a.school_id AND t.status IN ('planned', 'in_work')`,
        [id],
      )
    },

    /** What becomes of a row where one answer is enough from now on: others of whoever has answered are done, too. */
    async completeRest(activityId: number): Promise<void> {
      await tx.query(
        `UPDATE assignment t SET status = 'done', done_by_id = a.done_by_id, done_at = a.done_at
         FROM assignment a JOIN occurrence o ON o.id = a.occurrence_id
         WHERE o.activity_id = $1 AND a.status = 'done' AND t.occurrence_id = a.occurrence_id
           AND t.school_id IS NOT DISTINCT FROM a.school_id AND t.status IN ('planned', 'in_work')`,
        [activityId],
      )
    },

    /** @param others those that were completed with it as well */
    async reopen(id: number, others = false): Promise<void> {
      await tx.query(
        `UPDATE assignment t
         SET status = 'planned', done_by_id = NULL, done_at = NULL, comment = NULL, file_id = NULL
         FROM assignment a
         WHERE a.id = $1 AND (t.id = a.id OR $2 AND t.occurrence_id = a.occurrence_id
           AND t.school_id IS NOT DISTINCT FROM a.school_id
           AND (t.done_by_id, t.done_at) = (a.done_by_id, a.done_at))`,
        [id, others],
      )
    },

    async comment(id: number, comment: string): Promise<void> {
      await tx.query('UPDATE assignment SET comment = $2 WHERE id = $1', [id, comment])
    },
  }
}
