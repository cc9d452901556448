import { Ahead } from './ahead.ts'
import { isBulk, type Parcel } from './batches.ts'
import { Bell } from './bell.ts'
import { CallSlots } from './call-slots.ts'
import type { DelivererParts } from './deliver.ts'
import { Dispatch } from './dispatch.ts'
import { HeldChats } from './held-chats.ts'
import { InFlight } from './in-flight.ts'
import * as outbox from './outbox.ts'
import { Pace } from './pace.ts'

/** Rows taken from the table at a time. */
const take = 500
/** How often a row that nobody woke us for is looked for, ms. */
const sweepEvery = 5_000
/** When a row that is due could not be sent is asked for again, ms: whom it is for may be no more. */
const dueAgain = 500
/** How often a standby asks whether the sender of another process is gone, ms. */
const standbyEvery = 2_000

/** Decides which rows are sent when; how they are sent is Dispatch's. */
export class Sender {
  readonly #parts: DelivererParts
  readonly #dispatch: Dispatch
  readonly #inFlight = new InFlight()
  /** What is being sent, and what the platform has answered and is not marked yet. */
  readonly #sends = new Set<Promise<void>>()
  readonly #slots: CallSlots
  readonly #pace: Pace
  readonly #held = new HeldChats()
  readonly #ahead: Ahead
  #handed: outbox.DeliveryRow[] = []
  /** The table has more than was taken. */
  #more = false
  sending = false
  #stopped = false
  /** The table may hold something that can be sent. */
  #look = true
  /** When it is asked at the latest, also when nobody says that it holds something (performance.now()). */
  #lookBy = 0
  /** When the next call may be made that waits for nothing but its turn (performance.now()); Infinity without such. */
  #nextTurn = Number.POSITIVE_INFINITY
  /** Since the table was asked last it was asked, too, when the next row is due. */
  #dueKnown = false
  readonly #bell = new Bell()
  #quiet = false
  readonly #awaitingQuiet = new Set<() => void>()

  constructor(parts: DelivererParts) {
    this.#parts = parts
    this.#ahead = new Ahead(parts.messenger)
    const { inFlight, perSecond, pacesReplies } = parts.messenger.limits
    this.#slots = new CallSlots(inFlight)
    this.#pace = new Pace(perSecond, pacesReplies)
    this.#dispatch = new Dispatch(parts, this.#pace, (rows, seconds) =>
      this.#held.hold(rows, seconds),
    )
  }

  wake(): void {
    this.#look = true
    this.#quiet = false
    this.#stir()
  }

  handOver(rows: readonly outbox.DeliveryRow[]): void {
    if (!this.sending) return this.wake()
    this.#handed.push(...rows)
    this.#quiet = false
    this.#stir()
  }

  stop(): void {
    this.#stopped = true
    this.#bell.wake()
  }

  async idle(): Promise<void> {
    this.wake()
    this.#bell.wake()
    while (!this.#quiet && !this.#stopped)
      await new Promise<void>((resolve) => this.#awaitingQuiet.add(resolve))
  }

  async run(): Promise<void> {
    while (!this.#stopped) {
      try {
        const lock = await this.#parts.database.holdLock(`deliver:${this.#parts.messenger.name}`)
        if (!lock) {
          this.#settleQuiet()
          await this.#sleep(standbyEvery)
          continue
        }
        this.sending = true
        void lock.lost.then(() => {
          this.#stir()
          this.sending = false
          this.#pace.close()
        })
        try {
          await this.#sendWhile()
        } finally {
          this.#pace.leave()
          await Promise.all(this.#sends)
          this.sending = false
          await lock.release()
        }
      } catch (error) {
        this.#parts.log.error({ err: error }, 'sending is interrupted')
        await this.#sleep(1000)
      }
    }
    this.#settleQuiet()
  }

  async #sendWhile(): Promise<void> {
    this.#look = true
    this.#handed = []
    this.#ahead.clear()
    this.#pace.begin()
    while (this.sending && !this.#stopped) {
      this.#bell.rung = false
      this.#nextTurn = Number.POSITIVE_INFINITY
      this.#takeHanded()
      if (performance.now() >= this.#nextLook) this.#look = true
      if (!this.#look) this.#beginAhead()
      if (this.#look && this.#hasRoom) await this.#beginFromTable()
      if (this.#bell.rung || (this.#look && this.#hasRoom)) continue
      if (this.#sends.size === 0 && this.#nextTurn === Number.POSITIVE_INFINITY) {
        if (!this.#look) this.#settleQuiet()
        await this.#learnDue()
      }
      // Without room only a send that ends can help, and it stirs.
      const look = this.#hasRoom ? this.#nextLook : performance.now() + sweepEvery
      await this.#sleep(Math.max(1, Math.min(look, this.#nextTurn) - performance.now()))
    }
  }

  get #hasRoom(): boolean {
    return this.#slots.has(false) || this.#slots.has(true)
  }

  #takeHanded(): void {
    if (this.#handed.length === 0) return
    this.#ahead.add(this.#handed.filter(({ id }) => !this.#inFlight.knows(id)))
    this.#handed = []
  }

  /** The most urgent ones that wait. What becomes urgent later wakes us, and the table is asked anew. */
  async #beginFromTable(): Promise<void> {
    const { database, messenger } = this.#parts
    const { ids } = this.#inFlight
    const held = this.#held.take()
    this.#look = false
    this.#lookBy = performance.now() + sweepEvery
    this.#dueKnown = false
    const { batch, perSecond } = messenger.limits
    // Of those to many no more than go out before they are stale.
    const recipients = Math.max(take, Math.min(take, perSecond) * batch)
    const limit = { rows: take, recipients }
    const rows = await outbox.waitingDeliveries(database, messenger.name, limit, ids, held)
    this.#ahead.fill(rows)
    this.#more = rows.length >= take
    this.#beginAhead()
  }

  #beginAhead(): void {
    const stale = this.#ahead.isStale
    if (!stale)
      this.#ahead.begin({
        room: (bulk) => this.#mayCall(bulk),
        // Held since the rows were asked for.
        free: (chatId) => !this.#inFlight.holds(chatId) && !this.#held.has(chatId),
        send: (parcel) => this.#send(parcel),
      })
    if (this.#ahead.isEmpty ? this.#more : stale) this.#look = true
  }

  /** Once a chat is held no longer the table is asked: replies that are handed over must not put that off. */
  get #nextLook(): number {
    return Math.min(this.#lookBy, this.#held.next)
  }

  /** Whether a call may be made now; when only its turn is missing, it is noted when that comes. */
  #mayCall(bulk: boolean): boolean {
    if (!this.#slots.has(bulk)) return false
    const wait = this.#pace.wait(bulk)
    if (wait > 0) this.#nextTurn = Math.min(this.#nextTurn, performance.now() + wait)
    return wait === 0
  }

  /** Rows that wait for their time, in chats that are not held. */
  async #learnDue(): Promise<void> {
    if (this.#dueKnown) return
    this.#dueKnown = true
    const { database, messenger } = this.#parts
    const seconds = await outbox.nextDueIn(database, messenger.name, this.#held.take())
    if (seconds === null) return
    const wait = seconds > 0 ? seconds * 1000 : dueAgain
    this.#lookBy = Math.min(this.#lookBy, performance.now() + wait)
  }

  #send(parcel: Parcel): void {
    this.#inFlight.begin(parcel.rows)
    const bulk = isBulk(parcel)
    let isAnswered = false
    this.#slots.take(bulk)
    this.#pace.take(bulk)
    const answered = () => {
      isAnswered = true
      this.#slots.answer(bulk)
      this.#stirSoon()
    }
    const send = this.#dispatch.send(parcel, answered).then((sent) => {
      this.#slots.leave(bulk, isAnswered)
      const free = this.#inFlight.end(parcel.rows)
      this.#sends.delete(send)
      // What was put off has a time of its own now. Of a row to many the table gives nobody while it is in flight.
      if (!sent || (free && this.#ahead.isEmpty)) this.#look = true
      this.#stirSoon()
    })
    this.#sends.add(send)
  }

  #settleQuiet(): void {
    this.#quiet = true
    for (const resolve of this.#awaitingQuiet) resolve()
    this.#awaitingQuiet.clear()
  }

  /** A standby sleeps on: each of its tries for the lock is a connection. */
  #stir(): void {
    this.#bell.ring(this.sending)
  }

  /** Calls end by dozens in one turn of the event loop: what may begin in their place begins together. */
  #stirSoon(): void {
    this.#bell.soon(() => this.#stir())
  }

  /** Until something happens, but no longer than so many ms. */
  #sleep(ms: number): Promise<void> {
    if (this.#stopped || (this.sending && this.#bell.rung)) return Promise.resolve()
    return this.#bell.sleep(ms)
  }
}
