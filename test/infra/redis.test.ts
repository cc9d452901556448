import { expect, onTestFinished, test } from 'vitest'
import { openRedis } from '../../src/infra/redis.ts'
import { freePort, hasRedis, startRedis } from '../support/redis-server.ts'

if (!hasRedis) console.log('Skipped, no redis-server here: connecting to a live Redis.')

test('a dead REDIS_URL is told in one clear message', async () => {
  const port = await freePort()
  await expect(openRedis(`redis://127.0.0.1:${port}`)).rejects.toThrow(
    `REDIS_URL is set but nothing answers at 127.0.0.1:${port}. Start Redis 6.2+, or unset REDIS_URL to keep the queue in PostgreSQL.`,
  )
})

test.runIf(hasRedis)('a live Redis is connected to; a wrong password is told', async () => {
  const port = await freePort()
  const server = await startRedis(port, 'right')
  onTestFinished(server.stop)
  const redis = await openRedis(`redis://:right@127.0.0.1:${port}`)
  expect(await redis.set('a', '1')).toBe('OK')
  await redis.quit()
  await expect(openRedis(`redis://:wrong@127.0.0.1:${port}`)).rejects.toThrow(
    'refuses the password',
  )
})
