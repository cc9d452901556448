import { startTandem, tokenOf } from './bots.ts'
import type { Finding } from './report.ts'
import { people, seedTown } from './seed.ts'
import type { Stage } from './stage.ts'

/** What ten thousand talks that wait for an answer cost in memory. */
export async function openTalks(stage: Stage): Promise<Finding> {
  const { server, world } = stage
  const count = stage.quick ? 2_000 : 10_000
  const warm = stage.quick ? 600 : 1_000
  const database = await server.fresh('talks')
  await seedTown(database, warm + count)
  const token = tokenOf('open talks')
  const tandem = await startTandem(stage, database, { telegram: token })
  const rows: (string | number)[][] = []
  const open = async (first: number, number: number) => {
    stage.say(`open-talks: ${number} people begin`)
    const script = [{ say: '/questionnaire bench-5' }]
    if (number > 0)
      await world.play(token, {
        first: people + 1 + first,
        count: number,
        together: 200,
        script,
        patience: 60_000,
      })
    const { used, rss } = await tandem.ask<{ used: number; rss: number }>('memory')
    rows.push([`${first + number} open talks`, used / 1e6, rss / 1e6])
    return used
  }
  try {
    await open(0, warm)
    const before = await open(warm, 0)
    const half = count / 2
    await open(warm, half)
    const after = await open(warm + half, half)
    const more = ((after - before) / count) * 10_000
    return {
      bench: 'open-talks',
      tables: [{ title: 'Memory after a collection', columns: ['', 'heap MB', 'RSS MB'], rows }],
      goals: [
        {
          what: `10,000 open talks${count < 10_000 ? ` (reckoned from ${count})` : ''}`,
          got: more / 1e6,
          want: 5,
          sense: 'at most',
          unit: 'MB',
        },
      ],
      notes: [],
    }
  } finally {
    await tandem.stop()
  }
}
