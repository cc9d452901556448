import type { Tx } from '../../infra/db.ts'
import type { PersonName } from '../shared/names.ts'
import type { AnswerValue } from './definition.ts'

export interface NamedPerson extends PersonName {
  personId: number
  school: string | null
}

/** People who may be named in an answer: of the role, with their consent, not oneself. */
export function personStore(tx: Tx) {
  return {
    /**
     * @param schools of these; null: of the whole municipality
     * @param like what the last name begins with, in lower case and with «е» for «ё»
     * @param among these persons only; null: all
     */
    async listCandidates(
      of: { municipalityId: number; personId: number },
      role: 'mentor' | 'mentee',
      schools: readonly number[] | null,
      like: string,
      among: readonly number[] | null,
      most: number,
    ): Promise<NamedPerson[]> {
      return tx.query(
        `SELECT DISTINCT ON (p.last_name, p.first_name, p.id)
                p.id AS "personId", p.last_name AS "lastName", p.first_name AS "firstName",
                p.patronymic, s.name AS school
         FROM membership m JOIN person p ON p.id = m.person_id
         LEFT JOIN school s ON s.id = m.school_id
         WHERE m.municipality_id = $1 AND m.role = $2 AND m.until IS NULL AND p.id <> $3
           AND p.municipality_id = $1 AND ($4::int[] IS NULL OR m.school_id = ANY ($4::int[]))
           AND starts_with(translate(lower(p.last_name), 'ё', 'е'), $5)
           AND ($6::int[] IS NULL OR p.id = ANY ($6::int[]))
           AND 'given' = (SELECT state FROM consent WHERE person_id = p.id AND purpose = 'personal-data'
                          ORDER BY id DESC LIMIT 1)
         ORDER BY p.last_name, p.first_name, p.id LIMIT $7`,
        [of.municipalityId, role, of.personId, schools, like, among, most],
      )
    },

    /** Whom an answer of this person names so far. */
    async findNamed(responseId: number, personId: number, question: string): Promise<AnswerValue> {
      const [row] = await tx.query<{ value: AnswerValue }>(
        `SELECT a.value FROM answer a JOIN response r ON r.id = a.response_id
         WHERE r.id = $1 AND r.person_id = $2 AND a.question = $3`,
        [responseId, personId, question],
      )
      return row?.value ?? null
    },

    /** Names of these people, of one municipality; who was forgotten has none. */
    async listNames(municipalityId: number, ids: readonly number[]): Promise<NamedPerson[]> {
      if (ids.length === 0) return []
      return tx.query(
        `SELECT id AS "personId", last_name AS "lastName", first_name AS "firstName", patronymic,
                NULL AS school
         FROM person WHERE municipality_id = $1 AND id = ANY ($2::int[]) AND erased_at IS NULL`,
        [municipalityId, ids],
      )
    },
  }
}
