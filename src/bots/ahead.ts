import { groupRows, type Parcel } from './batches.ts'
import type { Messenger } from './messenger.ts'
import type { DeliveryRow } from './outbox.ts'

/** What was taken is begun from here until it is so old, ms: by and by it may have been cancelled. */
const fresh = 1_000

/** What was taken and could not begin yet, in the order in which it is to begin: replies before all others. */
export class Ahead {
  readonly #messenger: Messenger
  #replies: Parcel[] = []
  #others: Parcel[] = []
  /** Replies among them, by their rows' numbers. */
  #known = new Set<number>()
  /** performance.now(). */
  #freshUntil = 0

  constructor(messenger: Messenger) {
    this.#messenger = messenger
  }

  get isEmpty(): boolean {
    return this.#replies.length + this.#others.length === 0
  }

  get isStale(): boolean {
    return performance.now() > this.#freshUntil
  }

  /** Puts what the table has given in the place of all that was here. */
  fill(rows: readonly DeliveryRow[]): void {
    const first = rows.findIndex(({ priority }) => priority > 0)
    const replies = first < 0 ? rows : rows.slice(0, first)
    this.#replies = groupRows(replies, this.#messenger)
    this.#others = first < 0 ? [] : groupRows(rows.slice(first), this.#messenger)
    this.#known = new Set(replies.map(({ id }) => id))
    this.#freshUntil = performance.now() + fresh
  }

  /** Adds replies that were handed over. Those that the table has given already are not doubled. */
  add(rows: readonly DeliveryRow[]): void {
    const news = rows.filter(({ id }) => !this.#known.has(id))
    if (news.length === 0) return
    if (this.isEmpty) this.#freshUntil = performance.now() + fresh
    for (const { id } of news) this.#known.add(id)
    const last = this.#replies.at(-1)
    // There may be room for them in a call that was not made yet.
    const open = last && last.rows.length < this.#messenger.limits.together ? last.rows : []
    if (open.length > 0) this.#replies.pop()
    const added = [...open, ...news].sort((one, other) => one.id - other.id)
    this.#replies.push(...groupRows(added, this.#messenger))
  }

  /**
   * Takes out what can begin now: never a later row of a chat before an earlier one.
   * @param room whether one more may begin, a reply or bulk @param free whether the chat waits for nothing else
   */
  begin(
    room: (bulk: boolean) => boolean,
    free: (chatId: string) => boolean,
    send: (parcel: Parcel) => void,
  ) {
    const waiting = new Set<string>()
    for (const [bulk, parcels] of [
      [false, this.#replies],
      [true, this.#others],
    ] as const) {
      const left: Parcel[] = []
      while (parcels.length > 0 && room(bulk)) {
        const parcel = parcels.shift()
        if (!parcel) break
        const ready = parcel.rows.filter(({ chatId }) => free(chatId) && !waiting.has(chatId))
        for (const { id } of ready) this.#known.delete(id)
        if (ready.length > 0) send({ ...parcel, rows: ready })
        if (ready.length === parcel.rows.length) continue
        const rows = parcel.rows.filter((row) => !ready.includes(row))
        left.push({ ...parcel, rows })
        for (const row of rows) waiting.add(row.chatId)
      }
      parcels.unshift(...left)
    }
  }

  clear(): void {
    this.fill([])
  }
}
