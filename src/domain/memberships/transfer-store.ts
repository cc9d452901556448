import type { Tx } from '../../infra/db.ts'
import type { Role } from '../shared/access.ts'
import type { PersonName } from '../shared/names.ts'

export interface TransferRow extends PersonName {
  id: number
  personId: number
  municipalityId: number
  toSchoolId: number
  toSchool: string
  fromSchoolId: number | null
  roles: Role[]
}

const SELECT = `
  SELECT t.id, t.person_id AS "personId", p.municipality_id AS "municipalityId", p.last_name AS "lastName",
         p.first_name AS "firstName", p.patronymic, t.to_school_id AS "toSchoolId", s.name AS "toSchool",
         t.from_school_id AS "fromSchoolId", t.roles
  FROM transfer t JOIN person p ON p.id = t.person_id JOIN school s ON s.id = t.to_school_id`

export function transferStore(tx: Tx) {
  return {
    async listSchools(municipalityId: number): Promise<{ id: number; name: string }[]> {
      return tx.query('SELECT id, name FROM school WHERE municipality_id = $1 ORDER BY name', [
        municipalityId,
      ])
    },

    /** A new question takes the place of an earlier one. */
    async add(row: {
      personId: number
      toSchoolId: number
      fromSchoolId: number | null
      roles: readonly Role[]
      askedAt: Date
    }): Promise<number> {
      await tx.query('DELETE FROM transfer WHERE person_id = $1', [row.personId])
      const [added] = await tx.query<{ id: number }>(
        `INSERT INTO transfer (person_id, to_school_id, from_school_id, roles, asked_at)
         VALUES ($1, $2, $3, $4, $5) RETURNING id`,
        [row.personId, row.toSchoolId, row.fromSchoolId, row.roles, row.askedAt],
      )
      return added!.id
    },

    /** Kept to ourselves until the commit. */
    async lock(id: number): Promise<TransferRow | null> {
      const [row] = await tx.query<TransferRow>(`${SELECT} WHERE t.id = $1 FOR UPDATE OF t`, [id])
      return row ?? null
    },

    async remove(id: number): Promise<void> {
      await tx.query('DELETE FROM transfer WHERE id = $1', [id])
    },
  }
}
