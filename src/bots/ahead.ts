import { groupRows, type Parcel } from './batches.ts'
import type { Messenger } from './messenger.ts'
import type { DeliveryRow } from './outbox.ts'

/** What was taken is begun from here until it is so old, ms: by and by it may have been cancelled. */
const fresh = 1_000

/** So many calls with replies go one after another while others wait: where replies take turns, these would never have one. */
const repliesInARow = 9

/** What may begin, as the sender sees it. */
interface Beginning {
  /** Whether one more may begin, a reply or bulk. */
  room(bulk: boolean): boolean
  /** Whether the chat waits for nothing else. */
  free(chatId: string): boolean
  send(parcel: Parcel): void
}

/**
 * What was taken and could not begin yet, in the order in which it is to begin: replies before all others, which
 * are not passed over for ever.
 */
export class Ahead {
  readonly #messenger: Messenger
  #replies: Parcel[] = []
  #others: Parcel[] = []
  /** Replies among them, by their rows' numbers. */
  #known = new Set<number>()
  /** Calls with replies that have begun since others waited. */
  #inARow = 0
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

  /** Takes out what can begin now: never a later row of a chat before an earlier one. */
  begin(beginning: Beginning): void {
    if (this.#inARow >= repliesInARow) {
      const answered = this.#replies.flatMap(({ rows }) => rows.map(({ chatId }) => chatId))
      if (this.#beginOf(true, beginning, new Set(answered), 1) > 0) this.#inARow = 0
    }
    const waiting = new Set<string>()
    this.#inARow += this.#beginOf(false, beginning, waiting)
    const others = this.#beginOf(true, beginning, waiting)
    if (others > 0 || this.#others.length === 0) this.#inARow = 0
  }

  /** @param waiting chats where an earlier row waits @param most so many @returns how many have begun */
  #beginOf(
    bulk: boolean,
    { room, free, send }: Beginning,
    waiting: Set<string>,
    most = Number.POSITIVE_INFINITY,
  ): number {
    const parcels = bulk ? this.#others : this.#replies
    const left: Parcel[] = []
    let begun = 0
    while (parcels.length > 0 && begun < most && room(bulk)) {
      const parcel = parcels.shift()
      if (!parcel) break
      const ready = parcel.rows.filter(({ chatId }) => free(chatId) && !waiting.has(chatId))
      for (const { id } of ready) this.#known.delete(id)
      if (ready.length > 0) {
        send({ ...parcel, rows: ready })
        begun += 1
      }
      if (ready.length === parcel.rows.length) continue
      const rows = parcel.rows.filter((row) => !ready.includes(row))
      left.push({ ...parcel, rows })
      for (const row of rows) waiting.add(row.chatId)
    }
    parcels.unshift(...left)
    return begun
  }

  clear(): void {
    this.fill([])
  }
}
