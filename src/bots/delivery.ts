import { type Domain, openDomain } from '../domain/index.ts'
import type { Effect, Outside } from '../domain/shared/room.ts'
import type { Database } from '../infra/db.ts'
import type { Log } from '../infra/log.ts'
import type { MenuItem } from './content.ts'
import { type Deliverer, startDeliverer } from './deliver.ts'
import type { Maker } from './maker.ts'
import type { Messenger } from './messenger.ts'
import type { DeliveryRow } from './outbox.ts'
import type { Words } from './words.ts'

const channel = 'tandem_deliver'

export interface DeliveryParts {
  database: Database
  messengers: ReadonlyMap<string, Messenger>
  words: Words
  log: Log
  outside: Outside
  menu(accountId: number | null): Promise<MenuItem[][]>
  make: Maker
}

export interface Delivery {
  /** There may be something to send through this messenger; tells the process that is sending. */
  wake(messenger: string): void
  /** Rows that have just been committed: where this process sends, they need not be read again. */
  handOver(messenger: string, rows: readonly DeliveryRow[]): void
  idle(): Promise<void>
  stop(): Promise<void>
}

/** The senders of all messengers of this process, and the way to wake those of another one. */
export function createDelivery(parts: DeliveryParts): Delivery {
  const { database, log } = parts
  const senders = new Map<string, Deliverer>()
  /** Told once a tick, whatever is written meanwhile. */
  const telling = new Set<string>()
  const wake = (messenger: string) => {
    const sender = senders.get(messenger)
    sender?.wake()
    if (sender?.sending() || telling.has(messenger)) return
    telling.add(messenger)
    setImmediate(() => {
      telling.delete(messenger)
      database.query('SELECT pg_notify($1, $2)', [channel, messenger]).catch((error) => {
        // Its own sweep finds the rows a little later.
        log.warn({ err: error }, 'another process could not be woken')
      })
    })
  }
  const listening = database.listen(channel, (messenger) => {
    for (const [name, sender] of senders) if (messenger === '' || messenger === name) sender.wake()
  })
  const inDomain = async (work: (domain: Domain) => Promise<void>) => {
    const effects: Effect[] = []
    const afterCommit = (effect: Effect) => void effects.push(effect)
    await database.transaction((tx) => work(openDomain(tx, { ...parts.outside, afterCommit })))
    for (const effect of effects) parts.outside.afterCommit(effect)
  }
  for (const messenger of parts.messengers.values()) {
    const sender = startDeliverer({
      database,
      messenger,
      words: parts.words,
      log: log.child({ messenger: messenger.name }),
      personalDataMessengers: parts.outside.personalDataMessengers,
      menu: parts.menu,
      make: parts.make,
      wake,
      unreachable: (accountId) =>
        inDomain(({ deliveries }) => deliveries.tellUnreachable(accountId)),
      moved: (from, to) =>
        inDomain(({ announcements }) => announcements.followChat(messenger.name, from, to)),
    })
    senders.set(messenger.name, sender)
  }
  return {
    wake,
    handOver(messenger, rows) {
      const sender = senders.get(messenger)
      if (sender?.sending()) sender.handOver(rows)
      else wake(messenger)
    },
    async idle() {
      await Promise.all([...senders.values()].map((sender) => sender.idle()))
    },
    async stop() {
      await Promise.all([...senders.values()].map((sender) => sender.stop()))
      await (await listening)()
    },
  }
}
