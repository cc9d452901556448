import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { countEchoes, openField } from '../support/field.ts'
import type { Bot } from '../support/process.ts'
import { report } from '../support/report.ts'
import { slowAs, talk } from '../support/talk.ts'

describe.each(['polling', 'webhook'] as const)('SIGTERM in a burst, %s', (by) => {
  test('finishes what was begun within 10 s, loses and doubles nothing', async () => {
    const field = await openField({ by })
    let bot = await field.start()
    await field.connect()
    slowAs(field.world, 0.1)
    const { people, said, burst } = talk(field, 30, 5, 30)
    const stops: number[] = []
    for (let stop = 0; stop < 2; stop++) {
      await sleep(800 + Math.random() * 800)
      const { code, ms } = await bot.terminate()
      field.withdraw(bot)
      expect(code).toBe(0)
      stops.push(ms / 1000)
      const [half] = await field.query<{ n: string }>(
        'SELECT count(*) AS n FROM inbox WHERE attempts > 0',
      )
      expect(Number(half?.n)).toBe(0)
      bot = await field.start()
    }
    await burst
    await field.until('all is answered', 60_000, () => countEchoes(people, said).lost === 0)
    await sleep(1500)
    const count = countEchoes(people, said)
    report(`SIGTERM × 2 in a burst of 300, ${by}`, {
      lost: count.lost,
      doubled: count.doubled,
      'stopped after s': stops.map((s) => s.toFixed(1)).join(', '),
    })
    expect(count).toMatchObject({ sent: 300, lost: 0, doubled: 0 })
    for (const seconds of stops) expect(seconds).toBeLessThan(10)
  }, 120_000)
})

test('a rolling restart of two processes under load shows no error to anybody', async () => {
  const field = await openField({ by: 'webhook' })
  let bots: Bot[] = await Promise.all([field.start(), field.start()])
  await field.connect()
  slowAs(field.world, 0.05)
  const { people, said, burst } = talk(field, 30, 8, 45)
  await sleep(1000)
  for (const old of bots) {
    field.withdraw(old)
    const { code } = await old.terminate()
    expect(code).toBe(0)
    bots = [...bots.filter((bot) => bot !== old), await field.start()]
    await sleep(500)
  }
  await burst
  await field.until('all is answered', 60_000, () => countEchoes(people, said).lost === 0)
  await sleep(1500)
  const count = countEchoes(people, said)
  const wrong = people.flatMap((person) =>
    person.heard().filter(({ text }) => !text.includes('не меньше')),
  )
  const [waits] = await field.query<{ longest: number }>(
    'SELECT max(extract(epoch FROM handled_at - received_at))::float8 AS longest FROM inbox',
  )
  report('rolling restart of two processes, 480 messages', {
    lost: count.lost,
    doubled: count.doubled,
    'out of order': count.disordered,
    'errors shown': wrong.length,
    'requests refused': field.front.refused,
    'longest wait of an event s': (waits?.longest ?? 0).toFixed(2),
  })
  expect(count).toMatchObject({ sent: 480, lost: 0, doubled: 0, disordered: 0 })
  expect(wrong).toEqual([])
}, 120_000)
