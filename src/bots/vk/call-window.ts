/** A call that was let go. */
export interface Call {
  /** When it went (performance.now()); later, when its connection had to be opened first. */
  at: number
}

/** Lets no more than so many calls go in any stretch of time, however late the timers of a busy process are. */
export class CallWindow {
  readonly #calls: number
  readonly #stretch: number
  /** The last calls, oldest first. */
  readonly #gone: Call[] = []
  #last: Promise<unknown> = Promise.resolve()

  /** @param calls so many, at most @param stretch in so many ms */
  constructor(calls: number, stretch: number) {
    this.#calls = calls
    this.#stretch = stretch
  }

  /** Resolves when a call may go; it is taken to go then, unless `at` is set to a later moment. */
  turn(): Promise<Call> {
    const turn = this.#last.then(() => this.#wait())
    this.#last = turn
    return turn
  }

  async #wait(): Promise<Call> {
    // A timer that was set late in a long turn of the event loop comes too early.
    while (this.#left > 0) await new Promise((resolve) => setTimeout(resolve, this.#left))
    const call = { at: performance.now() }
    this.#gone.push(call)
    if (this.#gone.length > this.#calls) this.#gone.shift()
    return call
  }

  /** Milliseconds until one more may go. */
  get #left(): number {
    const oldest = this.#gone[this.#gone.length - this.#calls]
    return oldest ? oldest.at + this.#stretch - performance.now() : 0
  }
}
