import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { inject, onTestFinished } from 'vitest'
import { type Database, openDatabase } from '../../src/infra/db.ts'

export interface FreshDatabase {
  url: string
  drop(): Promise<void>
}

/**
 * A database of its own with every migration applied, copied from the template: for tests that change
 * the schema or cut connections. Others borrow one.
 */
export async function freshDatabase(): Promise<FreshDatabase> {
  const template = new URL(inject('templateUrl')).pathname.slice(1)
  // With fsync off, copying files costs PostgreSQL less than writing each page to its log.
  return makeDatabase(`TEMPLATE ${template} STRATEGY FILE_COPY`)
}

/** An empty database without migrations. */
export function emptyDatabase(): Promise<FreshDatabase> {
  return makeDatabase('')
}

async function makeDatabase(how: string): Promise<FreshDatabase> {
  const name = `${inject('databases')}${randomBytes(6).toString('hex')}`
  await onServer('postgres', `CREATE DATABASE ${name} ${how}`)
  return {
    url: urlOf(name),
    drop: () => onServer('postgres', `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`),
  }
}

/** Databases of this worker that nobody uses now, all empty. The end of the run drops them. */
const free: FreshDatabase[] = []

export interface BorrowedDatabase {
  url: string
  /** Cuts what is still connected and empties it. The next borrower gets it. */
  giveBack(): Promise<void>
}

/**
 * A database with every migration applied and nothing in it, as good as a fresh one: emptying costs
 * a fraction of making the 700 files of another. Who borrows it leaves the schema as it is.
 */
export async function borrowDatabase(): Promise<BorrowedDatabase> {
  const database = free.pop() ?? (await freshDatabase())
  return {
    url: database.url,
    async giveBack() {
      await onServer(new URL(database.url).pathname.slice(1), EMPTYING)
      free.push(database)
    },
  }
}

/**
 * Rows go without triggers and references, sequences begin anew. What stays is which migrations were
 * applied: Tandem's own and BullMQ's.
 */
const EMPTYING = `
  SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity
   WHERE datname = current_database() AND pid <> pg_backend_pid();
  SET session_replication_role = replica;
  DO $$
  DECLARE filled regclass;
  BEGIN
    FOR filled IN
      SELECT c.oid FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
       WHERE c.relkind = 'r' AND n.nspname IN ('public', 'bullmq')
         AND c.relname NOT IN ('_prisma_migrations', 'migration')
    LOOP
      EXECUTE format('DELETE FROM %s', filled);
    END LOOP;
    PERFORM setval(format('%I.%I', schemaname, sequencename), start_value, false) FROM pg_sequences;
  END $$`

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

const urlOf = (database: string): string => {
  const url = new URL(inject('templateUrl'))
  url.pathname = `/${database}`
  return url.href
}

async function onServer(database: string, statements: string): Promise<void> {
  const client = new pg.Client({ connectionString: urlOf(database) })
  await client.connect()
  try {
    await client.query(statements)
  } finally {
    await client.end()
  }
}
