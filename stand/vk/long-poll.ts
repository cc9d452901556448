import type { LongPollState } from './state.ts'

const HISTORY = 1000
const USUAL_WAIT = 25
const LONGEST_WAIT = 90

type Answer = Record<string, unknown>

/** The Bots Long Poll queue (dev.vk.com/api/bots-long-poll/getting-started). */
export class LongPoll {
  readonly #state: LongPollState
  readonly #newKey: () => string
  readonly #waiting = new Set<() => void>()

  constructor(state: LongPollState, newKey: () => string) {
    this.#state = state
    this.#newKey = newKey
  }

  /** What groups.getLongPollServer hands out. */
  session(server: string): { key: string; server: string; ts: string } {
    return { key: this.#state.key, server, ts: String(this.#state.ts) }
  }

  push(update: unknown): void {
    const { history } = this.#state
    this.#state.ts += 1
    history.push({ ts: this.#state.ts, update })
    if (history.length > HISTORY) {
      history.splice(0, history.length - HISTORY)
      this.#state.floor = (history[0]?.ts ?? 1) - 1
    }
    this.#wake()
  }

  /** Answers one a_check, after `wait` seconds at most. `gone` tells that the caller hung up. */
  async check(query: URLSearchParams, gone: AbortSignal): Promise<Answer> {
    const wait = Math.min(Number(query.get('wait')) || USUAL_WAIT, LONGEST_WAIT)
    const until = Date.now() + wait * 1000
    for (;;) {
      const answer = this.#now(query)
      const left = until - Date.now()
      if (answer.failed || (answer.updates as unknown[]).length > 0 || left <= 0 || gone.aborted) {
        return answer
      }
      await this.#sleep(left, gone)
    }
  }

  /** The key runs out: everybody gets failed 2. */
  expireKey(): void {
    this.#state.key = this.#newKey()
    this.#wake()
  }

  /** The events so far are gone. failed 1: go on with the new ts; failed 3: key and ts must be asked for. */
  dropHistory(failed: 1 | 3): void {
    this.#state.history.length = 0
    this.#state.ts += 1
    this.#state.floor = this.#state.ts
    if (failed === 3) {
      this.#state.lost = this.#state.ts
      this.#state.key = this.#newKey()
    }
    this.#wake()
  }

  /** Lets the waiting requests look again. */
  close(): void {
    this.#wake()
  }

  #now(query: URLSearchParams): Answer {
    const { key, ts, floor, lost, history } = this.#state
    const asked = query.get('ts') ?? ''
    const from = Number(asked)
    if (!/^\d+$/.test(asked) || from < lost) return { failed: 3 }
    if (query.get('key') !== key) return { failed: 2 }
    // The documentation shows this ts as a number, all others as text.
    if (from < floor || from > ts) return { failed: 1, ts }
    const updates = history.filter((event) => event.ts > from).map((event) => event.update)
    return { ts: String(ts), updates }
  }

  #sleep(milliseconds: number, gone: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const done = (): void => {
        clearTimeout(timer)
        this.#waiting.delete(done)
        gone.removeEventListener('abort', done)
        resolve()
      }
      const timer = setTimeout(done, milliseconds)
      this.#waiting.add(done)
      gone.addEventListener('abort', done, { once: true })
    })
  }

  #wake(): void {
    for (const done of [...this.#waiting]) done()
  }
}
