import type { Log } from '../infra/log.ts'

const minute = 60_000

export interface Watchdog {
  /** Makes a round now, after the one that is under way. */
  round(jumped?: boolean): Promise<void>
  /** Resolves when no round is under way. */
  idle(): Promise<void>
  stop(): Promise<void>
}

/**
 * Makes a round every minute of machine time: whatever was lost or missed is found then. Rounds never
 * overlap, and a failed one is only logged, for there will be another.
 */
export function startWatchdog(round: (jumped: boolean) => Promise<void>, log: Log): Watchdog {
  let last: Promise<void> = Promise.resolve()
  let stopped = false
  const next = (jumped = false): Promise<void> => {
    last = last
      .then(() => (stopped ? undefined : round(jumped)))
      .catch((error) => log.error({ err: error }, "the watchdog's round failed"))
    return last
  }
  const timer = setInterval(() => void next(), minute)
  timer.unref()
  return {
    round: next,
    idle: () => last,
    async stop() {
      clearInterval(timer)
      stopped = true
      await last
    },
  }
}
