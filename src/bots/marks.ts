import type { Database } from '../infra/db.ts'
import { type DeliveryRow, markParts, markSent } from './outbox.ts'
import { markTold, type Recipient } from './recipients.ts'

/** A row that was sent; of a row to many, the recipient that it stands for. */
export interface SentRow {
  row: Pick<DeliveryRow, 'id' | 'accountId' | 'shared'>
  messageId: string
}

/** How long what was sent is tried to be marked as sent, ms, before it may be sent once more. */
const markingPatience = 60_000

/**
 * Marks rows as sent. Rows that come while a statement is under way share the next one: nobody waits
 * for company, and under load a statement marks many.
 */
export class Marks {
  readonly #database: Database
  #waiting: SentRow[] = []
  #next: Promise<void> | undefined
  #last: Promise<void> = Promise.resolve()

  constructor(database: Database) {
    this.#database = database
  }

  /** Resolves when the rows are marked. */
  mark(rows: readonly SentRow[]): Promise<void> {
    this.#waiting.push(...rows)
    this.#next ??= this.#last.then(() => this.#flush())
    return this.#next
  }

  /** Resolves when it is noted that so many of the row's several messages have gone. */
  markParts(id: number, parts: number): Promise<void> {
    return this.#patiently(() => markParts(this.#database, id, parts))
  }

  #flush(): Promise<void> {
    const rows = this.#waiting
    this.#waiting = []
    this.#next = undefined
    const marked = this.#patiently(() => this.#store(rows))
    this.#last = marked.catch(() => {})
    return marked
  }

  async #store(rows: readonly SentRow[]): Promise<void> {
    const sent: { id: number; messageId: string }[] = []
    const told: Recipient[] = []
    for (const { row, messageId } of rows) {
      const { id, accountId, shared } = row
      if (!shared) sent.push({ id, messageId })
      else if (accountId !== null) told.push({ id, accountId })
    }
    await Promise.all([
      sent.length > 0 && markSent(this.#database, sent),
      told.length > 0 && markTold(this.#database, told),
    ])
  }

  /** What was sent must not be sent again because the database was away for a moment. */
  async #patiently(store: () => Promise<void>): Promise<void> {
    const until = performance.now() + markingPatience
    for (;;) {
      try {
        return await store()
      } catch (error) {
        if (!this.#database.isAway(error) || performance.now() > until) throw error
        await new Promise((resolve) => setTimeout(resolve, 250))
      }
    }
  }
}
