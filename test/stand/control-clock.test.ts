import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Stand, startStand } from '../../stand/stand.ts'
import { standCall } from './over-http.ts'

let stand: Stand
beforeAll(async () => {
  stand = await startStand()
})
afterAll(() => stand.stop())

const call = (method: string, path: string, body?: object) => standCall(stand, method, path, body)

/** Puts the clock and answers the instant cut to seconds. */
async function put(body: object): Promise<string> {
  return (await call('PUT', '/stand/clock', body)).body.now.slice(0, 19)
}

test('the clock is put to a morning of the municipality, and goes on from there', async () => {
  expect(await put({ day: '2023-09-01', time: '09:00' })).toBe('2023-08-31T22:00:00')
  expect(await put({ day: '2023-09-01', time: '09:00', zone: 'Europe/Moscow' })).toBe(
    '2023-09-01T06:00:00',
  )
  expect(await put({ at: '2030-01-01T00:00:00+11:00' })).toBe('2029-12-31T13:00:00')
  expect(await put({ advance: 'PT1H' })).toBe('2029-12-31T14:00:00')
  expect(await put({ advance: 'P1D' })).toBe('2030-01-01T14:00:00')
  const { now, offset } = (await call('GET', '/stand/clock')).body
  expect(Math.abs(Date.parse(now) - offset - Date.now())).toBeLessThan(1000)
})

test('a calendar day of a zone that changes to summer time is 23 hours long', async () => {
  await put({ day: '2024-03-30', time: '09:00', zone: 'Europe/Berlin' })
  expect(await put({ advance: 'P1D', zone: 'Europe/Berlin' })).toBe('2024-03-31T07:00:00')
})

test('the clock can be put back to the machine time', async () => {
  await put({ offset: 0 })
  expect(Math.abs(stand.world.now() - Date.now())).toBeLessThan(1000)
})

test.each([
  { at: 'yesterday' },
  { day: '2023-02-30' },
  { day: '2023-02-03', time: '25:00' },
  { advance: 'P1X' },
  { advance: 'P1D', zone: 'Asia/Nowhere' },
  { at: '2023-01-01T00:00:00Z', advance: 'P1D' },
  {},
])('%j is refused in Russian and leaves the clock alone', async (body) => {
  const answer = await call('PUT', '/stand/clock', body)
  expect(answer.status).toBe(400)
  expect(answer.body.error).toMatch(/[а-я]/)
  expect(Math.abs(stand.world.now() - Date.now())).toBeLessThan(1000)
})

test('faults are ordered, listed and cleared', async () => {
  const fault = { messenger: 'vk', kind: 'too-many', method: 'messages.send', times: 2 }
  expect((await call('POST', '/stand/faults', fault)).body.faults).toMatchObject([fault])
  expect((await call('GET', '/stand/faults')).body.faults).toHaveLength(1)
  expect((await call('DELETE', '/stand/faults')).body.faults).toEqual([])
  expect((await call('POST', '/stand/faults', { ...fault, kind: 'rain' })).status).toBe(400)
})

test('a change is told to listeners', async () => {
  const events = await fetch(`${stand.page}/stand/events`)
  const reader = events.body!.pipeThrough(new TextDecoderStream()).getReader()
  await put({ advance: 'PT1H' })
  let heard = ''
  while (!heard.includes('clock')) heard += (await reader.read()).value
  // What has changed a moment before may come with it.
  expect(heard).toMatch(/data: \{"revision":\d+,"changed":\[[^\]]*"clock"[^\]]*\]\}/)
  await reader.cancel()
  await put({ offset: 0 })
})

test('a person of a test can be added and speaks by number', async () => {
  const person = { id: 9001, firstName: 'Пётр', lastName: 'Ильин', allowed: true }
  expect((await call('POST', '/stand/vk/people', person)).status).toBe(200)
  expect((await call('POST', '/stand/vk/say', { as: 9001, text: 'да' })).status).toBe(200)
  const { body } = await call('GET', '/stand/vk/chats/9001')
  expect(body.messages.at(-1)).toMatchObject({ from: 9001, fromName: 'Пётр Ильин', text: 'да' })
})

test('health is answered, and the page is served', async () => {
  expect((await call('GET', '/healthz')).body).toEqual({ ok: true })
  expect(await (await fetch(stand.page)).text()).toContain('<title>Тандем')
  expect((await fetch(`${stand.page}/page/..%2fmain.ts`)).status).toBe(404)
})
