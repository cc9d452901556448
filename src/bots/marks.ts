import type { Database } from '../infra/db.ts'
import { markParts, markSent, type SentRow } from './outbox.ts'

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
    const marked = this.#patiently(() => markSent(this.#database, rows))
    this.#last = marked.catch(() => {})
    return marked
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
