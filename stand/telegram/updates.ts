import type { Args } from './args.ts'
import { badRequest, conflict } from './errors.ts'
import type { PendingUpdate, State } from './state.ts'

/** Updates that a bot gets only when it asks for them by name. */
const onRequest = new Set(['chat_member', 'message_reaction', 'message_reaction_count'])
/** Updates are kept this long, ms of machine time. */
const kept = 24 * 60 * 60 * 1000
/** The longest wait of one getUpdates, seconds. */
const longestPoll = 50

type Update = PendingUpdate['update']

interface Poll {
  finish(): void
  fail(error: Error): void
}

/** Updates on their way to the bot. They leave when confirmed: by an offset or by the webhook's 2xx. */
export class UpdateQueue {
  readonly #state: State
  readonly #handed = new Map<number, Update>()
  readonly #changed: () => void
  #poll: Poll | undefined
  /** Called when there is something new for the webhook. */
  onPush: () => void = () => {}

  constructor(state: State, changed: () => void) {
    this.#state = state
    this.#changed = changed
  }

  /** @param queue updates of one queue reach the webhook one after another */
  push(kind: string, payload: unknown, queue: string): void {
    const allowed = this.#state.allowedUpdates
    const wanted = allowed.length > 0 ? allowed.includes(kind) : !onRequest.has(kind)
    if (!wanted) return
    const update = { update_id: this.#state.nextUpdate++, [kind]: structuredClone(payload) }
    this.#state.pending.push({ update, queue, at: Date.now() })
    this.#changed()
    this.#poll?.finish()
    this.onPush()
  }

  /** What waits for the bot, oldest first, without what is past its 24 hours. */
  pending(): PendingUpdate[] {
    const oldest = this.#state.pending[0]
    if (oldest && oldest.at < Date.now() - kept)
      this.#state.pending = this.#state.pending.filter((one) => one.at >= Date.now() - kept)
    return this.#state.pending
  }

  confirm(id: number): void {
    const index = this.#state.pending.findIndex((one) => one.update.update_id === id)
    if (index < 0) return
    this.#state.pending.splice(index, 1)
    this.#changed()
  }

  drop(): void {
    this.#state.pending = []
    this.#changed()
  }

  /** Remembers that the bot was given an update. */
  hand(update: Update): void {
    if (!this.#handed.has(update.update_id)) this.#handed.set(update.update_id, update)
  }

  handed(): Update[] {
    return [...this.#handed.values()]
  }

  /** Ends a waiting getUpdates with an error, as a newer call or a webhook does. */
  abort(reason: string): void {
    this.#poll?.fail(conflict(reason))
  }

  /** getUpdates: confirms by offset, then answers at once or when something comes. */
  async get(args: Args, gone: AbortSignal): Promise<Update[]> {
    this.abort(
      'terminated by other getUpdates request; make sure that only one bot instance is running',
    )
    this.setAllowed(args)
    const limit = args.integer('limit', 100, 1, 100)
    const timeout = args.integer('timeout', 0, 0, longestPoll)
    this.#confirmBefore(args.integer('offset', 0))
    if (this.pending().length === 0 && timeout > 0) await this.#wait(timeout, gone)
    const updates = this.pending()
      .slice(0, limit)
      .map((one) => one.update)
    if (!gone.aborted) for (const update of updates) this.hand(update)
    return updates
  }

  /** Keeps the wish of allowed_updates until the next one; absent changes nothing, [] is the default. */
  setAllowed(args: Args): void {
    const allowed = args.json('allowed_updates', "can't parse allowed_updates JSON object")
    if (allowed === undefined) return
    if (!Array.isArray(allowed) || allowed.some((kind) => typeof kind !== 'string'))
      throw badRequest("can't parse allowed_updates: expected an Array of String")
    this.#state.allowedUpdates = allowed
  }

  #confirmBefore(offset: number): void {
    const pending = this.pending()
    if (offset > 0) this.#state.pending = pending.filter((one) => one.update.update_id >= offset)
    if (offset < 0) this.#state.pending = pending.slice(offset)
    if (this.#state.pending.length !== pending.length) this.#changed()
  }

  #wait(timeout: number, gone: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const end = (then: () => void) => {
        clearTimeout(timer)
        gone.removeEventListener('abort', poll.finish)
        if (this.#poll === poll) this.#poll = undefined
        then()
      }
      const poll: Poll = {
        finish: () => end(resolve),
        fail: (error) => end(() => reject(error)),
      }
      const timer = setTimeout(poll.finish, timeout * 1000)
      gone.addEventListener('abort', poll.finish)
      this.#poll = poll
    })
  }
}
