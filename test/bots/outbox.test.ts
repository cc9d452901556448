import { expect, test } from 'vitest'
import { groupRows } from '../../src/bots/batches.ts'
import type { Messenger } from '../../src/bots/messenger.ts'
import {
  type DeliveryRow,
  markUnreachable,
  nextDueIn,
  waitingDeliveries,
} from '../../src/bots/outbox.ts'
import { markTold, takeApart } from '../../src/bots/recipients.ts'
import type { Database } from '../../src/infra/db.ts'
import { openFresh } from '../support/db.ts'
import { deliveryRow } from '../support/delivery-row.ts'

const waiting = async (db: Database, recipients = 100) =>
  (await waitingDeliveries(db, 'vk', { rows: 100, recipients }, [])).map(({ id, accountId }) => [
    id,
    accountId,
  ])

/** Rows to `each` recipients, who have no other messenger. */
async function announce(db: Database, rows: number, each: number) {
  await db.query(
    `INSERT INTO account (id, messenger, user_id, chat_id)
     SELECT n, 'vk', n::text, 'c' || n FROM generate_series(1, $1::int) n`,
    [rows * each],
  )
  const written = await db.query<{ id: number }>(
    `INSERT INTO delivery (messenger, chat_id, recipients, pending, priority, key, content)
     SELECT 'vk', '', of, of, 2, 'k' || n, '{"text": []}' FROM generate_series(1, $1::int) n,
       LATERAL (SELECT array_agg(a) AS of FROM generate_series((n - 1) * $2::int + 1, n * $2::int) a) r
     ORDER BY n RETURNING id`,
    [rows, each],
  )
  return written.map(({ id }) => id)
}

const read = (db: Database, id: number) =>
  db
    .query('SELECT status, recipients, pending FROM delivery WHERE id = $1', [id])
    .then(([row]) => row)

test('a row to many comes once for each who was not told yet, whole rows up to about the limit', async () => {
  const db = await openFresh()
  const [first = 0, second = 0] = await announce(db, 3, 3)
  expect(await waiting(db, 4)).toEqual([1, 2, 3, 4, 5, 6].map((n) => [n < 4 ? first : second, n]))
  await markTold(db, [
    { id: first, accountId: 1 },
    { id: first, accountId: 3 },
    { id: second, accountId: 5 },
  ])
  expect(await waiting(db, 3)).toEqual([
    [first, 2],
    [second, 4],
    [second, 6],
  ])
  await markTold(db, [{ id: first, accountId: 2 }])
  expect(await read(db, first)).toEqual({ status: 'sent', recipients: [1, 2, 3], pending: [] })
})

test('whoever waits for an earlier message is left out, and a row of nobody else is not due', async () => {
  const db = await openFresh()
  await announce(db, 2, 1)
  const held = { chats: ['c1'], accounts: [1] }
  const rows = await waitingDeliveries(db, 'vk', { rows: 100, recipients: 100 }, [], held)
  expect(rows.map(({ accountId }) => accountId)).toEqual([2])
  expect(await nextDueIn(db, 'vk', { chats: ['c1', 'c2'], accounts: [1, 2] })).toBeNull()
})

test('who could not be told gets a row of their own, once', async () => {
  const db = await openFresh()
  const [id = 0] = await announce(db, 1, 2)
  const [own] = await takeApart(db, [{ id, accountId: 2 }])
  expect(own).toEqual({ id: expect.any(Number), accountId: 2 })
  expect(await read(db, id)).toEqual({ status: 'waiting', recipients: [1], pending: [1] })
  expect(await takeApart(db, [{ id, accountId: 2 }])).toEqual([])
  expect(await waiting(db)).toEqual([[id, 1]])
  expect(await nextDueIn(db, 'vk', { chats: [], accounts: [1] })).toBeGreaterThan(1)
  await takeApart(db, [{ id, accountId: 1 }])
  expect(await read(db, id)).toEqual({ status: 'sent', recipients: [], pending: [] })
})

test('of whom the bot may not write to any more, no row to many waits', async () => {
  const db = await openFresh()
  const [first = 0, second = 0] = await announce(db, 2, 2)
  await markUnreachable(db, 2, 'blocked', null)
  expect(await read(db, first)).toEqual({ status: 'waiting', recipients: [1], pending: [1] })
  await markUnreachable(db, 1, 'blocked', null)
  expect(await read(db, first)).toEqual({ status: 'sent', recipients: [], pending: [] })
  expect(await waiting(db)).toEqual([
    [second, 3],
    [second, 4],
  ])
})

const row = (id: number, more: Partial<DeliveryRow> = {}): DeliveryRow =>
  deliveryRow(id, { accountId: id, ...more })
const limits = (batch: number, together: number) => ({ limits: { batch, together } }) as Messenger
const shape = (rows: DeliveryRow[], batch: number, together: number) =>
  groupRows(rows, limits(batch, together)).map((parcel) => [
    parcel.same,
    parcel.rows.map(({ id }) => id),
  ])

test('replies of many people share a call, and none carries two of one chat', () => {
  const rows = [row(1), row(2), row(3, { chatId: 'c1' }), row(4)]
  expect(shape(rows, 100, 25)).toEqual([
    [false, [1, 2]],
    [false, [3, 4]],
  ])
  expect(shape(rows, 1, 1)).toEqual([1, 2, 3, 4].map((id) => [false, [id]]))
})

test('the recipients of one row are one message, and nothing else shares a call with them', () => {
  const of = (id: number, n: number) =>
    row(id, { priority: 2, shared: true, accountId: n, chatId: `c${n}` })
  const rows = [row(1), of(2, 12), of(2, 13), of(3, 14), row(4, { priority: 2 }), of(3, 15)]
  expect(shape(rows, 2, 25)).toEqual([
    [false, [1]],
    [true, [2, 2]],
    [true, [3, 3]],
    [false, [4]],
  ])
  expect(shape([of(2, 12), of(2, 13)], 1, 1)).toEqual([
    [false, [2]],
    [false, [2]],
  ])
})

test('what has a file to bring goes alone', () => {
  const file = { id: 'f', name: 'a.txt', mime: 'text/plain', size: 1 }
  const rows = [row(1), row(2, { content: { text: [], file } }), row(3)]
  expect(shape(rows, 100, 25)).toEqual([
    [false, [1, 3]],
    [false, [2]],
  ])
})
