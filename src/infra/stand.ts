import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { z } from 'zod'

/** The stand runs as a process of its own: the bots reach it as they reach the real platforms. */
export interface StandProcess {
  /** Address of the page, without a slash at its end. */
  page: string
  telegram: { apiRoot: string; token: string }
  vk: { apiRoot: string; token: string; groupId: number; userToken: string }
  stop(): Promise<void>
}

const greeting = z.object({
  page: z.url(),
  telegram: z.looseObject({ apiRoot: z.url(), token: z.string() }),
  vk: z.looseObject({
    apiRoot: z.url(),
    token: z.string(),
    groupId: z.coerce.number().int(),
    userToken: z.string(),
  }),
})

/**
 * Starts the stand and waits for its addresses.
 * @param root folder of the project
 * @param dataDir where the stand keeps its chats, absolute
 * @throws Error where there is no stand (a production image) or it does not start
 */
export async function startStand(
  root: string,
  dataDir: string,
  port?: number,
): Promise<StandProcess> {
  const main = join(root, 'stand', 'main.ts')
  if (!existsSync(main)) {
    throw new Error(
      'No messenger is configured: set TELEGRAM_TOKEN, or VK_TOKEN and VK_GROUP_ID (see .env.example).',
    )
  }
  const child = spawn(process.execPath, ['--import', 'tsx', main], {
    cwd: root,
    env: {
      ...process.env,
      STAND_CHILD: '1',
      STAND_DATA: join(dataDir, 'stand'),
      ...(port === undefined ? {} : { STAND_PORT: String(port) }),
    },
    // A group of its own: Ctrl+C reaches us alone, and we stop the stand after the bots.
    detached: true,
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  })
  const said = greeting.parse(JSON.parse(await firstLine(child)))
  return { ...said, stop: () => stop(child) }
}

function firstLine(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', (code) =>
      reject(new Error(`Tandem needs its stand, which stopped with code ${code}: see above.`)),
    )
    if (child.stdout) createInterface({ input: child.stdout }).once('line', resolve)
  })
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return
  const gone = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGTERM')
  const timer = setTimeout(() => child.kill('SIGKILL'), 5000)
  await gone
  clearTimeout(timer)
}
