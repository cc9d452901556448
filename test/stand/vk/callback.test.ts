import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text as readText } from 'node:stream/consumers'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { ANNA, until, type VkTest, vkTest } from '../../support/vk-client.ts'

interface Received {
  type: string
  secret?: string
  event_id: string
  retry: string | undefined
}

let vk: VkTest
let bot: Server
let url: string
let received: Received[]
/** What the bot answers to events, one after another; `ok` when the list is empty. */
let answers: { status: number; text: string; after?: string }[]
let confirmation: string

beforeEach(async () => {
  vk = await vkTest()
  received = []
  answers = []
  confirmation = vk.stand.credentials.confirmation ?? ''
  bot = createServer(async (request, response) => {
    const event = JSON.parse(await readText(request))
    received.push({ ...event, retry: request.headers['x-retry-counter'] })
    if (event.type === 'confirmation') return void response.end(confirmation)
    const { status, text, after } = answers.shift() ?? { status: 200, text: 'ok' }
    response.writeHead(status, after ? { 'retry-after': after } : {}).end(text)
  })
  await new Promise<void>((resolve) => bot.listen(0, '127.0.0.1', resolve))
  url = `http://127.0.0.1:${(bot.address() as AddressInfo).port}/vk`
})
afterEach(async () => {
  await vk.stand.stop()
  bot.closeAllConnections()
  bot.close()
})

const say = () => vk.stand.say(ANNA, { kind: 'text', text: 'Привет' })

describe('the Callback API', () => {
  test('confirms the address, then sends events with the secret', async () => {
    expect(await vk.stand.setCallback(url, 'тайна')).toBe(true)
    await say()
    await until(() => received.length === 2)
    expect(received).toMatchObject([
      { type: 'confirmation', secret: 'тайна' },
      { type: 'message_new', secret: 'тайна', retry: undefined },
    ])
  })

  test('sends nothing to an address that answered a wrong string', async () => {
    confirmation = 'ok'
    expect(await vk.stand.setCallback(url)).toBe(false)
    await say()
    expect(received.map(({ type }) => type)).toEqual(['confirmation'])
  })

  test('repeats an event, counting, until the answer is exactly ok', async () => {
    await vk.stand.setCallback(url)
    answers = [
      { status: 500, text: 'ok' },
      { status: 200, text: '{"ok":true}' },
      { status: 200, text: 'ok\n' },
    ]
    await say()
    await until(() => received.length === 5)
    const [, ...tries] = received
    expect(tries.map(({ retry }) => retry)).toEqual([undefined, '1', '2', '3'])
    expect(new Set(tries.map(({ event_id }) => event_id)).size).toBe(1)
  })

  test('heeds Retry-After of a server that is too busy', async () => {
    await vk.stand.setCallback(url)
    answers = [{ status: 503, text: '', after: '1' }]
    const before = Date.now()
    await say()
    await until(() => received.length === 3)
    expect(Date.now() - before).toBeGreaterThanOrEqual(950)
  })

  test('is set up by calls alone, and sends only the types that were asked for', async () => {
    const group_id = vk.groupId
    const { code } = (await vk.call('groups.getCallbackConfirmationCode', { group_id })).response
    expect(code).toBe(confirmation)
    const server = { group_id, url, title: 'tandem', secret_key: 'abc' }
    const { server_id } = (await vk.call('groups.addCallbackServer', server)).response
    await until(() => received.length === 1)
    await say()
    await vk.call('groups.setCallbackSettings', { group_id, server_id, message_deny: 1 })
    await say()
    await vk.stand.block(ANNA)
    await until(() => received.length === 2)
    expect(received[1]).toMatchObject({ type: 'message_deny', secret: 'abc' })
    const { items } = (await vk.call('groups.getCallbackServers', { group_id })).response
    expect(items).toMatchObject([{ id: server_id, status: 'ok' }])
    await vk.call('groups.deleteCallbackServer', { group_id, server_id })
    expect(await vk.refusal('groups.getCallbackSettings', { group_id, server_id })).toMatch(/^104/)
  })
})
