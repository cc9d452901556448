import type { Tx } from '../../infra/db.ts'
import type { Role } from '../shared/access.ts'

export interface NewInvitation {
  codeHash: string
  role: Role
  municipalityId: number
  schoolId: number | null
  /** Invites a parent of this minor. */
  childId?: number
  createdById: number | null
  createdAt: Date
  expiresAt: Date
}

/** A personal invitation that can still be used. */
export interface OpenInvitationRow {
  id: number
  role: Role
  place: string
  createdAt: Date
  zone: string
}

export function invitationStore(tx: Tx) {
  return {
    async add(invitation: NewInvitation): Promise<void> {
      await tx.prisma.invitation.create({ data: invitation })
    },

    async find(codeHash: string) {
      const found = await tx.prisma.invitation.findUnique({
        where: { codeHash },
        select: {
          id: true,
          role: true,
          municipalityId: true,
          schoolId: true,
          expiresAt: true,
          usedAt: true,
          usedById: true,
          childId: true,
          lastName: true,
          firstName: true,
          patronymic: true,
          entryId: true,
          municipality: { select: { name: true } },
          school: { select: { name: true } },
        },
      })
      return found && { ...found, role: found.role as Role }
    },

    /** The personal invitations of somebody that can still be used, latest first: none of a list, none for a parent. */
    async listOpen(createdById: number, now: Date): Promise<OpenInvitationRow[]> {
      return tx.query(
        `SELECT i.id, i.role, coalesce(s.name, m.name) AS place, i.created_at AS "createdAt", m.time_zone AS zone
         FROM invitation i JOIN municipality m ON m.id = i.municipality_id LEFT JOIN school s ON s.id = i.school_id
         WHERE i.created_by_id = $1 AND i.list_id IS NULL AND i.child_id IS NULL AND i.used_at IS NULL
           AND i.expires_at > $2 ORDER BY i.id DESC LIMIT 50`,
        [createdById, now],
      )
    },

    /** Ends what somebody has made; whoever opens it is told to ask for a new one. False when it is used or another's. */
    async end(id: number, createdById: number, at: Date): Promise<boolean> {
      const rows = await tx.query(
        `UPDATE invitation SET expires_at = $3 WHERE id = $1 AND created_by_id = $2 AND list_id IS NULL
           AND child_id IS NULL AND used_at IS NULL AND expires_at > $3 RETURNING id`,
        [id, createdById, at],
      )
      return rows.length === 1
    },

    /** Ends the personal invitations of somebody to these roles. */
    async endAll(createdById: number, roles: readonly Role[], at: Date): Promise<void> {
      await tx.query(
        `UPDATE invitation SET expires_at = $3 WHERE created_by_id = $1 AND role = ANY ($2::text[])
           AND list_id IS NULL AND used_at IS NULL AND expires_at > $3`,
        [createdById, roles, at],
      )
    },

    /** Takes an unused invitation; whom it was made out to is no longer kept. False when somebody was faster. */
    async use(id: number, personId: number, at: Date): Promise<boolean> {
      const rows = await tx.query(
        `UPDATE invitation SET used_at = $3, used_by_id = $2, last_name = NULL, first_name = NULL,
           patronymic = NULL WHERE id = $1 AND used_at IS NULL
         RETURNING id`,
        [id, personId, at],
      )
      return rows.length === 1
    },

    /** Waits for and keeps the row to ourselves until the commit; false when it is used. */
    async lock(id: number): Promise<boolean> {
      const rows = await tx.query(
        'SELECT id FROM invitation WHERE id = $1 AND used_at IS NULL FOR UPDATE',
        [id],
      )
      return rows.length === 1
    },
  }
}
