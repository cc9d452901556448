import { setTimeout as sleep } from 'node:timers/promises'
import { expect, onTestFinished, test } from 'vitest'
import { openLog } from '../../../src/infra/log.ts'
import { openQueue } from '../../../src/jobs/queues.ts'
import { hasRedis, startRedis } from '../../support/redis-server.ts'
import { type Field, openField } from '../support/field.ts'
import { report } from '../support/report.ts'

/** A zone where it is early afternoon now: nobody is pinged by night. */
function afternoon(): string {
  const ahead = 13 - new Date().getUTCHours()
  return ahead === 0 ? 'Etc/GMT' : `Etc/GMT${ahead > 0 ? '-' : '+'}${Math.abs(ahead)}`
}

/** A curator in Telegram with an assignment, put off until so many seconds from now. */
async function putOff(field: Field, seconds: number[]): Promise<() => number[]> {
  const person = field.person('telegram')
  await field.query(
    `WITH town AS (
       INSERT INTO municipality (name, time_zone) VALUES ('Город Пример', '${afternoon()}') RETURNING id
     ), school AS (
       INSERT INTO school (municipality_id, name) SELECT id, 'Школа № 1' FROM town RETURNING id, municipality_id
     ), curator AS (
       INSERT INTO person (municipality_id, last_name, first_name) SELECT id, 'Котова', 'Анна' FROM town RETURNING id
     ), account AS (
       INSERT INTO account (messenger, user_id, chat_id, person_id)
       SELECT 'telegram', '${person.id}', '${person.id}', id FROM curator
     ), member AS (
       INSERT INTO membership (person_id, role, municipality_id, school_id)
       SELECT curator.id, 'curator', school.municipality_id, school.id FROM curator, school
     ), map AS (
       INSERT INTO road_map (municipality_id, title, period_start, period_end, created_at)
       SELECT id, 'Карта', '2026-09-01', '2027-08-31', now() FROM town RETURNING id
     ), activity AS (
       INSERT INTO activity (road_map_id, position, number, section, title, phrase, kind, deadline, responsible,
         result, document, inform_whom, inform_when, audience, doubts)
       SELECT id, n, n::text, '', 'Дело ' || n, '', 'date', '', '{}', '', '', '', '', 'schools', '[]'
       FROM map, generate_series(1, ${seconds.length}) AS n RETURNING id, position
     ), occurrence AS (
       INSERT INTO occurrence (activity_id, start, due)
       SELECT id, current_date, current_date + 40 FROM activity RETURNING id
     ), assignment AS (
       INSERT INTO assignment (occurrence_id, municipality_id, school_id, due)
       SELECT occurrence.id, school.municipality_id, school.id, current_date + 40
       FROM occurrence, school RETURNING id
     ), numbered AS (
       SELECT id, row_number() OVER (ORDER BY id) AS n FROM assignment
     )
     INSERT INTO snooze (assignment_id, person_id, until)
     SELECT numbered.id, curator.id, now() + make_interval(secs => t.s)
     FROM numbered, curator, unnest(ARRAY[${seconds.join()}]::float8[]) WITH ORDINALITY AS t(s, n)
     WHERE t.n = numbered.n`,
  )
  const began = Date.now()
  return () => person.heard().map(({ at }) => (new Date(at).getTime() - began) / 1000)
}

const dues = [12, 30, 110]

async function suffer(
  name: string,
  env: Record<string, string>,
  connection: { redisUrl?: string },
  fault: (field: Field) => Promise<void>,
) {
  const field = await openField({ env })
  const heard = await putOff(field, dues)
  const bot = await field.start()
  await field.until('the first one is sent', 30_000, () => heard().length === 1)
  await fault(field)
  await field.until('all are sent', 150_000, () => heard().length >= dues.length)
  await sleep(3000)
  const late = heard().map((at, i) => at - (dues[i] ?? 0))
  const queue = await openQueue(
    { databaseUrl: field.databaseUrl, ...connection },
    openLog({ level: 'silent' }),
  )
  onTestFinished(() => queue.close())
  const schedulers = (await queue.listSchedulers()).length
  report(name, {
    'due and sent': `${heard().length} of ${dues.length}`,
    'late s': late.map((s) => s.toFixed(1)).join(', '),
    'schedulers after it': schedulers,
  })
  expect(bot.running()).toBe(true)
  expect(heard()).toHaveLength(dues.length)
  // What fell into the fault is found by the watchdog within a minute, what came later is on time.
  expect(late[1]).toBeLessThan(65)
  expect(late[2]).toBeLessThan(5)
  expect(schedulers).toBe(1)
}

test('the queue is emptied, full or killed, and everything due is sent', async () => {
  const emptied = suffer("the queue's tables emptied, PostgreSQL", {}, {}, async (field) => {
    const tables = await field.query<{ name: string }>(
      `SELECT quote_ident(schemaname) || '.' || quote_ident(tablename) AS name FROM pg_tables
       WHERE schemaname = 'bullmq' AND tablename NOT LIKE '%migration%'`,
    )
    await field.query(`TRUNCATE ${tables.map(({ name }) => name).join(', ')}`)
  })
  const onRedis = hasRedis
    ? faults.map(async ([name, fault]) => {
        const redis = await ownRedis()
        await suffer(`Redis ${name}`, { REDIS_URL: redis.url }, { redisUrl: redis.url }, () =>
          fault(redis),
        )
      })
    : []
  if (!hasRedis) console.log('Skipped, no redis-server here: Redis killed, emptied, full.')
  await Promise.all([emptied, ...onRedis])
}, 240_000)

const faults: [string, (redis: Redis) => Promise<void>][] = [
  ['emptied', (redis) => redis.command('FLUSHALL')],
  [
    'full (noeviction) for half a minute',
    async (redis) => {
      await redis.command('CONFIG', 'SET', 'maxmemory', '1')
      await sleep(30_000)
      await redis.command('CONFIG', 'SET', 'maxmemory', '0')
    },
  ],
  [
    'killed, and back empty after 20 s',
    async (redis) => {
      await redis.kill()
      await sleep(20_000)
      await redis.again()
    },
  ],
]

interface Redis {
  url: string
  command(...words: string[]): Promise<void>
  kill(): Promise<void>
  again(): Promise<void>
}

async function ownRedis(): Promise<Redis> {
  let server = await startRedis()
  const { url } = server
  const port = Number(new URL(url).port)
  onTestFinished(async () => server.stop().catch(() => undefined))
  return {
    url,
    async command(...words) {
      const { Redis } = await import('ioredis')
      const client = new Redis(url)
      await client.call(words[0] ?? '', ...words.slice(1))
      await client.quit()
    },
    kill: () => server.stop(),
    async again() {
      server = await startRedis(port)
    },
  }
}
