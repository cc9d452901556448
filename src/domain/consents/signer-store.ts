import type { Tx } from '../../infra/db.ts'
import type { PersonName } from '../shared/names.ts'

export interface SignerRow extends PersonName {
  personId: number
  birthDate: string | null
  municipalityId: number
  municipality: string
  zone: string
  schoolId: number | null
  school: string | null
}

const SELECT = `
  SELECT p.id AS "personId", p.last_name AS "lastName", p.first_name AS "firstName", p.patronymic,
         p.birth_date AS "birthDate", c.id AS "municipalityId", c.name AS municipality,
         c.time_zone AS zone, s.id AS "schoolId", s.name AS school
  FROM person p JOIN municipality c ON c.id = p.municipality_id
  LEFT JOIN LATERAL (
    SELECT s.id, s.name FROM membership m JOIN school s ON s.id = m.school_id
    WHERE m.person_id = p.id AND m.until IS NULL ORDER BY m.id LIMIT 1
  ) s ON true
  WHERE p.erased_at IS NULL`

/** People as those who may sign a consent. */
export function signerStore(tx: Tx) {
  return {
    async find(personId: number): Promise<SignerRow | null> {
      const [row] = await tx.query<SignerRow>(`${SELECT} AND p.id = $1`, [personId])
      return row ?? null
    },

    /** Those whose consent is not in force in this version, by name. */
    async listWithout(
      municipalityId: number,
      purpose: string,
      version: number,
    ): Promise<SignerRow[]> {
      return tx.query(
        `${SELECT} AND p.municipality_id = $1
           AND EXISTS (SELECT FROM membership WHERE person_id = p.id AND until IS NULL)
           AND NOT coalesce((SELECT state = 'given' AND version >= $3 FROM consent
                             WHERE person_id = p.id AND purpose = $2 ORDER BY id DESC LIMIT 1), false)
         ORDER BY p.last_name, p.first_name, p.id`,
        [municipalityId, purpose, version],
      )
    },

    /** Those whose consent is in force, by name. */
    async listWith(municipalityId: number, purpose: string): Promise<SignerRow[]> {
      return tx.query(
        `${SELECT} AND p.municipality_id = $1
           AND EXISTS (SELECT FROM membership WHERE person_id = p.id AND until IS NULL)
           AND (SELECT state FROM consent WHERE person_id = p.id AND purpose = $2 ORDER BY id DESC LIMIT 1) = 'given'
         ORDER BY p.last_name, p.first_name, p.id`,
        [municipalityId, purpose],
      )
    },

    /** The picture is this person's now, unless it is somebody's proof already. */
    async claimFile(fileId: string, personId: number): Promise<boolean> {
      const rows = await tx.query(
        `UPDATE stored_file SET person_id = $2
         WHERE id = $1 AND NOT EXISTS (SELECT FROM consent WHERE file_id = $1) RETURNING id`,
        [fileId, personId],
      )
      return rows.length === 1
    },
  }
}
