import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { countEchoes, names, openField } from '../support/field.ts'
import { openPostgres } from '../support/postgres.ts'
import { report } from '../support/report.ts'
import { slowAs, talk } from '../support/talk.ts'

describe.each(['polling', 'webhook'] as const)(
  'PostgreSQL killed twice in a burst of 300, %s',
  (by) => {
    test('loses nothing, and the bots go on by themselves', async () => {
      const postgres = await openPostgres()
      const field = await openField({ by, databaseUrl: postgres.url })
      const bot = await field.start()
      await field.connect()
      slowAs(field.world, 0.05)
      const { people, said, burst } = talk(field, 30, 5, 40)
      let ready = performance.now()
      for (let kill = 0; kill < 2; kill++) {
        await sleep(500 + Math.random() * 1000)
        await postgres.kill()
        await sleep(500)
        await postgres.start()
        ready = performance.now()
      }
      await burst
      await field.until('all is answered', 60_000, () => countEchoes(people, said).lost === 0)
      const caughtUp = (performance.now() - ready) / 1000
      await sleep(6000)
      const counts = names.map((name) =>
        countEchoes(
          people.filter((person) => person.name === name),
          said,
        ),
      )
      const [telegram, vk] = counts
      report(`PostgreSQL kill -9 × 2 in a burst of 300, ${by}`, {
        lost: counts.reduce((sum, { lost }) => sum + lost, 0),
        'doubled Telegram': telegram?.doubled ?? 0,
        'doubled VK': vk?.doubled ?? 0,
        'out of order': `${telegram?.disordered} + ${vk?.disordered}`,
        'all answered after its return s': caughtUp.toFixed(1),
      })
      expect(bot.running()).toBe(true)
      expect(telegram).toMatchObject({ sent: 150, lost: 0, disordered: 0 })
      expect(vk).toMatchObject({ sent: 150, lost: 0, doubled: 0 })
      if (by === 'polling') expect(vk?.disordered).toBe(0)
      // What is sent while the database is away is marked when it is back.
      expect(telegram?.doubled).toBeLessThanOrEqual(2)
      const [poisoned] = await field.query<{ n: string }>(
        'SELECT count(*) AS n FROM inbox WHERE failure IS NOT NULL',
      )
      expect(Number(poisoned?.n)).toBe(0)
    }, 180_000)
  },
)
