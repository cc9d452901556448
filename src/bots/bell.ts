/** Lets a loop sleep until something happens. */
export class Bell {
  /** Something has happened since the loop looked last. */
  rung = false
  #wake: (() => void) | undefined
  #soon: NodeJS.Immediate | undefined

  /** Something has happened. @param wakes whether the sleeper hears of it before its time */
  ring(wakes: boolean): void {
    this.rung = true
    if (wakes) this.wake()
  }

  /** Many things that happen in one turn of the event loop are said once. */
  soon(ring: () => void): void {
    this.#soon ??= setImmediate(() => {
      this.#soon = undefined
      ring()
    })
  }

  /** Ends the sleep, though nothing has happened. */
  wake(): void {
    this.#wake?.()
  }

  /** Until the bell wakes, but no longer than so many ms. */
  sleep(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const done = () => {
        clearTimeout(timer)
        this.#wake = undefined
        resolve()
      }
      const timer = setTimeout(done, ms)
      this.#wake = done
    })
  }
}
