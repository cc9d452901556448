import { WALL } from '../domain/announcements/rules.ts'
import type { Message } from '../domain/deliveries/message.ts'
import type { Parcel } from './batches.ts'
import type { Content } from './content.ts'
import type { DelivererParts } from './deliver.ts'
import { draw } from './draw.ts'
import { Marks } from './marks.ts'
import { ChatMoved, type Messenger, type Outgoing, SendFailure, type Sent } from './messenger.ts'
import * as outbox from './outbox.ts'
import { Pace } from './pace.ts'

/** After so many failed tries a message is given up: about four hours of trouble. */
const tries = 20
/** Told to wait by the platform, it may take longer, seconds: news of three days ago is none. */
const longest = 3 * 24 * 3600
/** The later messages of a chat wait for one that is tried again, but not for ever: so many tries. */
const orderedTries = 5

/** Puts delivery rows into words and calls, within the platform's rate, and settles what becomes of them. */
export class Dispatch {
  readonly #parts: DelivererParts
  readonly #pace: Pace
  readonly #marks: Marks
  /** The broadcast that was put into words last. */
  #drawn: { key: string; contents: Content[] } = { key: '', contents: [] }
  readonly #hold: (rows: readonly outbox.DeliveryRow[], seconds: number) => void

  /** @param hold keeps later messages of these chats back for so many seconds: order is order */
  constructor(
    parts: DelivererParts,
    hold: (rows: readonly outbox.DeliveryRow[], seconds: number) => void,
  ) {
    this.#parts = parts
    this.#pace = new Pace(parts.messenger.limits.perSecond)
    this.#marks = new Marks(parts.database)
    this.#hold = hold
  }

  /** Sends what goes out in one call. Never throws. @returns whether all of it was sent */
  async send({ rows, same }: Parcel): Promise<boolean> {
    try {
      const [only] = rows
      if (!only) return true
      if (same) return await this.#sendBatch(rows)
      if (rows.length > 1) return await this.#sendTogether(rows)
      return await this.#sendOne(only, await this.#draw(only))
    } catch (error) {
      await this.#settleError(rows, error)
      return false
    }
  }

  /** Not the messenger's refusal but ours: a broken row must not be taken again and again. */
  async #settleError(rows: readonly outbox.DeliveryRow[], error: unknown): Promise<void> {
    const { database, log } = this.#parts
    log.error({ err: error, delivery: rows[0]?.id }, 'a delivery failed')
    const failure = error instanceof Error ? error.name : 'unknown'
    const worn = rows.filter((row) => row.attempts + 1 >= tries)
    if (worn.length > 0 && !database.isAway(error))
      return this.#giveUp(worn, new SendFailure('rejected', failure)).catch(() => {})
    const ids = rows.map((row) => row.id)
    await outbox.postpone(database, ids, 60, failure).catch(() => {})
  }

  async #sendOne(row: outbox.DeliveryRow, contents: readonly Content[]): Promise<boolean> {
    const { messenger } = this.#parts
    try {
      let sent: Sent | undefined
      for (const [i, content] of contents.entries()) {
        // What has gone already is not said again; the last one always is: only it is marked as sent.
        if (i < Math.min(row.sentParts, contents.length - 1)) continue
        await this.#turn(row)
        const message = outgoing(row, content, i)
        sent =
          row.chatId === WALL
            ? await postToWall(messenger, content, message.number)
            : await messenger.send(message)
        if (i < contents.length - 1) await this.#marks.markParts(row.id, i + 1)
      }
      await this.#marks.mark([{ id: row.id, messageId: sent?.messageId ?? '' }])
      return true
    } catch (error) {
      if (!(error instanceof SendFailure)) throw error
      await this.#settleFailure([row], error)
      return false
    }
  }

  /** Different messages to different chats in one call; those that take several calls go alone. */
  async #sendTogether(rows: readonly outbox.DeliveryRow[]): Promise<boolean> {
    const drawn = await Promise.all(
      rows.map(async (row) => {
        try {
          return { row, contents: await this.#draw(row) }
        } catch (error) {
          await this.#settleError([row], error)
          return null
        }
      }),
    )
    const ready = drawn.filter((each) => each !== null)
    const [together, alone] = [true, false].map((isPlain) =>
      ready.filter(
        ({ contents: [content, ...more] }) =>
          (more.length === 0 && content !== undefined && !content.file) === isPlain,
      ),
    )
    const sent = [
      this.#sendPlain(together ?? []),
      ...(alone ?? []).map(({ row, contents }) => this.#sendOne(row, contents)),
    ]
    const outcomes = await Promise.all(sent)
    return ready.length === rows.length && outcomes.every(Boolean)
  }

  async #sendPlain(
    drawn: readonly { row: outbox.DeliveryRow; contents: readonly Content[] }[],
  ): Promise<boolean> {
    const { messenger } = this.#parts
    const [first] = drawn
    if (!first || !messenger.sendTogether) return true
    const rows = drawn.map(({ row }) => row)
    try {
      await this.#turn(first.row)
      const outcomes = await messenger.sendTogether(
        drawn.flatMap(({ row, contents }) => contents.map((content) => outgoing(row, content, 0))),
      )
      return await this.#settleEach(rows, outcomes)
    } catch (error) {
      if (!(error instanceof SendFailure)) throw error
      await this.#settleFailure(rows, error)
      return false
    }
  }

  /** The same message to many chats. The batch is stored before the call: a retry repeats the identical one. */
  async #sendBatch(rows: readonly outbox.DeliveryRow[]): Promise<boolean> {
    const { database, messenger } = this.#parts
    const [first] = rows
    if (!first || !messenger.sendToMany) return true
    const ids = rows.map((row) => row.id)
    const batchId = first.batchId ?? (await outbox.formBatch(database, messenger.name, ids))
    const contents = await this.#draw(first)
    let open = rows
    try {
      for (const [i, content] of contents.entries()) {
        await this.#pace.turn()
        const outcomes = await messenger.sendToMany(
          open.map((row) => row.chatId),
          content,
          numberOf(batchId, i),
        )
        if (i === contents.length - 1) return await this.#settleEach(open, outcomes)
        const refused = open.filter((_, n) => outcomes[n] instanceof SendFailure)
        await this.#settleEach(
          refused,
          outcomes.filter((outcome) => outcome instanceof SendFailure),
        )
        open = open.filter((row) => !refused.includes(row))
      }
      return open.length === rows.length
    } catch (error) {
      if (!(error instanceof SendFailure)) throw error
      if (error.kind === 'retry' && first.batchId === null) {
        const left = open.map((row) => row.id)
        await outbox.keepBatch(database, left, batchId)
      }
      await this.#settleFailure(open, error)
      return false
    }
  }

  /** @returns whether all were sent */
  async #settleEach(
    rows: readonly outbox.DeliveryRow[],
    outcomes: readonly (Sent | SendFailure)[],
  ): Promise<boolean> {
    const sent: outbox.SentRow[] = []
    for (const [n, row] of rows.entries()) {
      const outcome = outcomes[n]
      if (outcome instanceof SendFailure) await this.#settleFailure([row], outcome)
      else sent.push({ id: row.id, messageId: outcome?.messageId ?? '' })
    }
    if (sent.length > 0) await this.#marks.mark(sent)
    return sent.length === rows.length
  }

  async #settleFailure(rows: readonly outbox.DeliveryRow[], failure: SendFailure): Promise<void> {
    const { database, log } = this.#parts
    if (failure instanceof ChatMoved) {
      for (const { chatId } of rows) await this.#parts.moved(chatId, failure.to)
      return
    }
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

  async #giveUp(rows: readonly outbox.DeliveryRow[], failure: SendFailure): Promise<void> {
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

  async #draw(row: outbox.DeliveryRow): Promise<Content[]> {
    const { words, messenger } = this.#parts
    // The same is said to thousands: it is put into words once in a row.
    const same = row.priority === 2 && !row.content.make && !row.content.menu
    const key = same ? JSON.stringify(row.content) : null
    if (key !== null && this.#drawn.key === key) return this.#drawn.contents
    const message = await this.#made(row)
    const contents = await draw(message, words, messenger.limits, () =>
      this.#parts.menu(row.accountId),
    )
    if (key !== null) this.#drawn = { key, contents }
    return contents
  }

  async #made({ id, content, accountId, attempts }: outbox.DeliveryRow): Promise<Message> {
    if (!content.make) return content
    const message = await this.#parts.make(content, content.make, accountId, attempts)
    await outbox.setContent(this.#parts.database, id, message)
    return message
  }
}

/** Parts of one long text need numbers of their own; 64 is more than a stored text can need. */
function numberOf(id: number, part: number): bigint {
  return BigInt(id) * 64n + BigInt(Math.min(part, 63))
}

function outgoing(row: outbox.DeliveryRow, content: Content, part: number): Outgoing {
  const { chatId, replaces } = row
  return {
    chatId,
    content,
    number: numberOf(row.id, part),
    ...(part === 0 && replaces !== null ? { replaces } : {}),
  }
}

/** The right to the wall may be gone since the row was written: that is nobody's retry. */
async function postToWall(messenger: Messenger, content: Content, number: bigint): Promise<Sent> {
  if (!messenger.postToWall) throw new SendFailure('rejected', 'there is no wall to post to')
  return messenger.postToWall(content, number)
}
