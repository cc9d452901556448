import { type Domain, openDomain } from '../domain/index.ts'
import type { Effect, Outside } from '../domain/shared/room.ts'
import type { Database } from '../infra/db.ts'
import type { Log } from '../infra/log.ts'
import type { AlarmQueue } from './queues.ts'

/** What every job works with. */
export interface Workshop {
  readonly database: Database
  readonly outside: Outside
  readonly queue: AlarmQueue
  readonly log: Log
}

/** Runs work of the domain in a transaction of its own; what it puts off happens after the commit. */
export async function inRooms<T>(
  { database, outside }: Pick<Workshop, 'database' | 'outside'>,
  work: (domain: Domain) => Promise<T>,
): Promise<T> {
  const effects: Effect[] = []
  const afterCommit = (effect: Effect) => {
    effects.push(effect)
  }
  const result = await database.transaction((tx) =>
    work(openDomain(tx, { ...outside, afterCommit })),
  )
  for (const effect of effects) outside.afterCommit(effect)
  return result
}

/** Goes on with the others when one fails; the watchdog will come again. */
export async function each<T>(
  items: readonly T[],
  log: Log,
  what: string,
  work: (item: T) => Promise<unknown>,
): Promise<void> {
  for (const item of items)
    try {
      await work(item)
    } catch (error) {
      log.error({ err: error }, what)
    }
}
