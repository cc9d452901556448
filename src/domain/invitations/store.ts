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
