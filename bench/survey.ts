import { nodeOptions } from './bots.ts'
import { Child } from './child.ts'
import { medians } from './figures.ts'
import { profiled } from './profiled.ts'
import type { Finding, Table } from './report.ts'
import { people, seedTown } from './seed.ts'
import { query } from './server.ts'
import type { Stage } from './stage.ts'
import type { Act } from './world/people.ts'

interface Peer {
  name: string
  token: string
  child: Child
  database: string | undefined
  script: Act[]
  /** The next person who was not asked yet. */
  next: number
  /** How many answers were stored by now; absent where none are. */
  stored?: () => Promise<number>
  statements: boolean
}

interface Round {
  [figure: string]: number
  rate: number
  p50: number
  p99: number
  cpu: number
  server: number
  lost: number
}

const questions = 5
const tokenOf = (name: string) => `1:${name.replaceAll(/\W/g, '_').padEnd(30, '_')}`

/** Everybody does the same: begins, answers five questions, sends. Eight updates a person. */
function script(begin: string): Act[] {
  const answers = Array.from({ length: questions }, (_, i) => ({
    say: `Мой ответ номер ${i + 1}, не очень длинный`,
  }))
  return [{ say: begin }, { tap: true }, ...answers, { tap: true }]
}

/** The five-question survey: Tandem beside what others build, in the same run. */
export async function survey(stage: Stage): Promise<Finding> {
  const rounds = stage.rounds ?? (stage.quick ? 3 : 5)
  const crowds = stage.quick
    ? [
        { together: 1, count: 8 },
        { together: 64, count: 80 },
      ]
    : [
        { together: 1, count: 30 },
        { together: 64, count: 256 },
        { together: 500, count: 500 },
      ]
  // Everybody's process is warm before the first round: V8 goes on compiling for thousands of updates.
  const earlier = stage.quick ? 64 : 1_000
  const all = earlier + 500 + (rounds + 1) * crowds.reduce((sum, { count }) => sum + count, 0)
  const peers = await open(stage, all)
  const found = new Map<string, Round[]>()
  try {
    for (const peer of peers) await play(stage, peer, 64, earlier)
    for (let round = 1; round <= rounds; round++)
      for (const { together, count } of crowds)
        for (const peer of peers) {
          stage.say(`survey: round ${round} of ${rounds}, ${together} people, ${peer.name}`)
          const key = `${peer.name} ${together}`
          found.set(key, [...(found.get(key) ?? []), await play(stage, peer, together, count)])
        }
    const finding = evaluate(
      peers,
      crowds.map(({ together }) => together),
      found,
    )
    for (const peer of peers) finding.notes.push(...(await check(peer)))
    if (stage.profile) finding.tables.push(...(await profile(stage, peers[0])))
    return finding
  } finally {
    await Promise.all(peers.map(({ child }) => child.stop()))
  }
}

async function open(stage: Stage, count: number): Promise<Peer[]> {
  const { server, world, redis } = stage
  const start = async (
    name: string,
    file: string,
    begin: string,
    database?: string,
    env: { [name: string]: string } = {},
  ): Promise<Peer> => {
    const given = {
      BENCH_TOKEN: tokenOf(name),
      BENCH_TELEGRAM: world.telegramRoot,
      ...(database ? { BENCH_DATABASE: database } : {}),
      ...(stage.profile ? { BENCH_PROFILE: '1' } : {}),
      ...env,
    }
    const options = file === 'tandem' ? nodeOptions : []
    const child = await Child.start(`peers/${file}.ts`, given, options)
    const stored = async () => {
      const [row] = await query<{ n: number }>(
        database ?? '',
        'SELECT count(*)::int AS n FROM answer',
      )
      return row?.n ?? 0
    }
    return {
      name,
      token: tokenOf(name),
      child,
      database,
      script: script(begin),
      next: people + 1,
      statements: file === 'tandem',
      ...(database ? { stored } : {}),
    }
  }
  const own = await server.fresh('tandem')
  await seedTown(own, count)
  return [
    await start('Tandem', 'tandem', `/questionnaire bench-${questions}`, own),
    await start(
      'conversations, PostgreSQL',
      'conversations',
      '/survey',
      await server.fresh('conversations', false),
    ),
    ...(redis
      ? [
          await start(
            'conversations, Redis',
            'conversations',
            '/survey',
            await server.fresh('conversations_redis', false),
            { BENCH_REDIS: redis },
          ),
        ]
      : []),
    await start('telegraf wizard, memory', 'telegraf', '/survey'),
    await start('grammY echo', 'echo', '/survey'),
  ]
}

async function play(
  { world, server }: Stage,
  peer: Peer,
  together: number,
  count: number,
): Promise<Round> {
  const before = await peer.child.ask<number>('usage')
  const busy = server.cpu()
  const crowd = { first: peer.next, count, together, script: peer.script, patience: 30_000 }
  peer.next += count
  const { updates, ms, p50, p99, lost } = await world.play(peer.token, crowd)
  const cpu = ((await peer.child.ask<number>('usage')) - before) / updates
  const after = server.cpu()
  const database = busy === null || after === null ? Number.NaN : (after - busy) / updates
  return { rate: (updates / ms) * 1000, p50, p99, cpu, server: database, lost }
}

async function check(peer: Peer): Promise<string[]> {
  if (!peer.stored) return []
  const wanted = (peer.next - people - 1) * questions
  const stored = await peer.stored()
  return [`${peer.name}: ${stored} answers stored of ${wanted} given`]
}

function evaluate(peers: Peer[], sizes: number[], found: Map<string, Round[]>): Finding {
  const of = (name: string, together: number) => medians(found.get(`${name} ${together}`) ?? [])
  const rival = 'conversations, PostgreSQL'
  const tables = sizes.map((together): Table => {
    const base = of(rival, together)
    return {
      title: `${together} people at a time`,
      columns: [
        '',
        'updates/s',
        '× conv. on PG',
        'p50 ms',
        'p99 ms',
        'bot CPU ms/update',
        '× conv. on PG',
        'PG CPU ms/update',
        'lost',
      ],
      rows: peers.map(({ name }) => {
        const { rate, p50, p99, cpu, server, lost } = of(name, together)
        return [name, rate, rate / base.rate, p50, p99, cpu, cpu / base.cpu, server, lost]
      }),
    }
  })
  const ratio = (figure: 'rate' | 'cpu', together: number) =>
    of('Tandem', together)[figure] / of(rival, together)[figure]
  const goals: Finding['goals'] = sizes.slice(1).flatMap((together) => [
    {
      what: `throughput against conversations on PostgreSQL, ${together} people`,
      got: ratio('rate', together),
      want: 1.6,
      sense: 'at least' as const,
      unit: '×',
    },
    {
      what: `CPU an update against conversations on PostgreSQL, ${together} people`,
      got: ratio('cpu', together),
      want: 0.6,
      sense: 'at most' as const,
      unit: '×',
    },
  ])
  goals.push({
    what: 'answer to one person when all is quiet, p50',
    got: of('Tandem', 1).p50,
    want: 2,
    sense: 'at most',
    unit: 'ms',
  })
  return { bench: 'survey', tables, goals, notes: [] }
}

/** Where Tandem's time goes in a round of its own. */
async function profile(stage: Stage, peer: Peer | undefined): Promise<Table[]> {
  if (!peer) return []
  return profiled(peer.child, peer.database ?? '', 'update', async () => {
    const first = peer.next
    await play(stage, peer, 64, 128)
    return (peer.next - first) * peer.script.length
  })
}
