import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { applyMigrations } from '../../src/infra/migrate.ts'
import { emptyDatabase, type FreshDatabase } from '../support/db.ts'

let database: FreshDatabase
let folder: string

beforeEach(async () => {
  database = await emptyDatabase()
  folder = mkdtempSync(join(tmpdir(), 'tandem-migrations-'))
  write('20260101000000_one', 'CREATE TABLE one (id int); INSERT INTO one VALUES (1);')
  write('20260102000000_two', 'ALTER TABLE one ADD COLUMN name text;')
})
afterEach(async () => {
  rmSync(folder, { recursive: true })
  await database.drop()
})

function write(name: string, sql: string): void {
  mkdirSync(join(folder, name), { recursive: true })
  writeFileSync(join(folder, name, 'migration.sql'), sql)
}

test('a database that nobody answers for is told with the name of the setting, without the password', async () => {
  const failure = await applyMigrations('postgresql://me:secret@127.0.0.1:1/x', folder).catch(
    String,
  )
  expect(failure).toContain('DATABASE_URL')
  expect(failure).toContain('127.0.0.1:1')
  expect(failure).not.toContain('secret')
})

async function read(sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: database.url })
  await client.connect()
  try {
    return (await client.query(sql)).rows
  } finally {
    await client.end()
  }
}

test('migrations are applied once and in order, also by three starters at once', async () => {
  const start = () => applyMigrations(database.url, folder)
  const applied = await Promise.all([start(), start(), start()])
  expect(applied.flat()).toEqual(['20260101000000_one', '20260102000000_two'])
  expect(await read('SELECT * FROM one')).toEqual([{ id: 1, name: null }])
  expect(await start()).toEqual([])
})

test('a new migration is applied after the old ones', async () => {
  await applyMigrations(database.url, folder)
  write('20260103000000_three', 'CREATE TABLE three ();')
  expect(await applyMigrations(database.url, folder)).toEqual(['20260103000000_three'])
})

test('a migration that fails leaves nothing of itself, and is tried again when mended', async () => {
  write('20260103000000_three', 'CREATE TABLE three (); SELECT 1 / 0;')
  await expect(applyMigrations(database.url, folder)).rejects.toThrow(
    /20260103000000_three failed and was rolled back.*division by zero/,
  )
  expect(await read(`SELECT to_regclass('three') AS made`)).toEqual([{ made: null }])
  write('20260103000000_three', 'CREATE TABLE three ();')
  expect(await applyMigrations(database.url, folder)).toEqual(['20260103000000_three'])
})

test('a migration that was edited after it had been applied is refused', async () => {
  await applyMigrations(database.url, folder)
  write('20260102000000_two', 'ALTER TABLE one ADD COLUMN name varchar;')
  await expect(applyMigrations(database.url, folder)).rejects.toThrow(/two was edited/)
})

test('a migration that Prisma recorded as failed stops the start', async () => {
  await applyMigrations(database.url, folder)
  await read(`UPDATE _prisma_migrations SET finished_at = NULL, logs = 'syntax error'
    WHERE migration_name LIKE '%two'`)
  await expect(applyMigrations(database.url, folder)).rejects.toThrow(/two failed earlier: syntax/)
})

test("the project's own migrations make the tables of its schema", async () => {
  await applyMigrations(database.url, 'prisma/migrations')
  const tables = await read(`SELECT FROM pg_tables WHERE schemaname = 'public'`)
  expect(tables.length).toBeGreaterThan(10)
})
