import type { Lane } from './inbox.ts'
import type { Incoming } from './messenger.ts'

/** Which lanes have something to do, which are being handled, and whose oldest event may kill the process. */
export class Lanes {
  /** In the order they came. */
  readonly #ready = new Map<string, Lane>()
  /** True: something came meanwhile. */
  readonly #busy = new Map<string, boolean>()
  readonly #suspects = new Set<string>()

  /** Whether some lane has something to do that nobody is at. */
  get areReady(): boolean {
    return this.#ready.size > 0
  }

  /** There is something to do in the lane, now or when it is handled no longer. */
  wake(lane: Lane): void {
    const key = keyOf(lane)
    if (this.#busy.has(key)) this.#busy.set(key, true)
    else this.#ready.set(key, lane)
  }

  /** Whether nothing waits or goes on in the lane. */
  isFree(lane: Lane): boolean {
    const key = keyOf(lane)
    return !this.#busy.has(key) && !this.#ready.has(key) && !this.#suspects.has(key)
  }

  /** Those that are next, so many at most; a suspect comes by itself. */
  next(most: number): Lane[] {
    const lanes = [...this.#ready.values()].slice(0, most)
    const [first] = lanes
    if (first && this.#suspects.has(keyOf(first))) return [first]
    return lanes.filter((lane) => !this.#suspects.has(keyOf(lane)))
  }

  /** They are being handled. */
  begin(lanes: readonly Lane[]): void {
    for (const lane of lanes) {
      this.#ready.delete(keyOf(lane))
      this.#busy.set(keyOf(lane), false)
    }
  }

  /** The lane is handled no longer; what came meanwhile makes it ready. */
  release(lane: Lane): void {
    const key = keyOf(lane)
    if (this.#busy.get(key)) this.#ready.set(key, lane)
    this.#busy.delete(key)
  }

  suspect(lane: Lane): void {
    this.#suspects.add(keyOf(lane))
  }

  /** @returns whether it was one */
  suspectNoLonger(lane: Lane): boolean {
    return this.#suspects.delete(keyOf(lane))
  }

  /** Nothing is to be begun any more. */
  clear(): void {
    this.#ready.clear()
  }
}

/** The lanes of events, each once. */
export function lanesOf(events: readonly Incoming[]): Lane[] {
  const lanes = events.map(({ messenger, user }) => ({ messenger, userId: user.id }))
  return [...new Map(lanes.map((lane) => [keyOf(lane), lane])).values()]
}

/** Tells lanes apart. */
export function keyOf({ messenger, userId }: Lane): string {
  return `${messenger} ${userId}`
}
