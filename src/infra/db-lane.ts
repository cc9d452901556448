import { PrismaPg } from '@prisma/adapter-pg'
import pg from 'pg'
import type { Tx } from './db.ts'
import { prepared, prismaStatementName } from './db-statements.ts'
import { PrismaClient } from './generated/prisma/client.ts'

/** The transaction took longer than it may; everything it wrote is rolled back. */
export class TransactionTimeout extends Error {
  override name = 'TransactionTimeout'
}

/** The transaction cannot be committed: a statement failed in it, or is still running. */
export class TransactionSpoilt extends Error {
  override name = 'TransactionSpoilt'
}

const NESTED = new Map([
  ['BEGIN', 'SAVEPOINT prisma'],
  ['COMMIT', 'RELEASE SAVEPOINT prisma'],
  ['ROLLBACK', 'ROLLBACK TO SAVEPOINT prisma; RELEASE SAVEPOINT prisma'],
])

/**
 * One connection seen both as plain SQL and as a PrismaClient, for one transaction after another.
 * The connection is never replaced: once it is lost every statement fails, none runs outside the
 * transaction it belongs to. Prisma's client is made at first use and kept with the connection.
 */
export class Lane {
  readonly #client: pg.PoolClient
  #open = false
  #running = 0
  readonly #turn = oneAtATime()
  #prisma: PrismaClient | undefined
  #broken: Error | undefined

  constructor(client: pg.PoolClient) {
    this.#client = client
  }

  /** Why the connection must not be used again; undefined while it is sound. */
  get broken(): Error | undefined {
    return this.#broken
  }

  /**
   * BEGIN, the work, COMMIT; ROLLBACK when the work throws.
   * @throws TransactionTimeout when the work is not done after `timeoutMs`; the lane is then broken
   * @throws TransactionSpoilt when nothing was committed though the work returned
   */
  async transaction<T>(work: (tx: Tx) => Promise<T>, timeoutMs: number): Promise<T> {
    const breakDown = (error: Error): void => {
      this.#broken ??= error
    }
    this.#client.on('error', breakDown)
    const scope = { ended: false }
    try {
      await this.#client.query(
        `BEGIN ISOLATION LEVEL READ COMMITTED; SET LOCAL statement_timeout = ${Math.ceil(timeoutMs)}`,
      )
      this.#open = true
      const result = await this.#race(work(this.#view(scope)), timeoutMs)
      scope.ended = true
      await this.#commit()
      return result
    } catch (error) {
      scope.ended = true
      await this.#rollback(error)
      throw error
    } finally {
      this.#open = false
      this.#client.off('error', breakDown)
    }
  }

  /** Lets go of Prisma's client. */
  async close(): Promise<void> {
    await this.#prisma?.$disconnect()
  }

  async #race<T>(work: Promise<T>, timeoutMs: number): Promise<T> {
    let timer: NodeJS.Timeout | undefined
    const deadline = new Promise<never>((_, reject) => {
      const error = new TransactionTimeout(`A transaction was not done after ${timeoutMs} ms.`)
      timer = setTimeout(reject, timeoutMs, error)
    })
    try {
      return await Promise.race([work, deadline])
    } finally {
      clearTimeout(timer)
    }
  }

  async #commit(): Promise<void> {
    if (this.#running > 0)
      throw new TransactionSpoilt('A statement was still running when its transaction ended.')
    const { command } = await this.#client.query('COMMIT')
    // PostgreSQL answers the COMMIT of a failed transaction with a ROLLBACK, not with an error.
    if (command !== 'COMMIT')
      throw new TransactionSpoilt('A statement failed in the transaction, and it was rolled back.')
  }

  async #rollback(cause: unknown): Promise<void> {
    // What still runs would go on in the next transaction of this connection: close it instead.
    if (cause instanceof TransactionTimeout || this.#running > 0)
      this.#broken ??= cause instanceof Error ? cause : new Error(String(cause))
    if (this.#broken) return
    await this.#client.query('ROLLBACK').catch((error: Error) => {
      this.#broken ??= error
    })
  }

  #view(scope: { ended: boolean }): Tx {
    const lane = this
    const check = (): void => {
      if (scope.ended) throw new TransactionSpoilt('This transaction has ended.')
    }
    let prisma: PrismaClient | undefined
    return {
      async query<Row>(text: string, params: readonly unknown[] = []): Promise<Row[]> {
        check()
        return lane.#count(async () => {
          const result = await lane.#turn(() => lane.#send(prepared(text, params)))
          return result.rows as Row[]
        })
      },
      get prisma(): PrismaClient {
        check()
        prisma ??= lane.#prismaFor(check)
        return prisma
      },
    }
  }

  /** Prisma's client of this lane, refused once the transaction that it was given for has ended. */
  #prismaFor(check: () => void): PrismaClient {
    this.#prisma ??= this.#openPrisma()
    return new Proxy(this.#prisma, {
      get(client, key) {
        check()
        return Reflect.get(client, key)
      },
    })
  }

  async #count<T>(work: () => Promise<T>): Promise<T> {
    this.#running++
    try {
      return await work()
    } finally {
      this.#running--
    }
  }

  async #send(query: pg.QueryConfig): Promise<pg.QueryResult> {
    if (this.#broken) throw this.#broken
    if (!this.#open) throw new TransactionSpoilt('A statement came outside of its transaction.')
    return this.#client.query(query)
  }

  #openPrisma(): PrismaClient {
    const pool = new LanePool(
      (query) => this.#turn(() => this.#send(query)),
      () => this.#nest(),
    )
    const client = new PrismaClient({
      adapter: new PrismaPg(pool, { statementNameGenerator: prismaStatementName }),
      errorFormat: 'minimal',
    })
    const extended = client.$extends({
      query: { $allOperations: ({ args, query }) => this.#count(() => query(args)) },
      client: {
        $transaction() {
          throw new TransactionSpoilt('This is a transaction already: call its client directly.')
        },
      },
    })
    return extended as unknown as PrismaClient
  }

  /**
   * What Prisma takes for a connection with a transaction of its own: here, a savepoint. It has
   * the lane to itself until its release, or undoing it would undo what others wrote meanwhile.
   */
  #nest(): Promise<NestedConnection> {
    const turn = oneAtATime()
    return new Promise((resolve) => {
      const whole = (release: () => void): void =>
        resolve({
          query: (query) => turn(() => this.#send(nested(query))),
          release,
          on: () => undefined,
          removeListener: () => undefined,
        })
      void this.#turn(() => new Promise<void>(whole))
    })
  }
}

/** A statement of Prisma's own transaction, which is a savepoint here. */
function nested({ name, ...query }: pg.QueryConfig): pg.QueryConfig {
  const text = NESTED.get(query.text)
  if (text !== undefined) return { ...query, text }
  return name === undefined ? query : { ...query, name }
}

/** Runs pieces of work one after another in the order given, whatever becomes of each. */
function oneAtATime(): <T>(work: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve()
  return (work) => {
    const turn = last.then(work)
    last = turn.catch(() => undefined)
    return turn
  }
}

interface NestedConnection {
  query(query: pg.QueryConfig): Promise<pg.QueryResult>
  release(): void
  on(): void
  removeListener(): void
}

/** PrismaPg takes only a pg.Pool; this one hands out the lane's connection and opens none. */
class LanePool extends pg.Pool {
  constructor(
    send: (query: pg.QueryConfig) => Promise<pg.QueryResult>,
    nest: () => Promise<NestedConnection>,
  ) {
    super({ max: 1 })
    this.query = send as pg.Pool['query']
    this.connect = nest as unknown as pg.Pool['connect']
  }
}
