/** Seconds. A timer of more than 24 days would fire at once. */
const longestPause = 3600

/** Lets at most so many calls a second through, evenly; the platform may order a pause. */
export class Pace {
  readonly #interval: number
  readonly #burst: number
  #next = 0
  #pausedUntil = 0

  /** @param perSecond calls a second @param burst after silence so many ms' worth of calls may go at once */
  constructor(perSecond: number, burst: number) {
    this.#interval = 1000 / perSecond
    this.#burst = burst
  }

  /** Resolves when the next call may be made. */
  async turn(): Promise<void> {
    const now = performance.now()
    this.#next = Math.max(this.#next, now - this.#burst)
    const wait = this.#next - now
    this.#next += this.#interval
    if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait))
  }

  /** Nobody calls for so many seconds; an hour at most, then it is tried what the platform says. */
  pause(seconds: number): void {
    const until = performance.now() + Math.min(seconds, longestPause) * 1000
    this.#next = Math.max(this.#next, until)
    this.#pausedUntil = Math.max(this.#pausedUntil, until)
  }

  /** Resolves when no ordered pause is on; takes no turn. */
  async pauseOver(): Promise<void> {
    const wait = this.#pausedUntil - performance.now()
    if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait))
  }
}
