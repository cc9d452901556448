import type { Tx } from '../../infra/db.ts'
import type { Answers } from '../questionnaires/definition.ts'
import type { Role } from '../shared/access.ts'
import type { PersonName } from '../shared/names.ts'

export type Status = 'asked' | 'given' | 'declined' | 'withdrawn'

export interface ObservationRow {
  id: number
  municipalityId: number
  schoolId: number
  questionnaire: string
  pupilId: number
  respondentId: number
  askedById: number
  askedAt: Date
  status: Status
  settledAt: Date | null
  pupil: PersonName
  respondent: PersonName
}

export interface NamedRow extends PersonName {
  personId: number
}

const name = (alias: string) =>
  `jsonb_build_object('lastName', ${alias}.last_name, 'firstName', ${alias}.first_name,
     'patronymic', ${alias}.patronymic)`

const SELECT = `
  SELECT o.id, o.municipality_id AS "municipalityId", o.school_id AS "schoolId", o.questionnaire,
         o.pupil_id AS "pupilId", o.respondent_id AS "respondentId", o.asked_by_id AS "askedById",
         o.asked_at AS "askedAt", o.status, o.settled_at AS "settledAt",
         ${name('p')} AS pupil, ${name('r')} AS respondent
  FROM observation o JOIN person p ON p.id = o.pupil_id JOIN person r ON r.id = o.respondent_id`

const consented = (person: string) =>
  `'given' = (SELECT state FROM consent WHERE person_id = ${person} AND purpose = 'personal-data'
              ORDER BY id DESC LIMIT 1)`

/** The pupil is of the school that asked: who has moved or left is its business no more. */
const stillThere = `EXISTS (SELECT FROM membership
  WHERE person_id = o.pupil_id AND school_id = o.school_id AND until IS NULL)`

export function observationStore(tx: Tx) {
  return {
    /** Null also while the pupil is not in the school that has asked. */
    async find(id: number): Promise<ObservationRow | null> {
      const [row] = await tx.query<ObservationRow>(`${SELECT} WHERE o.id = $1 AND ${stillThere}`, [
        id,
      ])
      return row ?? null
    },

    async listOfSchools(schools: readonly number[]): Promise<ObservationRow[]> {
      return tx.query(
        `${SELECT} WHERE o.school_id = ANY ($1::int[]) AND ${stillThere} ORDER BY o.id DESC`,
        [schools],
      )
    },

    async listOpenOf(respondentId: number): Promise<ObservationRow[]> {
      return tx.query(
        `${SELECT} WHERE o.respondent_id = $1 AND o.status = 'asked' AND ${stillThere} ORDER BY o.id`,
        [respondentId],
      )
    },

    /**
     * Pupils of these schools: mentees and mentors for whom a parent stands, or who are not of age.
     * Only those whose consent is in force.
     * @param today ISO
     */
    async listPupils(
      schools: readonly number[],
      today: string,
      ofAge: number,
    ): Promise<NamedRow[]> {
      return tx.query(
        `SELECT DISTINCT ON (p.last_name, p.first_name, p.id) p.id AS "personId",
                p.last_name AS "lastName", p.first_name AS "firstName", p.patronymic
         FROM membership m JOIN person p ON p.id = m.person_id
         WHERE m.school_id = ANY ($1::int[]) AND m.until IS NULL AND m.role IN ('mentee', 'mentor')
           AND (p.birth_date > $2::date - make_interval(years => $3) OR EXISTS (SELECT FROM guardian WHERE child_id = p.id))
           AND ${consented('p.id')}
         ORDER BY p.last_name, p.first_name, p.id`,
        [schools, today, ofAge],
      )
    },

    /** Who can be asked about a pupil: specialists and teachers of these schools, and the parents. */
    async listRespondents(
      schools: readonly number[],
      pupilId: number,
    ): Promise<(NamedRow & { role: Role })[]> {
      return tx.query(
        `SELECT p.id AS "personId", p.last_name AS "lastName", p.first_name AS "firstName",
                p.patronymic, a.role
         FROM (
           SELECT parent_id AS id, 'parent' AS role, 2 AS rank FROM guardian WHERE child_id = $2
           UNION ALL
           SELECT person_id, role, CASE role WHEN 'specialist' THEN 0 ELSE 1 END FROM membership
           WHERE school_id = ANY ($1::int[]) AND until IS NULL AND role IN ('specialist', 'teacher')
         ) a JOIN person p ON p.id = a.id
         WHERE p.id <> $2 ORDER BY a.rank, p.last_name, p.first_name, p.id`,
        [schools, pupilId],
      )
    },

    /** Whether somebody was asked this about a pupil, and it was neither declined nor taken back. */
    async isWaited(respondentId: number, code: string, pupilId: number): Promise<boolean> {
      const rows = await tx.query(
        `SELECT FROM observation o WHERE o.respondent_id = $1 AND o.questionnaire = $2 AND o.pupil_id = $3
           AND o.status IN ('asked', 'given') AND ${stillThere}`,
        [respondentId, code, pupilId],
      )
      return rows.length > 0
    },

    /**
     * A school that the pupil has left asks no more: its open request must not stand in the way of the new one's.
     * @returns the request's number; null when the same is asked already
     */
    async add(
      of: Pick<
        ObservationRow,
        'municipalityId' | 'schoolId' | 'questionnaire' | 'pupilId' | 'respondentId' | 'askedById'
      >,
      at: Date,
    ): Promise<number | null> {
      await tx.query(
        `UPDATE observation o SET status = 'withdrawn', settled_at = $2
         WHERE o.pupil_id = $1 AND o.status = 'asked' AND NOT ${stillThere}`,
        [of.pupilId, at],
      )
      const [row] = await tx.query<{ id: number }>(
        `INSERT INTO observation
           (municipality_id, school_id, questionnaire, pupil_id, respondent_id, asked_by_id, asked_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING RETURNING id`,
        [
          of.municipalityId,
          of.schoolId,
          of.questionnaire,
          of.pupilId,
          of.respondentId,
          of.askedById,
          at,
        ],
      )
      return row?.id ?? null
    },

    async settle(id: number, status: Status, at: Date): Promise<void> {
      await tx.query('UPDATE observation SET status = $2, settled_at = $3 WHERE id = $1', [
        id,
        status,
        at,
      ])
    },

    /** Whether a person's consent to personal data is in force. */
    async hasConsented(personId: number): Promise<boolean> {
      const rows = await tx.query(`SELECT WHERE ${consented('$1')}`, [personId])
      return rows.length > 0
    },

    /** What somebody has said of a pupil and sent, and by which version they were asked; null when it was not. */
    async findAnswers(of: ObservationRow): Promise<{ version: number; answers: Answers } | null> {
      const [row] = await tx.query<{ version: number; answers: Answers }>(
        `SELECT r.version, (SELECT coalesce(jsonb_object_agg(question, value), '{}') FROM answer WHERE response_id = r.id)
           AS answers
         FROM response r WHERE r.person_id = $1 AND r.about_id = $2 AND r.questionnaire = $3
           AND r.completed_at IS NOT NULL
         ORDER BY r.id DESC LIMIT 1`,
        [of.respondentId, of.pupilId, of.questionnaire],
      )
      return row ?? null
    },
  }
}
