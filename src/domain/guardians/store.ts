import type { Tx } from '../../infra/db.ts'
import type { IsoDate } from '../shared/calendar.ts'
import type { PersonName } from '../shared/names.ts'

export interface MinorRow extends PersonName {
  personId: number
  municipalityId: number
  municipality: string
  zone: string
  schoolId: number | null
  birthDate: IsoDate | null
}

/** With the version and the hash of the text that was agreed to. */
export interface ConsentedAlone extends MinorRow {
  version: number
  textHash: string
}

const SELECT = `
  SELECT p.id AS "personId", p.last_name AS "lastName", p.first_name AS "firstName", p.patronymic,
         p.birth_date AS "birthDate", c.id AS "municipalityId", c.name AS municipality, c.time_zone AS zone,
         (SELECT school_id FROM membership WHERE person_id = p.id AND until IS NULL
            AND school_id IS NOT NULL ORDER BY id LIMIT 1) AS "schoolId"
  FROM person p JOIN municipality c ON c.id = p.municipality_id`

export function guardianStore(tx: Tx) {
  return {
    async find(personId: number): Promise<MinorRow | null> {
      const [row] = await tx.query<MinorRow>(`${SELECT} WHERE p.id = $1`, [personId])
      return row ?? null
    },

    /** Those of these people who have consented to the processing of personal data themselves, in the chat. */
    async listConsentedAlone(personIds: readonly number[]): Promise<ConsentedAlone[]> {
      return tx.query(
        `SELECT w.*, n.version, n.text_hash AS "textHash" FROM (${SELECT} WHERE p.id = ANY ($1::int[])) w
         CROSS JOIN LATERAL (SELECT * FROM consent WHERE person_id = w."personId" AND purpose = 'personal-data'
           ORDER BY id DESC LIMIT 1) n
         WHERE n.state = 'given' AND n.basis = 'chat' AND n.given_by_id IS NULL`,
        [personIds],
      )
    },

    async setBirthDate(personId: number, birthDate: IsoDate): Promise<void> {
      await tx.query('UPDATE person SET birth_date = $2 WHERE id = $1', [personId, birthDate])
    },

    /** The children of a parent. */
    async listWards(parentId: number): Promise<MinorRow[]> {
      return tx.query(
        `${SELECT} JOIN guardian g ON g.child_id = p.id WHERE g.parent_id = $1 ORDER BY p.id`,
        [parentId],
      )
    },

    async add(childId: number, parentId: number, since: Date): Promise<void> {
      await tx.query(
        'INSERT INTO guardian (child_id, parent_id, since) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING',
        [childId, parentId, since],
      )
    },
  }
}
