import { setTimeout as sleep } from 'node:timers/promises'
import { expect, onTestFinished, test } from 'vitest'
import { openLog } from '../../src/infra/log.ts'
import { openWeb, type Route, type Web } from '../../src/infra/web.ts'

const lines: string[] = []
const log = openLog({ stream: { write: (line) => lines.push(line) } })

async function serve(
  routes: Route[],
  health: () => Promise<Record<string, boolean>> = async () => ({ database: true }),
): Promise<Web> {
  const web = await openWeb({ host: '127.0.0.1', port: 0, routes, health, log })
  onTestFinished(() => web.close())
  return web
}
const post = (url: string, body: string, headers = {}) =>
  fetch(url, { method: 'POST', body, headers })

test('/healthz answers 200 when every part works, else 503 with the part’s name', async () => {
  const well = await serve([])
  expect((await fetch(`${well.url}/healthz`)).status).toBe(200)
  const ill = await serve([], async () => ({ database: true, queue: false }))
  const answer = await fetch(`${ill.url}/healthz`)
  expect(answer.status).toBe(503)
  expect(await answer.json()).toEqual({
    status: 'failing',
    parts: { database: true, queue: false },
  })
})

test('a webhook gets the body as it came, malformed JSON included, and the headers', async () => {
  const seen: [string, unknown][] = []
  const web = await serve([
    {
      path: '/vk',
      async handle(body, headers) {
        seen.push([body.toString(), headers['x-retry-counter']])
        return { status: 200, body: 'ok' }
      },
    },
  ])
  const answer = await post(`${web.url}/vk`, '{"broken":', {
    'content-type': 'application/json',
    'x-retry-counter': '2',
  })
  expect(await answer.text()).toBe('ok')
  expect(answer.headers.get('content-type')).toMatch(/^text\/plain/)
  await post(`${web.url}/vk`, 'a=b', { 'content-type': 'application/x-www-form-urlencoded' })
  expect(seen).toEqual([
    ['{"broken":', '2'],
    ['a=b', undefined],
  ])
})

test('an error of a webhook is answered with a bare 500 and logged without the body', async () => {
  lines.length = 0
  const web = await serve([
    {
      path: '/vk',
      async handle() {
        throw new Error('the database is gone')
      },
    },
  ])
  const answer = await post(`${web.url}/vk`, '{"text":"My name is Ivan"}')
  expect([answer.status, await answer.text()]).toEqual([500, 'error'])
  expect(lines.join()).toContain('the database is gone')
  expect(lines.join()).not.toContain('Ivan')
})

test('a body over the limit and an unknown path are refused', async () => {
  const web = await serve([{ path: '/vk', handle: async () => ({ status: 200, body: 'ok' }) }])
  expect((await post(`${web.url}/vk`, 'x'.repeat(2 ** 20 + 1))).status).toBe(413)
  expect((await post(`${web.url}/other`, 'x')).status).toBe(404)
})

test('closing waits for the request that is under way', async () => {
  const web = await serve([
    {
      path: '/vk',
      async handle() {
        await sleep(200)
        return { status: 200, body: 'ok' }
      },
    },
  ])
  const answer = post(`${web.url}/vk`, 'x')
  await sleep(50)
  await web.close()
  expect(await (await answer).text()).toBe('ok')
})

test('a taken port is told with advice', async () => {
  const { url } = await serve([])
  const port = Number(new URL(url).port)
  const second = openWeb({ host: '127.0.0.1', port, health: async () => ({}), log })
  await expect(second).rejects.toThrow(`Port ${port} is taken. Set PORT to a free one.`)
})
