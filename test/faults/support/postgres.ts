import { readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { type Embedded, startEmbedded } from '../../../src/infra/embedded.ts'

/** A PostgreSQL of the test's own, at one address however often it is killed and started again. */
export interface OwnPostgres {
  readonly url: string
  /** kill -9 of the postmaster; what it had open is cut. */
  kill(): Promise<void>
  start(): Promise<void>
  /** Cuts every connection; the server goes on. */
  cut(): void
}

export async function openPostgres(): Promise<OwnPostgres> {
  const folder = await mkdtemp(join(tmpdir(), 'tandem-own-pg-'))
  // With the settings of an installation: what is committed is on the disk.
  let server: Embedded | undefined = await startEmbedded(folder)
  const sockets = new Set<Socket>()
  const door = createServer((client) => {
    const port = server ? Number(new URL(server.url).port) : 0
    if (port === 0) return client.destroy()
    const inside = connect(port, '127.0.0.1')
    for (const [from, to] of [
      [client, inside],
      [inside, client],
    ] as const) {
      sockets.add(from)
      from.on('error', () => to.destroy())
      from.on('close', () => {
        sockets.delete(from)
        to.destroy()
      })
      from.pipe(to)
    }
  })
  await new Promise<void>((resolve) => door.listen(0, '127.0.0.1', resolve))
  const url = new URL(server.url)
  url.port = String((door.address() as AddressInfo).port)
  const cut = () => {
    for (const socket of sockets) socket.destroy()
  }
  onTestFinished(async () => {
    cut()
    await new Promise((resolve) => door.close(resolve))
    await server?.stop()
    await rm(folder, { recursive: true, force: true })
  })
  return {
    url: url.href,
    cut,
    async kill() {
      const pid = Number(
        readFileSync(join(folder, 'data', 'postmaster.pid'), 'utf8').split('\n')[0],
      )
      server = undefined
      process.kill(pid, 'SIGKILL')
      cut()
      // Its children must be gone before another one may open the data.
      for (let i = 0; i < 200 && alive(pid); i++) await new Promise((r) => setTimeout(r, 20))
      await new Promise((resolve) => setTimeout(resolve, 500))
    },
    async start() {
      server = await startEmbedded(folder)
    },
  }
}

function alive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}
