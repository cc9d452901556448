import type { Tx } from '../../infra/db.ts'

/** So many wrong codes in a row lock an account. */
export const WRONG_CODES = 10
const LOCK_MS = 60 * 60_000

/** Counts the codes that an account guessed wrong, of invitations and of link codes alike. */
export function codeAttempts(tx: Tx, now: () => Date) {
  return {
    /** ISO instant until which the account may try no code; null when it may. */
    async findLock(accountId: number): Promise<string | null> {
      const { lockedUntil } = await tx.prisma.account.findUniqueOrThrow({
        where: { id: accountId },
        select: { lockedUntil: true },
      })
      return lockedUntil && lockedUntil > now() ? lockedUntil.toISOString() : null
    },

    /** One more wrong code; the tenth locks for an hour and starts the count again. */
    async fail(accountId: number): Promise<void> {
      const until = new Date(now().getTime() + LOCK_MS)
      await tx.query(
        `UPDATE account
         SET locked_until = CASE WHEN failed_codes + 1 >= $2 THEN $3 ELSE locked_until END,
             failed_codes = CASE WHEN failed_codes + 1 >= $2 THEN 0 ELSE failed_codes + 1 END
         WHERE id = $1`,
        [accountId, WRONG_CODES, until],
      )
    },

    async succeed(accountId: number): Promise<void> {
      await tx.query('UPDATE account SET failed_codes = 0, locked_until = NULL WHERE id = $1', [
        accountId,
      ])
    },
  }
}

/** A code that was not taken, as data: the count of wrong ones must be kept, so nothing is thrown. */
export interface CodeRefusal {
  refused: string
}

export const refusal = (refused: string): CodeRefusal => ({ refused })
