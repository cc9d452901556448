import { join } from 'node:path'
import type { App } from './app.ts'
import { type Config, ConfigError, loadConfig } from './config.ts'
import { type Clock, machineClock, openStandClock } from './infra/clock.ts'
import { startEmbedded } from './infra/embedded.ts'
import { type Log, openLog } from './infra/log.ts'
import { type StandProcess, startStand } from './infra/stand.ts'

const root = join(import.meta.dirname, '..')

/** What was started, to be stopped in the opposite order. */
const begun: (() => Promise<void>)[] = []

/** Set by a signal: what is being started is still finished, then everything is stopped. */
let stopping = false

async function start(config: Config, log: Log): Promise<void> {
  const onStand = !config.telegram && !config.vk
  // Database and stand are processes of their own: they start while this one loads its code.
  const [database, stand, { startApp }] = await together(
    config.databaseUrl ? null : kept(startEmbedded(join(config.dataDir, 'pg'))),
    onStand ? kept(startStand(root, config.dataDir, config.standPort)) : null,
    import('./app.ts'),
  )
  if (stopping) return
  const clock: Clock = stand ? await openStandClock(stand.page) : machineClock
  begun.push(async () => clock.close())

  const databaseUrl = config.databaseUrl ?? database?.url ?? ''
  const app = await startApp({
    config: { ...(stand ? connected(config, stand) : config), databaseUrl },
    clock,
    log,
  })
  begun.push(() => app.stop())
  if (stopping) return
  if (stand) await (await import('./demo/seed.ts')).seedDemo({ app, standUrl: stand.page })
  const seconds = (performance.now() / 1000).toFixed(1)
  log.info({ health: `${app.url}/healthz`, seconds }, 'started')
  if (stand) process.stdout.write(invitation(app, stand, seconds))
}

/** Remembers to stop what is being started. */
async function kept<T extends { stop(): Promise<void> }>(starting: Promise<T>): Promise<T> {
  const started = await starting
  begun.push(() => started.stop())
  return started
}

/** `Promise.all` that waits for all of them, also when one fails: nothing is left half started. */
async function together<T extends readonly unknown[]>(
  ...work: T
): Promise<{ -readonly [K in keyof T]: Awaited<T[K]> }> {
  await Promise.allSettled(work)
  return Promise.all(work) as Promise<{ -readonly [K in keyof T]: Awaited<T[K]> }>
}

/** The settings of real messengers, filled in with the stand's. */
function connected(config: Config, stand: StandProcess): Config {
  const { host, port } = config.web
  const publicUrl = config.publicUrl ?? (port === 0 ? undefined : `http://${host}:${port}`)
  return {
    ...config,
    ...(publicUrl && { publicUrl }),
    telegram: stand.telegram,
    vk: stand.vk,
  }
}

function invitation(app: App, stand: StandProcess, seconds: string): string {
  return [
    '',
    `  Стенд Тандема готов за ${seconds} с: ${stand.page}`,
    '  Слева Telegram, справа VK; говорите за координатора, куратора, педагога, наставника.',
    `  Состояние: ${app.url}/healthz. Остановить: Ctrl+C.`,
    '',
    '',
  ].join('\n')
}

/** Stops everything that was started; what takes too long is left to the next start to heal. */
async function stopAll(): Promise<void> {
  for (const each of begun.reverse()) await each()
}

function stopWithin(seconds: number, starting: Promise<void>): void {
  setTimeout(() => {
    process.stderr.write('Stopping took too long; unfinished work is taken up by the next start.\n')
    process.exit(1)
  }, seconds * 1000)
  // A start that fails stops everything and says why by itself.
  starting.then(stopAll).then(
    () => process.exit(0),
    () => undefined,
  )
}

async function main(): Promise<void> {
  const config = loadConfig(root)
  const log = openLog({ level: config.logLevel })
  process.on('unhandledRejection', (error) =>
    log.error({ err: error }, 'a promise was left unhandled'),
  )
  const starting = start(config, log)
  const stop = (signal: string) => {
    log.info({ signal }, 'stopping')
    if (!stopping) stopWithin(config.shutdownSeconds, starting)
    stopping = true
  }
  process.once('SIGTERM', stop)
  process.once('SIGINT', stop)
  await starting
}

main().catch(async (error) => {
  process.stderr.write(
    `${error instanceof ConfigError || error instanceof Error ? error.message : String(error)}\n`,
  )
  for (const each of begun.reverse()) await each().catch(() => {})
  process.exit(1)
})
