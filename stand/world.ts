import { readFileSync, writeFileSync } from 'node:fs'

/** A fault that the next calls of a method meet. */
export interface Fault {
  messenger: 'telegram' | 'vk'
  /** Method name such as sendMessage or messages.send; absent: any method but long polling. */
  method?: string
  /**
   * too-many: 429 with retry_after / VK error 6; flood: VK error 9; server: HTTP 500 with the platform's
   * own body; bad-gateway: an HTML 502 page; lost-answer: the call takes effect, then the connection is
   * cut; cut: the connection is cut before anything happens; slow: answered after `seconds`; runtime: VK
   * error 13, an `execute` that ran out of what it may use.
   */
  kind: 'too-many' | 'flood' | 'server' | 'runtime' | 'bad-gateway' | 'lost-answer' | 'cut' | 'slow'
  /** How many calls it strikes; 1 unless told. */
  times?: number
  /** retry_after, or the delay of `slow`. */
  seconds?: number
}

/** A fault strikes these only when it names them. */
const LONG_POLLS = ['getUpdates', 'a_check']

/** The stand's own world: one clock and the ordered faults, shared by all its servers. */
export class World {
  #offset = 0
  #faults: Fault[] = []
  #listeners: (() => void)[] = []
  readonly #file: string | undefined

  /** @param file where the clock's offset is kept between starts; absent in tests */
  constructor(file?: string) {
    this.#file = file
    if (!file) return
    try {
      this.#offset = Number(JSON.parse(readFileSync(file, 'utf8')).offset) || 0
    } catch {
      // First start: there is no file yet.
    }
  }

  /** Milliseconds since the epoch on the stand's movable clock. */
  now(): number {
    return Date.now() + this.#offset
  }

  /** Moves the clock to an instant, past or future; it goes on ticking from there. */
  setClock(at: number): void {
    this.#offset = at - Date.now()
    if (this.#file) writeFileSync(this.#file, JSON.stringify({ offset: this.#offset }))
    for (const listener of this.#listeners) listener()
  }

  onClock(listener: () => void): void {
    this.#listeners.push(listener)
  }

  order(fault: Fault): void {
    this.#faults.push({ ...fault, times: fault.times ?? 1 })
  }

  clearFaults(): void {
    this.#faults = []
  }

  faults(): Fault[] {
    return this.#faults.map((fault) => ({ ...fault }))
  }

  /** Takes one strike of the first fault that fits the call, if any. */
  strike(messenger: Fault['messenger'], method: string): Fault | undefined {
    const index = this.#faults.findIndex(
      (f) =>
        f.messenger === messenger &&
        (f.method === undefined ? !LONG_POLLS.includes(method) : f.method === method),
    )
    const fault = this.#faults[index]
    if (!fault) return undefined
    fault.times = (fault.times ?? 1) - 1
    if (fault.times <= 0) this.#faults.splice(index, 1)
    return fault
  }
}
