import type { Tx } from '../../infra/db.ts'
import type { Role } from '../shared/access.ts'
import type { PersonName } from '../shared/names.ts'

/** A role that somebody holds, or has held. */
export interface MembershipRow extends PersonName {
  id: number
  personId: number
  role: Role
  municipalityId: number
  schoolId: number | null
  school: string | null
  /** Name of the school, or of the municipality where it is held in none. */
  place: string
  since: Date
  until: Date | null
}

const SELECT = `
  SELECT m.id, m.person_id AS "personId", m.role, m.municipality_id AS "municipalityId",
         m.school_id AS "schoolId", s.name AS school, coalesce(s.name, t.name) AS place, m.since, m.until, p.last_name AS "lastName",
         p.first_name AS "firstName", p.patronymic
  FROM membership m JOIN person p ON p.id = m.person_id JOIN municipality t ON t.id = m.municipality_id
    LEFT JOIN school s ON s.id = m.school_id`

export function membershipStore(tx: Tx) {
  return {
    /** With those that have ended, oldest first. */
    async listOf(personId: number): Promise<MembershipRow[]> {
      return tx.query(`${SELECT} WHERE m.person_id = $1 ORDER BY m.id`, [personId])
    },

    /** Who holds what in a school now, or in none, by name. */
    async listAt(municipalityId: number, schoolId: number | null): Promise<MembershipRow[]> {
      return tx.query(
        `${SELECT} WHERE m.municipality_id = $1 AND m.school_id IS NOT DISTINCT FROM $2 AND m.until IS NULL
           AND p.erased_at IS NULL ORDER BY p.last_name, p.first_name, m.id`,
        [municipalityId, schoolId],
      )
    },

    /** Keeps the role to ourselves until the commit; null when it is not held any more. */
    async lockHeld(id: number): Promise<MembershipRow | null> {
      const [row] = await tx.query<MembershipRow>(
        `${SELECT} WHERE m.id = $1 AND m.until IS NULL FOR UPDATE OF m`,
        [id],
      )
      return row ?? null
    },

    async end(id: number, at: Date): Promise<void> {
      await tx.query('UPDATE membership SET until = $2 WHERE id = $1', [id, at])
    },

    /** Everybody who holds a role in a place. */
    async listHolders(
      municipalityId: number,
      role: Role,
      schoolId: number | null,
    ): Promise<number[]> {
      const rows = await tx.query<{ id: number }>(
        `SELECT DISTINCT person_id AS id FROM membership WHERE municipality_id = $1 AND role = $2
           AND school_id IS NOT DISTINCT FROM $3 AND until IS NULL ORDER BY 1`,
        [municipalityId, role, schoolId],
      )
      return rows.map(({ id }) => id)
    },

    /** A pupil has moved: the parents' roles go along, and stay where another child of theirs is. */
    async followChild(childId: number, from: number, to: number, at: Date): Promise<void> {
      const own = `person_id IN (SELECT parent_id FROM guardian WHERE child_id = $1)
        AND role = 'parent' AND until IS NULL`
      await tx.query(
        `INSERT INTO membership (person_id, role, municipality_id, school_id, since)
         SELECT person_id, role, municipality_id, $3, $4 FROM membership m WHERE ${own} AND school_id = $2
           AND NOT EXISTS (SELECT FROM membership o WHERE o.person_id = m.person_id AND o.role = 'parent'
             AND o.school_id = $3 AND o.until IS NULL)`,
        [childId, from, to, at],
      )
      await tx.query(
        `UPDATE membership m SET until = $3 WHERE ${own} AND school_id = $2 AND NOT EXISTS (
           SELECT FROM guardian g JOIN membership c ON c.person_id = g.child_id
           WHERE g.parent_id = m.person_id AND c.school_id = $2 AND c.until IS NULL)`,
        [childId, from, at],
      )
    },

    /** Nobody is deputised by who has left. @returns whose deputy it was */
    async dropDeputy(personId: number): Promise<number[]> {
      const rows = await tx.query<{ id: number }>(
        'UPDATE absence SET deputy_id = NULL WHERE deputy_id = $1 RETURNING person_id AS id',
        [personId],
      )
      return rows.map(({ id }) => id)
    },

    async record(
      municipalityId: number,
      actorId: number,
      action: string,
      subject: string,
      at: Date,
    ): Promise<void> {
      await tx.query(
        `INSERT INTO audit_record (municipality_id, actor_id, action, subject, at)
         VALUES ($1, $2, $3, $4, $5)`,
        [municipalityId, actorId, action, subject, at],
      )
    },
  }
}
