import type { Tx } from '../../infra/db.ts'

export function linkStore(tx: Tx) {
  return {
    /** Codes of the person that were issued with an end after this moment. */
    async countSince(personId: number, expiresAfter: Date): Promise<number> {
      return tx.prisma.linkCode.count({ where: { personId, expiresAt: { gt: expiresAfter } } })
    },

    /** Adds a code; those issued before can no longer be used. */
    async add(personId: number, codeHash: string, now: Date, expiresAt: Date): Promise<void> {
      await tx.prisma.linkCode.updateMany({
        where: { personId, usedAt: null, expiresAt: { gt: now } },
        data: { expiresAt: now },
      })
      await tx.prisma.linkCode.create({ data: { personId, codeHash, expiresAt } })
    },

    /** The code and whose it is, kept to ourselves until the commit. */
    async findForUse(codeHash: string) {
      const [row] = await tx.query<{
        id: number
        personId: number
        expiresAt: Date
        usedAt: Date | null
      }>(
        `SELECT id, person_id AS "personId", expires_at AS "expiresAt", used_at AS "usedAt"
         FROM link_code WHERE code_hash = $1 FOR UPDATE`,
        [codeHash],
      )
      return row ?? null
    },

    async use(id: number, at: Date): Promise<void> {
      await tx.prisma.linkCode.update({ where: { id }, data: { usedAt: at } })
    },
  }
}
