import type { Writable } from 'node:stream'
import { PrismaPg } from '@prisma/adapter-pg'
import type pg from 'pg'
import type { OpenTx, TransactionOptions } from './db.ts'
import { Gathering } from './db-gather.ts'
import { LanePool, type NestedConnection, nested } from './db-lane-pool.ts'
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

/**
 * One connection seen both as plain SQL and as a PrismaClient, for one transaction after another.
 * The connection is never replaced: once it is lost every statement fails, none runs outside the
 * transaction it belongs to. Prisma's client is made at first use and kept with the connection.
 * Statements go out as they come, without waiting for the answers of those before them; the server
 * takes them in that order.
 */
export class Lane {
  readonly #client: pg.PoolClient
  #open = false
  #running = 0
  /** While one of Prisma's own transactions has the connection to itself. */
  #held: Promise<void> | undefined
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
   * BEGIN, the work, COMMIT; ROLLBACK when the work throws. The options are TransactionOptions'.
   * @throws TransactionTimeout when the work is not done after `timeoutMs`; the lane is then broken
   * @throws TransactionSpoilt when nothing was committed though the work returned
   */
  async transaction<T>(
    work: (tx: OpenTx) => Promise<T>,
    timeoutMs: number,
    { eager = false, before }: Pick<TransactionOptions, 'eager' | 'before'> = {},
  ): Promise<T> {
    const breakDown = (error: Error): void => {
      this.#broken ??= error
    }
    this.#client.on('error', breakDown)
    this.#bundle()
    const scope: Scope = { ended: false, last: undefined, lastRows: [] }
    try {
      before?.({
        query: async (text, params = []) =>
          (await this.#client.query(prepared(text, params))).rows as never,
      })
      const begun = this.#client.query(
        `BEGIN ISOLATION LEVEL READ COMMITTED; SET LOCAL statement_timeout = ${Math.ceil(timeoutMs)}`,
      )
      if (!eager) await begun
      this.#open = true
      const done = Promise.all([work(this.#view(scope)), begun])
      const [result] = await this.#race(done, timeoutMs)
      scope.ended = true
      scope.lastRows = await this.#commit(scope.last)
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
      const late = () =>
        reject(new TransactionTimeout(`A transaction was not done after ${timeoutMs} ms.`))
      timer = setTimeout(late, timeoutMs)
    })
    try {
      return await Promise.race([work, deadline])
    } finally {
      clearTimeout(timer)
    }
  }

  /** @returns the rows of the last statement */
  async #commit(last: pg.QueryConfig | undefined): Promise<unknown[]> {
    if (this.#running > 0)
      throw new TransactionSpoilt('A statement was still running when its transaction ended.')
    this.#bundle()
    const closing = last && this.#client.query(last)
    const committed = this.#client.query('COMMIT')
    // The COMMIT of what the last statement has spoilt is a ROLLBACK: nothing is left behind.
    const [closed, { command }] = await Promise.all([closing, committed])
    // PostgreSQL answers the COMMIT of a failed transaction with a ROLLBACK, not with an error.
    if (command !== 'COMMIT')
      throw new TransactionSpoilt('A statement failed in the transaction, and it was rolled back.')
    return closed?.rows ?? []
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

  #view(scope: Scope): OpenTx {
    const lane = this
    const check = (): void => {
      if (scope.ended) throw new TransactionSpoilt('This transaction has ended.')
    }
    let prisma: PrismaClient | undefined
    const query = async <Row>(text: string, params: readonly unknown[] = []): Promise<Row[]> => {
      check()
      return lane.#count(async () => {
        const result = await lane.#turn(() => lane.#send(prepared(text, params)))
        return result.rows as Row[]
      })
    }
    const gathering = new Gathering(query)
    return {
      query,
      gather: (text, params) => lane.#count(() => gathering.take(text, params)),
      lastly(text, params = []) {
        check()
        scope.last = prepared(text, params)
        return <Row>() => scope.lastRows as Row[]
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

  /** What is sent in one go of the event loop leaves in one piece: each write to a socket costs a system call. */
  #bundle(): void {
    const { stream } = (this.#client as unknown as { connection: { stream: Writable } }).connection
    if (stream.writableCorked > 0) return
    stream.cork()
    process.nextTick(() => stream.uncork())
  }

  async #send(query: pg.QueryConfig): Promise<pg.QueryResult> {
    if (this.#broken) throw this.#broken
    if (!this.#open) throw new TransactionSpoilt('A statement came outside of its transaction.')
    this.#bundle()
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
  async #nest(): Promise<NestedConnection> {
    while (this.#held) await this.#held
    let letGo = (): void => {}
    const held = new Promise<void>((resolve) => {
      letGo = resolve
    })
    this.#held = held
    return {
      query: (query) => this.#send(nested(query)),
      release: () => {
        if (this.#held === held) this.#held = undefined
        letGo()
      },
      on: () => undefined,
      removeListener: () => undefined,
    }
  }

  /** Waits while the connection is somebody's alone; the others wait for nobody. */
  async #turn<T>(send: () => Promise<T>): Promise<T> {
    while (this.#held) await this.#held
    return send()
  }
}

interface Scope {
  ended: boolean
  /** Goes out together with the COMMIT. */
  last: pg.QueryConfig | undefined
  lastRows: unknown[]
}
