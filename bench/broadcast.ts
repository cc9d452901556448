import { startTandem, tokenOf } from './bots.ts'
import { Child } from './child.ts'
import { median } from './figures.ts'
import { profiled } from './profiled.ts'
import type { Finding, Goal, Table } from './report.ts'
import { people, seedTown } from './seed.ts'
import type { Stage } from './stage.ts'
import type { Counted, Manner } from './world/telegram.ts'

const text = 'Завтра в 15:00 встреча наставников в актовом зале. Возьмите с собой дневники.'
/** An announcement that makes no progress for so long is over, ms. */
const patience = 15_000

/** An announcement to a whole municipality. */
export async function broadcast(stage: Stage): Promise<Finding> {
  const rows: Table['rows'] = []
  const goals: Goal[] = []
  const line = (name: string, { sent, refused, chats, ms }: Counted) => {
    const rate = ms > 0 ? (sent / ms) * 1000 : Number.NaN
    rows.push([name, chats, rate, refused, sent - chats])
    return rate
  }

  // Within the platform's limit: what holds over seconds holds over the hour that 100,000 take.
  const some = stage.quick ? 200 : 900
  const kept = await send(stage, 'telegram', some, 'kept', { perSecond: 30 })
  goals.push(
    least(
      'Telegram within 30 a second: share of the limit',
      line('Telegram, limit 30/s', kept) / 30,
      0.98,
    ),
    most('Telegram within 30 a second: refused', kept.refused / kept.sent, 0.001),
  )
  const many = stage.quick ? 6_000 : 30_000
  const vkKept = await send(stage, 'vk', many, 'kept', { perSecond: 20 })
  goals.push(
    least(
      'VK within 20 calls × 100: share of the limit',
      line('VK, limit 20 calls/s', vkKept) / 2_000,
      0.98,
    ),
    most('VK within 20 calls: refused', vkKept.refused / (vkKept.sent / 100), 0.001),
  )

  // The limit lifted: what the machinery can do.
  const all = stage.quick ? 2_500 : 20_000
  const rounds = stage.rounds ?? (stage.quick ? 1 : 3)
  const rates = { own: [] as number[], other: [] as number[] }
  for (let round = 0; round < rounds; round++) {
    rates.own.push(line('Telegram, no limit', await send(stage, 'telegram', all, 'lifted', {})))
    const rival = await sendByBullmq(stage, all)
    if (rival) rates.other.push(line('BullMQ limiter worker + grammY, no limit', rival))
  }
  if (rates.other.length > 0)
    goals.push(
      least(
        'Telegram against BullMQ + grammY, no limit',
        median(rates.own) / median(rates.other),
        3,
      ),
    )
  const vkAll = stage.quick ? 20_000 : 100_000
  const vkRate = line('VK, no limit', await send(stage, 'vk', vkAll, 'lifted', {}))
  goals.push({
    what: 'VK, no limit',
    got: vkRate,
    want: 50_000,
    sense: 'at least',
    unit: 'recipients/s',
  })

  const { counted, missing } = await killed(stage, stage.quick ? 1_500 : 10_000)
  line('Telegram, killed in the middle', counted)
  const repeated = counted.sent - counted.chats
  goals.push(
    { what: 'after a kill: not told', got: missing, want: 0, sense: 'at most', unit: 'people' },
    // What was being sent at that instant cannot be known: at most as many as an announcement has in flight.
    { what: 'after a kill: told twice', got: repeated, want: 96, sense: 'at most', unit: 'people' },
  )
  return {
    bench: 'broadcast',
    tables: [
      {
        title: 'An announcement',
        columns: ['', 'recipients', 'recipients/s', '429 or error 6', 'repeated'],
        rows,
      },
      ...profiles,
    ],
    goals,
    notes: [],
  }
}

let runs = 0
const profiles: Table[] = []

async function send(
  stage: Stage,
  messenger: 'telegram' | 'vk',
  count: number,
  limits: 'kept' | 'lifted',
  manner: Manner,
): Promise<Counted> {
  const { world } = stage
  stage.say(`broadcast: ${count} people, ${messenger}, limit ${limits}`)
  const { bot, database, start } = await prepare(stage, messenger, count, limits)
  await world.manner(bot, manner)
  const tandem = await start()
  try {
    await world.count(bot)
    if (stage.profile && limits === 'lifted') {
      const work = async () => {
        await tandem.ask('announce', '', text)
        return (await finished(stage, bot, count)).sent
      }
      const found = await profiled(tandem, database, `recipient, ${messenger}`, work)
      profiles.push(...found)
    } else await tandem.ask('announce', '', text)
    return await finished(stage, bot, count)
  } finally {
    await world.manner(bot, {})
    await tandem.stop()
  }
}

async function prepare(
  stage: Stage,
  messenger: 'telegram' | 'vk',
  count: number,
  limits: 'kept' | 'lifted',
) {
  runs += 1
  const bot = messenger === 'vk' ? 'vk' : tokenOf(`broadcast ${runs}`)
  const database = await stage.server.fresh(`broadcast_${runs}`)
  // The coordinator who announces is a subscriber, too.
  await seedTown(database, count - 1, messenger)
  const where = messenger === 'vk' ? { vk: true as const } : { telegram: bot }
  return {
    bot,
    database,
    start: () => startTandem(stage, database, where, { BENCH_LIMITS: limits }),
  }
}

/** Waits until everybody was told, or nothing goes on. */
async function finished({ world }: Stage, bot: string, count: number): Promise<Counted> {
  let last = await world.counted(bot)
  for (let since = performance.now(); performance.now() - since < patience; ) {
    await pause(100)
    const now = await world.counted(bot)
    if (now.chats >= count) {
      await pause(300)
      return world.counted(bot)
    }
    if (now.sent > last.sent) since = performance.now()
    last = now
  }
  return last
}

async function sendByBullmq(stage: Stage, count: number): Promise<Counted | null> {
  if (!stage.redis) return null
  stage.say(`broadcast: ${count} people, BullMQ`)
  const { world } = stage
  runs += 1
  const bot = tokenOf(`bullmq ${runs}`)
  const child = await Child.start('peers/bullmq.ts', {
    BENCH_TOKEN: bot,
    BENCH_TELEGRAM: world.telegramRoot,
    BENCH_REDIS: stage.redis,
  })
  try {
    await child.ask('fill', '', { first: people, count, text })
    await world.count(bot)
    await child.ask('send', '', 1_000_000)
    return await finished(stage, bot, count)
  } finally {
    await child.stop()
  }
}

/** kill -9 when a third is told; another process goes on. */
async function killed(stage: Stage, count: number) {
  stage.say('broadcast: kill -9 in the middle')
  const { world } = stage
  const { bot, start } = await prepare(stage, 'telegram', count, 'lifted')
  const first = await start()
  await world.count(bot)
  await first.ask('announce', '', text)
  while ((await world.counted(bot)).sent < count / 3) await pause(5)
  await first.kill()
  const second = await start()
  try {
    const counted = await finished(stage, bot, count)
    return { counted, missing: count - counted.chats }
  } finally {
    await second.stop()
  }
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

function least(what: string, got: number, want: number): Goal {
  return { what, got, want, sense: 'at least', unit: '×' }
}

function most(what: string, got: number, want: number): Goal {
  return { what, got, want, sense: 'at most', unit: 'of all' }
}
