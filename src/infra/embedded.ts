import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { type Binaries, chooseRun, findBinaries, type Run } from './embedded-binaries.ts'
import { isAlive, withLockFile } from './lock-file.ts'

export interface Embedded {
  /** Connection string of the database, on 127.0.0.1, with the password. */
  readonly url: string
  /** Leaves; the server stops when no other process uses it. Close every connection first. */
  stop(): Promise<void>
}

export interface EmbeddedOptions {
  /** Name of the database, made when missing. Default: tandem. */
  database?: string
  /** Trades safety against power loss for speed, and takes more connections. */
  forTests?: boolean
  /** False as root skips the user namespace and runs the server as `nobody`. */
  namespace?: boolean
}

/** Every user of the server keeps one connection with this name open for as long as it needs it. */
const PRESENCE = 'tandem-presence'

/** pg's own typings leave out these two, which decide whether a connection keeps the process alive. */
type Presence = pg.Client & { ref(): void; unref(): void }

interface Cluster {
  base: string
  settings: string[]
  bin: Binaries
  run: Run
  password: string
}

/**
 * Starts the PostgreSQL that npm brought along, or joins the one that already runs in `folder`
 * (another process of ours, or one that was killed and left it running).
 * @throws Error in one sentence when the platform has no binaries or the server does not start
 */
export async function startEmbedded(
  folder: string,
  options: EmbeddedOptions = {},
): Promise<Embedded> {
  const base = resolve(folder)
  mkdirSync(base, { recursive: true, mode: 0o700 })
  const bin = await findBinaries()
  const run = chooseRun(base, options.namespace)
  const settings = options.forTests ? TEST_SETTINGS : []
  return withLockFile(join(base, 'lock'), async () => {
    const cluster = { base, bin, run, settings, password: readPassword(base) }
    await initialise(cluster)
    const presence = (await joinRunning(cluster)) ?? (await start(cluster))
    const database = options.database ?? 'tandem'
    await createDatabase(presence, database)
    presence.unref()
    const url = urlOf(cluster, presence.port, database)
    return { url, stop: once(() => leave(cluster, presence)) }
  })
}

const SETTINGS = [
  'listen_addresses=127.0.0.1',
  'unix_socket_directories=',
  'TimeZone=UTC',
  'max_connections=100',
  'shared_buffers=64MB',
  'jit=off',
  // Statements and the details of errors carry people's words: they stay out of the log.
  'log_error_verbosity=terse',
  'log_min_error_statement=panic',
]
const TEST_SETTINGS = [
  'fsync=off',
  'synchronous_commit=off',
  'full_page_writes=off',
  'max_connections=300',
  // How often a password is hashed at each of a thousand connections.
  'scram_iterations=1',
]

function readPassword(base: string): string {
  const file = join(base, 'password')
  if (!existsSync(file)) writeFileSync(file, randomBytes(18).toString('base64url'), { mode: 0o600 })
  return readFileSync(file, 'utf8')
}

/** Makes the cluster beside its place and moves it there whole, so that a kill leaves no half. */
async function initialise({ base, bin, run, settings }: Cluster): Promise<void> {
  const final = join(base, 'data')
  if (existsSync(final)) return
  const draft = join(base, 'data.new')
  rmSync(draft, { recursive: true, force: true })
  mkdirSync(draft, { mode: 0o700 })
  // Plain C would leave lower() and ILIKE blind to Cyrillic; builtin C.UTF-8 needs no system locale.
  const locale = [
    '-E',
    'UTF8',
    '--locale=C',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
  ]
  const access = ['-U', 'tandem', '-A', 'scram-sha-256', `--pwfile=${join(base, 'password')}`]
  const set = settings.flatMap((setting) => ['-c', setting])
  const { code, said } = await run(bin.initdb, ['-D', draft, ...locale, ...access, ...set])
  if (code !== 0)
    throw new Error(`Embedded PostgreSQL could not be made in ${base}: ${said.trim()}`)
  renameSync(draft, final)
}

/** Connects to the server that the pid file names; undefined when there is none. */
async function joinRunning(cluster: Cluster): Promise<Presence | undefined> {
  const file = join(cluster.base, 'data', 'postmaster.pid')
  for (let attempt = 0; attempt < 100 && existsSync(file); attempt++) {
    const lines = readFileSync(file, 'utf8').split('\n')
    const pid = Number(lines[0])
    if (!isAlive(pid)) return undefined
    if (isForeign(pid)) {
      // After a reboot or in a new container the number belongs to somebody else.
      rmSync(file, { force: true })
      return undefined
    }
    const client = await connect(cluster, Number(lines[3]))
    if (client) return client
    await sleep(100)
  }
  return undefined
}

function isForeign(pid: number): boolean {
  try {
    return !readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('postgres')
  } catch {
    return false
  }
}

async function start(cluster: Cluster): Promise<Presence> {
  const { base, bin, run, settings } = cluster
  const log = join(base, 'postgres.log')
  let failure = ''
  // Several attempts: somebody may take the free port before the server does.
  for (let attempt = 0; attempt < 3; attempt++) {
    const port = await findFreePort()
    const options = [...SETTINGS, ...settings, `port=${port}`].map((setting) => `-c ${setting}`)
    rmSync(log, { force: true })
    const control = ['-D', join(base, 'data'), '-l', log, '-w', '-t', '60', '-o', options.join(' ')]
    const { code, said } = await run(bin.ctl, [...control, 'start'])
    const client = code === 0 ? await connect(cluster, port) : undefined
    if (client) return client
    failure = (existsSync(log) ? readFileSync(log, 'utf8').slice(-2000) : said).trim()
  }
  throw new Error(
    `Embedded PostgreSQL in ${base} did not start. Set DATABASE_URL to use another server. It said: ${failure}`,
  )
}

async function connect(cluster: Cluster, port: number): Promise<Presence | undefined> {
  const client = new pg.Client({
    connectionString: urlOf(cluster, port, 'postgres'),
    application_name: PRESENCE,
    connectionTimeoutMillis: 5000,
  }) as Presence
  client.on('error', () => undefined) // the pools notice a lost server; presence has nothing to do
  try {
    await client.connect()
    return client
  } catch (error) {
    if ((error as { code?: string }).code === '28P01')
      throw new Error(`${join(cluster.base, 'password')} does not fit the database beside it.`)
    return undefined
  }
}

const urlOf = (cluster: Cluster, port: number, database: string): string =>
  `postgresql://tandem:${cluster.password}@127.0.0.1:${port}/${database}`

async function createDatabase(client: pg.Client, name: string): Promise<void> {
  const known = await client.query('SELECT FROM pg_database WHERE datname = $1', [name])
  if (known.rowCount === 0) await client.query(`CREATE DATABASE ${client.escapeIdentifier(name)}`)
}

async function leave(cluster: Cluster, presence: Presence): Promise<void> {
  presence.ref()
  const { base, bin, run } = cluster
  await withLockFile(join(base, 'lock'), async () => {
    let others = 0
    try {
      const { rows } = await presence.query<{ others: number }>(
        `SELECT count(*)::int AS others FROM pg_stat_activity
          WHERE application_name = $1 AND pid <> pg_backend_pid()`,
        [PRESENCE],
      )
      others = rows[0]?.others ?? 0
    } catch {
      // Our connection is lost: another user may have the server still, so it is left running.
      others = 1
    }
    await presence.end().catch(() => undefined)
    if (others === 0)
      await run(bin.ctl, ['-D', join(base, 'data'), '-m', 'fast', '-w', '-t', '20', 'stop'])
  })
}

const once = (action: () => Promise<void>): (() => Promise<void>) => {
  let done: Promise<void> | undefined
  return () => {
    done ??= action()
    return done
  }
}

function findFreePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().on('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      const port = typeof address === 'object' && address ? address.port : 0
      server.close(() => resolve(port))
    })
  })
}
