import type { Tx } from '../../infra/db.ts'
import type { Role } from '../shared/access.ts'
import { hashCode, newInvitationCode } from '../shared/codes.ts'
import type { PersonName } from '../shared/names.ts'

/** Somebody to be invited. */
export interface Invitee extends PersonName {
  schoolId: number
  /** The line of a register. */
  entryId: number | null
}

export interface ListRow {
  id: number
  municipalityId: number
  role: Role
  createdById: number
  createdAt: Date
  waiting: number
  accepted: number
}

/** An invitation of a list that can still be used. */
export interface OpenInvitation extends PersonName {
  id: number
  schoolId: number
  school: string
}

const folded = (table: string) =>
  `replace(lower(concat_ws(' ', ${table}.last_name, ${table}.first_name, ${table}.patronymic)), 'ё', 'е')`

const LISTS = `
  SELECT l.id, l.municipality_id AS "municipalityId", l.role, l.created_by_id AS "createdById",
         l.created_at AS "createdAt",
         (SELECT count(*)::int FROM invitation WHERE list_id = l.id AND used_at IS NULL
            AND last_name IS NOT NULL) AS waiting,
         (SELECT count(*)::int FROM invitation WHERE list_id = l.id AND used_at IS NOT NULL) AS accepted
  FROM invitation_list l`

export function invitationListStore(tx: Tx) {
  return {
    async add(
      list: { municipalityId: number; role: Role; createdById: number; createdAt: Date },
      invitees: readonly Invitee[],
      expiresAt: Date,
    ): Promise<number> {
      const [row] = await tx.query<{ id: number }>(
        `INSERT INTO invitation_list (municipality_id, role, created_by_id, created_at)
         VALUES ($1, $2, $3, $4) RETURNING id`,
        [list.municipalityId, list.role, list.createdById, list.createdAt],
      )
      const rows = invitees.map((one) => ({
        // Nobody knows this code: the one that is printed takes its place.
        code_hash: hashCode(newInvitationCode()),
        school_id: one.schoolId,
        entry_id: one.entryId,
        last_name: one.lastName,
        first_name: one.firstName,
        patronymic: one.patronymic,
      }))
      await tx.query(
        `INSERT INTO invitation (code_hash, role, municipality_id, school_id, created_by_id, created_at,
                                 expires_at, list_id, entry_id, last_name, first_name, patronymic)
         SELECT code_hash, $1, $2, school_id, $3, $4, $5, $6, entry_id, last_name, first_name, patronymic
         FROM jsonb_to_recordset($7::jsonb) AS t(code_hash text, school_id int, entry_id int,
                                                 last_name text, first_name text, patronymic text)`,
        [
          list.role,
          list.municipalityId,
          list.createdById,
          list.createdAt,
          expiresAt,
          row!.id,
          JSON.stringify(rows),
        ],
      )
      return row!.id
    },

    async find(id: number): Promise<ListRow | null> {
      const [row] = await tx.query<ListRow>(`${LISTS} WHERE l.id = $1`, [id])
      return row ?? null
    },

    /** The lists of somebody that have invitations to be used, latest first. */
    async listOf(createdById: number): Promise<ListRow[]> {
      const rows = await tx.query<ListRow>(
        `${LISTS} WHERE l.created_by_id = $1 ORDER BY l.id DESC LIMIT 20`,
        [createdById],
      )
      return rows.filter(({ waiting }) => waiting > 0)
    },

    /** Kept to ourselves until the commit. */
    async lockOpen(listId: number): Promise<OpenInvitation[]> {
      return tx.query(
        `SELECT i.id, i.school_id AS "schoolId", s.name AS school, i.last_name AS "lastName",
                i.first_name AS "firstName", i.patronymic
         FROM invitation i JOIN school s ON s.id = i.school_id
         WHERE i.list_id = $1 AND i.used_at IS NULL AND i.last_name IS NOT NULL
         ORDER BY s.name, i.last_name, i.first_name, i.id FOR UPDATE OF i`,
        [listId],
      )
    },

    /** New codes: those that were printed before can no longer be used. */
    async setCodes(codes: readonly { id: number; hash: string }[], expiresAt: Date): Promise<void> {
      await tx.query(
        `UPDATE invitation i SET code_hash = t.hash, expires_at = $3
         FROM unnest($1::int[], $2::text[]) AS t(id, hash) WHERE i.id = t.id`,
        [codes.map(({ id }) => id), codes.map(({ hash }) => hash), expiresAt],
      )
    },

    /** Which of these names have the role in their school already, by their place in the list. */
    async listKnown(role: Role, invitees: readonly Invitee[]): Promise<number[]> {
      const rows = invitees.map((one, index) => ({
        index,
        school_id: one.schoolId,
        last_name: one.lastName,
        first_name: one.firstName,
        patronymic: one.patronymic,
      }))
      const found = await tx.query<{ index: number }>(
        `SELECT t.index FROM jsonb_to_recordset($2::jsonb)
           AS t(index int, school_id int, last_name text, first_name text, patronymic text)
         WHERE EXISTS (SELECT FROM membership m JOIN person p ON p.id = m.person_id
                       WHERE m.school_id = t.school_id AND m.role = $1 AND m.until IS NULL
                         AND ${folded('p')} = ${folded('t')})`,
        [role, JSON.stringify(rows)],
      )
      return found.map(({ index }) => index)
    },

    /** Withdraws what was not used. */
    async dropOpen(listId: number): Promise<number> {
      const rows = await tx.query(
        'DELETE FROM invitation WHERE list_id = $1 AND used_at IS NULL RETURNING id',
        [listId],
      )
      return rows.length
    },
  }
}
