/** What a person does next: says something, or presses the first button of the last message. */
export type Act = { say: string } | { tap: true }

export interface Crowd {
  /** Platform's ids of the people: `first`, `first + 1`, … */
  first: number
  count: number
  /** People who speak at a time; when one has finished, the next one begins. */
  together: number
  script: Act[]
  /** A person who hears nothing for so long is lost, ms. */
  patience: number
}

export interface Heard {
  updates: number
  ms: number
  /** Milliseconds from the update's being there to the bot's call that answers it. */
  p50: number
  p99: number
  max: number
  /** People who were not answered in time. */
  lost: number
  /** The median wait at each act of the script, ms. */
  byAct: number[]
  /** How many answers had come so many whole seconds after the beginning. */
  bySecond: number[]
}

interface Person {
  id: number
  act: number
  since: number
}

/** Plays a crowd on a bot: everybody waits for the answer before the next act, as people do. */
export class Scene {
  readonly #crowd: Crowd
  readonly #speak: (person: number, act: Act, button: string | undefined) => void
  readonly #done: (heard: Heard) => void
  readonly #active = new Map<number, Person>()
  readonly #waits: number[] = []
  readonly #byAct: number[][] = []
  readonly #bySecond: number[] = []
  readonly #begun = performance.now()
  readonly #watch: NodeJS.Timeout
  #next = 0
  #lost = 0
  #last = performance.now()

  constructor(
    crowd: Crowd,
    speak: (person: number, act: Act, button: string | undefined) => void,
    done: (heard: Heard) => void,
  ) {
    this.#crowd = crowd
    this.#speak = speak
    this.#done = done
    this.#watch = setInterval(() => this.#loseSilent(), 500)
    for (let i = 0; i < crowd.together; i++) this.#enter()
  }

  /** The bot has said something to a person. @param button data of the message's first button */
  hear(id: number, button: string | undefined): void {
    const person = this.#active.get(id)
    if (!person) return
    const next = this.#crowd.script[person.act + 1]
    // A message without a button is not yet the one that a press can answer.
    if (next && 'tap' in next && button === undefined) return
    const now = performance.now()
    const wait = now - person.since
    this.#waits.push(wait)
    const same = this.#byAct[person.act] ?? []
    this.#byAct[person.act] = same
    same.push(wait)
    const second = Math.ceil((now - this.#begun) / 1000)
    for (let i = this.#bySecond.length; i <= second; i++) this.#bySecond.push(0)
    this.#bySecond[second] = (this.#bySecond[second] ?? 0) + 1
    this.#last = now
    if (!next) return this.#leave(person)
    person.act += 1
    person.since = now
    this.#speak(id, next, button)
  }

  #enter(): void {
    if (this.#next >= this.#crowd.count) return
    const id = this.#crowd.first + this.#next
    this.#next += 1
    const [first] = this.#crowd.script
    this.#active.set(id, { id, act: 0, since: performance.now() })
    if (first) this.#speak(id, first, undefined)
  }

  #leave(person: Person): void {
    this.#active.delete(person.id)
    this.#enter()
    if (this.#active.size === 0) this.#finish()
  }

  #loseSilent(): void {
    const now = performance.now()
    for (const person of [...this.#active.values()])
      if (now - person.since > this.#crowd.patience) {
        this.#lost += 1
        this.#leave(person)
      }
  }

  #finish(): void {
    clearInterval(this.#watch)
    const sorted = Float64Array.from(this.#waits).sort()
    const at = (share: number) =>
      sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
    this.#done({
      updates: sorted.length,
      ms: this.#last - this.#begun,
      p50: at(0.5),
      p99: at(0.99),
      max: sorted.at(-1) ?? 0,
      lost: this.#lost,
      byAct: this.#byAct.map((waits) => waits.sort((a, b) => a - b)[waits.length >> 1] ?? 0),
      bySecond: this.#bySecond.map((_, i) =>
        this.#bySecond.slice(0, i + 1).reduce((sum, n) => sum + n, 0),
      ),
    })
  }
}
