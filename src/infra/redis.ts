import { Redis } from 'ioredis'

const PATIENCE_MS = 5000

/**
 * Connects to Redis for the queue; later losses of the connection are healed by itself.
 * @throws Error with advice when nothing answers there
 */
export async function openRedis(url: string): Promise<Redis> {
  const redis = new Redis(url, {
    // BullMQ waits for as long as it takes: no command of a worker may fail for a short outage.
    maxRetriesPerRequest: null,
    lazyConnect: true,
    connectTimeout: PATIENCE_MS,
  })
  let last: Error | undefined
  redis.on('error', (error: Error) => {
    last = error
  })
  const { hostname, port } = new URL(url)
  try {
    await within(PATIENCE_MS, redis.connect())
    await within(PATIENCE_MS, redis.ping())
    return redis
  } catch (error) {
    redis.disconnect()
    const reason = (last ?? (error as Error)).message
    if (/NOAUTH|WRONGPASS|NOPERM/.test(reason))
      throw new Error(`Redis at ${hostname} refuses the password in REDIS_URL: ${reason}.`)
    throw new Error(
      `REDIS_URL is set but nothing answers at ${hostname}:${port || 6379}. Start Redis 6.2+, or unset REDIS_URL to keep the queue in PostgreSQL.`,
    )
  }
}

async function within<T>(ms: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(reject, ms, new Error(`no answer in ${ms} ms`))
  })
  try {
    return await Promise.race([work, late])
  } finally {
    clearTimeout(timer)
  }
}
