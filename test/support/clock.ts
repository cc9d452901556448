import type { Clock } from '../../src/infra/clock.ts'

export interface TestClock extends Clock {
  /** Moves the clock to an instant; it stands still there. Tells the listeners, as the stand's clock does. */
  set(at: string): void
}

/** The trade's clock of a test: stands still until it is moved. */
export function testClock(at: string): TestClock {
  let now = new Date(at)
  const listeners = new Set<() => void>()
  return {
    now: () => new Date(now),
    onJump(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    close: () => undefined,
    set(next) {
      now = new Date(next)
      for (const listener of listeners) listener()
    },
  }
}
