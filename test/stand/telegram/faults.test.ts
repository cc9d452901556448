import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { openWire, type Wire } from '../../support/telegram-wire.ts'

let wire: Wire
beforeAll(async () => {
  wire = await openWire()
})
afterEach(() => wire.world.clearFaults())
afterAll(() => wire.telegram.stop())

const send = () => wire.call('sendMessage', { chat_id: 5, text: 'x' })
const seen = () => wire.telegram.chat(5).messages.length

test('too-many is a 429 with retry_after, and strikes as often as ordered', async () => {
  wire.world.order({ messenger: 'telegram', kind: 'too-many', seconds: 7, times: 2 })
  const refused = { status: 429, parameters: { retry_after: 7 } }
  expect([await send(), await send()]).toMatchObject([refused, refused])
  expect((await send()).ok).toBe(true)
})

test('server is a 500 in the platform’s form and bad-gateway an HTML page', async () => {
  wire.world.order({ messenger: 'telegram', method: 'sendMessage', kind: 'server' })
  expect(await send()).toMatchObject({ status: 500, description: 'Internal Server Error' })
  wire.world.order({ messenger: 'telegram', method: 'sendMessage', kind: 'bad-gateway' })
  await expect(send()).rejects.toThrow(SyntaxError)
})

test('a lost answer took effect and a cut call did not', async () => {
  const before = seen()
  wire.world.order({ messenger: 'telegram', kind: 'cut' })
  await expect(send()).rejects.toThrow('fetch failed')
  expect(seen()).toBe(before)
  wire.world.order({ messenger: 'telegram', kind: 'lost-answer' })
  await expect(send()).rejects.toThrow('fetch failed')
  expect(seen()).toBe(before + 1)
  expect(wire.telegram.calls().at(-1)?.status).toBe(0)
})

test('a slow answer comes late', async () => {
  wire.world.order({ messenger: 'telegram', kind: 'slow', seconds: 0.3 })
  const started = performance.now()
  expect((await send()).ok).toBe(true)
  expect(performance.now() - started).toBeGreaterThan(290)
})

test('long polling meets only faults that name it', async () => {
  wire.world.order({ messenger: 'telegram', kind: 'server' })
  expect((await wire.call('getUpdates')).ok).toBe(true)
  wire.world.clearFaults()
  wire.world.order({ messenger: 'telegram', method: 'getUpdates', kind: 'server' })
  expect((await wire.call('getUpdates')).status).toBe(500)
})
