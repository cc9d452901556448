import { createHash, randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { startEmbedded } from '../../src/infra/embedded.ts'
import { openLog } from '../../src/infra/log.ts'
import { applyMigrations, readMigrations } from '../../src/infra/migrate.ts'
import { openQueue } from '../../src/jobs/queues.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    /** Connection string of the template database, with every migration applied. */
    templateUrl: string
    /** What the names of this run's databases begin with. */
    databases: string
  }
}

const root = join(import.meta.dirname, '../..')
const migrations = join(root, 'prisma/migrations')
/** What the queue's tables are made by. */
const { version: bullmq } = JSON.parse(
  readFileSync(join(root, 'node_modules/bullmq/package.json'), 'utf8'),
)

/** Starts the tests' PostgreSQL (or uses TEST_DATABASE_URL's) and makes the template database. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const given = process.env.TEST_DATABASE_URL
  const embedded = given
    ? undefined
    : await startEmbedded(join(root, '.data/test-pg'), { forTests: true })
  const templateUrl = await makeTemplate(given ?? embedded?.url ?? '', !given)
  const databases = `tandem_test_${randomBytes(4).toString('hex')}_`
  project.provide('templateUrl', templateUrl)
  project.provide('databases', databases)
  return async () => {
    await dropAll(templateUrl, databases)
    await embedded?.stop()
  }
}

/** Removes the databases whose names begin so. */
async function dropAll(serverUrl: string, prefix: string): Promise<void> {
  const client = new pg.Client({ connectionString: urlOf(serverUrl, 'postgres') })
  await client.connect()
  try {
    const { rows } = await client.query<{ name: string }>(
      'SELECT datname AS name FROM pg_database WHERE starts_with(datname, $1)',
      [prefix],
    )
    for (const { name } of rows) await client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`)
  } finally {
    await client.end()
  }
}

/** The template's name carries what it was made of: an edited migration makes another one. */
async function makeTemplate(serverUrl: string, ours: boolean): Promise<string> {
  const hash = createHash('sha256')
  for (const { name, checksum } of readMigrations(migrations)) hash.update(name + checksum)
  hash.update(bullmq)
  const name = `tandem_template_${hash.digest('hex').slice(0, 12)}`
  const client = new pg.Client({ connectionString: serverUrl })
  await client.connect()
  try {
    // Two runs at once: one makes it, the other waits.
    await client.query(`SELECT pg_advisory_lock(hashtext('tandem-template'))`)
    if (ours) await dropLeftovers(client, name)
    const known = await client.query('SELECT FROM pg_database WHERE datname = $1', [name])
    if (known.rowCount === 0) {
      // Made under another name: nobody may be connected to a template that is being copied.
      const draft = `${name}_draft`
      await client.query(`DROP DATABASE IF EXISTS ${draft} WITH (FORCE)`)
      await client.query(`CREATE DATABASE ${draft}`)
      await applyMigrations(urlOf(serverUrl, draft), migrations)
      // The queue's own tables, too: every town would make them anew.
      const queue = await openQueue(
        { databaseUrl: urlOf(serverUrl, draft) },
        openLog({ level: 'silent' }),
      )
      await queue.close()
      await client.query(`ALTER DATABASE ${draft} RENAME TO ${name}`)
    }
  } finally {
    await client.end()
  }
  return urlOf(serverUrl, name)
}

function urlOf(serverUrl: string, database: string): string {
  const url = new URL(serverUrl)
  url.pathname = `/${database}`
  return url.href
}

/** Removes older templates and the databases of test runs that were killed. */
async function dropLeftovers(client: pg.Client, current: string): Promise<void> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT datname AS name FROM pg_database d
      WHERE (datname LIKE 'tandem\\_template\\_%' OR datname LIKE 'tandem\\_test\\_%')
        AND datname <> $1
        AND NOT EXISTS (SELECT FROM pg_stat_activity a WHERE a.datname = d.datname)
        AND (pg_stat_file('base/' || oid || '/PG_VERSION')).modification < now() - interval '1 hour'`,
    [current],
  )
  for (const { name } of rows) await client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`)
}
