import type { DelivererParts } from './deliver.ts'
import { ChatMoved, SendFailure } from './messenger.ts'
import * as outbox from './outbox.ts'
import type { Pace } from './pace.ts'
import { takeApart } from './recipients.ts'

/** After so many failed tries a message is given up: about four hours of trouble. */
const tries = 20
/** Told to wait by the platform, it may take longer, seconds: news of three days ago is none. */
const longest = 3 * 24 * 3600
/** The later messages of a chat wait for one that is tried again, but not for ever: so many tries. */
const orderedTries = 5

type Row = outbox.DeliveryRow

/** Settles what becomes of rows that could not be sent. */
export class Settlement {
  readonly #parts: DelivererParts
  readonly #pace: Pace
  readonly #hold: (rows: readonly Row[], seconds: number) => void

  /** @param hold keeps later messages of these chats back for so many seconds: order is order */
  constructor(
    parts: DelivererParts,
    pace: Pace,
    hold: (rows: readonly Row[], seconds: number) => void,
  ) {
    this.#parts = parts
    this.#pace = pace
    this.#hold = hold
  }

  /**
   * Not the messenger's refusal but ours: a broken row must not be taken again and again. Never throws.
   * @param whole these are all who wait of a row to many
   */
  async error(of: readonly Row[], error: unknown, whole = false): Promise<void> {
    const { database, log } = this.#parts
    log.error({ err: error, delivery: of[0]?.id }, 'a delivery failed')
    const rows = whole ? of : await this.#apart(of).catch(() => of)
    const failure = error instanceof Error ? error.name : 'unknown'
    const worn = rows.filter((row) => row.attempts + 1 >= tries)
    if (worn.length > 0 && !database.isAway(error))
      return this.#giveUp(worn, new SendFailure('rejected', failure)).catch(() => {})
    await outbox.postpone(database, idsOf(rows), 60, failure).catch(() => {})
  }

  /** Rows of their own for recipients of rows to many: what became of them is not what became of the others. */
  async #apart(rows: readonly Row[]): Promise<Row[]> {
    const shared = rows.filter((row) => row.shared)
    if (shared.length === 0) return [...rows]
    const recipients = shared.map(({ id, accountId }) => ({ id, accountId: accountId ?? 0 }))
    const own = new Map(
      (await takeApart(this.#parts.database, recipients)).map((each) => [each.accountId, each.id]),
    )
    return rows.flatMap((row) => {
      if (!row.shared) return [row]
      const id = own.get(row.accountId ?? 0)
      return id === undefined ? [] : [{ ...row, id, shared: false }]
    })
  }

  /** The messenger's refusal. @param whole these are all who wait of a row to many, and it is of them all */
  async failure(of: readonly Row[], failure: SendFailure, whole = false): Promise<void> {
    const { database, log } = this.#parts
    const rows = whole && failure.kind !== 'unreachable' ? of : await this.#apart(of)
    if (failure instanceof ChatMoved) {
      for (const { chatId } of rows) await this.#parts.moved(chatId, failure.to)
      return
    }
    if (rows.length === 0) return
    const ids = idsOf(rows)
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

  async #giveUp(rows: readonly Row[], failure: SendFailure): Promise<void> {
    for (const id of idsOf(rows)) {
      this.#parts.log.error({ delivery: id, why: failure.message }, 'a delivery was given up')
      await outbox.markFailed(this.#parts.database, id, failure.message)
    }
  }

  async #giveUpPerson(row: Row, failure: SendFailure): Promise<void> {
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
}

/** A row to many stands here once for each recipient. */
function idsOf(rows: readonly Row[]): number[] {
  return [...new Set(rows.map((row) => row.id))]
}
