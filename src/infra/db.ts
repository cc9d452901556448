import { PrismaPg } from '@prisma/adapter-pg'
import pg from 'pg'
import { Gathering } from './db-gather.ts'
import { Lane } from './db-lane.ts'
import { Listener } from './db-listener.ts'
import { holdLock, type Lock } from './db-lock.ts'
import { prepared, prismaStatementName } from './db-statements.ts'
import { columnTypes } from './db-types.ts'
import { PrismaClient } from './generated/prisma/client.ts'

export { TransactionSpoilt, TransactionTimeout } from './db-lane.ts'
export type { Lock } from './db-lock.ts'
export type { PrismaClient } from './generated/prisma/client.ts'

/** Plain SQL; how it reads columns: see db-types.ts. A jsonb parameter is given as JSON text. */
export interface Sql {
  query<Row>(text: string, params?: readonly unknown[]): Promise<Row[]>
}

/**
 * A transaction, by plain SQL and by Prisma on the same connection; the two may be mixed.
 * Prisma's nested writes work (as savepoints); `$transaction` inside is refused. A statement that
 * failed spoils the whole transaction, also when its error was caught: use ON CONFLICT instead.
 */
export interface Tx extends Sql {
  readonly prisma: PrismaClient
  /**
   * One person's share of a statement that serves all who ask the same at the same time. The text
   * reads its parameters as arrays, one element a share, and gives each row the number of its share:
   * `FROM unnest($1::int[], $2::text[]) WITH ORDINALITY AS each(id, name, n)`, with `n` among the columns.
   * @param params the share's own values @returns the rows of this share, without `n`
   */
  gather<Row>(text: string, params: readonly unknown[]): Promise<Row[]>
}

/** A transaction in the hands of whoever has opened it. */
export interface OpenTx extends Tx {
  /** The last statement: it goes out together with the COMMIT. @returns its rows, once they are committed */
  lastly<Row>(text: string, params?: readonly unknown[]): () => Row[]
}

export interface TransactionOptions {
  /** Milliseconds after which the work is cut off and rolled back. Default: 15,000. */
  timeoutMs?: number
  /**
   * What the work sends before it first waits goes out together with the BEGIN, which saves a round trip.
   * Such statements may only read and lock: nobody knows yet whether the transaction is open.
   */
  eager?: boolean
  /** Called with the connection before the BEGIN; what it sends commits by itself, and goes out together with it. */
  before?: (sql: Sql) => void
}

/** Each statement by itself, for reads outside a step; and transactions. */
export interface Database extends Tx {
  /**
   * Runs `work` in one transaction (read committed) and gives its result after the COMMIT.
   * An error of the connection during COMMIT leaves open whether it was committed.
   * @throws whatever the work throws, TransactionTimeout, TransactionSpoilt
   */
  transaction<T>(work: (tx: OpenTx) => Promise<T>, options?: TransactionOptions): Promise<T>
  /** Whether a transaction would begin at once: a connection is open and nobody's. */
  hasIdleLane(): boolean
  /**
   * Calls `heard` with the payload of every NOTIFY on the channel. The connection is its own and
   * comes back by itself; then `heard('')` says that something may have been missed.
   * @returns stops listening
   */
  listen(channel: string, heard: (payload: string) => void): Promise<() => Promise<void>>
  /** Takes a lock of this name across processes; null when another one has it. */
  holdLock(name: string): Promise<Lock | null>
  /** Whether work failed for the server's or the connection's sake, not for its own: it may be tried again. */
  isAway(error: unknown): boolean
  /** Waits for running transactions, then closes every connection. Locks are let go. */
  close(): Promise<void>
}

export interface DatabaseOptions {
  /** Transactions at a time; each is a connection. Default: 8. */
  lanes?: number
  /** Connections for statements outside transactions. Default: 4. */
  readers?: number
}

/** SQLSTATE classes and codes of a server that goes, comes or is in somebody else's way. */
const AWAY = /^(08...|57P0[1-5]|53...|40001|40P01|55P03)$/
const CUT = /^(ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN)$/

/** @see Database.isAway */
function isDatabaseAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const { code, cause } = error as { code?: unknown; cause?: unknown }
  if (typeof code === 'string' && (AWAY.test(code) || CUT.test(code))) return true
  if (/Connection terminated|connection timeout|Client has encountered/i.test(error.message))
    return true
  return cause !== undefined && cause !== error && isDatabaseAway(cause)
}

const CONNECT_MS = 30_000

/**
 * Statements are prepared once a connection and live for weeks while the tables grow under them: a plan that was
 * made when a table was empty must fit when it is full. So none reads or sorts a whole table where an index leads
 * and keeps the order, and none is made anew for the size of an array (which costs more than running it).
 */
const PLANNING =
  '-c enable_seqscan=off -c enable_bitmapscan=off -c plan_cache_mode=force_generic_plan'

/**
 * Opens the database. The address must lead to PostgreSQL itself or a pooler in session mode:
 * LISTEN and advisory locks belong to a session.
 * @throws Error when the server does not answer
 */
export async function openDatabase(url: string, options: DatabaseOptions = {}): Promise<Database> {
  const connection: pg.PoolConfig = {
    connectionString: url,
    connectionTimeoutMillis: CONNECT_MS,
    keepAlive: true,
    application_name: 'tandem',
    options: `-c TimeZone=UTC ${PLANNING} -c statement_timeout=30s -c idle_in_transaction_session_timeout=60s`,
    types: columnTypes,
  }
  // Sent without waiting for the answers before them: a step's first statements are one round trip.
  const lanes = openPool({ ...connection, pipeline: true, max: options.lanes ?? 8 })
  const readers = openPool({ ...connection, max: options.readers ?? 4 })
  // Prisma's full errors quote the call with what people wrote in it.
  const prisma = new PrismaClient({
    adapter: new PrismaPg(readers, { statementNameGenerator: prismaStatementName }),
    errorFormat: 'minimal',
  })
  const listener = new Listener(connection)
  const locks = new Set<Lock>()
  const laneOf = new WeakMap<pg.PoolClient, Lane>()
  await readers.query('SELECT')

  const query = async <Row>(text: string, params: readonly unknown[] = []) =>
    (await readers.query(prepared(text, params))).rows as Row[]
  const gathering = new Gathering(query)
  return {
    prisma,
    query,
    gather: (text, params) => gathering.take(text, params),
    async transaction(work, { timeoutMs = 15_000, ...options } = {}) {
      const client = await lanes.connect()
      const lane = laneOf.get(client) ?? new Lane(client)
      laneOf.set(client, lane)
      try {
        return await lane.transaction(work, timeoutMs, options)
      } finally {
        client.release(lane.broken)
        if (lane.broken) await lane.close()
      }
    },
    hasIdleLane: () => lanes.idleCount > lanes.waitingCount,
    listen: (channel, heard) => listener.listen(channel, heard),
    async holdLock(name) {
      const lock = await holdLock(connection, name)
      if (!lock) return null
      locks.add(lock)
      void lock.lost.then(() => locks.delete(lock))
      return lock
    },
    isAway: isDatabaseAway,
    async close() {
      await listener.close()
      await lanes.end()
      await Promise.all([...locks].map((lock) => lock.release()))
      await prisma.$disconnect()
      await readers.end()
    },
  }
}

function openPool(config: pg.PoolConfig): pg.Pool {
  const pool = new pg.Pool({ ...config, idleTimeoutMillis: 0 })
  pool.on('error', () => undefined) // an idle connection was lost: the pool has thrown it away
  return pool
}
