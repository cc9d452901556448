import type { Tx } from '../../infra/db.ts'
import type { Json } from '../deliveries/message.ts'
import type { PersonName } from '../shared/names.ts'
import type { MenteeState, RequestStatus } from './rules.ts'

export interface RequestRow {
  id: number
  menteeId: number
  mentorId: number
  status: RequestStatus
  preferences: Preferences
  createdAt: Date
}

/** What the mentor is told of the mentee's wishes. */
export interface Preferences {
  [name: string]: Json
  subject: string
  /** Codes of help. */
  help: string[]
  about: string
}

/** The other person of a request or a pair. */
export interface OtherPerson extends PersonName {
  personId: number
  school: string | null
}

export interface PairRow extends OtherPerson {
  pairId: number
  since: Date
}

export interface AskedRow extends OtherPerson {
  requestId: number
  createdAt: Date
  preferences: Preferences
}

const REQUEST = `id, mentee_id AS "menteeId", mentor_id AS "mentorId", status, preferences,
  created_at AS "createdAt"`

/** The person with the school where a role is held. @param role a literal of this file */
const other = (id: string, role: 'mentor' | 'mentee') => `
  JOIN person p ON p.id = ${id}
  LEFT JOIN LATERAL (
    SELECT s.id, s.name FROM membership m JOIN school s ON s.id = m.school_id
    WHERE m.person_id = p.id AND m.role = '${role}' AND m.until IS NULL ORDER BY m.id LIMIT 1
  ) s ON true`
const OTHER = `p.id AS "personId", p.last_name AS "lastName", p.first_name AS "firstName",
  p.patronymic, s.name AS school`

export type PairStore = ReturnType<typeof pairStore>

export function pairStore(tx: Tx) {
  return {
    /**
     * Keeps both persons' pairs and requests to ourselves until the commit: rows of persons are always
     * there, and are always locked in the order of their numbers.
     */
    async lock(...personIds: number[]): Promise<void> {
      await tx.query(
        'SELECT FROM person WHERE id = ANY ($1::int[]) ORDER BY id FOR NO KEY UPDATE',
        [personIds],
      )
    },

    async menteeState(menteeId: number): Promise<MenteeState> {
      const [row] = await tx.query<MenteeState>(
        `SELECT
           COALESCE((SELECT state = 'given' FROM consent
                     WHERE person_id = $1 AND purpose = 'personal-data' ORDER BY id DESC LIMIT 1), false)
             AS consented,
           EXISTS (SELECT FROM pair WHERE mentee_id = $1 AND until IS NULL) AS paired,
           EXISTS (SELECT FROM pair_request WHERE mentee_id = $1 AND status = 'asked') AS asking`,
        [menteeId],
      )
      return row!
    },

    async findRequest(id: number): Promise<RequestRow | null> {
      const [row] = await tx.query<RequestRow>(
        `SELECT ${REQUEST} FROM pair_request WHERE id = $1`,
        [id],
      )
      return row ?? null
    },

    async addRequest(
      menteeId: number,
      mentorId: number,
      preferences: Preferences,
      at: Date,
    ): Promise<number> {
      const { id } = await tx.prisma.pairRequest.create({
        data: { menteeId, mentorId, status: 'asked', preferences, createdAt: at },
        select: { id: true },
      })
      return id
    },

    async settle(id: number, status: RequestStatus, at: Date): Promise<void> {
      await tx.prisma.pairRequest.update({ where: { id }, data: { status, answeredAt: at } })
    },

    /** The mentor's places are taken: declines all who still wait. @returns the mentees */
    async declineWaiting(mentorId: number, at: Date): Promise<number[]> {
      const rows = await tx.query<{ menteeId: number }>(
        `UPDATE pair_request SET status = 'declined', answered_at = $2
         WHERE mentor_id = $1 AND status = 'asked' RETURNING mentee_id AS "menteeId"`,
        [mentorId, at],
      )
      return rows.map(({ menteeId }) => menteeId)
    },

    async addPair(requestId: number | null, mentorId: number, menteeId: number, at: Date) {
      const { id } = await tx.prisma.pair.create({
        data: { requestId, mentorId, menteeId, form: 'teacher-teacher', since: at },
        select: { id: true },
      })
      return id
    },

    async findPerson(
      personId: number,
      role: 'mentor' | 'mentee',
    ): Promise<OtherPerson & { schoolId: number | null; municipalityId: number }> {
      const [row] = await tx.query<
        OtherPerson & { schoolId: number | null; municipalityId: number }
      >(
        `SELECT ${OTHER}, s.id AS "schoolId", p.municipality_id AS "municipalityId"
         FROM (SELECT $1::int AS id) one ${other('one.id', role)}`,
        [personId],
      )
      return row!
    },

    /** Open pairs of a person, seen from the one side. */
    async listPairs(personId: number, as: 'mentor' | 'mentee'): Promise<PairRow[]> {
      const them = as === 'mentor' ? 'mentee' : 'mentor'
      return tx.query<PairRow>(
        `SELECT pair.id AS "pairId", pair.since, ${OTHER} FROM pair ${other(`pair.${them}_id`, them)}
         WHERE pair.${as}_id = $1 AND pair.until IS NULL ORDER BY pair.id`,
        [personId],
      )
    },

    /** Requests that wait for an answer, seen from the one side. */
    async listAsked(personId: number, as: 'mentor' | 'mentee'): Promise<AskedRow[]> {
      const them = as === 'mentor' ? 'mentee' : 'mentor'
      return tx.query<AskedRow>(
        `SELECT r.id AS "requestId", r.created_at AS "createdAt", r.preferences, ${OTHER}
         FROM pair_request r ${other(`r.${them}_id`, them)}
         WHERE r.${as}_id = $1 AND r.status = 'asked' ORDER BY r.id`,
        [personId],
      )
    },

    /** Whether the bot may write to a person in one of these messengers. */
    async isReachable(personId: number, messengers: readonly string[]): Promise<boolean> {
      const rows = await tx.query(
        `SELECT FROM account WHERE person_id = $1 AND reachable AND messenger = ANY ($2::text[])`,
        [personId, messengers],
      )
      return rows.length > 0
    },

    async listDecliners(menteeId: number, since: Date): Promise<number[]> {
      const rows = await tx.query<{ mentorId: number }>(
        `SELECT DISTINCT mentor_id AS "mentorId" FROM pair_request
         WHERE mentee_id = $1 AND status = 'declined' AND answered_at >= $2`,
        [menteeId, since],
      )
      return rows.map(({ mentorId }) => mentorId)
    },

    /** Requests of a municipality without an answer since before that instant. */
    async listUnanswered(municipalityId: number, before: Date): Promise<RequestRow[]> {
      return tx.query<RequestRow>(
        `SELECT ${REQUEST} FROM pair_request
         WHERE status = 'asked' AND created_at <= $2
           AND mentee_id IN (SELECT id FROM person WHERE municipality_id = $1)
         ORDER BY id`,
        [municipalityId, before],
      )
    },

    /** The curators of a school; where there is none, the coordinators. */
    async listCurators(municipalityId: number, schoolId: number | null): Promise<number[]> {
      const rows = await tx.query<{ personId: number; role: string }>(
        `SELECT DISTINCT person_id AS "personId", role FROM membership
         WHERE municipality_id = $1 AND until IS NULL
           AND (role = 'coordinator' OR role = 'curator' AND school_id = $2)
         ORDER BY person_id`,
        [municipalityId, schoolId],
      )
      const curators = rows.filter(({ role }) => role === 'curator')
      return (curators.length > 0 ? curators : rows).map(({ personId }) => personId)
    },
  }
}
