import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { openWire, type Wire } from '../../support/telegram-wire.ts'

type Handler = (update: { text: string; headers: IncomingMessage['headers'] }) => Promise<Reply>
interface Reply {
  status: number
  body?: unknown
}

let wire: Wire
let hook: Server
let handler: Handler

beforeEach(async () => {
  wire = await openWire({ webhookTiming: { firstRetry: 20, longestRetry: 80 } })
  handler = async () => ({ status: 200 })
  hook = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    const update = JSON.parse(Buffer.concat(chunks).toString())
    const text = update.message?.text ?? update.callback_query?.data
    const { status, body } = await handler({ text, headers: request.headers })
    response.writeHead(status, { 'content-type': 'application/json' })
    response.end(body ? JSON.stringify(body) : '')
  })
  await new Promise<void>((resolve) => hook.listen(0, '127.0.0.1', resolve))
})

afterEach(async () => {
  await wire.telegram.stop()
  hook.closeAllConnections()
  hook.close()
})

const setWebhook = (params: object = {}) =>
  wire.call('setWebhook', {
    url: `http://127.0.0.1:${(hook.address() as AddressInfo).port}/telegram`,
    ...params,
  })
const say = (person: number, text: string) => wire.telegram.say(person, { kind: 'text', text })
const pending = async () => (await wire.call('getWebhookInfo')).result.pending_update_count

test('updates come with the secret and are done after a 2xx', async () => {
  const seen: unknown[] = []
  handler = async ({ text, headers }) => {
    seen.push([text, headers['x-telegram-bot-api-secret-token']])
    return { status: 200 }
  }
  await say(5, 'до')
  await setWebhook({ secret_token: 'S3c_ret-1', max_connections: 7 })
  await say(5, 'после')
  await vi.waitFor(async () => expect(await pending()).toBe(0))
  expect(seen).toEqual([
    ['до', 'S3c_ret-1'],
    ['после', 'S3c_ret-1'],
  ])
  expect((await wire.call('getWebhookInfo')).result).toMatchObject({ max_connections: 7 })
})

test('an update that is not acknowledged comes again until it is', async () => {
  let attempts = 0
  handler = async () => ({ status: ++attempts < 4 ? 500 : 200 })
  await setWebhook()
  await say(5, 'важно')
  await vi.waitFor(async () => expect(await pending()).toBe(0))
  expect(attempts).toBe(4)
  expect((await wire.call('getWebhookInfo')).result.last_error_message).toBe(
    'Wrong response from the webhook: 500 Internal Server Error',
  )
})

test('a server that does not listen is tried again, and nothing is lost', async () => {
  const { port } = hook.address() as AddressInfo
  await setWebhook()
  await new Promise((resolve) => hook.close(resolve))
  await say(5, 'жду')
  await vi.waitFor(async () => {
    const { result } = await wire.call('getWebhookInfo')
    expect(result.last_error_message).toBe('Connection refused')
  })
  expect(await pending()).toBe(1)
  await new Promise<void>((resolve) => hook.listen(port, '127.0.0.1', resolve))
  await vi.waitFor(async () => expect(await pending()).toBe(0))
})

test('one chat’s messages keep their order while other chats and taps go side by side', async () => {
  await wire.telegram.start(6)
  await wire.call('getUpdates', { offset: -1 })
  await wire.call('deleteWebhook', { drop_pending_updates: true })
  const log: string[] = []
  handler = async ({ text }) => {
    log.push(`+${text}`)
    await sleep(60)
    log.push(`-${text}`)
    return { status: 200 }
  }
  await setWebhook()
  await say(5, 'a1')
  await say(5, 'a2')
  await say(6, 'b1')
  await wire.telegram.tapRaw(5, 1, 'tap')
  await vi.waitFor(async () => expect(await pending()).toBe(0))
  expect(log.indexOf('-a1')).toBeLessThan(log.indexOf('+a2'))
  expect(log.slice(0, 3).sort()).toEqual(['+a1', '+b1', '+tap'])
})

test('no more connections are opened than allowed', async () => {
  for (let id = 100; id < 110; id++)
    wire.telegram.addPerson({ id, firstName: 'П', lastName: '', allowed: true })
  let open = 0
  let most = 0
  handler = async () => {
    most = Math.max(most, ++open)
    await sleep(20)
    open--
    return { status: 200 }
  }
  await setWebhook({ max_connections: 3 })
  for (let id = 100; id < 110; id++) await say(id, 'x')
  await vi.waitFor(async () => expect(await pending()).toBe(0))
  expect(most).toBe(3)
})

test('an answer may carry a method, which is then run', async () => {
  handler = async () => ({
    status: 200,
    body: { method: 'sendMessage', chat_id: 5, text: 'в ответ' },
  })
  await setWebhook()
  await say(5, 'эй')
  await vi.waitFor(() => expect(wire.telegram.chat(5).messages.at(-1)?.text).toBe('в ответ'))
})
