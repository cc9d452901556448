import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, onTestFinished, test } from 'vitest'
import { readConsentTexts } from '../../../src/documents/consent-texts.ts'
import { readYamlFolder } from '../../../src/documents/yaml-folder.ts'
import { openDomain } from '../../../src/domain/index.ts'
import { readLibrary } from '../../../src/domain/questionnaires/library.ts'
import { readDeadline } from '../../../src/domain/roadmaps/deadlines/index.ts'
import type { Outside } from '../../../src/domain/shared/room.ts'
import { openDatabase } from '../../../src/infra/db.ts'
import { openLog } from '../../../src/infra/log.ts'
import { openQueue } from '../../../src/jobs/queues.ts'
import { aDraft, aRow } from '../../support/drafts.ts'
import { hasRedis, startRedis } from '../../support/redis-server.ts'
import { type Field, openField } from '../support/field.ts'
import { report } from '../support/report.ts'

const locales = join(import.meta.dirname, '../../../locales/ru')

/** A zone where it is early afternoon now: nobody is pinged by night. */
function afternoon(): string {
  const ahead = 13 - new Date().getUTCHours()
  return ahead === 0 ? 'Etc/GMT' : `Etc/GMT${ahead > 0 ? '-' : '+'}${Math.abs(ahead)}`
}

/** A curator in Telegram with an assignment, put off until so many seconds from now. */
async function putOff(field: Field, seconds: number[]): Promise<() => number[]> {
  const person = field.person('telegram')
  const other = field.person('telegram')
  const [place] = await field.query<{ town: number; school: number }>(
    `WITH town AS (
       INSERT INTO municipality (name, time_zone) VALUES ('Город Пример', '${afternoon()}') RETURNING id
     ) INSERT INTO school (municipality_id, name) SELECT id, 'Школа № 1' FROM town
       RETURNING municipality_id AS town, id AS school`,
  )
  const settle = async (id: number, role: string, school: number | null) => {
    const [account] = await field.query<{ id: number; person: number }>(
      `WITH person AS (
         INSERT INTO person (municipality_id, last_name, first_name) VALUES ($1, 'Котова', 'Анна') RETURNING id
       ), member AS (
         INSERT INTO membership (person_id, role, municipality_id, school_id)
         SELECT id, $3, $1, $4 FROM person
       ) INSERT INTO account (messenger, user_id, chat_id, person_id)
         SELECT 'telegram', $2, $2, id FROM person RETURNING id, person_id AS person`,
      [place?.town, String(id), role, school],
    )
    return account
  }
  const coordinator = await settle(other.id, 'coordinator', null)
  const curator = await settle(person.id, 'curator', place?.school ?? 0)
  const due = new Date(Date.now() + 40 * 86_400_000).toISOString().slice(0, 10)
  const year = Number(due.slice(0, 4)) - (due.slice(5) < '09-01' ? 1 : 0)
  const period = { start: `${year}-09-01`, end: `${year + 1}-08-31` }
  const phrase = `до ${due.split('-').reverse().join('.')}`
  const rows = seconds.map((_, i) =>
    aRow({
      number: `${i + 1}`,
      responsible: ['Руководители ОО'],
      phrase,
      deadline: readDeadline(phrase, period),
    }),
  )
  const database = await openDatabase(field.databaseUrl)
  await database.transaction(async (tx) => {
    const { people, roadMaps } = openDomain(tx, await quietOutside())
    const actor = await people.loadActor({ accountId: coordinator?.id ?? 0 })
    await roadMaps.load(actor, await roadMaps.addDraft(actor, { ...aDraft(rows), period }))
  })
  await database.close()
  await field.query(
    `INSERT INTO snooze (assignment_id, person_id, until)
     SELECT a.id, $1, now() + make_interval(secs => t.s)
     FROM (SELECT id, row_number() OVER (ORDER BY id) AS n FROM assignment WHERE school_id = $2) a
     JOIN unnest($3::float8[]) WITH ORDINALITY AS t(s, n) ON t.n = a.n`,
    [curator?.person, place?.school, seconds],
  )
  const began = Date.now()
  return () => person.heard().map(({ at }) => (new Date(at).getTime() - began) / 1000)
}

/** Nothing happens outside: the bot is another process. */
async function quietOutside(): Promise<Outside> {
  return {
    now: () => new Date(),
    personalDataMessengers: null,
    links: () => [],
    questionnaires: readLibrary(await readYamlFolder(join(locales, 'questionnaires'))),
    consentTexts: await readConsentTexts(join(locales, 'consents')),
    afterCommit: () => undefined,
  }
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
