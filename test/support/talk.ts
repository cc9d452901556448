import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { type App, startApp } from '../../src/app.ts'
import { readConfig } from '../../src/config.ts'
import { type Domain, openDomain } from '../../src/domain/index.ts'
import type { Role } from '../../src/domain/shared/access.ts'
import { openLog } from '../../src/infra/log.ts'
import type { ChatMessage, LocalMessenger, Said } from '../../stand/messenger.ts'
import { type LocalTelegram, startTelegram } from '../../stand/telegram/index.ts'
import { startVk } from '../../stand/vk/index.ts'
import { World } from '../../stand/world.ts'
import { type TestClock, testClock } from './clock.ts'
import { borrowDatabase } from './db.ts'
import { record, recording } from './recorder.ts'
import { schemaComplaints } from './telegram-wire.ts'
import { checkVkCall, checkVkUpdate } from './vk-schema.ts'

export interface TownOptions {
  /** What the trade's clock shows at first. */
  at?: string
  /** Settings beside the messengers' own. */
  env?: Record<string, string>
  zone?: string
}

/**
 * A whole Tandem for a test: local Telegram and VK over HTTP, a database of its own, the app, and
 * a municipality with one school. People speak through the messengers and read what the bot answers.
 */
export interface Town {
  readonly app: App
  readonly clock: TestClock
  readonly world: World
  readonly telegram: LocalTelegram
  readonly vk: Awaited<ReturnType<typeof startVk>>
  readonly municipalityId: number
  readonly schoolId: number
  /**
   * A person with an account and a role, as if invited long ago; speaks through the messenger. A mentee is of age
   * unless another birth date, or none, is given.
   */
  citizen(
    messenger: 'telegram' | 'vk',
    name: string,
    role: Role,
    options?: { schoolId?: number | null; birthDate?: string | null },
  ): Promise<Speaker>
  /** Somebody the bots do not know yet. */
  stranger(messenger: 'telegram' | 'vk', name: string): Speaker
  /** Runs work of the domain in a transaction, as a job would. */
  domain<T>(work: (domain: Domain) => Promise<T>): Promise<T>
  /** Stops the app and starts it anew on the same database. */
  restart(): Promise<void>
  /** Resolves when the bots have nothing left to do. */
  settled(): Promise<void>
}

export interface Speaker {
  readonly messenger: 'telegram' | 'vk'
  readonly userId: number
  readonly personId: number
  start(payload?: string): Promise<void>
  say(text: string, chat?: string): Promise<void>
  send(said: Said, chat?: string): Promise<void>
  /** Presses a button with this label on the newest message that has it. */
  tap(label: string): Promise<void>
  tapRaw(messageId: number, data: string): Promise<void>
  /** Messages of the bot, oldest first. */
  heard(chat?: string): ChatMessage[]
  /** The bot's last message. */
  last(chat?: string): ChatMessage
  /** Labels of the last message's buttons. */
  buttons(): string[]
}

const textOf = (messages: ChatMessage[]): string => messages.map(({ text }) => text).join('\n')

/** Everything that the bot has said to somebody. */
export const allHeard = (who: Speaker): string => textOf(who.heard())

/** The bot's last three messages to somebody. */
export const lately = (who: Speaker): string => textOf(who.heard().slice(-3))

function vkComplaints(vk: LocalMessenger): string[] {
  return [
    ...vk.calls().flatMap(({ method, params }) => checkVkCall(method, params)),
    ...vk.updates().flatMap(checkVkUpdate),
  ]
}

let users = 100

export async function openTown(options: TownOptions = {}): Promise<Town> {
  const world = new World()
  const clock = testClock(options.at ?? '2026-10-05T00:00:00Z')
  world.setClock(clock.now().getTime())
  const [telegram, vk] = await Promise.all([
    startTelegram({ world, port: 0, limits: 'off' }),
    startVk({ world, port: 0, limits: 'off' }),
  ])
  const database = await borrowDatabase()
  const folder = await mkdtemp(join(tmpdir(), 'tandem-'))
  const log = openLog({ level: process.env.TEST_LOG_LEVEL ?? 'silent' })
  const env = {
    DATABASE_URL: database.url,
    DATA_DIR: folder,
    PORT: '0',
    TELEGRAM_TOKEN: telegram.credentials.token,
    TELEGRAM_API_ROOT: telegram.apiRoot,
    VK_TOKEN: vk.credentials.token,
    VK_GROUP_ID: vk.credentials.groupId,
    VK_API_ROOT: vk.apiRoot,
    VK_USER_TOKEN: vk.credentials.userToken,
    ...options.env,
  }
  const begin = () =>
    startApp({ config: { ...readConfig(env), databaseUrl: database.url }, clock, log })
  let app = await begin()
  onTestFinished(async () => {
    await app.stop()
    await Promise.all([telegram.stop(), vk.stop()])
    await database.giveBack()
    // Whatever was said in the test, the platforms' own schemas judge how it was said.
    const complaints = [...schemaComplaints(telegram), ...vkComplaints(vk)]
    if (complaints.length > 0) throw new Error(complaints.slice(0, 5).join('\n'))
    await rm(folder, { recursive: true, force: true })
  })
  const domain: Town['domain'] = async (work) => {
    const result = await app.database.transaction((tx) => work(openDomain(tx, app.outside)))
    return result
  }
  const [municipality] = await app.database.query<{ id: number }>(
    'INSERT INTO municipality (name, time_zone) VALUES ($1, $2) RETURNING id',
    ['Город Пример', options.zone ?? 'Asia/Magadan'],
  )
  const municipalityId = municipality?.id ?? 0
  const [school] = await app.database.query<{ id: number }>(
    'INSERT INTO school (municipality_id, name) VALUES ($1, $2) RETURNING id',
    [municipalityId, 'Школа № 1'],
  )
  const schoolId = school?.id ?? 0

  const settled = async () => {
    await app.idle()
    // A reply may be written by what was just sent (a person who became unreachable).
    await app.idle()
    if (recording) await record({ app, domain })
  }
  const speaker = (
    messenger: 'telegram' | 'vk',
    name: string,
    personId: number,
    allowed: boolean,
  ): Speaker => {
    const server: LocalMessenger = messenger === 'telegram' ? telegram : vk
    users += 1
    const userId = users
    const [firstName = name, lastName = ''] = name.split(' ')
    server.addPerson({ id: userId, firstName, lastName, allowed })
    /** Does something and waits until the bots have seen and answered it. */
    const acting = async (act: () => Promise<void>) => {
      const before = await countEvents(app)
      await act()
      for (let i = 0; i < 400 && (await countEvents(app)) === before; i++)
        await new Promise((r) => setTimeout(r, 10))
      await settled()
    }
    const heard = (chat?: string) =>
      server.chat(userId, chat).messages.filter((m) => m.from === 'bot')
    return {
      messenger,
      userId,
      personId,
      start: (payload) => acting(() => server.start(userId, payload)),
      say: (text, chat) => acting(() => server.say(userId, { kind: 'text', text }, chat)),
      send: (said, chat) => acting(() => server.say(userId, said, chat)),
      tap(label) {
        const message = heard().findLast((m) => m.buttons.flat().some((b) => b.label === label))
        return acting(() => server.tap(userId, label, message?.id))
      },
      tapRaw: (messageId, data) => acting(() => server.tapRaw(userId, messageId, data)),
      heard,
      last(chat) {
        const message = heard(chat).at(-1)
        if (!message) throw new Error(`the bot has said nothing to ${name}`)
        return message
      },
      buttons: () =>
        heard()
          .at(-1)
          ?.buttons.flat()
          .map((b) => b.label) ?? [],
    }
  }

  return {
    get app() {
      return app
    },
    clock,
    world,
    telegram,
    vk,
    municipalityId,
    schoolId,
    domain,
    settled,
    stranger: (messenger, name) => speaker(messenger, name, 0, false),
    async citizen(
      messenger,
      name,
      role,
      {
        schoolId: school = role === 'coordinator' ? null : schoolId,
        birthDate = role === 'mentee' ? '1996-03-15' : null,
      } = {},
    ) {
      const [lastName = name, firstName = name, patronymic = null] = name.split(' ')
      const [person] = await app.database.query<{ id: number }>(
        `INSERT INTO person (municipality_id, last_name, first_name, patronymic, birth_date)
         VALUES ($1, $2, $3, $4, $5) RETURNING id`,
        [municipalityId, lastName, firstName, patronymic, birthDate],
      )
      const personId = person?.id ?? 0
      const somebody = speaker(messenger, `${firstName} ${lastName}`, personId, true)
      await app.database.query(
        `INSERT INTO account (messenger, user_id, chat_id, person_id) VALUES ($1, $2, $2, $3)`,
        [messenger, String(somebody.userId), personId],
      )
      await app.database.query(
        `INSERT INTO membership (person_id, role, municipality_id, school_id) VALUES ($1, $2, $3, $4)`,
        [personId, role, municipalityId, school],
      )
      return somebody
    },
    async restart() {
      await app.stop()
      app = await begin()
    },
  }
}

async function countEvents(app: App): Promise<number> {
  const [row] = await app.database.query<{ n: number }>('SELECT count(*) AS n FROM inbox')
  return row?.n ?? 0
}
