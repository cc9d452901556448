/**
 * Lets no more than so many calls leave in any stretch of time, however late the timers of a busy process are and
 * however long a connection takes to open: a call that was let go counts until it has left, and so long after that.
 */
export class CallWindow {
  readonly #calls: number
  readonly #stretch: number
  /** Let go, and not left yet. */
  #leaving = 0
  /** When the last calls left (performance.now()), oldest first. */
  readonly #gone: number[] = []
  #last: Promise<unknown> = Promise.resolve()
  /** One of those that were to leave has left, or never will. */
  #heard = () => {}

  /** @param calls so many, at most @param stretch in so many ms */
  constructor(calls: number, stretch: number) {
    this.#calls = calls
    this.#stretch = stretch
  }

  /** Makes a call when it may go, in the order they come. @param call says `left` when it leaves; one that fails may not */
  async go<T>(call: (left: () => void) => Promise<T>): Promise<T> {
    const turn = this.#last.then(() => this.#wait())
    this.#last = turn
    await turn
    let leaves = true
    const settle = () => {
      if (!leaves) return
      leaves = false
      this.#leaving -= 1
      this.#heard()
    }
    const left = () => {
      this.#gone.push(performance.now())
      if (this.#gone.length > this.#calls) this.#gone.shift()
      settle()
    }
    try {
      return await call(left)
    } finally {
      settle()
    }
  }

  async #wait(): Promise<void> {
    // A timer that was set late in a long turn of the event loop comes too early.
    for (let wait = this.#left; wait > 0; wait = this.#left)
      await new Promise<void>((resolve) => {
        this.#heard = resolve
        if (wait < Number.POSITIVE_INFINITY) setTimeout(resolve, wait)
      })
    this.#leaving += 1
  }

  /** Milliseconds until one more may go; Infinity: until one has left. */
  get #left(): number {
    const room = this.#calls - this.#leaving
    if (room <= 0) return Number.POSITIVE_INFINITY
    const oldest = this.#gone[this.#gone.length - room]
    return oldest === undefined ? 0 : oldest + this.#stretch - performance.now()
  }
}
