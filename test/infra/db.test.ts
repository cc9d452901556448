import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import {
  type Database,
  openDatabase,
  TransactionSpoilt,
  TransactionTimeout,
  type Tx,
} from '../../src/infra/db.ts'
import { type FreshDatabase, freshDatabase } from '../support/db.ts'

let fresh: FreshDatabase
let db: Database

beforeAll(async () => {
  fresh = await freshDatabase()
  db = await openDatabase(fresh.url, { lanes: 3 })
})
afterAll(async () => {
  await db.close()
  await fresh.drop()
})
beforeEach(async () => {
  await db.query('TRUNCATE municipality, account CASCADE')
})

const names = async (): Promise<string[]> =>
  (await db.query<{ name: string }>('SELECT name FROM municipality ORDER BY name')).map(
    ({ name }) => name,
  )
const add = (tx: Tx, name: string) =>
  tx.query(`INSERT INTO municipality (name, time_zone) VALUES ($1, 'Asia/Magadan')`, [name])
const killBackend = (pid: number) => db.query('SELECT pg_terminate_backend($1)', [pid])
const backendOf = async (tx: Tx): Promise<number> =>
  (await tx.query<{ pid: number }>('SELECT pg_backend_pid() AS pid'))[0]?.pid ?? 0

describe('a transaction', () => {
  test('shows plain SQL and Prisma the same uncommitted rows on one connection', async () => {
    await db.transaction(async (tx) => {
      await add(tx, 'Магадан')
      expect(await tx.prisma.municipality.count()).toBe(1)
      await tx.prisma.municipality.create({ data: { name: 'Ола', timeZone: 'Asia/Magadan' } })
      expect(await tx.query('SELECT FROM municipality')).toHaveLength(2)
      expect(await db.prisma.municipality.count()).toBe(0)
      const [row] = await tx.prisma.$queryRaw<{ pid: number }[]>`SELECT pg_backend_pid() AS pid`
      expect(row?.pid).toBe(await backendOf(tx))
    })
    expect(await names()).toEqual(['Магадан', 'Ола'])
  })

  test('that throws leaves nothing of either', async () => {
    const work = db.transaction(async (tx) => {
      await add(tx, 'Магадан')
      await tx.prisma.municipality.create({ data: { name: 'Ола', timeZone: 'Asia/Magadan' } })
      throw new Error('refused')
    })
    await expect(work).rejects.toThrow('refused')
    expect(await names()).toEqual([])
  })

  test('takes nested writes of Prisma and rolls them back with the rest', async () => {
    const nested = (tx: Tx, name: string) =>
      tx.prisma.municipality.create({
        data: { name, timeZone: 'UTC', schools: { create: [{ name: '№ 1' }, { name: '№ 2' }] } },
        include: { schools: true },
      })
    const made = await db.transaction(async (tx) => {
      await add(tx, 'Магадан')
      return nested(tx, 'Ола')
    })
    expect(made.schools).toHaveLength(2)
    const undone = db.transaction(async (tx) => {
      await nested(tx, 'Палатка')
      throw new Error('refused')
    })
    await expect(undone).rejects.toThrow('refused')
    expect(await names()).toEqual(['Магадан', 'Ола'])
    expect(await db.prisma.school.count()).toBe(2)
  })

  test('keeps two nested writes and plain SQL that were started together apart', async () => {
    const nested = (tx: Tx, name: string) =>
      tx.prisma.municipality.create({
        data: { name, timeZone: 'UTC', schools: { create: [{ name: '№ 1' }] } },
      })
    await db.transaction(async (tx) => {
      await Promise.all([nested(tx, 'А'), add(tx, 'Б'), nested(tx, 'В'), add(tx, 'Г')])
    })
    expect(await names()).toEqual(['А', 'Б', 'В', 'Г'])
  })

  test('survives a nested write that fails, of which nothing is left', async () => {
    await db.transaction(async (tx) => {
      await add(tx, 'Магадан')
      const twice = tx.prisma.municipality.create({
        data: { name: 'Ола', timeZone: 'UTC', schools: { create: [{ name: '1' }, { name: '1' }] } },
      })
      await expect(twice).rejects.toMatchObject({ code: 'P2002' })
    })
    expect(await names()).toEqual(['Магадан'])
  })

  test('refuses $transaction inside', async () => {
    const work = db.transaction((tx) => tx.prisma.$transaction(async () => 1))
    await expect(work).rejects.toThrow(TransactionSpoilt)
    const batch = db.transaction((tx) => tx.prisma.$transaction([tx.prisma.person.count()]))
    await expect(batch).rejects.toThrow(TransactionSpoilt)
  })

  test('is not reported as committed when a failed statement in it was swallowed', async () => {
    const work = db.transaction(async (tx) => {
      await add(tx, 'Магадан')
      await tx.query('SELECT 1 / 0').catch(() => undefined)
    })
    await expect(work).rejects.toThrow(TransactionSpoilt)
    expect(await names()).toEqual([])
  })

  test('is not committed while a statement of it is still running', async () => {
    const work = db.transaction(async (tx) => {
      await add(tx, 'Магадан')
      void tx.query('SELECT pg_sleep(0.2)').catch(() => undefined)
    })
    await expect(work).rejects.toThrow('still running')
    expect(await names()).toEqual([])
  })

  test('cannot be used after its end', async () => {
    let kept: Tx | undefined
    await db.transaction(async (tx) => {
      kept = tx
      await add(tx, 'Магадан')
    })
    await expect(kept?.query('SELECT 1')).rejects.toThrow('has ended')
    expect(() => kept?.prisma.person.count()).toThrow('has ended')
  })

  test('refuses a client of Prisma that was kept past its end', async () => {
    let kept: Database['prisma'] | undefined
    await db.transaction(async (tx) => {
      kept = tx.prisma
    })
    expect(() => kept?.person.count()).toThrow('has ended')
  })

  test('that takes too long is cut off, and its connection is not used again', async () => {
    let pid = 0
    const work = db.transaction(
      async (tx) => {
        pid = await backendOf(tx)
        await add(tx, 'Магадан')
        await new Promise(() => undefined)
      },
      { timeoutMs: 100 },
    )
    await expect(work).rejects.toThrow(TransactionTimeout)
    expect(await names()).toEqual([])
    const next = await Promise.all([1, 2, 3].map(() => db.transaction(backendOf)))
    expect(next).not.toContain(pid)
  })

  test('stops a statement that outlasts it on the server too', async () => {
    const work = db.transaction((tx) => tx.query('SELECT pg_sleep(30)'), { timeoutMs: 150 })
    await expect(work).rejects.toThrow()
    await expect
      .poll(() =>
        db.query(
          `SELECT FROM pg_stat_activity WHERE query LIKE '%pg_sleep(30)' AND state = 'active' AND pid <> pg_backend_pid()`,
        ),
      )
      .toHaveLength(0)
  })

  test('ten at a time share three connections and lose nothing', async () => {
    await db.transaction((tx) => add(tx, '0'))
    const bump = () =>
      db.transaction(async (tx) => {
        const [row] = await tx.query<{ name: string }>('SELECT name FROM municipality FOR UPDATE')
        await tx.prisma.municipality.updateMany({ data: { name: String(Number(row?.name) + 1) } })
      })
    await Promise.all(Array.from({ length: 30 }, bump))
    expect(await names()).toEqual(['30'])
  })
})

describe('a connection killed in the middle of a transaction', () => {
  for (const how of ['plain SQL', 'Prisma', 'a nested write of Prisma'])
    test(`makes the next statement by ${how} fail, and nothing is written`, async () => {
      const data = { name: 'после', timeZone: 'UTC', schools: { create: { name: '№ 1' } } }
      const { schools, ...flat } = data
      let failed = 0
      const work = db.transaction(async (tx) => {
        await tx.prisma.municipality.count()
        await add(tx, 'до')
        await killBackend(await backendOf(tx))
        await sleep(50)
        for (let attempt = 0; attempt < 3; attempt++)
          try {
            if (how === 'plain SQL') await add(tx, 'после')
            else if (how === 'Prisma') await tx.prisma.municipality.create({ data: flat })
            else await tx.prisma.municipality.create({ data: { ...flat, schools } })
          } catch {
            failed++
          }
      })
      await expect(work).rejects.toThrow()
      expect(failed).toBe(3)
      expect(await names()).toEqual([])
      await db.transaction((tx) => add(tx, 'снова'))
      expect(await names()).toEqual(['снова'])
    })

  test('while a statement runs fails that statement and the transaction', async () => {
    const work = db.transaction(async (tx) => {
      await add(tx, 'до')
      const pid = await backendOf(tx)
      setTimeout(() => killBackend(pid), 50)
      await tx.query('SELECT pg_sleep(5)')
    })
    await expect(work).rejects.toThrow()
    expect(await names()).toEqual([])
  })

  test('and idle ones too are replaced without a word', async () => {
    await Promise.all([1, 2, 3].map(() => db.transaction((tx) => tx.query('SELECT 1'))))
    await db.query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity
      WHERE datname = current_database() AND pid <> pg_backend_pid()`)
    await sleep(100)
    await Promise.all([1, 2, 3].map((n) => db.transaction((tx) => add(tx, String(n)))))
    expect(await names()).toEqual(['1', '2', '3'])
  })
})

describe('plain SQL', () => {
  test('reads bigint as a number where it is exact and as digits where not', async () => {
    const rows = await db.query(
      `SELECT 9007199254740991::bigint AS safe, 9007199254740992::bigint AS big,
              ARRAY[1, NULL, 3]::bigint[] AS many, count(*) AS count FROM municipality`,
    )
    expect(rows).toEqual([
      { safe: 9007199254740991, big: '9007199254740992', many: [1, null, 3], count: 0 },
    ])
  })

  test('reads days as ISO strings, instants as Date and json as values', async () => {
    const rows = await db.query(
      `SELECT date '2026-03-29' AS day, ARRAY[date '2026-03-29'] AS days,
              timestamptz '2026-03-29 09:00+11' AS at, timestamp '2026-03-29 09:00' AS utc,
              '{"a": [1]}'::jsonb AS json, 1.50::numeric AS amount`,
    )
    expect(rows).toEqual([
      {
        day: '2026-03-29',
        days: ['2026-03-29'],
        at: new Date('2026-03-28T22:00:00Z'),
        utc: new Date('2026-03-29T09:00:00Z'),
        json: { a: [1] },
        amount: '1.50',
      },
    ])
  })

  test('writes a Date as the same instant as Prisma does', async () => {
    const at = new Date('2026-10-25T01:30:00.123Z')
    const [row] = await db.query<{ at: Date }>('SELECT $1::timestamptz AS at', [at])
    const [same] = await db.prisma.$queryRaw<{ at: Date }[]>`SELECT ${at}::timestamptz AS at`
    expect([row?.at, same?.at]).toEqual([at, at])
  })
})
