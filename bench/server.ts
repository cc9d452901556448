import { readdirSync, readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { startEmbedded } from '../src/infra/embedded.ts'
import { applyMigrations } from '../src/infra/migrate.ts'
import { median } from './figures.ts'

const migrations = join(import.meta.dirname, '..', 'prisma', 'migrations')

/** The PostgreSQL of a run: DATABASE_URL's server, or the embedded one in a folder that goes away. */
export interface Server {
  /** A database of its own for one peer. */
  fresh(name: string, migrated?: boolean): Promise<string>
  /** What one small commit takes, ms: the disk's share. */
  commit(): Promise<number>
  /** CPU that PostgreSQL has used, ms; null where it cannot be known. */
  cpu(): number | null
  stop(): Promise<void>
}

/**
 * @param options volatile: commits do not wait for the disk; statements: what each statement costs is
 * recorded. Neither with DATABASE_URL
 */
export async function openServer(
  options: { volatile?: boolean; statements?: boolean } = {},
): Promise<Server> {
  const given = process.env.DATABASE_URL
  const folder = await mkdtemp(join(tmpdir(), 'tandem-bench-'))
  const start = () => startEmbedded(folder, { forTests: options.volatile ?? false })
  let embedded = given ? undefined : await start()
  if (embedded && options.statements) {
    await query(embedded.url, "ALTER SYSTEM SET shared_preload_libraries = 'pg_stat_statements'")
    await query(embedded.url, 'ALTER SYSTEM SET pg_stat_statements.track_planning = on').catch(
      () => undefined,
    )
    await embedded.stop()
    embedded = await start()
  }
  const url = given ?? embedded?.url ?? ''
  const made: string[] = []
  const run = (statement: string) => query(withName(url, 'postgres'), statement)
  return {
    async fresh(name, migrated = true) {
      const database = `bench_${name}_${process.pid}`
      await run(`DROP DATABASE IF EXISTS ${database} WITH (FORCE)`)
      await run(`CREATE DATABASE ${database}`)
      made.push(database)
      const address = withName(url, database)
      if (migrated) await applyMigrations(address, migrations)
      return address
    },
    async commit() {
      const client = new pg.Client({ connectionString: withName(url, 'postgres') })
      await client.connect()
      await client.query('CREATE TABLE IF NOT EXISTS bench_commit (n int)')
      const times: number[] = []
      for (let i = 0; i < 60; i++) {
        const begun = performance.now()
        await client.query('INSERT INTO bench_commit VALUES (1)')
        times.push(performance.now() - begun)
      }
      await client.query('DROP TABLE bench_commit')
      await client.end()
      return median(times)
    },
    cpu: () => (given ? null : postgresCpu(folder)),
    async stop() {
      for (const database of made) await run(`DROP DATABASE IF EXISTS ${database} WITH (FORCE)`)
      await embedded?.stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** One statement on a connection of its own. */
export async function query<Row>(
  url: string,
  text: string,
  params: unknown[] = [],
): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query(text, params)).rows as Row[]
  } finally {
    await client.end()
  }
}

function withName(url: string, database: string): string {
  const address = new URL(url)
  address.pathname = `/${database}`
  return address.href
}

/** The kernel's ticks of the postmaster, its living children and those it has buried (Linux). */
function postgresCpu(folder: string): number | null {
  try {
    const pid = readFileSync(join(folder, 'data', 'postmaster.pid'), 'utf8').split('\n')[0] ?? ''
    let ticks = 0
    for (const each of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
      const stat = readStat(each)
      if (!stat) continue
      if (each === pid) ticks += stat.own + stat.children
      else if (stat.parent === pid) ticks += stat.own
    }
    return ticks * 10
  } catch {
    return null
  }
}

function readStat(pid: string) {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'latin1')
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ')
    const at = (index: number) => Number(fields[index] ?? 0)
    return { parent: fields[1] ?? '', own: at(11) + at(12), children: at(13) + at(14) }
  } catch {
    return undefined
  }
}
