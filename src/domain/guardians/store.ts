import type { Tx } from '../../infra/db.ts'
import type { IsoDate } from '../shared/calendar.ts'
import type { PersonName } from '../shared/names.ts'
import { HEARD_FROM, OF_AGE } from './rules.ts'

export interface MinorRow extends PersonName {
  personId: number
  municipalityId: number
  municipality: string
  zone: string
  schoolId: number | null
  birthDate: IsoDate | null
  /** Held now or before; and the register in which a school has the person. */
  roles: string[]
  register: string | null
}

/** What somebody's consent was given to. */
export interface AnsweredConsent {
  personId: number
  purpose: string
  version: number
  textHash: string
}

const SELECT = `
  SELECT p.id AS "personId", p.last_name AS "lastName", p.first_name AS "firstName", p.patronymic,
         p.birth_date AS "birthDate", c.id AS "municipalityId", c.name AS municipality, c.time_zone AS zone,
         (SELECT school_id FROM membership WHERE person_id = p.id AND until IS NULL
            AND school_id IS NOT NULL ORDER BY id LIMIT 1) AS "schoolId",
         ARRAY(SELECT role FROM membership WHERE person_id = p.id ORDER BY id) AS roles,
         (SELECT kind FROM register_entry WHERE person_id = p.id ORDER BY changed_at DESC, id DESC LIMIT 1) AS register
  FROM person p JOIN municipality c ON c.id = p.municipality_id`

export function guardianStore(tx: Tx) {
  return {
    async find(personId: number): Promise<MinorRow | null> {
      const [row] = await tx.query<MinorRow>(`${SELECT} WHERE p.id = $1`, [personId])
      return row ?? null
    },

    async list(personIds: readonly number[]): Promise<MinorRow[]> {
      return tx.query(`${SELECT} WHERE p.id = ANY ($1::int[]) ORDER BY p.id`, [personIds])
    },

    /** What these people have consented to themselves, in the chat; `own`: the ending of a minor's own agreements. */
    async listConsentedAlone(
      personIds: readonly number[],
      own: string,
    ): Promise<(MinorRow & AnsweredConsent)[]> {
      return tx.query(
        `SELECT w.*, n.purpose, n.version, n.text_hash AS "textHash"
         FROM (${SELECT} WHERE p.id = ANY ($1::int[])) w
         CROSS JOIN LATERAL (SELECT DISTINCT ON (purpose) * FROM consent
           WHERE person_id = w."personId" AND right(purpose, length($2)) <> $2
           ORDER BY purpose, id DESC) n
         WHERE n.state = 'given' AND n.basis = 'chat' AND n.given_by_id IS NULL
         ORDER BY w."personId", n.purpose`,
        [personIds, own],
      )
    },

    async setBirthDate(personId: number, birthDate: IsoDate): Promise<void> {
      await tx.query('UPDATE person SET birth_date = $2 WHERE id = $1', [personId, birthDate])
    },

    /**
     * Minors who are heard by now and have not agreed to what was given for them in this version, be it at
     * thirteen; $3 the purpose of their own agreement, `today` ISO.
     */
    async listUnheard(
      municipalityId: number,
      text: { code: string; own: string; version: number },
      today: IsoDate,
    ): Promise<{ personId: number; birthDate: IsoDate }[]> {
      const given = (purpose: string) => `coalesce((SELECT state = 'given' AND version = $4
          AND (purpose = $3 OR given_by_id IS NOT NULL OR basis = 'paper')
        FROM consent WHERE person_id = p.id AND purpose = ${purpose} ORDER BY id DESC LIMIT 1), false)`
      return tx.query(
        `SELECT p.id AS "personId", p.birth_date AS "birthDate" FROM person p
         WHERE p.municipality_id = $1 AND p.erased_at IS NULL
           AND p.birth_date <= $5::date - make_interval(years => $6)
           AND p.birth_date > $5::date - make_interval(years => $7)
           AND ${given('$2')} AND NOT ${given('$3')} ORDER BY p.id`,
        [municipalityId, text.code, text.own, text.version, today, HEARD_FROM, OF_AGE],
      )
    },

    /** The children of a parent. */
    async listWards(parentId: number): Promise<MinorRow[]> {
      return tx.query(
        `${SELECT} JOIN guardian g ON g.child_id = p.id WHERE g.parent_id = $1 ORDER BY p.id`,
        [parentId],
      )
    },

    /** Unties somebody from the children of a school; null: from all. @returns their numbers */
    async part(parentId: number, schoolId: number | null): Promise<number[]> {
      const rows = await tx.query<{ id: number }>(
        `DELETE FROM guardian WHERE parent_id = $1 AND ($2::int IS NULL OR EXISTS (
           SELECT FROM membership WHERE person_id = child_id AND school_id = $2)) RETURNING child_id AS id`,
        [parentId, schoolId],
      )
      return rows.map(({ id }) => id)
    },

    /** What is in force for these children by somebody's word. */
    async listGivenBy(parentId: number, childIds: readonly number[]): Promise<AnsweredConsent[]> {
      return tx.query(
        `SELECT "personId", purpose, version, "textHash" FROM (
           SELECT DISTINCT ON (person_id, purpose) person_id AS "personId", purpose, version,
                  text_hash AS "textHash", state, given_by_id
           FROM consent WHERE person_id = ANY ($2::int[]) ORDER BY person_id, purpose, id DESC
         ) c WHERE state = 'given' AND given_by_id = $1 ORDER BY "personId", purpose`,
        [parentId, childIds],
      )
    },

    /** Which of these people stand as somebody's parents. */
    async listWhoAreParents(personIds: readonly number[]): Promise<number[]> {
      const rows = await tx.query<{ id: number }>(
        'SELECT DISTINCT parent_id AS id FROM guardian WHERE parent_id = ANY ($1::int[]) ORDER BY 1',
        [personIds],
      )
      return rows.map(({ id }) => id)
    },

    async listParents(childId: number): Promise<number[]> {
      const rows = await tx.query<{ id: number }>(
        'SELECT parent_id AS id FROM guardian WHERE child_id = $1 ORDER BY 1',
        [childId],
      )
      return rows.map(({ id }) => id)
    },

    async add(childId: number, parentId: number, since: Date): Promise<void> {
      await tx.query(
        'INSERT INTO guardian (child_id, parent_id, since) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING',
        [childId, parentId, since],
      )
    },
  }
}
