/**
 * Keeps steps that are taken side by side in one transaction out of each other's way: there, row locks
 * hold nobody up, so two who check and then write could both take the last free place. What only reads,
 * or writes nothing but the person's own, goes on together; everything else goes one at a time and alone.
 */
export class Gate {
  /** Everything before has ended. */
  #last: Promise<unknown> = Promise.resolve()
  /** What goes on together since then. */
  #together: Promise<unknown>[] = []

  together<T>(work: () => Promise<T>): Promise<T> {
    const begun = this.#last.then(work)
    this.#together.push(begun.catch(() => undefined))
    return begun
  }

  alone<T>(work: () => Promise<T>): Promise<T> {
    const before = [this.#last, ...this.#together]
    this.#together = []
    const begun = Promise.all(before).then(work)
    this.#last = begun.catch(() => undefined)
    return begun
  }
}
