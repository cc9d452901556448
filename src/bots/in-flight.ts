import type { DeliveryRow } from './outbox.ts'

/** Settled rows that are remembered. */
const remembered = 10_000

/** What is being sent: one message a chat at a time. */
export class InFlight {
  readonly #chats = new Set<string>()
  /** Rows, and with how many of their recipients. */
  readonly #rows = new Map<number, number>()
  /** Rows settled lately: what the table has given may be handed over a moment later. */
  readonly #settled = new Set<number>()

  /** Whether a message to the chat is on its way. */
  holds(chatId: string): boolean {
    return this.#chats.has(chatId)
  }

  /** Whether the row is on its way, or was a moment ago. */
  knows(id: number): boolean {
    return this.#rows.has(id) || this.#settled.has(id)
  }

  /** Rows that are on their way. */
  get ids(): number[] {
    return [...this.#rows.keys()]
  }

  begin(rows: readonly DeliveryRow[]): void {
    for (const { id, chatId } of rows) {
      this.#chats.add(chatId)
      this.#rows.set(id, (this.#rows.get(id) ?? 0) + 1)
    }
  }

  /** @returns whether nobody of a row to many is being told any more: others of it may wait */
  end(rows: readonly DeliveryRow[]): boolean {
    let free = false
    for (const { id, chatId, shared } of rows) {
      this.#chats.delete(chatId)
      const others = (this.#rows.get(id) ?? 1) - 1
      if (others > 0) this.#rows.set(id, others)
      else {
        this.#settle(id)
        free ||= shared
      }
    }
    return free
  }

  #settle(id: number): void {
    this.#rows.delete(id)
    this.#settled.add(id)
    if (this.#settled.size <= remembered) return
    const [oldest] = this.#settled
    if (oldest !== undefined) this.#settled.delete(oldest)
  }
}
