import { WALL } from '../domain/announcements/rules.ts'
import type { Message } from '../domain/deliveries/message.ts'
import type { Database } from '../infra/db.ts'
import type { Log } from '../infra/log.ts'
import { groupRows } from './batches.ts'
import type { Content, MenuItem } from './content.ts'
import { draw } from './draw.ts'
import type { Maker } from './maker.ts'
import { Marks } from './marks.ts'
import { type Messenger, SendFailure, type Sent } from './messenger.ts'
import * as outbox from './outbox.ts'
import { Pace } from './pace.ts'
import type { Words } from './words.ts'

/** Rows taken from the table at a time. */
const take = 500
/** Sends in flight at a time, each to another chat. */
const width = 50
/** After so many failed tries a message is given up: about four hours of trouble. */
const tries = 20
/** Told to wait by the platform, it may take longer, seconds: news of three days ago is none. */
const longest = 3 * 24 * 3600
/** The later messages of a chat wait for one that is tried again, but not for ever: so many tries. */
const orderedTries = 5
/** How often a row that nobody woke us for is looked for, ms. */
const sweepEvery = 5_000
/** How often a standby asks whether the sender of another process is gone, ms. */
const standbyEvery = 2_000

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
  /** Another messenger has something to send. */
  wake(messenger: string): void
}

export interface Deliverer {
  /** There may be something to send. */
  wake(): void
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
    sending: () => sender.sending,
    idle: () => sender.idle(),
    async stop() {
      sender.stop()
      await loop
    },
  }
}

class Sender {
  readonly #parts: DelivererParts
  readonly #pace: Pace
  readonly #marks: Marks
  /** Rows taken and not settled yet, by chat. */
  readonly #busy = new Map<string, Set<number>>()
  readonly #sends = new Set<Promise<void>>()
  /** Chats where a message is tried again, until when (performance.now()): order is order. */
  readonly #held = new Map<string, number>()
  sending = false
  #stopped = false
  #woken = false
  #ring: (() => void) | undefined
  #quiet = false
  readonly #awaitingQuiet = new Set<() => void>()

  constructor(parts: DelivererParts) {
    this.#parts = parts
    this.#pace = new Pace(parts.messenger.limits.perSecond)
    this.#marks = new Marks(parts.database)
  }

  wake(): void {
    this.#woken = true
    this.#quiet = false
    this.#ring?.()
  }

  stop(): void {
    this.#stopped = true
    this.#ring?.()
  }

  async idle(): Promise<void> {
    this.wake()
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
          this.sending = false
          this.#ring?.()
        })
        try {
          await this.#sendWhile()
        } finally {
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
    const { database, messenger } = this.#parts
    while (this.sending && !this.#stopped) {
      this.#woken = false
      const taken = [...this.#busy.values()].flatMap((ids) => [...ids])
      const rows = await outbox.waitingDeliveries(
        database,
        messenger.name,
        take,
        taken,
        this.#heldChats(),
      )
      const begun = await this.#begin(rows)
      if (begun > 0) {
        // Look again as soon as there is room: a reply may have come that outranks what is left.
        if (this.#sends.size >= width || rows.length > begun)
          await Promise.race([...this.#sends, this.#rung()])
        continue
      }
      if (this.#woken) continue
      if (this.#sends.size > 0) {
        await Promise.race([...this.#sends, this.#rung()])
        continue
      }
      this.#settleQuiet()
      const due = await outbox.nextDueIn(database, messenger.name, this.#heldChats())
      if (this.#woken) continue
      const freed = Math.min(...this.#held.values()) - performance.now()
      const wait = due === null ? freed : Math.min(freed, due * 1000)
      await this.#sleep(Math.min(sweepEvery, Math.max(10, wait)))
    }
  }

  /** Begins what can be begun now. @returns how many rows that is */
  async #begin(rows: outbox.DeliveryRow[]): Promise<number> {
    let begun = 0
    const waiting = new Set<string>()
    for (const batch of groupRows(rows, this.#parts.messenger)) {
      if (this.#sends.size >= width) break
      // One send in flight a chat, and never a later row of a chat before an earlier one.
      const free = batch.every(
        ({ chatId }) =>
          // Held since the rows were asked for.
          !this.#busy.has(chatId) && !waiting.has(chatId) && !this.#held.has(chatId),
      )
      if (!free) {
        for (const row of batch) waiting.add(row.chatId)
        continue
      }
      for (const row of batch) this.#busy.set(row.chatId, new Set([row.id]))
      begun += batch.length
      const send: Promise<void> = this.#send(batch).finally(() => {
        for (const row of batch) this.#busy.delete(row.chatId)
        this.#sends.delete(send)
      })
      this.#sends.add(send)
    }
    return begun
  }

  async #send(batch: outbox.DeliveryRow[]): Promise<void> {
    try {
      const [only] = batch
      if (!only) return
      if (batch.length > 1 || only.batchId !== null) await this.#sendBatch(batch)
      else await this.#sendOne(only)
    } catch (error) {
      // Not the messenger's refusal but ours: a broken row must not be taken again and again.
      this.#parts.log.error({ err: error, delivery: batch[0]?.id }, 'a delivery failed')
      const failure = error instanceof Error ? error.name : 'unknown'
      const worn = batch.filter((row) => row.attempts + 1 >= tries)
      if (worn.length > 0 && !this.#parts.database.isAway(error))
        return this.#giveUp(worn, new SendFailure('rejected', failure)).catch(() => {})
      await outbox
        .postpone(
          this.#parts.database,
          batch.map((row) => row.id),
          60,
          failure,
        )
        .catch(() => {})
    }
  }

  async #sendOne(row: outbox.DeliveryRow): Promise<void> {
    const { messenger } = this.#parts
    const contents = await this.#draw(row)
    try {
      let sent: Sent | undefined
      for (const [i, content] of contents.entries()) {
        await this.#turn(row)
        // Parts of one long text need numbers of their own; 64 is more than a stored text can need.
        const number = BigInt(row.id) * 64n + BigInt(Math.min(i, 63))
        const replaces = i === 0 && row.replaces !== null ? { replaces: row.replaces } : {}
        sent =
          row.chatId === WALL
            ? await postToWall(messenger, content, number)
            : await messenger.send({ chatId: row.chatId, content, number, ...replaces })
      }
      await this.#marks.mark([{ id: row.id, messageId: sent?.messageId ?? '' }])
    } catch (error) {
      if (!(error instanceof SendFailure)) throw error
      await this.#settleFailure([row], error)
    }
  }

  async #sendBatch(batch: outbox.DeliveryRow[]): Promise<void> {
    const { database, messenger } = this.#parts
    const [first] = batch
    if (!first || !messenger.sendToMany) return
    const batchId =
      first.batchId ??
      (await outbox.formBatch(
        database,
        batch.map((row) => row.id),
      ))
    const contents = await this.#draw(first)
    const done = new Map<number, Sent>()
    let open = batch
    try {
      for (const [i, content] of contents.entries()) {
        await this.#pace.turn()
        const number = BigInt(batchId) * 64n + BigInt(Math.min(i, 63))
        const outcomes = await messenger.sendToMany(
          open.map((row) => row.chatId),
          content,
          number,
        )
        const still: outbox.DeliveryRow[] = []
        for (const [n, row] of open.entries()) {
          const outcome = outcomes[n]
          if (outcome instanceof SendFailure) {
            await this.#settleFailure([row], outcome)
          } else {
            done.set(row.id, outcome ?? { messageId: '' })
            still.push(row)
          }
        }
        open = still
      }
      await this.#marks.mark(
        open.map((row) => ({ id: row.id, messageId: done.get(row.id)?.messageId ?? '' })),
      )
    } catch (error) {
      if (!(error instanceof SendFailure)) throw error
      await this.#settleFailure(open, error)
    }
  }

  async #settleFailure(rows: outbox.DeliveryRow[], failure: SendFailure): Promise<void> {
    const { database, log } = this.#parts
    const ids = rows.map((row) => row.id)
    switch (failure.kind) {
      case 'retry': {
        const attempts = Math.max(...rows.map((row) => row.attempts))
        const seconds = failure.seconds ?? Math.min(900, 0.5 * 2 ** attempts)
        const old = Math.max(...rows.map((row) => row.age)) > longest
        if (old || (failure.seconds === undefined && attempts + 1 >= tries))
          return this.#giveUp(rows, failure)
        // Told to wait: everybody waits, unless it is a group, which has a limit of its own.
        const ofAll = failure.whose === 'all' && rows.some((row) => row.accountId !== null)
        if (failure.seconds !== undefined && ofAll) this.#pace.pause(failure.seconds)
        const ordered = attempts < orderedTries
        if (ordered) this.#hold(rows, seconds)
        log.warn(
          { deliveries: ids.length, first: ids[0], seconds, why: failure.message },
          'a delivery waits',
        )
        await outbox.postpone(database, ids, seconds, failure.message)
        // Counted from here, it cannot end before the row is due.
        if (ordered) this.#hold(rows, seconds + 0.01)
        return
      }
      case 'rejected':
        return this.#giveUp(rows, failure)
      case 'unreachable':
        for (const row of rows) await this.#giveUpPerson(row, failure)
    }
  }

  async #giveUp(rows: outbox.DeliveryRow[], failure: SendFailure): Promise<void> {
    for (const row of rows) {
      this.#parts.log.error({ delivery: row.id, why: failure.message }, 'a delivery was given up')
      await outbox.markFailed(this.#parts.database, row.id, failure.message)
    }
  }

  async #giveUpPerson(row: outbox.DeliveryRow, failure: SendFailure): Promise<void> {
    const { database, personalDataMessengers } = this.#parts
    if (row.accountId === null) return outbox.markFailed(database, row.id, failure.message)
    const { moved, news } = await outbox.markUnreachable(
      database,
      row.accountId,
      failure.message,
      personalDataMessengers,
    )
    for (const messenger of new Set(moved)) this.#parts.wake(messenger)
    if (news) await this.#parts.unreachable(row.accountId)
  }

  /** Where the platform's limit is one of bulk sending, a reply waits only for a pause that was ordered. */
  #turn(row: outbox.DeliveryRow): Promise<void> {
    const bulk = row.priority > 0 || this.#parts.messenger.limits.pacesReplies
    return bulk ? this.#pace.turn() : this.#pace.pauseOver()
  }

  #hold(rows: outbox.DeliveryRow[], seconds: number): void {
    const until = performance.now() + seconds * 1000
    for (const row of rows) this.#held.set(row.chatId, until)
  }

  #heldChats(): string[] {
    const now = performance.now()
    for (const [chat, until] of this.#held) if (until <= now) this.#held.delete(chat)
    return [...this.#held.keys()]
  }

  async #draw(row: outbox.DeliveryRow): Promise<Content[]> {
    const { words, messenger } = this.#parts
    const message = await this.#made(row)
    return draw(message, words, messenger.limits, () => this.#parts.menu(row.accountId))
  }

  async #made({ id, content, accountId, attempts }: outbox.DeliveryRow): Promise<Message> {
    if (!content.make) return content
    const message = await this.#parts.make(content, content.make, accountId, attempts)
    await outbox.setContent(this.#parts.database, id, message)
    return message
  }

  #settleQuiet(): void {
    this.#quiet = true
    for (const resolve of this.#awaitingQuiet) resolve()
    this.#awaitingQuiet.clear()
  }

  #rung(): Promise<void> {
    return this.#sleep(sweepEvery)
  }

  #sleep(ms: number): Promise<void> {
    if (this.#stopped || this.#woken) return Promise.resolve()
    return new Promise((resolve) => {
      const done = () => {
        clearTimeout(timer)
        if (this.#ring === done) this.#ring = undefined
        resolve()
      }
      const timer = setTimeout(done, ms)
      this.#ring?.()
      this.#ring = done
    })
  }
}

/** The right to the wall may be gone since the row was written: that is nobody's retry. */
async function postToWall(messenger: Messenger, content: Content, number: bigint): Promise<Sent> {
  if (!messenger.postToWall) throw new SendFailure('rejected', 'there is no wall to post to')
  return messenger.postToWall(content, number)
}
