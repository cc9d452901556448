import type { Database } from '../infra/db.ts'
import { markSent, type SentRow } from './outbox.ts'

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

  #flush(): Promise<void> {
    const rows = this.#waiting
    this.#waiting = []
    this.#next = undefined
    const marked = this.#store(rows)
    this.#last = marked.catch(() => {})
    return marked
  }

  /** What was sent must not be sent again because the database was away for a moment. */
  async #store(rows: readonly SentRow[]): Promise<void> {
    const until = performance.now() + markingPatience
    for (;;) {
      try {
        return await markSent(this.#database, rows)
      } catch (error) {
        if (!this.#database.isAway(error) || performance.now() > until) throw error
        await new Promise((resolve) => setTimeout(resolve, 250))
      }
    }
  }
}
