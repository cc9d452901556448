import { setTimeout as sleep } from 'node:timers/promises'

/** Seconds. A timer of more than 24 days would fire at once. */
const longestPause = 3600
/** After silence so many ms' worth of calls may go at once; a turn that was taken late is made good for, too. */
const burst = 100

/** When calls may be made: at most so many a second, evenly, and none while the platform has ordered a pause. */
export class Pace {
  readonly #interval: number
  readonly #pacesReplies: boolean
  #next = 0
  #pausedUntil = 0
  /** Aborted: nobody waits for the end of a pause any more. */
  #leaving = new AbortController()
  /** Aborted: there are no turns any more. */
  #closed = new AbortController()

  /** @param perSecond calls a second @param pacesReplies false: replies only wait while a pause is on */
  constructor(perSecond: number, pacesReplies: boolean) {
    this.#interval = 1000 / perSecond
    this.#pacesReplies = pacesReplies
  }

  /** Milliseconds until a call may be made; 0 when it may be made now. @param bulk whether it is no reply */
  wait(bulk: boolean): number {
    const from = this.#paces(bulk) ? this.#next : this.#pausedUntil
    return Math.max(0, from - performance.now())
  }

  /** A call is made. */
  take(bulk: boolean): void {
    if (this.#paces(bulk))
      this.#next = Math.max(this.#next, performance.now() - burst) + this.#interval
  }

  /**
   * Takes the next turn there is and resolves when it comes, also past a pause that is ordered meanwhile.
   * @param has whether a turn was taken already: only a pause is waited for then
   * @returns whether it has come; false when there are none any more, or one is behind a pause whose end is not
   * waited for any more
   */
  async turn(bulk: boolean, has = false): Promise<boolean> {
    const { signal: leaving } = this.#leaving
    const { signal: closed } = this.#closed
    for (let taken = has; !taken || this.#isPaused; taken = true) {
      const wait = this.wait(bulk)
      this.take(bulk)
      const signal = this.#isPaused ? leaving : closed
      if (wait > 0) await sleep(wait, undefined, { signal }).catch(() => {})
      if (leaving.aborted) break
    }
    return !closed.aborted && !this.#isPaused
  }

  /** Whoever waits for the end of a pause does so no longer: it may be an hour, and the process wants to end. */
  leave(): void {
    this.#leaving.abort()
  }

  /** Nobody gets a turn any more: another process makes the calls. */
  close(): void {
    this.#leaving.abort()
    this.#closed.abort()
  }

  /** Calls are made again. */
  begin(): void {
    this.#leaving = new AbortController()
    this.#closed = new AbortController()
  }

  /** Nobody calls for so many seconds; an hour at most, then it is tried what the platform says. */
  pause(seconds: number): void {
    const until = performance.now() + Math.min(seconds, longestPause) * 1000
    this.#next = Math.max(this.#next, until)
    this.#pausedUntil = Math.max(this.#pausedUntil, until)
  }

  get #isPaused(): boolean {
    return this.#pausedUntil > performance.now()
  }

  #paces(bulk: boolean): boolean {
    return bulk || this.#pacesReplies
  }
}
