import { availableParallelism, cpus, loadavg } from 'node:os'
import { Command } from 'commander'
import { broadcast } from './broadcast.ts'
import { campaign } from './campaign.ts'
import { length } from './length.ts'
import { morning } from './morning.ts'
import { openTalks } from './open-talks.ts'
import { openRedis } from './redis.ts'
import { type Finding, print, reached } from './report.ts'
import { roadMaps } from './road-maps.ts'
import { rush } from './rush.ts'
import { openServer } from './server.ts'
import type { Stage } from './stage.ts'
import { survey } from './survey.ts'
import { startWorld } from './world.ts'

const benches: { [name: string]: (stage: Stage) => Promise<Finding> } = {
  survey,
  campaign,
  length,
  'open-talks': openTalks,
  rush,
  broadcast,
  morning,
  'road-maps': roadMaps,
}

const options = new Command('npm run bench --')
  .description('Measures Tandem beside its peers; figures are medians of interleaved rounds.')
  .option('--quick', 'fewer rounds and smaller sizes, under three minutes', false)
  .option('--only <names>', `only these, between commas: ${Object.keys(benches).join(', ')}`)
  .option('--rounds <number>', 'as many rounds instead of five (three with --quick)', Number)
  .option('--volatile', 'PostgreSQL does not wait for the disk: CPU alone is compared', false)
  .option('--json', 'print JSON instead of tables', false)
  .option('--profile', "also print where Tandem's time goes (slower)", false)
  .parse()
  .opts<{
    quick: boolean
    only?: string
    rounds?: number
    volatile: boolean
    json: boolean
    profile: boolean
  }>()

const names = options.only?.split(',') ?? Object.keys(benches)
const unknown = names.filter((name) => !benches[name])
if (unknown.length > 0) {
  console.error(
    `No such bench: ${unknown.join(', ')}. There are: ${Object.keys(benches).join(', ')}`,
  )
  process.exit(2)
}

const begun = performance.now()
const redis = await openRedis()
const server = await openServer({ volatile: options.volatile, statements: options.profile })
const world = await startWorld()
const findings: Finding[] = []
const stage: Stage = {
  server,
  world,
  redis: redis.url,
  quick: options.quick,
  rounds: options.rounds ?? null,
  profile: options.profile,
  say: (words) => {
    if (process.stderr.isTTY) process.stderr.write(`\r\x1b[K${words}`)
    else if (process.env.BENCH_SAY) console.error(words)
  },
}
const machine = {
  node: process.version,
  cpus: availableParallelism(),
  model: cpus()[0]?.model ?? '',
  load: loadavg()[0] ?? 0,
  redis: redis.url !== null,
  /** What one stored commit takes, ms: the floor of everything that is stored before it is answered. */
  commit: await server.commit(),
}
if (!options.json)
  console.log(
    `Node ${machine.node}, ${machine.cpus} CPUs (${machine.model}), load ${machine.load.toFixed(1)} at the start, a commit takes ${machine.commit.toFixed(2)} ms`,
  )
const close = async () => {
  await world.stop()
  await server.stop()
  await redis.stop()
}
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => void close().finally(() => process.exit(130)))
try {
  for (const name of names) {
    const finding = await benches[name]?.(stage)
    if (!finding) continue
    findings.push(finding)
    stage.say('')
    if (!options.json) print(finding)
  }
} finally {
  await close()
}
const seconds = Math.round((performance.now() - begun) / 1000)
if (options.json) console.log(JSON.stringify({ machine, seconds, findings }, null, 2))
else {
  const goals = findings.flatMap((finding) => finding.goals)
  console.log(`\n${goals.filter(reached).length} of ${goals.length} goals reached, ${seconds} s`)
}
process.exit(0)
