import { WALL } from '../domain/announcements/rules.ts'
import type { Message } from '../domain/deliveries/message.ts'
import type { Parcel } from './batches.ts'
import type { Content } from './content.ts'
import type { DelivererParts } from './deliver.ts'
import { draw } from './draw.ts'
import { Marks, type SentRow } from './marks.ts'
import { type Messenger, type Outgoing, SendFailure, type Sent } from './messenger.ts'
import * as outbox from './outbox.ts'
import type { Pace } from './pace.ts'
import { Settlement } from './settlement.ts'

/**
 * How long a turn that was taken is good for, ms. What takes longer to put into words or to make takes another one
 * when it is ready, or what was made meanwhile would go all at once.
 */
const turnLasts = 500

type Row = outbox.DeliveryRow
type Drawn = { row: Row; contents: readonly Content[] }

/** Puts delivery rows into words and calls, and marks what was sent. */
export class Dispatch {
  readonly #parts: DelivererParts
  readonly #pace: Pace
  readonly #marks: Marks
  readonly #settle: Settlement
  /** What was put into words last: a row to many is, once. */
  #drawn: { content: Message | null; contents: Content[] } = { content: null, contents: [] }

  /**
   * @param pace what takes several calls, or long to make, waits for turns beside the one that is its already
   * @param hold keeps later messages of these chats back for so many seconds: order is order
   */
  constructor(
    parts: DelivererParts,
    pace: Pace,
    hold: (rows: readonly Row[], seconds: number) => void,
  ) {
    this.#parts = parts
    this.#pace = pace
    this.#marks = new Marks(parts.database)
    this.#settle = new Settlement(parts, this.#pace, hold)
  }

  /**
   * Sends what goes out in one call, whose turn it is. Never throws.
   * @param answered called when the platform has taken everything; what is left is to mark it
   * @returns whether all of it was sent
   */
  async send({ rows, same }: Parcel, answered: () => void): Promise<boolean> {
    const turnUntil = performance.now() + turnLasts
    const [only] = rows
    if (!only) return true
    const sent = async () => {
      if (same) return this.#sendToMany(rows, turnUntil, answered)
      if (rows.length > 1) return this.#sendTogether(rows, turnUntil)
      return this.#sendOne(only, await this.#draw(only), turnUntil, answered)
    }
    return this.#settled(rows, sent(), same)
  }

  /** What goes wrong with these rows is no matter of those that were to share a call with them. Never throws. */
  async #settled(rows: readonly Row[], sent: Promise<boolean>, whole = false): Promise<boolean> {
    try {
      return await sent
    } catch (error) {
      await this.#settle.error(rows, error, whole)
      return false
    }
  }

  /** @param turnUntil until when its turn is good (performance.now()); 0: it has none */
  async #sendOne(
    row: Row,
    contents: readonly Content[],
    turnUntil: number,
    answered = () => {},
  ): Promise<boolean> {
    const { messenger } = this.#parts
    // What has gone already is not said again; the last one always is: only it is marked as sent.
    const first = Math.min(row.sentParts, contents.length - 1)
    try {
      let sent: Sent | undefined
      for (const [i, content] of contents.entries()) {
        if (i < first) continue
        if (!(await this.#turn(row, i === first ? turnUntil : 0))) return false
        const message = outgoing(row, content, i)
        sent =
          row.chatId === WALL
            ? await postToWall(messenger, content, message.number)
            : await messenger.send(message)
        if (i < contents.length - 1 && !row.shared) await this.#marks.markParts(row.id, i + 1)
      }
      answered()
      await this.#marks.mark([{ row, messageId: sent?.messageId ?? '' }])
      return true
    } catch (error) {
      if (!(error instanceof SendFailure)) throw error
      await this.#settle.failure([row], error)
      return false
    }
  }

  /** Different messages to different chats in one call; those that take several calls go alone. */
  async #sendTogether(rows: readonly Row[], turnUntil: number): Promise<boolean> {
    const drawn = await Promise.all(
      rows.map(async (row) => {
        try {
          return { row, contents: await this.#draw(row) }
        } catch (error) {
          await this.#settle.error([row], error)
          return null
        }
      }),
    )
    const ready = drawn.filter((each) => each !== null)
    const isPlain = ({ contents: [content, ...more] }: Drawn) =>
      more.length === 0 && content !== undefined && !content.file
    const plain = ready.filter(isPlain)
    const alone = ready.filter((each) => !isPlain(each))
    // Their chats are busy until each has come to its end.
    const outcomes = await Promise.all([
      this.#settled(rowsOf(plain), this.#sendPlain(plain, turnUntil)),
      ...alone.map((each) => this.#settled([each.row], this.#sendOne(each.row, each.contents, 0))),
    ])
    return ready.length === rows.length && outcomes.every(Boolean)
  }

  async #sendPlain(drawn: readonly Drawn[], turnUntil: number): Promise<boolean> {
    const { messenger } = this.#parts
    const [first] = drawn
    if (!first || !messenger.sendTogether) return true
    const rows = rowsOf(drawn)
    if (!(await this.#turn(first.row, turnUntil))) return false
    try {
      const outcomes = await messenger.sendTogether(
        drawn.flatMap(({ row, contents }) => contents.map((content) => outgoing(row, content, 0))),
      )
      return await this.#settleEach(rows, outcomes)
    } catch (error) {
      if (!(error instanceof SendFailure)) throw error
      await this.#settle.failure(rows, error)
      return false
    }
  }

  /** One row to many chats in one call. The call's number is the row's: a retry repeats the identical one. */
  async #sendToMany(
    rows: readonly Row[],
    turnUntil: number,
    answered: () => void,
  ): Promise<boolean> {
    const { messenger } = this.#parts
    const [first] = rows
    if (!first || !messenger.sendToMany) return true
    const contents = await this.#draw(first)
    let open = rows
    try {
      for (const [i, content] of contents.entries()) {
        if (!(await this.#turn(first, i === 0 ? turnUntil : 0))) return false
        const outcomes = await messenger.sendToMany(
          open.map((row) => row.chatId),
          content,
          numberOf(first.id, i),
        )
        if (i === contents.length - 1) {
          answered()
          return await this.#settleEach(open, outcomes)
        }
        const refused = new Set(open.filter((_, n) => outcomes[n] instanceof SendFailure))
        await this.#settleEach(
          [...refused],
          outcomes.filter((outcome) => outcome instanceof SendFailure),
        )
        open = open.filter((row) => !refused.has(row))
      }
      return open.length === rows.length
    } catch (error) {
      if (!(error instanceof SendFailure)) throw error
      await this.#settle.failure(open, error, true)
      return false
    }
  }

  /** @returns whether all were sent */
  async #settleEach(
    rows: readonly Row[],
    outcomes: readonly (Sent | SendFailure)[],
  ): Promise<boolean> {
    const sent: SentRow[] = []
    for (const [n, row] of rows.entries()) {
      const outcome = outcomes[n]
      if (outcome instanceof SendFailure) await this.#settle.failure([row], outcome)
      else sent.push({ row, messageId: outcome?.messageId ?? '' })
    }
    if (sent.length > 0) await this.#marks.mark(sent)
    return sent.length === rows.length
  }

  /**
   * Resolves when a call may be made. @param until when the turn that was taken is good no more; 0: none was
   * @returns false: the process wants to end while a pause is on, or another one sends now. What is left is in the table
   */
  #turn({ priority }: Row, until: number): Promise<boolean> {
    return this.#pace.turn(priority > 0, performance.now() <= until)
  }

  async #draw(row: Row): Promise<Content[]> {
    const { words, messenger } = this.#parts
    const { content } = this.#drawn
    if (row.shared && content === row.content) return this.#drawn.contents
    const message = await this.#made(row)
    const contents = await draw(message, words, messenger.limits, () =>
      this.#parts.menu(row.accountId),
    )
    if (row.shared) this.#drawn = { content: row.content, contents }
    return contents
  }

  async #made({ id, content, accountId, attempts }: Row): Promise<Message> {
    if (!content.make) return content
    const message = await this.#parts.make(content, content.make, accountId, attempts)
    await outbox.setContent(this.#parts.database, id, message)
    return message
  }
}

const rowsOf = (drawn: readonly Drawn[]): Row[] => drawn.map(({ row }) => row)

/** Parts of one long text need numbers of their own; 64 is more than a stored text can need. */
function numberOf(id: number, part: number): bigint {
  return BigInt(id) * 64n + BigInt(Math.min(part, 63))
}

function outgoing(row: Row, content: Content, part: number): Outgoing {
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
