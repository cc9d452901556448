import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Whether this machine has a redis-server to test with. */
export const hasRedis = spawnSync('redis-server', ['--version']).status === 0

/** Starts a Redis of the test's own, on a free port unless told, with what it holds written to disk. */
export async function startRedis(
  at?: number,
  password = '',
): Promise<{ url: string; stop(): Promise<void> }> {
  const port = at ?? (await freePort())
  const dir = await mkdtemp(join(tmpdir(), 'tandem-redis-'))
  const kept = ['--dir', dir, '--appendonly', 'yes', '--save', '']
  const settings = ['--port', `${port}`, '--requirepass', password, ...kept]
  const server = spawn('redis-server', settings, { stdio: ['ignore', 'pipe', 'ignore'] })
  for await (const chunk of server.stdout) if (String(chunk).includes('Ready to accept')) break
  server.stdout.resume()
  return {
    url: `redis://127.0.0.1:${port}`,
    async stop() {
      server.kill()
      await once(server, 'exit')
      await rm(dir, { recursive: true, force: true })
    },
  }
}

/** A port where nothing listens. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  return typeof address === 'object' && address ? address.port : 0
}
