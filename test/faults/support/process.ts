import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

const bot = join(import.meta.dirname, 'bot.ts')

/** A Tandem that runs in a process of its own. */
export interface Bot {
  readonly pid: number
  /** Address of health and webhooks. */
  readonly url: string
  /** Milliseconds from the beginning of the process until it said that it had started. */
  readonly startup: number
  readonly log: string[]
  running(): boolean
  /** kill -9: nothing is finished. */
  kill(): Promise<void>
  /** SIGTERM. @returns the exit code and how long it took, ms */
  terminate(): Promise<{ code: number | null; ms: number }>
}

/** Starts src/main.ts with these settings. @throws Error with what it said when it does not start */
export async function startBot(env: Record<string, string>): Promise<Bot> {
  const began = performance.now()
  const child: ChildProcess = spawn(process.execPath, ['--import', 'tsx', bot], {
    env: {
      PATH: process.env.PATH ?? '',
      TZ: 'UTC',
      LOG_LEVEL: 'info',
      HOST: '127.0.0.1',
      PORT: '0',
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const log: string[] = []
  child.stderr?.on('data', (chunk) => log.push(String(chunk)))
  const gone = once(child, 'exit') as Promise<[number | null]>
  const url = await new Promise<string>((resolve, reject) => {
    void gone.then(([code]) =>
      reject(new Error(`the bot ended with ${code}: ${log.slice(-20).join('\n')}`)),
    )
    const lines = createInterface({ input: child.stdout as NodeJS.ReadableStream })
    lines.on('line', (line) => {
      log.push(line)
      const address = /"health":"([^"]+)\/healthz"/.exec(line)?.[1]
      if (address) resolve(address)
    })
  })
  const running = () => child.exitCode === null && child.signalCode === null
  return {
    pid: child.pid ?? 0,
    url,
    startup: performance.now() - began,
    log,
    running,
    async kill() {
      child.kill('SIGKILL')
      if (running()) await gone
    },
    async terminate() {
      const asked = performance.now()
      child.kill('SIGTERM')
      const [code] = running() ? await gone : [child.exitCode]
      return { code, ms: performance.now() - asked }
    },
  }
}
