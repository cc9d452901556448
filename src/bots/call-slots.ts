/** A call of the messenger that is being made. */
export interface Slot {
  /** The platform has answered; what is left is to mark it. */
  answered(): void
  /** All is done. */
  leave(): void
}

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

  take(bulk: boolean): Slot {
    if (bulk) {
      this.#bulk += 1
      return { answered: () => {}, leave: () => this.#bulk-- }
    }
    this.#replies += 1
    let isAnswered = false
    const answered = () => {
      if (isAnswered) return
      isAnswered = true
      this.#replies -= 1
      this.#unmarked += 1
    }
    return {
      answered,
      leave: () => {
        answered()
        this.#unmarked -= 1
      },
    }
  }
}
