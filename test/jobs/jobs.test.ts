import {
  afterAll,
  beforeAll,
  beforeEach,
  describe,
  expect,
  inject,
  onTestFinished,
  test,
} from 'vitest'
import type { Actor } from '../../src/domain/shared/access.ts'
import type { Effect } from '../../src/domain/shared/room.ts'
import { openLog } from '../../src/infra/log.ts'
import { type Jobs, startJobs } from '../../src/jobs/index.ts'
import { type AlarmQueue, openQueue, type QueueConnection } from '../../src/jobs/queues.ts'
import { type TestClock, testClock } from '../support/clock.ts'
import { aDraft, aRow, loadDraft } from '../support/drafts.ts'
import type { Rooms } from '../support/people.ts'
import { hasRedis, startRedis } from '../support/redis-server.ts'
import { openSchool } from '../support/school.ts'
import { russianZones } from '../support/zones.ts'

if (!hasRedis) console.log('Skipped, no redis-server here: the queue on Redis.')
const log = openLog({ level: 'silent' })

describe.each(['PostgreSQL', 'Redis'])('jobs on %s', (kind) => {
  describe.runIf(kind === 'PostgreSQL' || hasRedis)('with a queue that runs', () => {
    let redis: Awaited<ReturnType<typeof startRedis>> | undefined
    let rooms: Rooms
    let coordinator: Actor
    let curator: Actor
    let clock: TestClock
    /** Each test has a Redis database of its own. */
    let tests = 0

    beforeAll(async () => {
      if (kind === 'Redis') redis = await startRedis()
    })
    afterAll(async () => redis?.stop())

    beforeEach(async () => {
      tests += 1
      ;({ rooms, coordinator, curator } = await openSchool())
      clock = testClock('2023-08-31T01:00:00Z')
      rooms.outside = { ...rooms.outside, now: () => clock.now() }
      const row = aRow({
        number: '1',
        responsible: ['Руководители ОО'],
        phrase: 'до 1 октября 2023 года',
      })
      await loadDraft(rooms, coordinator, aDraft([row]))
    })

    const connection = async (): Promise<QueueConnection> => {
      const [{ name } = { name: '' }] = await rooms.db.query<{ name: string }>(
        'SELECT current_database() AS name',
      )
      const url = new URL(inject('templateUrl'))
      url.pathname = `/${name}`
      return { databaseUrl: url.href, ...(redis ? { redisUrl: `${redis.url}/${tests}` } : {}) }
    }

    /** Starts the jobs; what they put off is remembered, alarms are set. */
    async function start(): Promise<Jobs & { effects: Effect[] }> {
      const effects: Effect[] = []
      const jobs = await startJobs({
        database: rooms.db,
        connection: await connection(),
        clock,
        log,
        outside: {
          ...rooms.outside,
          afterCommit: (effect) => {
            effects.push(effect)
          },
        },
      })
      onTestFinished(() => jobs.stop())
      return { ...jobs, effects }
    }

    async function openAlarmQueue(): Promise<AlarmQueue> {
      const queue = await openQueue(await connection(), log)
      onTestFinished(() => queue.close())
      return queue
    }

    const pings = async () =>
      (await rooms.db.query('SELECT id FROM delivery WHERE priority = 1')).length

    test('a job runs once at its time, and one of the same id is not added twice', async () => {
      const queue = await openAlarmQueue()
      const ran: unknown[] = []
      await queue.add('try', 'try-1', { n: 1 }, 300)
      await queue.add('try', 'try-1', { n: 2 }, 300)
      await queue.add('try', 'try-2', { n: 3 })
      await queue.work({ try: async ({ n }) => void ran.push(n) })
      await expect.poll(() => ran.length, { timeout: 5000 }).toBe(2)
      expect(ran).toEqual([3, 1])
      // Its id is free again once the first one is put away, a moment after it has run.
      const again = async () => {
        await queue.add('try', 'try-1', { n: 4 })
        // Asked once more when it has just run, it runs once more.
        return ran.slice(0, 3)
      }
      await expect.poll(again, { timeout: 5000 }).toEqual([3, 1, 4])
    })

    test('a job that fails is tried again', async () => {
      const queue = await openAlarmQueue()
      let tries = 0
      await queue.work({
        fail: async () => {
          tries += 1
          if (tries < 2) throw new Error('not yet')
        },
      })
      await queue.add('fail', 'fail-1', {})
      await expect.poll(() => tries, { timeout: 10_000 }).toBe(2)
    })

    test('there is one scheduler a time zone, however many processes start at once', async () => {
      for (const [i, zone] of russianZones.entries())
        await rooms.run(({ organisations }) => organisations.openMunicipality(`Город ${i}`, zone))
      await Promise.all([start(), start(), start()])
      const queue = await openAlarmQueue()
      await expect
        .poll(async () => (await queue.listSchedulers()).length, { timeout: 5000 })
        .toBe(russianZones.length)
      for (const { id, zone, pattern, next } of await queue.listSchedulers()) {
        expect(id).toBe(`morning-${zone.replace('/', '-')}`)
        expect(pattern).toBe('0 9 * * *')
        const wall = new Intl.DateTimeFormat('ru', { timeZone: zone, timeStyle: 'short' })
        expect(wall.format(next)).toBe('09:00')
      }
    })

    test('the job of a zone opens the mornings that are due', async () => {
      // No jump is announced: only the queue wakes.
      let now = '2023-08-31T20:00:00Z'
      rooms.outside = { ...rooms.outside, now: () => new Date(now) }
      await start()
      const queue = await openAlarmQueue()
      now = '2023-08-31T22:00:00Z' // nine in Magadan
      expect(await pings()).toBe(0)
      await queue.add('zone', 'tick', { zone: 'Asia/Magadan' })
      await expect.poll(pings, { timeout: 5000 }).toBe(1)
    })

    test('a clock that jumps opens its morning at once, and thirty days make one digest', async () => {
      const jobs = await start()
      clock.set('2023-08-31T22:30:00Z') // 1 September, 09:30 in Magadan
      await jobs.idle()
      expect(await pings()).toBe(1)
      clock.set('2023-10-03T22:30:00Z')
      await jobs.idle()
      expect(await pings()).toBe(3) // curator's second digest, and the coordinator is told
      clock.set('2023-08-31T22:30:00Z')
      await jobs.idle()
      clock.set('2023-10-03T22:30:00Z')
      await jobs.idle()
      expect(await pings()).toBe(3)
      expect(jobs.effects.filter(({ type }) => type === 'deliver')).not.toHaveLength(0)
    })

    test('a morning that passed while nothing ran is opened by the next start', async () => {
      clock.set('2023-09-01T02:00:00Z')
      await Promise.all([start(), start()])
      expect(await pings()).toBe(1)
    })

    test('a snooze fires at its hour, and a lost queue does not lose it', async () => {
      const jobs = await start()
      const [item] = (await rooms.run((d) => d.assignments.list(curator, 'next'))).items
      await rooms.run((d) => d.reminders.snooze(curator, item!.id, 'hours'))
      clock.set('2023-08-31T02:59:00Z')
      await jobs.idle()
      expect(await pings()).toBe(0)
      clock.set('2023-08-31T03:00:00Z')
      await jobs.clockJumped()
      expect(await pings()).toBe(1)
      await jobs.clockJumped()
      expect(await pings()).toBe(1)
    })

    test('an alarm wakes in machine time', async () => {
      const [item] = (await rooms.run((d) => d.assignments.list(curator, 'next'))).items
      await rooms.run((d) => d.reminders.snooze(curator, item!.id, 'hours'))
      const [row] = await rooms.run((d) => d.reminders.listSnoozes(new Date('2030-01-01')))
      const began = Date.now()
      const due = row!.until.getTime()
      // The trade's clock stands three seconds before the hour, and runs: a slow machine starts in less.
      rooms.outside = { ...rooms.outside, now: () => new Date(due - 3000 + Date.now() - began) }
      await start()
      expect(await pings()).toBe(0)
      await expect.poll(pings).toBe(1)
    })
  })
})
