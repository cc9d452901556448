import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { openRedis } from '../../src/infra/redis.ts'

const hasRedis = spawnSync('redis-server', ['--version']).status === 0
if (!hasRedis) console.log('Skipped, no redis-server here: connecting to a live Redis.')

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  return typeof address === 'object' && address ? address.port : 0
}

test('a dead REDIS_URL is told in one clear message', async () => {
  const port = await freePort()
  await expect(openRedis(`redis://127.0.0.1:${port}`)).rejects.toThrow(
    `REDIS_URL is set but nothing answers at 127.0.0.1:${port}. Start Redis 6.2+, or unset REDIS_URL to keep the queue in PostgreSQL.`,
  )
})

test.runIf(hasRedis)('a live Redis is connected to; a wrong password is told', async () => {
  const port = await freePort()
  const settings = ['--port', String(port), '--save', '', '--requirepass', 'right']
  const server = spawn('redis-server', settings, { stdio: ['ignore', 'pipe', 'ignore'] })
  onTestFinished(async () => {
    server.kill()
    await once(server, 'exit')
  })
  for await (const chunk of server.stdout) if (String(chunk).includes('Ready to accept')) break
  const redis = await openRedis(`redis://:right@127.0.0.1:${port}`)
  expect(await redis.set('a', '1')).toBe('OK')
  await redis.quit()
  await expect(openRedis(`redis://:wrong@127.0.0.1:${port}`)).rejects.toThrow(
    'refuses the password',
  )
})
