import pg from 'pg'

const NESTED = new Map([
  ['BEGIN', 'SAVEPOINT prisma'],
  ['COMMIT', 'RELEASE SAVEPOINT prisma'],
  ['ROLLBACK', 'ROLLBACK TO SAVEPOINT prisma; RELEASE SAVEPOINT prisma'],
])

/** A statement of Prisma's own transaction, which is a savepoint here. */
export function nested({ name, ...query }: pg.QueryConfig): pg.QueryConfig {
  const text = NESTED.get(query.text)
  if (text !== undefined) return { ...query, text }
  return name === undefined ? query : { ...query, name }
}

/** What Prisma takes for a connection of its own. */
export interface NestedConnection {
  query(query: pg.QueryConfig): Promise<pg.QueryResult>
  release(): void
  on(): void
  removeListener(): void
}

/** PrismaPg takes only a pg.Pool; this one hands out the lane's connection and opens none. */
export class LanePool extends pg.Pool {
  constructor(
    send: (query: pg.QueryConfig) => Promise<pg.QueryResult>,
    nest: () => Promise<NestedConnection>,
  ) {
    super({ max: 1 })
    this.query = send as pg.Pool['query']
    this.connect = nest as unknown as pg.Pool['connect']
  }
}
