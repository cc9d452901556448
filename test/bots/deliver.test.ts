import { expect, onTestFinished, test } from 'vitest'
import { startDeliverer } from '../../src/bots/deliver.ts'
import {
  type Limits,
  type Messenger,
  type Outgoing,
  SendFailure,
} from '../../src/bots/messenger.ts'
import type { DeliveryRow } from '../../src/bots/outbox.ts'
import { readWords } from '../../src/bots/words.ts'
import type { Message } from '../../src/domain/deliveries/message.ts'
import type { Database } from '../../src/infra/db.ts'
import { openLog } from '../../src/infra/log.ts'
import { openFresh } from '../support/db.ts'
import { deliveryRow } from '../support/delivery-row.ts'

const words = readWords('locales/ru', { today: () => '2025-09-01' })
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

const parts = {
  words,
  log: openLog({ level: 'silent' }),
  personalDataMessengers: null,
  menu: async () => [],
  make: async (content: Message) => content,
  unreachable: async () => {},
  moved: async () => {},
  wake: () => {},
}

const messengerOf = (send: (message: Outgoing) => Promise<void>, limits: Partial<Limits> = {}) =>
  ({
    name: 'vk',
    limits: {
      batch: 1,
      together: 1,
      perSecond: 1000,
      inFlight: 8,
      text: 4096,
      pacesReplies: false,
      ...limits,
    },
    async send(message: Outgoing) {
      await send(message)
      return { messageId: '1' }
    },
    async sendTogether(messages: Outgoing[]) {
      for (const message of messages) await send(message)
      return messages.map(() => ({ messageId: '1' }))
    },
  }) as unknown as Messenger

/** A sender on a messenger whose calls take `took` ms; `refuse` may say what is wrong with a message. */
async function openSender(
  database: Database,
  took: (chat: string) => number,
  refuse: (text: string) => SendFailure | undefined,
  limits: Partial<Limits> = {},
) {
  const sent: string[] = []
  const messenger = messengerOf(async ({ chatId, content }) => {
    await pause(took(chatId))
    const failure = refuse(content.text)
    if (failure) throw failure
    sent.push(content.text)
  }, limits)
  const sender = startDeliverer({ ...parts, database, messenger })
  onTestFinished(() => sender.stop())
  while (!sender.sending()) await pause(5)
  return { sender, sent }
}

/** Writes a reply, as a step does at its end. */
async function reply(database: Database, chat: string, text: string): Promise<DeliveryRow> {
  const content = { text: [{ text }] }
  const [row] = await database.query<{ id: number }>(
    `INSERT INTO delivery (messenger, chat_id, priority, content) VALUES ('vk', $1, 0, $2) RETURNING id`,
    [chat, JSON.stringify(content)],
  )
  if (!row) throw new Error('the reply was not stored')
  return deliveryRow(row.id, { chatId: chat, content })
}

test('a message that waits for its next try is sent when its time comes, however many replies are handed over', async () => {
  const database = await openFresh()
  let refused = 0
  const { sender, sent } = await openSender(
    database,
    () => 30,
    (text) =>
      text === 'ещё раз' && refused++ === 0 ? new SendFailure('retry', 'busy', 0.3) : undefined,
  )
  sender.handOver([await reply(database, 'late', 'ещё раз')])
  const until = performance.now() + 3000
  for (let n = 0; performance.now() < until; n++) {
    sender.handOver([await reply(database, `c${n}`, `${n}`)])
    await pause(10)
  }
  expect(sent).toContain('ещё раз')
})

test('a message that waits for its next try does not wait for the slow call to somebody else', async () => {
  const database = await openFresh()
  let refused = 0
  const { sender, sent } = await openSender(
    database,
    (chat) => (chat === 'slow' ? 3000 : 10),
    (text) =>
      text === 'ещё раз' && refused++ === 0
        ? new SendFailure('retry', 'busy', 0.2, 'recipient')
        : undefined,
  )
  sender.handOver([await reply(database, 'slow', 'долго')])
  sender.handOver([await reply(database, 'late', 'ещё раз')])
  await pause(1500)
  expect(sent).toEqual(['ещё раз'])
})

test('a process that stands by asks for its turn now and then, however often it is woken', async () => {
  const database = await openFresh()
  await openSender(
    database,
    () => 0,
    () => undefined,
  )
  let asked = 0
  const counting: Database = Object.assign(Object.create(database), {
    holdLock: (name: string) => {
      asked += 1
      return database.holdLock(name)
    },
  })
  const standby = startDeliverer({
    ...parts,
    database: counting,
    messenger: messengerOf(async () => {}),
  })
  onTestFinished(() => standby.stop())
  for (let n = 0; n < 20; n++) {
    standby.wake()
    await pause(25)
  }
  expect(asked).toBeLessThan(3)
})

test('of a text in several messages only the rest is sent again', async () => {
  const database = await openFresh()
  let refused = 0
  const { sender, sent } = await openSender(
    database,
    () => 1,
    (text) =>
      text.includes('второй') && refused++ < 2 ? new SendFailure('retry', 'busy', 0.1) : undefined,
  )
  const long = ['первый', 'второй', 'третий'].map((word) => `${word} ${'а'.repeat(4000)}`)
  sender.handOver([await reply(database, 'far', long.join('\n'))])
  await expect
    .poll(() => sent.map((text) => text.split(' ')[0]))
    .toEqual(['первый', 'второй', 'третий'])
  const stored = () => database.query('SELECT status, attempts, sent_parts FROM delivery')
  await expect.poll(stored).toEqual([{ status: 'sent', attempts: 2, sent_parts: 2 }])
})

/** Writes an announcement to so many. @returns their chats */
async function announce(database: Database, count: number): Promise<string[]> {
  const accounts = await database.query<{ id: number; chat: string }>(
    `INSERT INTO account (messenger, user_id, chat_id) SELECT 'vk', 'p' || n, 'p' || n
     FROM generate_series(1, $1) n RETURNING id, chat_id AS chat`,
    [count],
  )
  const ids = accounts.map(({ id }) => id)
  await database.query(
    `INSERT INTO delivery (messenger, chat_id, priority, content, recipients, pending)
     VALUES ('vk', '', 2, $1, $2::int[], $2::int[])`,
    [JSON.stringify({ text: [{ text: 'Всем' }] }), ids],
  )
  return accounts.map(({ chat }) => chat)
}

test('whoever was not taken with the others of an announcement does not wait for the next sweep', async () => {
  const database = await openFresh()
  const { sender, sent } = await openSender(
    database,
    () => 100,
    () => undefined,
  )
  await announce(database, 14)
  sender.wake()
  // The table is asked while some of them are being told.
  for (let n = 0; n < 3; n++) {
    await pause(60)
    sender.wake()
  }
  await pause(1500)
  expect(sent).toHaveLength(14)
})

test('a reply does not wait for an announcement whose calls are slow', async () => {
  const database = await openFresh()
  const { sender, sent } = await openSender(
    database,
    (chat) => (chat.startsWith('p') ? 2500 : 10),
    () => undefined,
  )
  await announce(database, 20)
  sender.wake()
  await pause(300)
  sender.handOver([await reply(database, 'asks', 'ответ')])
  await pause(1000)
  expect(sent).toEqual(['ответ'])
})

test('a reply does not wait for the turns of an announcement', async () => {
  const database = await openFresh()
  const { sender, sent } = await openSender(
    database,
    () => 1,
    () => undefined,
    { perSecond: 10, pacesReplies: true },
  )
  await announce(database, 20)
  sender.wake()
  await pause(500)
  const row = await reply(database, 'asks', 'ответ')
  const told = sent.length
  sender.handOver([row])
  await pause(500)
  // What is on its way already may come before.
  expect(sent.indexOf('ответ')).toBeLessThanOrEqual(told + 1)
  expect(sent).toContain('ответ')
})

test('replies that come while a call waits for its turn go with it', async () => {
  const database = await openFresh()
  let calls = 0
  const messenger = messengerOf(async () => {}, { perSecond: 5, pacesReplies: true, together: 25 })
  const { sendTogether, send } = messenger
  Object.assign(messenger, {
    send: (message: Outgoing) => {
      calls += 1
      return send(message)
    },
    sendTogether: (messages: Outgoing[]) => {
      calls += 1
      return sendTogether?.(messages)
    },
  })
  const sender = startDeliverer({ ...parts, database, messenger })
  onTestFinished(() => sender.stop())
  while (!sender.sending()) await pause(5)
  for (let n = 0; n < 20; n++) {
    sender.handOver([await reply(database, `c${n}`, `${n}`)])
    await pause(10)
  }
  await sender.idle()
  const [left] = await database.query<{ n: number }>(
    `SELECT count(*)::int AS n FROM delivery WHERE status <> 'sent'`,
  )
  expect(left?.n).toBe(0)
  // At five a second: what came within a fifth of a second shared a call.
  expect(calls).toBeLessThanOrEqual(6)
})

test('what is wrong with one message is not told of those that shared a call with it', async () => {
  const database = await openFresh()
  const { sender } = await openSender(
    database,
    () => 1,
    (text) => {
      if (text.startsWith('сломано')) throw new TypeError('nothing to be sent')
      return undefined
    },
    { together: 25 },
  )
  const worn = { ...(await reply(database, 'near', 'цело')), attempts: 19 }
  const broken = await reply(database, 'far', `сломано ${'а'.repeat(5000)}`)
  sender.handOver([worn, broken])
  const stored = () => database.query('SELECT status, attempts, failure FROM delivery ORDER BY id')
  await expect.poll(stored).toEqual([
    { status: 'sent', attempts: 0, failure: null },
    { status: 'waiting', attempts: 1, failure: 'TypeError' },
  ])
})

test('a message to people who are no more does not keep the sender asking for it', async () => {
  const database = await openFresh()
  let asked = 0
  const counting: Database = Object.assign(Object.create(database), {
    query: (text: string, params: unknown[]) => {
      asked += 1
      return database.query(text, params)
    },
  })
  const { sender } = await openSender(
    counting,
    () => 0,
    () => undefined,
  )
  await announce(database, 2)
  await database.query('DELETE FROM account')
  sender.wake()
  await pause(1000)
  expect(asked).toBeLessThan(20)
})

test('a sender stops at once though the rest of a long text waits for the end of a pause', async () => {
  const database = await openFresh()
  const [chat] = await announce(database, 1)
  await database.query('DELETE FROM delivery')
  const { sender, sent } = await openSender(
    database,
    (chatId) => (chatId === chat ? 1 : 300),
    (text) => (text === 'мимо' ? new SendFailure('retry', 'flood', 600) : undefined),
  )
  const long = ['первый', 'второй'].map((word) => `${word} ${'а'.repeat(4000)}`)
  const refused = await reply(database, chat ?? '', 'мимо')
  sender.handOver([await reply(database, 'far', long.join('\n')), { ...refused, accountId: 1 }])
  const stored = () =>
    database.query('SELECT status, attempts, sent_parts FROM delivery ORDER BY id')
  const of = (attempts: number, sent_parts: number) => ({ status: 'waiting', attempts, sent_parts })
  await expect.poll(stored, { timeout: 5000 }).toEqual([of(1, 0), of(0, 1)])
  await sender.stop()
  expect(sent).toHaveLength(1)
  // Another process goes on where this one has stopped.
  expect(await stored()).toEqual([of(1, 0), of(0, 1)])
})

test('what took long to make keeps the pace, though its turn was long ago', async () => {
  const database = await openFresh()
  let making = 0
  let release = () => {}
  const made = new Promise<void>((resolve) => {
    release = resolve
  })
  const make = async (content: Message) => {
    making += 1
    await made
    return content
  }
  const called: number[] = []
  const messenger = messengerOf(
    async () => {
      called.push(performance.now())
    },
    { perSecond: 20, inFlight: 20 },
  )
  const sender = startDeliverer({ ...parts, make, database, messenger })
  onTestFinished(() => sender.stop())
  await database.query(
    `INSERT INTO delivery (messenger, chat_id, priority, content)
     SELECT 'vk', 'm' || n, 1, $1 FROM generate_series(1, 10) n`,
    [JSON.stringify({ text: [{ text: 'План' }], make: { what: 'sheet' } })],
  )
  sender.wake()
  await expect.poll(() => making, { timeout: 5000 }).toBe(10)
  await pause(700)
  release()
  await expect.poll(() => called.length, { timeout: 5000 }).toBe(10)
  // Ten at twenty a second, but for the burst after silence.
  expect((called[9] ?? 0) - (called[0] ?? 0)).toBeGreaterThan(250)
})

test('whoever has lost the lock leaves the rest of a long text to the process that has it now', async () => {
  const database = await openFresh()
  const limits = { perSecond: 1, pacesReplies: true }
  const open = () =>
    openSender(
      database,
      () => 1,
      () => undefined,
      limits,
    )
  const { sender, sent } = await open()
  const second: string[] = []
  const standby = startDeliverer({
    ...parts,
    database,
    messenger: messengerOf(async ({ content }) => {
      second.push(content.text)
    }),
  })
  onTestFinished(() => standby.stop())
  const words = ['первый', 'второй', 'третий', 'четвёртый', 'пятый']
  const long = words.map((word) => `${word} ${'а'.repeat(4000)}`)
  sender.handOver([await reply(database, 'far', long.join('\n'))])
  await expect.poll(() => sent.length, { timeout: 5000 }).toBe(1)
  await database.query(
    `SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory'
       AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`,
  )
  const stored = () => database.query('SELECT status FROM delivery')
  await expect.poll(stored, { timeout: 20_000 }).toEqual([{ status: 'sent' }])
  await Promise.all([sender.stop(), standby.stop()])
  const said = [...sent, ...second].map((text) => text.split(' ')[0])
  expect(said).toEqual(words)
})
