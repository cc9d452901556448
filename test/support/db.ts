import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { inject, onTestFinished } from 'vitest'
import { type Database, openDatabase } from '../../src/infra/db.ts'

export interface FreshDatabase {
  url: string
  drop(): Promise<void>
}

/**
 * A database of its own with every migration applied, copied from the template (about 50 ms).
 * Make one a test file, in beforeAll, and drop it in afterAll; the connections to it are cut then.
 */
export async function freshDatabase(): Promise<FreshDatabase> {
  const name = `tandem_test_${randomBytes(6).toString('hex')}`
  const template = new URL(inject('templateUrl'))
  const url = new URL(template)
  url.pathname = `/${name}`
  await onServer(`CREATE DATABASE ${name} TEMPLATE ${template.pathname.slice(1)}`)
  return { url: url.href, drop: () => onServer(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`) }
}

/** An empty database without migrations. */
export async function emptyDatabase(): Promise<FreshDatabase> {
  const name = `tandem_test_${randomBytes(6).toString('hex')}`
  const url = new URL(inject('templateUrl'))
  url.pathname = `/${name}`
  await onServer(`CREATE DATABASE ${name}`)
  return { url: url.href, drop: () => onServer(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`) }
}

/** Opens a fresh database for one test; closed and dropped when the test is over. */
export async function openFresh(options?: { lanes?: number }): Promise<Database> {
  const { url, drop } = await freshDatabase()
  const db = await openDatabase(url, options)
  onTestFinished(async () => {
    await db.close()
    await drop()
  })
  return db
}

async function onServer(statement: string): Promise<void> {
  const url = new URL(inject('templateUrl'))
  url.pathname = '/postgres'
  const client = new pg.Client({ connectionString: url.href })
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}
