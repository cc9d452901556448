import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openWire, type Wire } from '../../support/telegram-wire.ts'

let wire: Wire
beforeEach(async () => {
  wire = await openWire()
})
afterEach(() => wire.telegram.stop())

const say = (text: string) => wire.telegram.say(5, { kind: 'text', text })
const texts = (answer: { result: { message: { text: string } }[] }) =>
  answer.result.map((update) => update.message.text)

test('updates stay until an offset confirms them', async () => {
  for (const text of ['1', '2', '3']) await say(text)
  const first = await wire.call('getUpdates', { limit: 2 })
  expect(texts(first as never)).toEqual(['1', '2'])
  expect(texts((await wire.call('getUpdates')) as never)).toEqual(['1', '2', '3'])
  const offset = first.result[0].update_id + 1
  expect(first.result[1].update_id).toBe(offset)
  expect(texts((await wire.call('getUpdates', { offset })) as never)).toEqual(['2', '3'])
  expect(texts((await wire.call('getUpdates')) as never)).toEqual(['2', '3'])
})

test('a negative offset forgets all but the last', async () => {
  for (const text of ['1', '2', '3']) await say(text)
  expect(texts((await wire.call('getUpdates', { offset: -1 })) as never)).toEqual(['3'])
  expect(texts((await wire.call('getUpdates')) as never)).toEqual(['3'])
})

test('a long poll waits and ends as soon as something comes', async () => {
  const started = performance.now()
  const poll = wire.call('getUpdates', { timeout: 10 })
  await sleep(50)
  await say('наконец')
  expect(texts((await poll) as never)).toEqual(['наконец'])
  expect(performance.now() - started).toBeLessThan(3000)
  const empty = await wire.call('getUpdates', { timeout: 1, offset: 999_999_999 })
  expect(empty.result).toEqual([])
})

test('a second getUpdates ends the first with a conflict', async () => {
  const first = wire.call('getUpdates', { timeout: 10 })
  await sleep(50)
  const second = wire.call('getUpdates', { timeout: 10 })
  expect(await first).toEqual({
    status: 409,
    ok: false,
    error_code: 409,
    description:
      'Conflict: terminated by other getUpdates request; make sure that only one bot instance is running',
  })
  await say('второму')
  expect(texts((await second) as never)).toEqual(['второму'])
})

test('a poll whose client has gone conflicts with nobody and loses nothing', async () => {
  const { apiRoot, credentials } = wire.telegram
  const url = `${apiRoot}/bot${credentials.token}/getUpdates?timeout=10`
  await fetch(url, { signal: AbortSignal.timeout(100) }).catch(() => {})
  await sleep(50)
  await say('цело')
  expect(texts((await wire.call('getUpdates')) as never)).toEqual(['цело'])
})

test('a webhook and getUpdates exclude each other', async () => {
  const poll = wire.call('getUpdates', { timeout: 10 })
  await sleep(50)
  const set = await wire.call('setWebhook', { url: 'http://127.0.0.1:9/hook' })
  expect(set).toMatchObject({ result: true, description: 'Webhook was set' })
  expect((await poll).description).toBe('Conflict: terminated by setWebhook request')
  expect(await wire.call('getUpdates')).toMatchObject({
    status: 409,
    description:
      "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
  })
  const removed = await wire.call('deleteWebhook')
  expect(removed).toMatchObject({ result: true, description: 'Webhook was deleted' })
  expect((await wire.call('getUpdates')).ok).toBe(true)
})

test('allowed_updates are remembered until they are told anew', async () => {
  await wire.call('getUpdates', { allowed_updates: ['callback_query'] })
  await say('мимо')
  await wire.telegram.tapRaw(5, 1, 'x')
  const only = await wire.call('getUpdates')
  expect(only.result.map((update: object) => Object.keys(update)[1])).toEqual(['callback_query'])
  await wire.call('getUpdates', { allowed_updates: [] })
  await say('снова')
  expect((await wire.call('getUpdates')).result).toHaveLength(2)
})

test('dropping pending updates leaves none', async () => {
  await say('раз')
  await wire.call('deleteWebhook', { drop_pending_updates: true })
  expect((await wire.call('getUpdates')).result).toEqual([])
})

test('the log tells what was handed over, once each', async () => {
  await say('раз')
  expect(wire.telegram.updates()).toEqual([])
  await wire.call('getUpdates')
  await wire.call('getUpdates')
  expect(wire.telegram.updates()).toHaveLength(1)
})
