import { Session } from 'node:inspector/promises'
import pg from 'pg'
import { type Profile, summarise } from './profile.ts'

/** The bench's side of every bot: CPU, memory and profiles of this process, and what it does itself. */
export function answerBench(acts: { [name: string]: (given: never) => unknown } = {}): void {
  let session: Session | undefined
  const own: typeof acts = {
    usage: () => {
      const { user, system } = process.cpuUsage()
      return (user + system) / 1000
    },
    async memory() {
      for (let i = 0; i < 3; i++) {
        globalThis.gc?.()
        await new Promise((resolve) => setTimeout(resolve, 50))
      }
      const { heapUsed, external, arrayBuffers, rss } = process.memoryUsage()
      return { used: heapUsed + external + arrayBuffers, rss }
    },
    async profile() {
      session = new Session()
      session.connect()
      await session.post('Profiler.enable')
      await session.post('Profiler.setSamplingInterval', { interval: 200 })
      await session.post('Profiler.start')
      statements.clear()
    },
    async profiled(): Promise<Profile & { statements: [string, number][] }> {
      const answer = await session?.post('Profiler.stop')
      session?.disconnect()
      const counted = [...statements].sort((a, b) => b[1] - a[1])
      return { ...summarise(answer?.profile), statements: counted }
    },
  }
  process.on('message', async ({ id, act, given }) => {
    const result = await (acts[act] ?? own[act])?.(given as never)
    process.send?.({ id, result: result ?? null })
  })
  process.on('disconnect', () => process.exit(0))
  process.send?.({ ready: true })
}

const statements = new Map<string, number>()

/** Counts every statement that leaves this process, by its first words. */
export function countStatements(): void {
  const { query } = pg.Client.prototype as unknown as { query: (...args: unknown[]) => unknown }
  ;(pg.Client.prototype as unknown as { query: typeof query }).query = function (
    this: pg.Client,
    ...args: unknown[]
  ) {
    const [first] = args as [string | { text?: string }]
    const text = typeof first === 'string' ? first : (first?.text ?? '')
    const key = text.replaceAll(/\s+/g, ' ').trim().slice(0, 110)
    statements.set(key, (statements.get(key) ?? 0) + 1)
    return query.apply(this, args)
  }
}
