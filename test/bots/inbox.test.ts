import { expect, test } from 'vitest'
import { readCursor, storeEvents, takeLanes } from '../../src/bots/inbox.ts'
import { ANNA, openBench } from '../support/bench.ts'
import { openFresh } from '../support/db.ts'
import { telegram, vk } from '../support/platforms.ts'

test.each([telegram, vk])(
  '$name: an update that comes twice is one row of the inbox',
  async (platform) => {
    const db = await openFresh()
    const bench = await openBench(platform)
    const messenger = await bench.open('webhook', (events, cursor) =>
      storeEvents(db, events, cursor ?? null),
    )
    const { body, headers } = platform.post(bench.stand, 'раз', 'right')
    const [route] = messenger.routes
    const answers = await Promise.all([1, 2, 3].map(() => route?.handle(body, headers)))
    expect(answers.map((answer) => answer?.status)).toEqual([200, 200, 200])
    const rows = await db.query('SELECT messenger, user_id AS "userId", incoming FROM inbox')
    expect(rows).toMatchObject([
      { messenger: platform.name, userId: String(ANNA), incoming: { event: { text: 'раз' } } },
    ])
  },
)

test('where reading of VK stands is kept with what was read', async () => {
  const db = await openFresh()
  const bench = await openBench(vk)
  const name = `vk:${bench.stand.credentials.groupId}:ts`
  await bench.open('polling', (events, cursor) => storeEvents(db, events, cursor ?? null))
  expect(await readCursor(db, name)).toBe('1')
  await bench.stand.say(ANNA, { kind: 'text', text: 'раз' })
  await expect.poll(() => readCursor(db, name)).toBe('2')
  expect(await db.query('SELECT key FROM inbox')).toEqual([{ key: `m:${ANNA}:1` }])
})

test('two processes that meet the same new people, in whatever order, do not wait for each other in a circle', async () => {
  const db = await openFresh()
  // Slow enough for both to be between two people.
  await db.query(
    `CREATE FUNCTION dawdle() RETURNS trigger LANGUAGE plpgsql AS
     $$ BEGIN PERFORM pg_sleep(0.2); RETURN NEW; END $$`,
  )
  await db.query(
    'CREATE TRIGGER dawdle BEFORE INSERT ON account FOR EACH ROW EXECUTE FUNCTION dawdle()',
  )
  const lanes = ['1', '2', '3'].map((userId) => ({ messenger: 'vk', userId }))
  const meet = (met: typeof lanes) => db.transaction((tx) => takeLanes(tx, met))
  await Promise.all([meet(lanes), meet([...lanes].reverse())])
  expect(await db.query('SELECT user_id FROM account ORDER BY user_id')).toHaveLength(3)
})
