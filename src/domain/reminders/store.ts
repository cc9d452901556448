import type { Tx } from '../../infra/db.ts'
import { notHistory } from '../roadmaps/assignment-store.ts'
import type { IsoDate } from '../shared/calendar.ts'
import type { DueRow, Recipient } from './digest.ts'
import type { Policy } from './rules.ts'

/** Mornings and digests. Plain SQL, set-wise: a morning is few statements, whatever its size. */
export function reminderStore(tx: Tx) {
  return {
    /** With the hour at which their mornings open, where they have one of their own. */
    async listMunicipalities(): Promise<{ id: number; zone: string; hour: string | null }[]> {
      return tx.query(
        `SELECT m.id, m.time_zone AS zone, p.hour
         FROM municipality m LEFT JOIN reminder_policy p ON p.municipality_id = m.id ORDER BY m.id`,
      )
    },

    async findPolicy(municipalityId: number): Promise<(Policy & { hour: string }) | null> {
      const [row] = await tx.query<Policy & { hour: string }>(
        'SELECT before, after, hour FROM reminder_policy WHERE municipality_id = $1',
        [municipalityId],
      )
      return row ?? null
    },

    async setPolicy(municipalityId: number, policy: Policy & { hour: string }): Promise<void> {
      await tx.query(
        `INSERT INTO reminder_policy (municipality_id, before, after, hour) VALUES ($1, $2, $3, $4)
         ON CONFLICT (municipality_id) DO UPDATE
         SET before = excluded.before, after = excluded.after, hour = excluded.hour`,
        [municipalityId, policy.before, policy.after, policy.hour],
      )
    },

    async listNames(people: readonly number[]): Promise<string[]> {
      const rows = await tx.query<{ name: string }>(
        `SELECT concat_ws(' ', last_name, first_name, patronymic) AS name FROM person
         WHERE id = ANY ($1) ORDER BY name`,
        [people],
      )
      return rows.map(({ name }) => name)
    },

    /** Which of these persons no messenger reaches, with their names. */
    async listUnreachable(
      people: readonly number[],
    ): Promise<{ personId: number; name: string }[]> {
      return tx.query(
        `SELECT p.id AS "personId", concat_ws(' ', p.last_name, p.first_name, p.patronymic) AS name
         FROM person p
         WHERE p.id = ANY ($1)
           AND NOT EXISTS (SELECT FROM account a WHERE a.person_id = p.id AND a.reachable)
         ORDER BY name`,
        [people],
      )
    },

    async findZone(municipalityId: number): Promise<string | null> {
      const [row] = await tx.query<{ zone: string }>(
        'SELECT time_zone AS zone FROM municipality WHERE id = $1',
        [municipalityId],
      )
      return row?.zone ?? null
    },

    /** Which of these mornings were opened already. */
    async listOpened(
      mornings: readonly { municipalityId: number; day: IsoDate }[],
    ): Promise<{ municipalityId: number; day: IsoDate }[]> {
      return tx.query(
        `SELECT municipality_id AS "municipalityId", m.day
         FROM morning m JOIN unnest($1::int[], $2::date[]) AS t(id, day)
           ON m.municipality_id = t.id AND m.day = t.day`,
        [mornings.map((m) => m.municipalityId), mornings.map((m) => m.day)],
      )
    },

    /** @returns false when it was open already; two at once wait for each other */
    async addMorning(municipalityId: number, day: IsoDate, at: Date): Promise<boolean> {
      const rows = await tx.query(
        `INSERT INTO morning (municipality_id, day, opened_at) VALUES ($1, $2, $3)
         ON CONFLICT DO NOTHING RETURNING day`,
        [municipalityId, day, at],
      )
      return rows.length > 0
    },

    /** Before the very first one, the day before there was a road map: what was missed since then counts as well. */
    async lastMorningBefore(municipalityId: number, day: IsoDate): Promise<IsoDate | null> {
      const [row] = await tx.query<{ day: IsoDate | null }>(
        `SELECT coalesce(
           (SELECT max(day) FROM morning WHERE municipality_id = $1 AND day < $2),
           (SELECT min((m.created_at AT TIME ZONE u.time_zone)::date) - 1
            FROM road_map m JOIN municipality u ON u.id = m.municipality_id
            WHERE u.id = $1 AND (m.created_at AT TIME ZONE u.time_zone)::date < $2)) AS day`,
        [municipalityId, day],
      )
      return row?.day ?? null
    },

    /** Open assignments due on these days, with the kind of their deadline. */
    async listDue(
      municipalityId: number,
      dues: readonly IsoDate[],
      now: Date,
    ): Promise<(DueRow & { kind: string })[]> {
      return tx.query(
        `${dueRows} WHERE a.municipality_id = $1 AND a.due = ANY ($3::date[])
           AND a.status IN ('planned', 'in_work') AND ${notHistory('$2')}
         ORDER BY a.due, m.id, x.position, s.name`,
        [municipalityId, now, dues],
      )
    },

    /** Open assignments of schools due since `from`, at each level that should hear of them and was not told yet. */
    async listToEscalate(
      municipalityId: number,
      from: IsoDate,
      to: { head: IsoDate; coordinator: IsoDate },
      now: Date,
    ): Promise<(DueRow & { level: 'head' | 'coordinator' })[]> {
      return tx.query(
        `${dueRows.replace('SELECT', 'SELECT level.name AS level,')}
         CROSS JOIN (VALUES ('head', $4::date), ('coordinator', $5::date)) AS level(name, until)
         WHERE a.municipality_id = $1 AND a.due BETWEEN $3 AND $4 AND a.due <= level.until
           AND a.school_id IS NOT NULL
           AND a.status IN ('planned', 'in_work') AND ${notHistory('$2')}
           AND NOT EXISTS (SELECT FROM escalation e
                           WHERE e.assignment_id = a.id AND e.level = level.name)
         ORDER BY a.due, m.id, x.position, s.name`,
        [municipalityId, now, from, to.head, to.coordinator],
      )
    },

    async addEscalations(
      entries: readonly { assignmentId: number; level: string }[],
      at: Date,
    ): Promise<void> {
      if (entries.length === 0) return
      await tx.query(
        `INSERT INTO escalation (assignment_id, level, at)
         SELECT t.*, $3 FROM unnest($1::int[], $2::text[]) AS t ON CONFLICT DO NOTHING`,
        [entries.map((e) => e.assignmentId), entries.map((e) => e.level), at],
      )
    },

    async listRecipients(municipalityId: number): Promise<Recipient[]> {
      return tx.query(
        `SELECT person_id AS "personId", role, school_id AS "schoolId" FROM membership
         WHERE municipality_id = $1 AND until IS NULL
           AND role IN ('coordinator', 'methodist', 'head', 'curator')
         ORDER BY id`,
        [municipalityId],
      )
    },

    /** @returns the persons who had no digest of that day yet */
    async addDigests(
      digests: readonly { personId: number; items: unknown }[],
      day: IsoDate,
      at: Date,
    ): Promise<number[]> {
      const rows = await tx.query<{ personId: number }>(
        `INSERT INTO digest (person_id, day, items, created_at)
         SELECT t."personId", $2, t.items, $3
         FROM jsonb_to_recordset($1::jsonb) AS t("personId" int, items jsonb)
         ON CONFLICT DO NOTHING RETURNING person_id AS "personId"`,
        [JSON.stringify(digests), day, at],
      )
      return rows.map((row) => row.personId)
    },

    /** The rows of a person's digest that are open still. */
    async listOfDigest(personId: number, day: IsoDate): Promise<DueRow[]> {
      return tx.query(
        `${dueRows}
         JOIN digest d ON d.person_id = $1 AND d.day = $2
         WHERE a.id IN (SELECT (item ->> 'id')::int FROM jsonb_array_elements(d.items) AS item
                        WHERE item ->> 'reason' <> 'above')
           AND a.status IN ('planned', 'in_work')
         ORDER BY a.due, m.id, x.position, s.name`,
        [personId, day],
      )
    },

    /** An assignment if it is open, with where it is. */
    async findDue(
      assignmentId: number,
    ): Promise<(DueRow & { municipalityId: number; zone: string }) | null> {
      const [row] = await tx.query<DueRow & { municipalityId: number; zone: string }>(
        `${dueRows.replace('SELECT', 'SELECT mu.id AS "municipalityId", mu.time_zone AS zone,')}
         WHERE a.id = $1 AND a.status IN ('planned', 'in_work')`,
        [assignmentId],
      )
      return row ?? null
    },
  }
}

/**
 * Assignments as `DueRow`s, to be narrowed by a WHERE.
 *
 * OFFSET leaves only one plan: the few assignments by their index, then the rows of each. Without it
 * PostgreSQL, while it knows little of the tables, reads every occurrence there is, or looks through a
 * town's assignments once for each road map of all towns.
 */
export const dueRows = `
  SELECT a.id, coalesce(o.copied_from, o.id) AS "occurrenceId", a.school_id AS "schoolId", a.role,
         a.person_id AS "personId", s.name AS school, m.id AS "roadMapId", x.number, x.title,
         coalesce(nullif(x.check_every, 'none'), x.kind) AS kind, a.due
  FROM assignment a
  JOIN LATERAL (SELECT * FROM occurrence WHERE id = a.occurrence_id OFFSET 0) o ON true
  JOIN LATERAL (SELECT * FROM activity WHERE id = o.activity_id OFFSET 0) x ON true
  JOIN LATERAL (SELECT * FROM road_map WHERE id = x.road_map_id OFFSET 0) m ON true
  JOIN municipality mu ON mu.id = a.municipality_id
  LEFT JOIN school s ON s.id = a.school_id`
