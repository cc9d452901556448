import { createServer, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { machineClock, openStandClock } from '../../src/infra/clock.ts'

const DAY = 86_400_000

/** A stand's clock over HTTP, with or without its announcements. */
async function startStand(announces: boolean) {
  let offset = 0
  const hearing = new Set<ServerResponse>()
  const server: Server = createServer((request, response) => {
    if (request.url === '/stand/events' && announces) {
      hearing.add(response.writeHead(200, { 'content-type': 'text/event-stream' }))
      response.write('event: change\ndata: {"revision":1,"changed":[]}\n\n')
    } else if (request.url === '/stand/clock')
      response.end(JSON.stringify({ now: new Date(Date.now() + offset).toISOString(), offset }))
    else response.writeHead(404).end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return {
    page: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    hearing,
    move(ms: number) {
      offset += ms
      for (const one of hearing)
        one.write('event: change\ndata: {"revision":2,"changed":["clock"]}\n\n')
    },
  }
}

const ahead = (clock: { now(): Date }) => Math.round((clock.now().getTime() - Date.now()) / 1000)

test('the machine’s clock shows the machine’s time', () => {
  expect(Math.abs(machineClock.now().getTime() - Date.now())).toBeLessThan(50)
})

test('a move that the stand announces is followed at once and told once', async () => {
  const stand = await startStand(true)
  stand.move(30 * DAY)
  const clock = await openStandClock(stand.page)
  onTestFinished(() => clock.close())
  expect(ahead(clock)).toBe((30 * DAY) / 1000)
  let jumps = 0
  clock.onJump(() => jumps++)
  await expect.poll(() => stand.hearing.size).toBe(1)
  stand.move(-DAY)
  await expect.poll(() => jumps, { timeout: 500 }).toBe(1)
  expect(ahead(clock)).toBe((29 * DAY) / 1000)
})

test('a move is noticed without an announcement, and back as well as forth', async () => {
  const stand = await startStand(false)
  const clock = await openStandClock(stand.page)
  onTestFinished(() => clock.close())
  let jumps = 0
  const stop = clock.onJump(() => jumps++)
  stand.move(-400 * DAY)
  await expect.poll(() => jumps, { timeout: 5000 }).toBe(1)
  expect(ahead(clock)).toBe((-400 * DAY) / 1000)
  stop()
  stand.move(DAY)
  await expect.poll(() => ahead(clock), { timeout: 5000 }).toBe((-399 * DAY) / 1000)
  expect(jumps).toBe(1)
})

test('an address that is not a stand’s is refused', async () => {
  const stand = await startStand(false)
  await expect(openStandClock(`${stand.page}/nowhere`)).rejects.toThrow()
})
