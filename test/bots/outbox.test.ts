import { expect, test } from 'vitest'
import { groupRows } from '../../src/bots/batches.ts'
import type { Messenger } from '../../src/bots/messenger.ts'
import {
  type DeliveryRow,
  formBatch,
  keepBatch,
  markSent,
  recoverBatches,
  waitingDeliveries,
} from '../../src/bots/outbox.ts'
import type { Database } from '../../src/infra/db.ts'
import { openFresh } from '../support/db.ts'

const waiting = (db: Database) => waitingDeliveries(db, 'vk', 100, [])

async function announce(db: Database, count: number): Promise<number[]> {
  const rows = await db.query<{ id: number }>(
    `INSERT INTO delivery (messenger, chat_id, priority, content)
     SELECT 'vk', n::text, 2, '{"text": []}' FROM generate_series(1, $1::int) n RETURNING id`,
    [count],
  )
  return rows.map(({ id }) => id)
}

test('what was sent in one call when the process died is sent in the same batch again', async () => {
  const db = await openFresh()
  const ids = await announce(db, 5)
  const batch = await formBatch(db, 'vk', ids.slice(0, 3))
  await formBatch(db, 'vk', ids.slice(3, 4))
  await markSent(db, [{ id: ids[3] ?? 0, messageId: '1' }])
  // Another process begins to send.
  await recoverBatches(db, 'vk')
  const left = await waiting(db)
  expect(left.map(({ id, batchId }) => [id, batchId])).toEqual([
    [ids[0], batch],
    [ids[1], batch],
    [ids[2], batch],
    [ids[4], null],
  ])
  await recoverBatches(db, 'vk')
  expect((await waiting(db)).map(({ batchId }) => batchId)).toEqual([batch, batch, batch, null])
})

test('a row that was tried again in a later batch belongs to that one', async () => {
  const db = await openFresh()
  const [first = 0, second = 0, third = 0] = await announce(db, 3)
  await formBatch(db, 'vk', [first, second])
  await markSent(db, [{ id: first, messageId: '1' }])
  const later = await formBatch(db, 'vk', [second, third])
  await recoverBatches(db, 'vk')
  expect((await waiting(db)).map(({ batchId }) => batchId)).toEqual([later, later])
})

test('a batch whose call failed stays one batch', async () => {
  const db = await openFresh()
  const ids = await announce(db, 3)
  const batch = await formBatch(db, 'vk', ids)
  await keepBatch(db, ids, batch)
  expect((await waiting(db)).map(({ batchId }) => batchId)).toEqual([batch, batch, batch])
})

const row = (id: number, more: Partial<DeliveryRow> = {}): DeliveryRow => ({
  id,
  chatId: `c${id}`,
  accountId: id,
  priority: 0,
  content: { text: [{ text: `${id}` }] },
  replaces: null,
  personal: false,
  attempts: 0,
  sentParts: 0,
  batchId: null,
  age: 0,
  ...more,
})
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

test('equal broadcasts are one message, and replies do not share a call with them', () => {
  const content = { text: [{ text: 'всем' }] }
  const rows = [row(1), row(2, { priority: 2, content }), row(3, { priority: 2, content }), row(4)]
  expect(shape(rows, 100, 25)).toEqual([
    [false, [1, 4]],
    [true, [2, 3]],
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
