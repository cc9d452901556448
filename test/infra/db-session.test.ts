import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Database, openDatabase } from '../../src/infra/db.ts'
import { holdLock } from '../../src/infra/db-lock.ts'
import { type FreshDatabase, freshDatabase } from '../support/db.ts'

let fresh: FreshDatabase
let db: Database
let other: Database

beforeAll(async () => {
  fresh = await freshDatabase()
  db = await openDatabase(fresh.url)
  other = await openDatabase(fresh.url)
})
afterAll(async () => {
  await db.close()
  await other.close()
  await fresh.drop()
})

const killConnectionsThat = (query: string) =>
  other.query(
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
      WHERE datname = current_database() AND pid <> pg_backend_pid() AND query LIKE $1`,
    [query],
  )

describe('listening', () => {
  test('hears what a transaction notified after its commit, and no more after the stop', async () => {
    const heard: string[] = []
    const stop = await db.listen('inbox', (payload) => heard.push(payload))
    await other.transaction(async (tx) => {
      await tx.query(`SELECT pg_notify('inbox', 'first')`)
      await sleep(30)
      expect(heard).toEqual([])
    })
    await expect.poll(() => heard).toEqual(['first'])
    await stop()
    await other.query(`SELECT pg_notify('inbox', 'second')`)
    await sleep(50)
    expect(heard).toEqual(['first'])
  })

  test('comes back after its connection was cut, says so, and hears again', async () => {
    const heard: string[] = []
    await db.listen('delivery', (payload) => heard.push(payload))
    await killConnectionsThat('LISTEN%')
    await expect.poll(() => heard, { timeout: 5000 }).toEqual([''])
    await other.query(`SELECT pg_notify('delivery', 'again')`)
    await expect.poll(() => heard).toEqual(['', 'again'])
  })
})

describe('a lock', () => {
  test('is had by one process only, and by the next after its release', async () => {
    const held = await db.holdLock('sender telegram')
    expect(held).not.toBeNull()
    expect(await other.holdLock('sender telegram')).toBeNull()
    expect(await other.holdLock('sender vk')).not.toBeNull()
    await held?.release()
    await held?.lost
    const next = await other.holdLock('sender telegram')
    expect(next).not.toBeNull()
    await next?.release()
  })

  test('tells its holder when its connection is cut', async () => {
    const held = await db.holdLock('sender max')
    await killConnectionsThat('%pg_try_advisory_lock%')
    await held?.lost
    const next = await other.holdLock('sender max')
    expect(next).not.toBeNull()
    await next?.release()
  })

  test('that could not be asked for leaves no connection behind', async () => {
    await db.query('CREATE SCHEMA broken')
    await db.query(
      `CREATE FUNCTION broken.hashtextextended(text, int) RETURNS bigint LANGUAGE plpgsql AS
       $$ BEGIN RAISE 'out of order'; END $$`,
    )
    const config = {
      connectionString: fresh.url,
      application_name: 'one that fails',
      options: '-c search_path=broken,pg_catalog',
    }
    await expect(holdLock(config, 'sender telegram')).rejects.toThrow('out of order')
    await expect
      .poll(() =>
        db.query("SELECT pid FROM pg_stat_activity WHERE application_name = 'one that fails'"),
      )
      .toEqual([])
  })
})
