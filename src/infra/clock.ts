/** The trade's clock: what "today" and "now" mean for deadlines, reminders and records. */
export interface Clock {
  now(): Date
  /** Calls `listener` each time the clock was moved, which only a stand's clock is; returns a stop. */
  onJump(listener: () => void): () => void
  close(): void
}

/** The clock of this machine. */
export const machineClock: Clock = {
  now: () => new Date(),
  onJump: () => () => undefined,
  close: () => undefined,
}

/** A moved clock is noticed after this at the latest, also when its announcement was missed. */
const POLL_MS = 2000
/** Machine clocks of two processes differ, and reading takes time: less is no jump. */
const JUMP_MS = 500

/**
 * The movable clock of a stand: how far it is ahead of the machine's is read from
 * `<page>/stand/clock`, again when the stand announces a move, and every two seconds. While the
 * stand does not answer, the clock goes on with what it knew.
 * @param page address of the stand's page, with no slash at its end
 * @throws Error when the stand does not answer at first
 */
export async function openStandClock(page: string): Promise<Clock> {
  const closing = new AbortController()
  const listeners = new Set<() => void>()
  let offset = await readOffset(page, closing.signal)
  let reading: Promise<void> | undefined

  const read = async (): Promise<void> => {
    const found = await readOffset(page, closing.signal)
    const jumped = Math.abs(found - offset) > JUMP_MS
    offset = found
    if (jumped) for (const listener of listeners) listener()
  }
  const refresh = (): Promise<void> => {
    reading ??= read()
      .catch(() => undefined)
      .finally(() => {
        reading = undefined
      })
    return reading
  }
  const poll = setInterval(refresh, POLL_MS)
  poll.unref()
  void follow(page, closing.signal, refresh)

  return {
    now: () => new Date(Date.now() + offset),
    onJump(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    close() {
      clearInterval(poll)
      closing.abort()
    },
  }
}

/** Milliseconds by which the stand's clock is ahead of this machine's. */
async function readOffset(page: string, closing: AbortSignal): Promise<number> {
  const signal = AbortSignal.any([closing, AbortSignal.timeout(5000)])
  const response = await fetch(`${page}/stand/clock`, { signal })
  const { offset } = (await response.json()) as { offset?: unknown }
  if (typeof offset !== 'number') throw new Error(`${page}/stand/clock is not a stand's clock.`)
  return offset
}

/** Reads the stand's server-sent events and calls `changed` when one speaks of the clock. */
async function follow(
  page: string,
  closing: AbortSignal,
  changed: () => Promise<void>,
): Promise<void> {
  while (!closing.aborted) {
    try {
      const response = await fetch(`${page}/stand/events`, { signal: closing })
      if (response.ok && response.body)
        for await (const chunk of response.body)
          if (Buffer.from(chunk).includes('"clock"')) await changed()
    } catch {
      // The stand went away; the poll goes on, and this is tried again.
    }
    await new Promise((resolve) => setTimeout(resolve, POLL_MS).unref())
  }
}
