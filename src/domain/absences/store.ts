import type { Tx } from '../../infra/db.ts'
import type { Role } from '../shared/access.ts'
import type { IsoDate } from '../shared/calendar.ts'

/** Somebody who is away, and who answers meanwhile. */
export interface Absence {
  personId: number
  since: IsoDate
  until: IsoDate
  deputyId: number | null
}

export interface Colleague {
  [name: string]: string | number | null
  id: number
  lastName: string
  firstName: string
  patronymic: string | null
  role: Role
  school: string | null
}

export function absenceStore(tx: Tx) {
  return {
    async set({ personId, since, until, deputyId }: Absence): Promise<void> {
      await tx.query(
        `INSERT INTO absence (person_id, since, until, deputy_id) VALUES ($1, $2, $3, $4)
         ON CONFLICT (person_id) DO UPDATE
         SET since = excluded.since, until = excluded.until, deputy_id = excluded.deputy_id`,
        [personId, since, until, deputyId],
      )
    },

    async end(personId: number, day: IsoDate): Promise<void> {
      await tx.query('UPDATE absence SET until = $2 WHERE person_id = $1 AND until > $2', [
        personId,
        day,
      ])
    },

    async find(personId: number): Promise<(Absence & { deputy: string | null }) | null> {
      const [row] = await tx.query<Absence & { deputy: string | null }>(
        `SELECT a.person_id AS "personId", a.since, a.until, a.deputy_id AS "deputyId",
                nullif(concat_ws(' ', p.last_name, p.first_name, p.patronymic), '') AS deputy
         FROM absence a LEFT JOIN person p ON p.id = a.deputy_id WHERE a.person_id = $1`,
        [personId],
      )
      return row ?? null
    },

    /** Absences of a municipality that last on this day or have ended since another one. */
    async listSince(municipalityId: number, after: IsoDate): Promise<Absence[]> {
      return tx.query(
        `SELECT a.person_id AS "personId", a.since, a.until, a.deputy_id AS "deputyId"
         FROM absence a JOIN person p ON p.id = a.person_id
         WHERE p.municipality_id = $1 AND a.until >= $2`,
        [municipalityId, after],
      )
    },

    /** The roles of those whom a person stands in for on a day. */
    async listPrincipals(
      deputyId: number,
      day: IsoDate,
    ): Promise<{ personId: number; role: Role; schoolId: number | null }[]> {
      return tx.query(
        `SELECT m.person_id AS "personId", m.role, m.school_id AS "schoolId"
         FROM absence a JOIN membership m ON m.person_id = a.person_id AND m.until IS NULL
         WHERE a.deputy_id = $1 AND $2 BETWEEN a.since AND a.until`,
        [deputyId, day],
      )
    },

    /** Who may stand in: of the same schools, or anybody who works for the municipality. */
    async listColleagues(
      municipalityId: number,
      schools: readonly number[],
      but: number,
      today: string,
    ) {
      return tx.query<Colleague>(
        `SELECT DISTINCT ON (p.last_name, p.first_name, p.id) p.id, p.last_name AS "lastName",
                p.first_name AS "firstName", p.patronymic, m.role, s.name AS school
         FROM membership m JOIN person p ON p.id = m.person_id LEFT JOIN school s ON s.id = m.school_id
         WHERE m.municipality_id = $1 AND m.until IS NULL AND m.role <> 'mentee' AND p.id <> $3
           AND (m.school_id = ANY ($2) OR m.role IN ('coordinator', 'methodist'))
           AND NOT EXISTS (SELECT FROM absence a WHERE a.person_id = p.id AND a.until >= $4::date)
         ORDER BY p.last_name, p.first_name, p.id LIMIT 100`,
        [municipalityId, schools, but, today],
      )
    },
  }
}
