import { startTandem, tokenOf } from './bots.ts'
import { Child } from './child.ts'
import { median, slope } from './figures.ts'
import type { Finding } from './report.ts'
import { people, seedTown } from './seed.ts'
import { query } from './server.ts'
import type { Stage } from './stage.ts'
import type { Act } from './world/people.ts'

const questions = 210
const marks = [5, 20, 60, 120, 200]

/** Whether the two-hundredth answer costs more than the fifth. */
export async function length(stage: Stage): Promise<Finding> {
  const { server, world } = stage
  const rounds = stage.rounds ?? (stage.quick ? 2 : 5)
  const database = await server.fresh('length')
  await seedTown(database, rounds + 1)
  const rivals = await server.fresh('length_conversations', false)
  const own = tokenOf('length')
  const other = tokenOf('length conversations')
  const tandem = await startTandem(stage, database, { telegram: own })
  const conversations = await Child.start('peers/conversations.ts', {
    BENCH_TOKEN: other,
    BENCH_TELEGRAM: world.telegramRoot,
    BENCH_DATABASE: rivals,
    BENCH_QUESTIONS: String(questions),
  })
  const script = (begin: string): Act[] => [
    { say: begin },
    { tap: true },
    ...Array.from({ length: questions - 5 }, (_, i) => ({ say: `Мой ответ номер ${i + 1}` })),
  ]
  const costs = { own: [] as number[][], other: [] as number[][] }
  try {
    for (let round = 0; round < rounds; round++) {
      stage.say(`length: round ${round + 1} of ${rounds}`)
      const crowd = { first: people + 1 + round, count: 1, together: 1, patience: 30_000 }
      const mine = { ...crowd, script: script(`/questionnaire bench-${questions}`) }
      costs.own.push(atMarks((await world.play(own, mine)).byAct))
      costs.other.push(
        atMarks((await world.play(other, { ...crowd, script: script('/survey') })).byAct),
      )
    }
  } finally {
    await Promise.all([tandem.stop(), conversations.stop()])
  }
  const [kept] = await query<{ bytes: number }>(
    database,
    'SELECT max(octet_length(frames::text)) AS bytes FROM dialogue',
  )
  const [state] = await query<{ bytes: number }>(
    rivals,
    'SELECT max(octet_length(state::text)) AS bytes FROM talk',
  )
  const middle = (rows: number[][]) =>
    marks.map((_, i) => median(rows.map((row) => row[i] ?? Number.NaN)))
  const [mine, theirs] = [middle(costs.own), middle(costs.other)]
  const growth = (row: number[]) =>
    slope(marks.map((size, i) => ({ size, cost: row[i] ?? Number.NaN })))
  const at = (mark: number) => mine[marks.indexOf(mark)] ?? Number.NaN
  return {
    bench: 'length',
    tables: [
      {
        title: 'Milliseconds until the answer to the n-th question is answered',
        columns: ['', ...marks.map(String), 'grows as n^', 'stored bytes'],
        rows: [
          ['Tandem', ...mine, growth(mine), kept?.bytes ?? null],
          ['conversations, PostgreSQL', ...theirs, growth(theirs), state?.bytes ?? null],
        ],
      },
    ],
    goals: [
      goal('60th answer against the 5th', at(60) / at(5), 1.3, '×'),
      goal('200th answer against the 5th', at(200) / at(5), 1.3, '×'),
      goal('stored dialogue', kept?.bytes ?? Number.NaN, 4096, 'bytes'),
    ],
    notes: [],
  }
}

/** The median wait around each mark: one answer alone says little. The first two acts begin the talk. */
function atMarks(byAct: number[]): number[] {
  return marks.map((mark) => median(byAct.slice(mark + 1 - 4, mark + 2 + 4)))
}

function goal(what: string, got: number, want: number, unit: string) {
  return { what, got, want, sense: 'at most' as const, unit }
}
