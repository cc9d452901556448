import type { DeliveryRow, Held } from './outbox.ts'

/** Chats where a message is tried again: the later ones wait for it, order is order. */
export class HeldChats {
  /** Until when (performance.now()). */
  readonly #chats = new Map<string, { until: number; accountId: number | null }>()

  hold(rows: readonly DeliveryRow[], seconds: number): void {
    const until = performance.now() + seconds * 1000
    for (const { chatId, accountId } of rows) this.#chats.set(chatId, { until, accountId })
  }

  has(chatId: string): boolean {
    return this.#chats.has(chatId)
  }

  /** Those that are held now; the others are let go. */
  take(): Held {
    const now = performance.now()
    for (const [chat, { until }] of this.#chats) if (until <= now) this.#chats.delete(chat)
    const accounts = [...this.#chats.values()].flatMap(({ accountId }) => accountId ?? [])
    return { chats: [...this.#chats.keys()], accounts }
  }

  /** When the next one is held no longer (performance.now()); Infinity when there is none. */
  get next(): number {
    let next = Number.POSITIVE_INFINITY
    for (const { until } of this.#chats.values()) next = Math.min(next, until)
    return next
  }
}
