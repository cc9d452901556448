import type { Tx } from '../../infra/db.ts'
import type { Candidate } from '../matching/rules.ts'
import type { MentorOffer } from './rules.ts'

/** A mentor as the registry knows one. */
export interface MentorRow extends Candidate {
  subjects: string[]
  help: string[]
  about: string
  post: string | null
  school: string | null
  /** The bot may write to the mentor somewhere. */
  reachable: boolean
  /** The consent to personal data is in force. */
  consented: boolean
}

const SELECT = `
  SELECT p.id AS "personId", p.last_name AS "lastName", p.first_name AS "firstName", p.patronymic, p.post,
         m.school_id AS "schoolId", s.name AS school, o.subjects, o.help, o.places, o.about,
         (SELECT count(*)::int FROM pair WHERE mentor_id = p.id AND until IS NULL) AS pairs,
         EXISTS (SELECT FROM account WHERE person_id = p.id AND reachable) AS reachable,
         COALESCE((SELECT state = 'given' FROM consent
                   WHERE person_id = p.id AND purpose = 'personal-data' ORDER BY id DESC LIMIT 1), false)
           AS consented
  FROM mentor_profile o
  JOIN person p ON p.id = o.person_id
  JOIN LATERAL (
    SELECT school_id FROM membership
    WHERE person_id = p.id AND role = 'mentor' AND municipality_id = p.municipality_id AND until IS NULL
    ORDER BY id LIMIT 1
  ) m ON true
  LEFT JOIN school s ON s.id = m.school_id`

export function mentorStore(tx: Tx) {
  return {
    /** The mentors of a municipality who have said what they offer. */
    async listOf(municipalityId: number): Promise<MentorRow[]> {
      return tx.query<MentorRow>(`${SELECT} WHERE p.municipality_id = $1 ORDER BY p.id`, [
        municipalityId,
      ])
    },

    async find(municipalityId: number, personId: number): Promise<MentorRow | null> {
      const [row] = await tx.query<MentorRow>(
        `${SELECT} WHERE p.municipality_id = $1 AND p.id = $2`,
        [municipalityId, personId],
      )
      return row ?? null
    },

    async save(personId: number, { subjects, help, places, about }: MentorOffer): Promise<void> {
      const offer = { subjects, help, places, about }
      await tx.prisma.mentorProfile.upsert({
        where: { personId },
        create: { personId, ...offer },
        update: offer,
      })
    },
  }
}
