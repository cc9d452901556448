import { Agent, request } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { countEchoes, names, openField } from '../support/field.ts'
import { report } from '../support/report.ts'
import { talk } from '../support/talk.ts'

const seconds = 8
const bodies = [
  '{"update_id": 1',
  '{"update_id": 1, "message": {}}',
  '',
  '\u0000\u0001',
  '[[[[[[[[[[',
]

describe('a thousand bad requests a second', () => {
  test('do not keep good ones from being served', async () => {
    const field = await openField({ by: 'webhook' })
    const bot = await field.start()
    await field.connect()
    const agent = new Agent({ keepAlive: true, maxSockets: 50 })
    const answers = new Map<number, number>()
    let sent = 0
    const bad = (path: string, body: string) =>
      new Promise<void>((resolve) => {
        sent += 1
        const headers = {
          'content-type': 'application/json',
          'content-length': Buffer.byteLength(body),
          'x-telegram-bot-api-secret-token': 'forged',
        }
        const one = request(bot.url + path, { method: 'POST', agent, headers }, (answer) => {
          answers.set(answer.statusCode ?? 0, (answers.get(answer.statusCode ?? 0) ?? 0) + 1)
          answer.resume().on('end', resolve)
        })
        one.on('error', () => resolve())
        one.end(body)
      })
    let over = false
    const storm = (async () => {
      const under: Promise<void>[] = []
      const began = performance.now()
      while (!over) {
        const owed = Math.min(200, performance.now() - began - sent)
        for (let i = 0; i < owed; i++)
          under.push(bad(sent % 2 ? '/telegram' : '/vk', bodies[sent % bodies.length] ?? ''))
        await sleep(5)
      }
      await Promise.all(under)
    })()
    const began = performance.now()
    const { people, said, burst } = talk(field, 10, 5, 60)
    await burst
    await field.until(
      'the good ones are answered',
      30_000,
      () => countEchoes(people, said).lost === 0,
    )
    while (performance.now() - began < seconds * 1000) await sleep(50)
    const rate = sent / ((performance.now() - began) / 1000)
    over = true
    await storm
    agent.destroy()
    const [waits] = await field.query<{ p50: number; longest: number }>(
      `SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM d.sent_at - d.created_at))::float8 AS p50,
         max(extract(epoch FROM i.handled_at - i.received_at))::float8 AS longest
       FROM inbox i, delivery d`,
    )
    const count = countEchoes(people, said)
    report('1,000 bad requests a second beside 100 good ones', {
      'bad ones a second': rate.toFixed(0),
      refused: [...answers].map(([status, n]) => `${status}: ${n}`).join(', '),
      'good ones lost': count.lost,
      'longest wait of a good one s': (waits?.longest ?? 0).toFixed(2),
    })
    expect(count).toMatchObject({ sent: 100, lost: 0, doubled: 0 })
    expect(rate).toBeGreaterThan(800)
    for (const status of answers.keys()) expect([400, 401, 403, 413]).toContain(status)
    expect(await field.query('SELECT id FROM inbox')).toHaveLength(names.length * 10 * 5)
    expect(waits?.longest).toBeLessThan(5)
  }, 60_000)
})
