import type { Message } from '../domain/deliveries/message.ts'
import type { Role } from '../domain/shared/access.ts'
import type { IsoDate } from '../domain/shared/calendar.ts'
import type { Tx } from '../infra/db.ts'
import type { Biography } from './story.ts'

const SEEDED = 'demo.seeded'

/** Rows of the sample municipality that no service of the domain writes so. */
export function demoStore(tx: Tx) {
  return {
    /** Waits for another process that is at it. @returns whether the sample is there already */
    async lock(): Promise<boolean> {
      await tx.query(`SELECT pg_advisory_xact_lock(hashtextextended('${SEEDED}', 0))`)
      const rows = await tx.query('SELECT FROM audit_record WHERE action = $1 LIMIT 1', [SEEDED])
      return rows.length > 0
    },

    async markSeeded(municipalityId: number, at: Date): Promise<void> {
      await tx.prisma.auditRecord.create({ data: { municipalityId, action: SEEDED, at } })
    },

    /** A morning that was opened before the sample's time. */
    async addMorning(municipalityId: number, day: IsoDate, at: Date): Promise<void> {
      await tx.query('INSERT INTO morning (municipality_id, day, opened_at) VALUES ($1, $2, $3)', [
        municipalityId,
        day,
        at,
      ])
    },

    async addPerson(
      municipalityId: number,
      name: { first: string; last: string; patronymic: string },
      { post, subject, birthDate, teachingStart }: Biography,
      preferred: string | null,
      at: Date,
    ): Promise<number> {
      const [row] = await tx.query<{ id: number }>(
        `INSERT INTO person (municipality_id, last_name, first_name, patronymic, post, subject,
                             birth_date, teaching_start, preferred, created_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) RETURNING id`,
        [
          municipalityId,
          name.last,
          name.first,
          name.patronymic,
          post ?? null,
          subject ?? null,
          birthDate ?? null,
          teachingStart ?? null,
          preferred,
          at,
        ],
      )
      return row!.id
    },

    /** The bots may have met the account already: a visitor was faster than the sample. */
    async addAccount(personId: number, messenger: string, userId: string): Promise<number> {
      const [row] = await tx.query<{ id: number }>(
        `INSERT INTO account (messenger, user_id, chat_id, person_id) VALUES ($1, $2, $2, $3)
         ON CONFLICT (messenger, user_id) DO UPDATE SET person_id = $3 RETURNING id`,
        [messenger, userId, personId],
      )
      return row!.id
    },

    async addMembership(
      personId: number,
      role: Role,
      municipalityId: number,
      schoolId: number | null,
      since: Date,
    ): Promise<void> {
      await tx.prisma.membership.create({
        data: { personId, role, municipalityId, schoolId, since },
      })
    },

    /** Those to a survey, of who has answered it. */
    async dropInvitations(campaignId: number): Promise<void> {
      await tx.query(
        `DELETE FROM delivery d USING recipient r
         WHERE r.campaign_id = $1 AND r.answered AND d.key = 'campaign:' || $1 || ':' || r.person_id`,
        [campaignId],
      )
    },

    /** To every account, not to the preferred one alone: no chat of the page is empty. */
    async greet(accountId: number, message: Message, key: string): Promise<string[]> {
      const rows = await tx.query<{ messenger: string }>(
        `INSERT INTO delivery (messenger, chat_id, account_id, priority, key, content)
         SELECT messenger, chat_id, id, 0, $2, $3::jsonb FROM account WHERE id = $1
         ON CONFLICT (key) DO NOTHING RETURNING messenger`,
        [accountId, key, JSON.stringify(message)],
      )
      return rows.map(({ messenger }) => messenger)
    },
  }
}
