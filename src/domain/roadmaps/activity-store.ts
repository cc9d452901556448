import type { Tx } from '../../infra/db.ts'
import type { IsoDate } from '../shared/calendar.ts'
import { activityLists, escaped } from './activity-lists.ts'
import type { DeadlineKind, Period, Window } from './deadlines/index.ts'
import type { Holder } from './holders.ts'
import type { StoredDoubt } from './questions.ts'
import type { Remake, StoredWindow } from './remake.ts'

/** A row of a road map in force. */
export interface StoredActivity {
  id: number
  roadMapId: number
  municipalityId: number
  /** Of a school's plan: whose it is, and how far its approval has come. */
  schoolId: number | null
  approval: string | null
  /** The row of the template that it stands for, and whether that one has changed since. */
  templateRowId: number | null
  templateChanged: boolean
  /** Schools may leave it out of their plans. */
  optional: boolean
  position: number
  number: string
  section: string
  title: string
  phrase: string
  kind: DeadlineKind
  deadline: string
  responsible: string[]
  result: string
  holders: Holder[]
  oneForAll: boolean
  doubts: StoredDoubt[]
  checkEvery: string | null
  eventOn: IsoDate | null
  cancelled: string | null
  periodStart: IsoDate
  periodEnd: IsoDate
  mapTitle: string
}

/** A road map as a whole; the last two say whose plan it is. */
export interface MapRow extends Period {
  municipalityId: number
  schoolId: number | null
  approval: string | null
}

export const periodOfMap = ({ periodStart, periodEnd }: StoredActivity): Period => ({
  start: periodStart,
  end: periodEnd,
})

/** Of a stored row, from `live`. */
export const columns = `
  x.id, x.road_map_id AS "roadMapId", m.municipality_id AS "municipalityId",
  m.school_id AS "schoolId", m.approval, x.template_row_id AS "templateRowId",
  x.template_changed_at IS NOT NULL AS "templateChanged", x.optional, x.position, x.number,
  x.section, x.title, x.phrase, x.kind, x.deadline, x.responsible, x.result, x.holders,
  x.one_for_all AS "oneForAll", x.doubts, x.check_every AS "checkEvery", x.event_on AS "eventOn",
  x.cancelled, m.period_start AS "periodStart", m.period_end AS "periodEnd", m.title AS "mapTitle"`
export const live = 'FROM activity x JOIN road_map m ON m.id = x.road_map_id AND NOT m.replaced'
/** Rows of the road maps in force, one at a time. */
export function activityStore(tx: Tx) {
  return {
    ...activityLists(tx),

    async find(municipalityId: number, id: number): Promise<StoredActivity | null> {
      const [row] = await tx.query<StoredActivity>(
        `SELECT ${columns} ${live} WHERE x.id = $1 AND m.municipality_id = $2`,
        [id, municipalityId],
      )
      return row ?? null
    },

    /** A road map in force, or a school's plan. */
    async findMap(municipalityId: number, id: number): Promise<MapRow | null> {
      const [row] = await tx.query<MapRow>(
        `SELECT period_start AS start, period_end AS "end", municipality_id AS "municipalityId",
                school_id AS "schoolId", approval
         FROM road_map WHERE id = $1 AND municipality_id = $2 AND NOT replaced`,
        [id, municipalityId],
      )
      return row ?? null
    },

    /** Its approval goes no step on until the transaction ends. */
    async holdMap(id: number): Promise<void> {
      await tx.query('SELECT FROM road_map WHERE id = $1 FOR SHARE', [id])
    },

    /** Copies of a row in schools' plans have something to be looked at. */
    async markCopies(id: number, at: Date): Promise<void> {
      await tx.query('UPDATE activity SET template_changed_at = $2 WHERE template_row_id = $1', [
        id,
        at,
      ])
    },

    /** Makes room for rows after a position. */
    async shift(roadMapId: number, after: number, by: number): Promise<void> {
      await tx.query(
        'UPDATE activity SET position = -(position + $3) WHERE road_map_id = $1 AND position > $2',
        [roadMapId, after, by],
      )
      await tx.query(
        'UPDATE activity SET position = -position WHERE road_map_id = $1 AND position < 0',
        [roadMapId],
      )
    },

    async lastPosition(roadMapId: number): Promise<number> {
      const [row] = await tx.query<{ last: number | null }>(
        'SELECT max(position) AS last FROM activity WHERE road_map_id = $1',
        [roadMapId],
      )
      return row?.last ?? 0
    },

    /** A row like another one, at another place and with what differs. @returns its id */
    async add(
      row: Omit<
        StoredActivity,
        | 'id'
        | 'municipalityId'
        | 'periodStart'
        | 'periodEnd'
        | 'mapTitle'
        | 'cancelled'
        | 'eventOn'
        | 'checkEvery'
        | 'schoolId'
        | 'approval'
        | 'templateRowId'
        | 'templateChanged'
        | 'optional'
      >,
    ): Promise<number> {
      const [added] = await tx.query<{ id: number }>(
        `INSERT INTO activity (road_map_id, position, number, section, title, phrase, kind, deadline,
           responsible, result, document, inform_whom, inform_when, holders, one_for_all, doubts)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, '', '', '', $11, $12, $13) RETURNING id`,
        [
          row.roadMapId,
          row.position,
          row.number,
          row.section,
          row.title,
          row.phrase,
          row.kind,
          row.deadline,
          row.responsible,
          row.result,
          row.holders,
          row.oneForAll,
          JSON.stringify(row.doubts),
        ],
      )
      return added!.id
    },

    /** Numbers of a road map that begin so: a new row takes none of them. */
    async numbersLike(roadMapId: number, number: string): Promise<string[]> {
      const rows = await tx.query<{ number: string }>(
        'SELECT number FROM activity WHERE road_map_id = $1 AND (number = $2 OR number LIKE $3)',
        [roadMapId, number, `${escaped(number)}%`],
      )
      return rows.map((row) => row.number)
    },

    /** Writes what may change in a row. */
    async save(row: StoredActivity): Promise<void> {
      await tx.query(
        `UPDATE activity SET title = $2, phrase = $3, kind = $4, deadline = $5, responsible = $6,
           result = $7, holders = $8, one_for_all = $9, doubts = $10, check_every = $11,
           event_on = $12, cancelled = $13
         WHERE id = $1`,
        [
          row.id,
          row.title,
          row.phrase,
          row.kind,
          row.deadline,
          row.responsible,
          row.result,
          row.holders,
          row.oneForAll,
          JSON.stringify(row.doubts),
          row.checkEvery,
          row.eventOn,
          row.cancelled,
        ],
      )
    },

    async listWindows(activityId: number): Promise<StoredWindow[]> {
      return tx.query(
        'SELECT id, start, due, dropped FROM occurrence WHERE activity_id = $1 ORDER BY due, id',
        [activityId],
      )
    },

    /** Applies what has become of a row's dates; an assignment that was moved by itself keeps its due. */
    async applyRemake(activityId: number, { keep, move, add, drop }: Remake): Promise<void> {
      if (keep.length > 0)
        await tx.query(
          `UPDATE occurrence o SET start = t.start, dropped = false
           FROM unnest($1::int[], $2::date[]) AS t(id, start) WHERE o.id = t.id`,
          [keep.map(({ id }) => id), keep.map(({ start }) => start)],
        )
      if (move.length > 0) {
        const moved = [
          move.map(({ id }) => id),
          move.map(({ start }) => start),
          move.map(({ due }) => due),
        ]
        await tx.query(
          `UPDATE assignment a SET due = t.due
           FROM unnest($1::int[], $2::date[]) AS t(id, due)
           WHERE a.occurrence_id = t.id AND a.moved_from IS NULL`,
          [moved[0], moved[2]],
        )
        await tx.query(
          `UPDATE occurrence o SET start = t.start, due = t.due
           FROM unnest($1::int[], $2::date[], $3::date[]) AS t(id, start, due) WHERE o.id = t.id`,
          moved,
        )
      }
      if (drop.length > 0)
        await tx.query('UPDATE occurrence SET dropped = true WHERE id = ANY ($1)', [drop])
      if (add.length > 0)
        await tx.query(
          `INSERT INTO occurrence (activity_id, start, due)
           SELECT $1, * FROM unnest($2::date[], $3::date[])`,
          [activityId, add.map((window: Window) => window[0]), add.map((window) => window[1])],
        )
    },
  }
}
