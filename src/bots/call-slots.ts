/**
 * How many calls may be made at a time. A reply gives its slot up when the platform has answered. Bulk has half of
 * the slots, so that no reply waits for a slow announcement, and keeps them until it is marked: what is not marked
 * would be repeated after a crash.
 */
export class CallSlots {
  readonly #slots: number
  #replies = 0
  #bulk = 0
  #unmarked = 0

  /** @param slots calls at a time */
  constructor(slots: number) {
    this.#slots = slots
  }

  /** Whether there is room for one more. */
  has(bulk: boolean): boolean {
    if (bulk && this.#bulk >= Math.ceil(this.#slots / 2)) return false
    return this.#replies + this.#bulk < this.#slots && this.#unmarked < this.#slots
  }

  take(bulk: boolean): void {
    if (bulk) this.#bulk += 1
    else this.#replies += 1
  }

  /** The platform has answered the call; what is left is to mark it. */
  answer(bulk: boolean): void {
    if (bulk) return
    this.#replies -= 1
    this.#unmarked += 1
  }

  /** All is done. @param answered whether that was said before */
  leave(bulk: boolean, answered: boolean): void {
    if (bulk) this.#bulk -= 1
    else if (answered) this.#unmarked -= 1
    else this.#replies -= 1
  }
}
