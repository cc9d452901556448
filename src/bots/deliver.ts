import type { Database } from '../infra/db.ts'
import type { Log } from '../infra/log.ts'
import type { MenuItem } from './content.ts'
import type { Maker } from './maker.ts'
import type { Messenger } from './messenger.ts'
import type * as outbox from './outbox.ts'
import { Sender } from './sender.ts'
import type { Words } from './words.ts'

export interface DelivererParts {
  database: Database
  messenger: Messenger
  words: Words
  log: Log
  personalDataMessengers: readonly string[] | null
  /** The main menu of an account's owner. */
  menu(accountId: number | null): Promise<MenuItem[][]>
  /** Makes what a message promises to bring along. */
  make: Maker
  /** A person has just become unreachable: somebody should be told. */
  unreachable(accountId: number): Promise<void>
  /** A chat has another id now: what waits for it is readdressed. */
  moved(from: string, to: string): Promise<void>
  /** Another messenger has something to send. */
  wake(messenger: string): void
}

export interface Deliverer {
  /** There may be something to send. */
  wake(): void
  /**
   * Rows that have just been committed, each the first of its chat that waits: they need not be read from
   * the table. What cannot be sent at once is found there all the same.
   */
  handOver(rows: readonly outbox.DeliveryRow[]): void
  /** Whether this process is the one that sends; the others stand by. */
  sending(): boolean
  /** Resolves when nothing that may be sent now is left. For tests and for a graceful stop. */
  idle(): Promise<void>
  stop(): Promise<void>
}

/**
 * Sends a messenger's delivery rows: one sender at a time across processes, one send in flight a chat,
 * urgent first, within the platform's rate. Every outcome is told apart; nothing is tried for ever.
 */
export function startDeliverer(parts: DelivererParts): Deliverer {
  const sender = new Sender(parts)
  const loop = sender.run()
  return {
    wake: () => sender.wake(),
    handOver: (rows) => sender.handOver(rows),
    sending: () => sender.sending,
    idle: () => sender.idle(),
    async stop() {
      sender.stop()
      await loop
    },
  }
}
