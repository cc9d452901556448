import { startTandem, tokenOf } from './bots.ts'
import type { Finding, Table } from './report.ts'
import { people, seedTown } from './seed.ts'
import type { Stage } from './stage.ts'

const crowd = 5_000
const away = 50

/** Everybody answers at once, and the platform is far away. */
export async function rush(stage: Stage): Promise<Finding> {
  const count = stage.quick ? 500 : crowd
  const kept = stage.quick ? 80 : 400
  // Before the crowd comes others have been answered: a process that has just begun compiles as it goes.
  const earlier = stage.quick ? 200 : 1_000
  const lifted = { messenger: 'telegram', limits: 'lifted', count } as const
  const cases = [
    { name: 'Telegram, no limit on replies', ...lifted, earlier },
    { name: 'the same by a process that has just begun', ...lifted, earlier: 0 },
    {
      name: "Telegram, Tandem's own pace",
      messenger: 'telegram',
      limits: 'kept',
      count: kept,
      earlier: 0,
    },
    { name: 'VK, 20 calls a second', messenger: 'vk', limits: 'kept', count, earlier: 0 },
  ] as const
  const rows: Table['rows'] = []
  const took: number[] = []
  for (const [i, one] of cases.entries()) {
    stage.say(`rush: ${one.name}`)
    const { server, world } = stage
    const database = await server.fresh(`rush_${i}`)
    await seedTown(database, one.earlier + one.count, one.messenger)
    const bot = one.messenger === 'vk' ? 'vk' : tokenOf(`rush ${i}`)
    const where = one.messenger === 'vk' ? { vk: true as const } : { telegram: bot }
    const tandem = await startTandem(stage, database, where, { BENCH_LIMITS: one.limits })
    try {
      await world.manner(bot, { away, ...(bot === 'vk' ? { perSecond: 20 } : {}) })
      const play = (first: number, crowd: number) =>
        world.play(bot, {
          first,
          count: crowd,
          together: crowd,
          script: [{ say: '/questionnaire bench-5' }],
          patience: 90_000,
        })
      if (one.earlier > 0) await play(people + 1, one.earlier)
      const before = await tandem.ask<number>('usage')
      const { updates, ms, p50, max, lost } = await play(people + 1 + one.earlier, one.count)
      const cpu = ((await tandem.ask<number>('usage')) - before) / updates
      const seconds = ((ms / updates) * crowd) / 1000
      took.push(seconds)
      rows.push([one.name, one.count, (updates / ms) * 1000, p50, max, cpu, lost, seconds])
    } finally {
      await world.manner(bot, {})
      await tandem.stop()
    }
  }
  const [telegram = Number.NaN, , , vk = Number.NaN] = took
  return {
    bench: 'rush',
    tables: [
      {
        title: `Everybody at once, the platform ${away} ms away`,
        columns: [
          '',
          'people',
          'answers/s',
          'p50 ms',
          'last ms',
          'CPU ms/update',
          'lost',
          `s for ${crowd}`,
        ],
        rows,
      },
    ],
    goals: [
      {
        what: `${crowd} answered on Telegram`,
        got: telegram,
        want: 5,
        sense: 'at most',
        unit: 's',
      },
      { what: `${crowd} answered on VK`, got: vk, want: 12, sense: 'at most', unit: 's' },
    ],
    notes: stage.quick ? ['With --quick the seconds are reckoned from fewer people.'] : [],
  }
}
