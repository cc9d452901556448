import { setTimeout as pause } from 'node:timers/promises'
import { expect, onTestFinished, test } from 'vitest'
import type { Incoming } from '../../src/bots/messenger.ts'
import { createReceiver, type Receiver } from '../../src/bots/receive.ts'
import { readWords } from '../../src/bots/words.ts'
import type { Database } from '../../src/infra/db.ts'
import { openLog } from '../../src/infra/log.ts'
import { openFresh } from '../support/db.ts'

const words = readWords('locales/ru', { today: () => '2025-09-01' })

/** A receiver of events that nobody answers. */
function openReceiver(database: Database): Receiver {
  const receiver = createReceiver({
    database,
    messengers: new Map(),
    words,
    log: openLog({ level: 'silent' }),
    outside: {} as never,
    effect: () => {},
    handOver: () => {},
    intake: () => Promise.reject(new Error('nobody sends files')),
  })
  onTestFinished(() => receiver.stop())
  return receiver
}

const event = (key: string, user = '1'): Incoming => ({
  messenger: 'vk',
  key,
  user: { id: user, name: 'Анна' },
  chat: { id: user, group: false },
  at: '2025-09-01T00:00:00Z',
  event: { type: 'allowed' },
})

const stored = (database: Database) =>
  database.query<{ key: string; handled: boolean }>(
    'SELECT key, handled_at IS NOT NULL AS handled FROM inbox ORDER BY id',
  )

test('events are stored in their order, and at once, also while every transaction has to wait', async () => {
  const database = await openFresh({ lanes: 2 })
  const receiver = openReceiver(database)
  await receiver.accept([event('warm')])
  await receiver.idle()
  let isOver = false
  const long = Promise.all([1, 2].map(() => database.transaction(() => pause(1500)))).then(() => {
    isOver = true
  })
  await Promise.all([receiver.accept([event('first')]), receiver.accept([event('second')])])
  expect(isOver).toBe(false)
  await long
  await receiver.idle()
  expect(await stored(database)).toEqual(
    ['warm', 'first', 'second'].map((key) => ({ key, handled: true })),
  )
})

/** Storing an event of this key does what the body says. */
const onStoring = (database: Database, body: string) =>
  database.query(
    `CREATE FUNCTION trouble() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN ${body} RETURN NEW; END $$;
     CREATE TRIGGER trouble BEFORE INSERT ON inbox FOR EACH ROW EXECUTE FUNCTION trouble()`,
  )

test.each([
  ['fails', `RAISE EXCEPTION 'full';`],
  ['is cut', 'PERFORM pg_terminate_backend(pg_backend_pid());'],
])(
  'whoever brings events is told when storing them %s, and may bring them again',
  async (_, body) => {
    const database = await openFresh()
    const receiver = openReceiver(database)
    await receiver.accept([event('warm')])
    await receiver.idle()
    await onStoring(database, body)
    const two = [event('a', '1'), event('b', '2')]
    await expect(receiver.accept(two)).rejects.toThrow()
    await database.query('DROP TRIGGER trouble ON inbox')
    await receiver.accept(two)
    await receiver.accept([event('a')])
    await expect
      .poll(() => stored(database))
      .toEqual(['warm', 'a', 'b'].map((key) => ({ key, handled: true })))
  },
)

test('of what one person says in two messengers at once the older is handled first', async () => {
  const database = await openFresh()
  const receiver = openReceiver(database)
  await receiver.accept([event('warm', '1'), event('too', '2')])
  await receiver.idle()
  await database.query(
    `WITH place AS (INSERT INTO municipality (name, time_zone) VALUES ('Озёрск', 'UTC') RETURNING id),
       who AS (INSERT INTO person (municipality_id, last_name, first_name) SELECT id, 'Орлова', 'Анна' FROM place RETURNING id)
     UPDATE account SET person_id = (SELECT id FROM who)`,
  )
  const said = ['1', '2', '1', '1', '2', '1', '1']
  await receiver.accept(said.map((user, i) => event(`${i}`, user)))
  await receiver.idle()
  const handled = await database.query<{ key: string; at: Date }>(
    `SELECT key FROM inbox WHERE key < 'a' ORDER BY handled_at, id`,
  )
  expect(handled.map(({ key }) => key)).toEqual(said.map((_, i) => `${i}`))
})
