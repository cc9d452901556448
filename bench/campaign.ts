import { startTandem, tokenOf } from './bots.ts'
import type { Child } from './child.ts'
import type { Finding, Goal, Table } from './report.ts'
import { people, seedTown } from './seed.ts'
import { query } from './server.ts'
import type { Stage } from './stage.ts'
import type { Act } from './world/people.ts'

const questions = 12
/** Everybody begins, answers, sends. */
const script: Act[] = [
  { say: '/answer 1' },
  { tap: true },
  ...Array.from({ length: questions }, (_, i) => ({ say: `Мой ответ номер ${i + 1}` })),
  { tap: true },
]

interface Run {
  rate: number
  p50: number
  p99: number
  minutes: number
  rows: number
  invite: number
  close: number
  results: number
  /** Answers that are missing, doubled, or nobody's who should be somebody's. */
  wrong: number
}

/** A municipality answers a survey within minutes: named, and anonymous. */
export async function campaign(stage: Stage): Promise<Finding> {
  const count = stage.quick ? 400 : 5_000
  const together = stage.quick ? 200 : 500
  const named = await run(stage, false, count, together)
  const anonymous = await run(stage, true, count, together)
  const row = (name: string, of: Run): Table['rows'][number] => [
    name,
    count,
    of.rate,
    of.p50,
    of.p99,
    of.minutes,
    of.rows,
    of.invite,
    of.close,
    of.results,
    of.wrong,
  ]
  const nothing = (what: string, got: number): Goal => ({
    what,
    got,
    want: 0,
    sense: 'at most',
    unit: 'answers',
  })
  return {
    bench: 'campaign',
    tables: [
      {
        title: `A survey of ${questions} questions, ${together} people at a time`,
        columns: [
          '',
          'people',
          'answers/s',
          'p50 ms',
          'p99 ms',
          'minutes',
          'rows an answer',
          'invite ms',
          'close ms',
          'results ms',
          'wrong',
        ],
        rows: [row('by name', named), row('anonymous', anonymous)],
      },
    ],
    goals: [
      nothing('lost or doubled, by name', named.wrong),
      nothing('lost or doubled, anonymous', anonymous.wrong),
      {
        what: `${count} people answer by name`,
        got: named.minutes,
        want: 5,
        sense: 'at most',
        unit: 'minutes',
      },
      {
        what: 'rows written for a named answer',
        got: named.rows,
        want: 8,
        sense: 'at most',
        unit: 'rows',
      },
    ],
    notes: [
      'An answer is one event, one answer, one talk, one message and their marks; begin, send and wiping are in it, too.',
    ],
  }
}

async function run(
  stage: Stage,
  anonymous: boolean,
  count: number,
  together: number,
): Promise<Run> {
  const kind = anonymous ? 'anonymous' : 'by name'
  stage.say(`campaign: ${count} people, ${kind}`)
  const database = await stage.server.fresh(anonymous ? 'campaign_anonymous' : 'campaign')
  await seedTown(database, count)
  const token = tokenOf(`campaign ${kind}`)
  const tandem = await startTandem(stage, database, { telegram: token })
  try {
    const invite = await timed(() => tandem.ask('campaign', '', anonymous))
    await sentAll(database)
    const before = await rowsWritten(database)
    const crowd = { first: people + 1, count, together, script, patience: 120_000 }
    const heard = await stage.world.play(token, crowd)
    await sentAll(database)
    const rows = (await rowsWritten(database)) - before
    const answers = count * questions
    const wrong = await wrongAnswers(database, anonymous, count)
    const close = await timed(() => tandem.ask('close'))
    const results = await timed(() => showResults(tandem, count))
    return {
      rate: (answers / heard.ms) * 1000,
      p50: heard.p50,
      p99: heard.p99,
      minutes: heard.ms / 60_000,
      rows: rows / answers,
      invite,
      close,
      results,
      wrong: wrong + heard.lost * questions,
    }
  } finally {
    await tandem.stop()
  }
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const begun = performance.now()
  await work()
  return performance.now() - begun
}

async function showResults(tandem: Child, count: number): Promise<void> {
  const answered = await tandem.ask<number>('results')
  if (answered !== count) throw new Error(`the results are of ${answered} replies, not of ${count}`)
}

/** Every answer that was given must be there once, and every person marked. */
async function wrongAnswers(url: string, anonymous: boolean, count: number): Promise<number> {
  const stored = anonymous
    ? `SELECT count(*)::int AS n FROM anonymous_reply, jsonb_each_text(answers) AS a(question, value)
       WHERE 'Мой ответ номер ' || substr(question, 2) = value`
    : `SELECT count(*)::int AS n FROM answer WHERE 'Мой ответ номер ' || substr(question, 2) = value #>> '{}'`
  const [answers] = await query<{ n: number }>(url, stored)
  const [marked] = await query<{ n: number }>(
    url,
    'SELECT count(*)::int AS n FROM recipient WHERE answered',
  )
  return (
    Math.abs((answers?.n ?? 0) - count * questions) + Math.abs((marked?.n ?? 0) - count) * questions
  )
}

/** Waits until nothing is left to be sent. */
async function sentAll(url: string): Promise<void> {
  for (;;) {
    const [row] = await query<{ n: number }>(
      url,
      `SELECT count(*)::int AS n FROM delivery WHERE status = 'waiting'`,
    )
    if (row?.n === 0) return
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
}

async function rowsWritten(url: string): Promise<number> {
  // Sessions report what they have done with a delay of up to a second.
  await new Promise((resolve) => setTimeout(resolve, 1_500))
  const [row] = await query<{ n: number }>(
    url,
    `SELECT sum(n_tup_ins + n_tup_upd + n_tup_del)::int AS n FROM pg_stat_user_tables
     WHERE schemaname = 'public'`,
  )
  return row?.n ?? 0
}
