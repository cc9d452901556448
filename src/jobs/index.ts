import type { Effect, Outside } from '../domain/shared/room.ts'
import type { Clock } from '../infra/clock.ts'
import type { Database } from '../infra/db.ts'
import type { Log } from '../infra/log.ts'
import { sweepErasures } from './erasures.ts'
import { keepSchedulers, morningHandlers, openDueMornings } from './mornings.ts'
import { openPruning } from './prune.ts'
import { openQueue, type QueueConnection } from './queues.ts'
import { openSnoozes } from './snooze.ts'
import { startWatchdog } from './watchdog.ts'
import { each, inRooms } from './work.ts'

export interface JobsParts {
  database: Database
  connection: QueueConnection
  clock: Clock
  /** `afterCommit` is called with what is to be done once a job's work is committed. */
  outside: Outside
  log: Log
  /** Days that events, messages and talks are kept; default 90. */
  keepDays?: number
}

export interface Jobs {
  /** Sets an alarm; safe to lose, the watchdog sets it again from the table. */
  alarm(effect: Extract<Effect, { type: 'alarm' }>): void
  /** The trade's clock was moved: opens the morning that it passed and fires what is due now. */
  clockJumped(): Promise<void>
  /** Resolves when no round of the watchdog is under way. */
  idle(): Promise<void>
  stop(): Promise<void>
}

/**
 * Starts the alarm clock. BullMQ wakes, PostgreSQL decides: every job may run twice or never, for the
 * watchdog finds what was missed. BullMQ counts in machine time, the trade in its own.
 * @throws Error when REDIS_URL is set and nothing answers there
 */
export async function startJobs({
  database,
  connection,
  clock,
  outside,
  log,
  keepDays = 90,
}: JobsParts): Promise<Jobs> {
  const queue = await openQueue(connection, log)
  const shop = { database, outside, queue, log }
  const snoozes = openSnoozes(shop)
  const pruning = openPruning(shop, keepDays)
  await queue.work({ ...morningHandlers(shop), ...snoozes.handlers })

  const watchdog = startWatchdog(async (jumped) => {
    await openDueMornings(shop, jumped)
    // Before the queue, which may be away: the law has set a day for these. A failure holds up nothing.
    const quiet = () => inRooms(shop, ({ deliveries }) => deliveries.releaseQuiet())
    await each(
      [quiet, () => sweepErasures(shop), pruning],
      log,
      'a part of the round failed',
      (part) => part(),
    )
    await snoozes.sweep(jumped)
    await keepSchedulers(shop)
  }, log)
  const jumped = () => watchdog.round(true)
  const deaf = clock.onJump(() => void jumped())
  await watchdog.round()

  return {
    alarm({ id, at }) {
      void snoozes
        .queue(Number(id), new Date(at))
        .catch((error) => log.warn({ err: error }, 'an alarm could not be set'))
    },
    clockJumped: jumped,
    idle: () => watchdog.idle(),
    async stop() {
      deaf()
      await watchdog.stop()
      await queue.close()
    },
  }
}
