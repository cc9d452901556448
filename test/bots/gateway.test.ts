import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Bot, HttpError } from 'grammy'
import { expect, onTestFinished, test } from 'vitest'
import { openCalls } from '../../src/bots/telegram/calls.ts'
import { openVk } from '../../src/bots/vk/api.ts'

const token = '1:secret'

/** A gateway that has lost the platform behind it. @returns its address */
async function openGateway(body: string): Promise<string> {
  const server = createServer((request, response) => {
    request.resume()
    response.writeHead(503, { 'content-type': 'application/json' }).end(body)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    server.close()
    server.closeAllConnections()
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

test.each(['{"message":"Service Unavailable"}', 'null', '"busy"'])(
  'what a gateway says as JSON (%s) is no answer of the platform, and is tried again',
  async (body) => {
    const root = await openGateway(body)
    const calls = openCalls(root)
    onTestFinished(() => calls.close())
    const { api } = new Bot(token)
    api.config.use(calls.direct(token))
    await expect(api.sendMessage(1, 'раз')).rejects.toThrow(HttpError)
    const vk = openVk({ token, apiRoot: `${root}/method`, perSecond: 20 })
    onTestFinished(() => vk.close())
    const edited = vk.api.call('messages.edit', { peer_id: 1 })
    await expect(edited).rejects.toMatchObject({ name: 'SendFailure', kind: 'retry' })
  },
)
