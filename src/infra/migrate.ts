import { createHash, randomUUID } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'

export interface Migration {
  name: string
  sql: string
  /** SHA-256 of the file in hexadecimal, as Prisma keeps it. */
  checksum: string
}

interface Applied {
  migration_name: string
  checksum: string
  finished_at: Date | null
  logs: string | null
}

/** The advisory lock that Prisma Migrate itself takes, so that the two keep each other out. */
const PRISMA_LOCK = 72707369

/** Reads the migrations of a Prisma folder in the order in which they are applied. */
export function readMigrations(folder: string): Migration[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder)
    .sort()
    .filter((name) => existsSync(join(folder, name, 'migration.sql')))
    .map((name) => {
      const sql = readFileSync(join(folder, name, 'migration.sql'), 'utf8')
      return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') }
    })
}

/**
 * Applies the migrations that the database does not have yet, as `prisma migrate deploy` does
 * (its table, checksum and lock), without its command line. Safe when several processes start at
 * once. Each migration is one transaction: it is applied whole with its record, or not at all.
 * @returns names of the migrations applied now
 * @throws Error naming the migration that failed, or was edited after it had been applied
 */
export async function applyMigrations(url: string, folder: string): Promise<string[]> {
  const client = new pg.Client({
    connectionString: url,
    options: '-c TimeZone=UTC -c lock_timeout=60s -c client_min_messages=warning',
    application_name: 'tandem-migrate',
  })
  await client.connect().catch((error) => {
    throw unreachable(url, error)
  })
  try {
    await client.query('SELECT pg_advisory_lock($1)', [PRISMA_LOCK])
    await client.query(TABLE)
    const missing = findMissing(readMigrations(folder), await readApplied(client))
    for (const migration of missing) await apply(client, migration)
    return missing.map(({ name }) => name)
  } finally {
    await client.end()
  }
}

/** Why nothing can be stored, for the operator; the password stays unsaid. */
function unreachable(url: string, error: Error & { code?: string }): Error {
  const { hostname, port, username, pathname } = new URL(url)
  const place = `${hostname}:${port || 5432}`
  const reason = error.message || error.code || 'no answer'
  if (error.code === '28P01' || error.code === '28000')
    return new Error(
      `PostgreSQL at ${place} refuses the user ${username} of DATABASE_URL: ${reason}.`,
    )
  if (error.code === '3D000')
    return new Error(
      `PostgreSQL at ${place} has no database ${pathname.slice(1)}: see DATABASE_URL.`,
    )
  return new Error(
    `DATABASE_URL: no PostgreSQL answers at ${place} (${reason}). Start it, or correct the address.`,
  )
}

const TABLE = `
  CREATE TABLE IF NOT EXISTS _prisma_migrations (
    id VARCHAR(36) PRIMARY KEY NOT NULL,
    checksum VARCHAR(64) NOT NULL,
    finished_at TIMESTAMPTZ,
    migration_name VARCHAR(255) NOT NULL,
    logs TEXT,
    rolled_back_at TIMESTAMPTZ,
    started_at TIMESTAMPTZ NOT NULL DEFAULT now(),
    applied_steps_count INTEGER NOT NULL DEFAULT 0
  )`

async function readApplied(client: pg.Client): Promise<Applied[]> {
  const { rows } = await client.query<Applied>(
    `SELECT migration_name, checksum, finished_at, logs FROM _prisma_migrations
      WHERE rolled_back_at IS NULL ORDER BY started_at`,
  )
  return rows
}

function findMissing(migrations: readonly Migration[], applied: readonly Applied[]): Migration[] {
  const failed = applied.find((row) => row.finished_at === null)
  if (failed)
    throw new Error(
      `Migration ${failed.migration_name} failed earlier: ${failed.logs ?? 'no log'}. Mend the database, then \`npm run prisma -- migrate resolve\`.`,
    )
  const known = new Map(applied.map((row) => [row.migration_name, row.checksum]))
  for (const { name, checksum } of migrations)
    if (known.has(name) && known.get(name) !== checksum)
      throw new Error(
        `Migration ${name} was edited after it was applied to this database. Restore the file and put the change into a new migration.`,
      )
  return migrations.filter(({ name }) => !known.has(name))
}

async function apply(client: pg.Client, { name, sql, checksum }: Migration): Promise<void> {
  const id = randomUUID()
  try {
    await client.query('BEGIN')
    await client.query(sql)
    await client.query(
      `INSERT INTO _prisma_migrations (id, checksum, migration_name, finished_at, applied_steps_count)
       VALUES ($1, $2, $3, clock_timestamp(), 1)`,
      [id, checksum, name],
    )
    await client.query('COMMIT')
  } catch (error) {
    await client.query('ROLLBACK')
    // Nothing of it is left, so the next start may try again: recorded as rolled back.
    await client.query(
      `INSERT INTO _prisma_migrations (id, checksum, migration_name, logs, rolled_back_at)
       VALUES ($1, $2, $3, $4, now())`,
      [id, checksum, name, String(error)],
    )
    throw new Error(`Migration ${name} failed and was rolled back: ${String(error)}`, {
      cause: error,
    })
  }
}
