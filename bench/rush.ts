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
  const cases = [
    { name: 'Telegram, no limit on replies', messenger: 'telegram', limits: 'lifted', count },
    { name: "Telegram, Tandem's own pace", messenger: 'telegram', limits: 'kept', count: kept },
    { name: 'VK, 20 calls a second', messenger: 'vk', limits: 'kept', count },
  ] as const
  const rows: Table['rows'] = []
  const took: number[] = []
  for (const [i, one] of cases.entries()) {
    stage.say(`rush: ${one.name}`)
    const { server, world } = stage
    const database = await server.fresh(`rush_${i}`)
    await seedTown(database, one.count, one.messenger)
    const bot = one.messenger === 'vk' ? 'vk' : tokenOf(`rush ${i}`)
    const where = one.messenger === 'vk' ? { vk: true as const } : { telegram: bot }
    const tandem = await startTandem(stage, database, where, { BENCH_LIMITS: one.limits })
    try {
      await world.manner(bot, { away, ...(bot === 'vk' ? { perSecond: 20 } : {}) })
      const before = await tandem.ask<number>('usage')
      const { updates, ms, p50, max, lost } = await world.play(bot, {
        first: people + 1,
        count: one.count,
        together: one.count,
        script: [{ say: '/questionnaire bench-5' }],
        patience: 90_000,
      })
      const cpu = ((await tandem.ask<number>('usage')) - before) / updates
      const seconds = ((ms / updates) * crowd) / 1000
      took.push(seconds)
      rows.push([one.name, one.count, (updates / ms) * 1000, p50, max, cpu, lost, seconds])
    } finally {
      await world.manner(bot, {})
      await tandem.stop()
    }
  }
  const [telegram = Number.NaN, , vk = Number.NaN] = took
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
