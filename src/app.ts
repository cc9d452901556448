import { join } from 'node:path'
import { calendarRoute } from './bots/calendar.ts'
import { createDelivery } from './bots/delivery.ts'
import { openIntake } from './bots/intake.ts'
import { openMaker } from './bots/maker.ts'
import type { Messenger } from './bots/messenger.ts'
import { createReceiver, type Receiver } from './bots/receive.ts'
import { createMessengers } from './bots/registry.ts'
import { readWords, type Words } from './bots/words.ts'
import type { Config } from './config.ts'
import { readConsentTexts } from './documents/consent-texts.ts'
import { readPastedText } from './documents/read-document.ts'
import { readYamlFolder } from './documents/yaml-folder.ts'
import { openDomain } from './domain/index.ts'
import { readLibrary } from './domain/questionnaires/library.ts'
import type { Effect, Outside } from './domain/shared/room.ts'
import { commands } from './flows/index.ts'
import { menuFor } from './flows/menu.ts'
import type { Clock } from './infra/clock.ts'
import { type Database, openDatabase } from './infra/db.ts'
import { openFiles } from './infra/files.ts'
import type { Log } from './infra/log.ts'
import { applyMigrations } from './infra/migrate.ts'
import { openWeb } from './infra/web.ts'
import { startJobs } from './jobs/index.ts'

/** How often events that nobody handles are looked for, ms: those of a process that died. */
const sweepEvery = 3_000
/** A process that stops says here that it may leave events to the others. */
const leftChannel = 'tandem_left'
const root = join(import.meta.dirname, '..')
const locales = join(root, 'locales', 'ru')

export interface AppParts {
  config: Config & { databaseUrl: string }
  clock: Clock
  log: Log
}

/** A running Tandem: all of one process. */
export interface App {
  readonly database: Database
  readonly messengers: ReadonlyMap<string, Messenger>
  readonly words: Words
  /** What the domain is given outside of a talk. */
  readonly outside: Outside
  /** Address of health and webhooks. */
  readonly url: string
  /** Resolves when everything received is handled and everything that may be sent is sent. For tests. */
  idle(): Promise<void>
  /** Finishes what was begun, then stops: receiving, jobs, talks, sending, storage, in this order. */
  stop(): Promise<void>
}

/** Wires the rooms together and starts them. @throws Error with one clear sentence when something is missing */
export async function startApp({ config, clock, log }: AppParts): Promise<App> {
  await applyMigrations(config.databaseUrl, join(root, 'prisma', 'migrations'))
  const database = await openDatabase(config.databaseUrl)
  const files = openFiles(config.files)
  const words = readWords(locales, {
    today: () => clock.now().toISOString().slice(0, 10),
    ...(config.personalDataReason ? { reason: config.personalDataReason } : {}),
    problem: (key, error) =>
      log.error({ key, err: error }, 'a text of locales is missing or broken'),
  })

  const menuItems = async (accountId: number | null) => {
    const actor = await openDomain(database, outside).people.loadActor({
      accountId: accountId ?? 0,
    })
    return menuFor(actor).map((row) =>
      row.map(({ label, command }) => ({ label: words.plain(label), command })),
    )
  }
  const messengers = createMessengers(config, {
    files,
    log: log.child({ room: 'messengers' }),
    sql: database,
    commands: Object.keys(commands)
      .filter((name) => words.has(`command-${name}`))
      .map((name) => ({
        command: name.replaceAll('-', '_'),
        description: words.plain({ key: `command-${name}` }),
      })),
    menuOf: async (messenger, userId) => menuItems(await accountOf(database, messenger, userId)),
    menuLabel: words.plain({ key: 'menu' }),
  })

  const effect = (each: Effect) => {
    if (each.type === 'deliver') delivery.wake(each.messenger)
    else if (each.type === 'alarm') jobs.alarm(each)
    else
      void files
        .remove(each.file.id)
        .catch((error) => log.warn({ err: error }, 'a file could not be removed'))
  }
  const outside: Outside = {
    now: () => clock.now(),
    personalDataMessengers: config.personalDataMessengers ?? null,
    ...(config.publicUrl ? { publicUrl: config.publicUrl } : {}),
    links: (payload) =>
      [...messengers.values()].map((messenger) => ({
        messenger: messenger.name,
        label: words.plain({ key: `messenger-${messenger.name}` }),
        url: messenger.link(payload),
      })),
    walls: [...messengers.values()].filter((m) => m.postToWall).map((m) => m.name),
    questionnaires: readLibrary(await readYamlFolder(join(locales, 'questionnaires'))),
    consentTexts: await readConsentTexts(join(locales, 'consents')),
    readText: readPastedText,
    afterCommit: effect,
  }

  const delivery = createDelivery({
    database,
    messengers,
    words,
    log: log.child({ room: 'deliver' }),
    outside,
    menu: menuItems,
    make: openMaker({
      database,
      files,
      words,
      outside,
      locales,
      log: log.child({ room: 'files' }),
    }),
  })
  const receiver: Receiver = createReceiver({
    database,
    messengers,
    words,
    log: log.child({ room: 'receive' }),
    outside,
    effect,
    handOver: (messenger, rows) => delivery.handOver(messenger, rows),
    intake: openIntake(files, database, log.child({ room: 'files' })),
  })
  /** What cannot start leaves nothing running that would miss the database. */
  const leave = async (error: unknown): Promise<never> => {
    await delivery.stop()
    await receiver.stop()
    await database.close()
    throw error
  }
  const jobs = await startJobs({
    database,
    connection: {
      databaseUrl: config.databaseUrl,
      ...(config.redisUrl ? { redisUrl: config.redisUrl } : {}),
    },
    clock,
    log: log.child({ room: 'jobs' }),
    outside,
    keepDays: config.keepDays,
  }).catch(leave)
  const web = await openWeb({
    ...config.web,
    routes: [
      ...[...messengers.values()].flatMap((messenger) => messenger.routes),
      calendarRoute({ database, words, outside }),
    ],
    health: async () => ({ database: await answers(database) }),
    log: log.child({ room: 'web' }),
  }).catch(async (error) => {
    await jobs.stop()
    return leave(error)
  })

  await receiver.suspectLeft()
  await Promise.all([...messengers.values()].map((messenger) => messenger.start(receiver.accept)))
  const sweep = () =>
    receiver.sweep().catch((error) => log.warn({ err: error }, 'the sweep failed'))
  await sweep()
  const sweeping = setInterval(sweep, sweepEvery)
  const deaf = await database.listen(leftChannel, () => void sweep())

  return {
    database,
    messengers,
    words,
    outside,
    url: web.url,
    async idle() {
      await jobs.idle()
      await receiver.idle()
      await delivery.idle()
    },
    async stop() {
      clearInterval(sweeping)
      await deaf()
      await Promise.all([...messengers.values()].map((messenger) => messenger.stop()))
      await web.close()
      await jobs.stop()
      await receiver.stop()
      // What was stored and not begun is another process's now, if there is one: it need not find it late.
      await database.query('SELECT pg_notify($1, $2)', [leftChannel, '']).catch(() => {})
      await delivery.stop()
      await Promise.all([...messengers.values()].map((messenger) => messenger.close()))
      await database.close()
    },
  }
}

async function accountOf(
  database: Database,
  messenger: string,
  userId: string,
): Promise<number | null> {
  const [row] = await database.query<{ id: number }>(
    'SELECT id FROM account WHERE messenger = $1 AND user_id = $2',
    [messenger, userId],
  )
  return row?.id ?? null
}

async function answers(database: Database): Promise<boolean> {
  try {
    await database.query('SELECT 1')
    return true
  } catch {
    return false
  }
}
