import { join } from 'node:path'
import { type App, startApp } from './app.ts'
import { type Config, ConfigError, loadConfig } from './config.ts'
import { seedDemo } from './demo/seed.ts'
import { type Clock, machineClock, openStandClock } from './infra/clock.ts'
import { startEmbedded } from './infra/embedded.ts'
import { openLog } from './infra/log.ts'
import { type StandProcess, startStand } from './infra/stand.ts'

const root = join(import.meta.dirname, '..')

/** What was started, to be stopped in the opposite order. */
const begun: (() => Promise<void>)[] = []

async function start(): Promise<void> {
  const began = performance.now()
  const config = loadConfig(root)
  const log = openLog({ level: config.logLevel })
  process.on('unhandledRejection', (error) =>
    log.error({ err: error }, 'a promise was left unhandled'),
  )

  let stopping: Promise<void> | undefined
  const stop = (signal: string) => {
    log.info({ signal }, 'stopping')
    stopping ??= stopAll(config.shutdownSeconds)
  }
  process.once('SIGTERM', stop)
  process.once('SIGINT', stop)

  const database = config.databaseUrl ? null : await startEmbedded(join(config.dataDir, 'pg'))
  if (database) begun.push(() => database.stop())
  const onStand = !config.telegram && !config.vk
  const stand = onStand ? await startStand(root, config.dataDir, config.standPort) : null
  if (stand) begun.push(() => stand.stop())
  const clock: Clock = stand ? await openStandClock(stand.page) : machineClock
  begun.push(async () => clock.close())
  if (stopping) return stopping

  const databaseUrl = config.databaseUrl ?? database?.url ?? ''
  const app = await startApp({
    config: { ...(stand ? connected(config, stand) : config), databaseUrl },
    clock,
    log,
  })
  begun.push(() => app.stop())
  if (stand) await seedDemo({ app, standUrl: stand.page })
  const seconds = ((performance.now() - began) / 1000).toFixed(1)
  log.info({ health: `${app.url}/healthz`, seconds }, 'started')
  if (stand) process.stdout.write(invitation(app, stand, seconds))
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
async function stopAll(seconds: number): Promise<void> {
  const late = setTimeout(() => {
    process.stderr.write('Stopping took too long; unfinished work is taken up by the next start.\n')
    process.exit(1)
  }, seconds * 1000)
  for (const each of begun.reverse()) await each()
  clearTimeout(late)
  process.exit(0)
}

start().catch(async (error) => {
  process.stderr.write(
    `${error instanceof ConfigError || error instanceof Error ? error.message : String(error)}\n`,
  )
  for (const each of begun.reverse()) await each().catch(() => {})
  process.exit(1)
})
