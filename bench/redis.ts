import { spawn } from 'node:child_process'
import { createServer } from 'node:net'
import { Redis } from 'ioredis'

/** A Redis for this run: REDIS_URL's, or a `redis-server` of our own; null where there is none. */
export async function openRedis(): Promise<{ url: string | null; stop(): Promise<void> }> {
  const given = process.env.REDIS_URL
  if (given) return { url: given, stop: async () => {} }
  const port = await freePort()
  const options = [
    '--port',
    String(port),
    '--bind',
    '127.0.0.1',
    '--save',
    '',
    '--appendonly',
    'no',
  ]
  const server = spawn('redis-server', options, { stdio: 'ignore' })
  const url = `redis://127.0.0.1:${port}`
  const failed = new Promise<null>((resolve) => server.once('error', () => resolve(null)))
  const ready = ping(url)
  if ((await Promise.race([failed, ready])) === null) return { url: null, stop: async () => {} }
  return {
    url,
    async stop() {
      const ended = new Promise((resolve) => server.once('exit', resolve))
      server.kill()
      await ended
    },
  }
}

async function ping(url: string): Promise<true | null> {
  const redis = new Redis(url, { lazyConnect: true, retryStrategy: () => 50 })
  redis.on('error', () => undefined)
  for (let i = 0; i < 60; i++) {
    const answer = await redis.ping().catch(() => null)
    if (answer) {
      redis.disconnect()
      return true
    }
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  redis.disconnect()
  return null
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().on('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      const port = typeof address === 'object' && address ? address.port : 0
      server.close(() => resolve(port))
    })
  })
}
