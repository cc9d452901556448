import type { Tx } from '../../infra/db.ts'
import type { Role } from '../shared/access.ts'
import type { PersonName } from '../shared/names.ts'
import type { PosterState } from './rules.ts'

export interface PosterRow extends PosterState {
  id: number
  schoolId: number
  school: string
  municipality: string
  zone: string
}

export interface NewcomerRow extends PersonName {
  id: number
  accountId: number
  messenger: string
  chatId: string
  /** Who speaks from the account now. */
  personId: number | null
  role: Role
  municipalityId: number
  schoolId: number
  school: string
}

const POSTER = `
  SELECT c.id, c.municipality_id AS "municipalityId", c.school_id AS "schoolId", s.name AS school,
         m.name AS municipality, m.time_zone AS zone, c.expires_at AS "expiresAt",
         c.revoked_at AS "revokedAt", c."limit", c.asked
  FROM school_code c JOIN school s ON s.id = c.school_id JOIN municipality m ON m.id = c.municipality_id`

export function newcomerStore(tx: Tx) {
  return {
    async addPoster(poster: {
      codeHash: string
      municipalityId: number
      schoolId: number
      createdById: number
      createdAt: Date
      expiresAt: Date
      limit: number
    }): Promise<number> {
      const { id } = await tx.prisma.schoolCode.create({ data: poster, select: { id: true } })
      return id
    },

    async findPoster(id: number): Promise<PosterRow | null> {
      const [row] = await tx.query<PosterRow>(`${POSTER} WHERE c.id = $1`, [id])
      return row ?? null
    },

    async findByHash(codeHash: string): Promise<PosterRow | null> {
      const [row] = await tx.query<PosterRow>(`${POSTER} WHERE c.code_hash = $1`, [codeHash])
      return row ?? null
    },

    /** Posters of a school that can be used. */
    async listPosters(schoolId: number, now: Date): Promise<PosterRow[]> {
      return tx.query(
        `${POSTER} WHERE c.school_id = $1 AND c.revoked_at IS NULL AND c.expires_at > $2 ORDER BY c.id`,
        [schoolId, now],
      )
    },

    async setCode(id: number, codeHash: string): Promise<void> {
      await tx.query('UPDATE school_code SET code_hash = $2 WHERE id = $1', [id, codeHash])
    },

    async revoke(schoolId: number, at: Date): Promise<number> {
      const rows = await tx.query(
        `UPDATE school_code SET revoked_at = $2
         WHERE school_id = $1 AND revoked_at IS NULL AND expires_at > $2 RETURNING id`,
        [schoolId, at],
      )
      return rows.length
    },

    /** Counts one more who asks; false when the poster was full or taken down meanwhile. */
    async count(posterId: number): Promise<boolean> {
      const rows = await tx.query(
        `UPDATE school_code SET asked = asked + 1
         WHERE id = $1 AND revoked_at IS NULL AND asked < "limit" RETURNING id`,
        [posterId],
      )
      return rows.length === 1
    },

    /** @returns null when the account asks already */
    async add(
      row: PersonName & {
        schoolCodeId: number
        accountId: number
        personId: number | null
        role: Role
        askedAt: Date
      },
    ): Promise<number | null> {
      const [added] = await tx.query<{ id: number }>(
        `INSERT INTO newcomer (school_code_id, account_id, person_id, role, last_name, first_name,
                               patronymic, asked_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (account_id) DO NOTHING RETURNING id`,
        [
          row.schoolCodeId,
          row.accountId,
          row.personId,
          row.role,
          row.lastName,
          row.firstName,
          row.patronymic,
          row.askedAt,
        ],
      )
      return added?.id ?? null
    },

    async isWaiting(accountId: number): Promise<boolean> {
      return (await tx.query('SELECT FROM newcomer WHERE account_id = $1', [accountId])).length > 0
    },

    async find(id: number): Promise<NewcomerRow | null> {
      const [row] = await tx.query<NewcomerRow>(
        `SELECT n.id, n.account_id AS "accountId", a.messenger, a.chat_id AS "chatId",
                a.person_id AS "personId", n.role, n.last_name AS "lastName",
                n.first_name AS "firstName", n.patronymic, c.municipality_id AS "municipalityId",
                c.school_id AS "schoolId", s.name AS school
         FROM newcomer n JOIN account a ON a.id = n.account_id
         JOIN school_code c ON c.id = n.school_code_id JOIN school s ON s.id = c.school_id
         WHERE n.id = $1 FOR UPDATE OF n`,
        [id],
      )
      return row ?? null
    },

    async remove(id: number): Promise<void> {
      await tx.query('DELETE FROM newcomer WHERE id = $1', [id])
    },

    /** Curators of a school; the coordinators where it has none. */
    async listAnswering(municipalityId: number, schoolId: number): Promise<number[]> {
      const rows = await tx.query<{ id: number; role: string }>(
        `SELECT DISTINCT person_id AS id, role FROM membership
         WHERE municipality_id = $1 AND until IS NULL
           AND (role = 'curator' AND school_id = $2 OR role = 'coordinator') ORDER BY 1`,
        [municipalityId, schoolId],
      )
      const curators = rows.filter(({ role }) => role === 'curator')
      return (curators.length > 0 ? curators : rows).map(({ id }) => id)
    },

    async record(
      municipalityId: number,
      actorId: number,
      action: 'newcomer.approved' | 'newcomer.declined',
      newcomerId: number,
      at: Date,
    ): Promise<void> {
      await tx.query(
        `INSERT INTO audit_record (municipality_id, actor_id, action, subject, at)
         VALUES ($1, $2, $3, $4, $5)`,
        [municipalityId, actorId, action, String(newcomerId), at],
      )
    },
  }
}
