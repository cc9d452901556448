import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { onTestFinished } from 'vitest'
import type { ChatMessage, LocalMessenger } from '../../../stand/messenger.ts'
import { type LocalTelegram, startTelegram } from '../../../stand/telegram/index.ts'
import { type LocalVk, startVk } from '../../../stand/vk/index.ts'
import { World } from '../../../stand/world.ts'
import { freshDatabase } from '../../support/db.ts'
import { argument } from './flows.ts'
import { type Front, openFront } from './front.ts'
import { type Bot, startBot } from './process.ts'

export type Name = 'telegram' | 'vk'
export const names: readonly Name[] = ['telegram', 'vk']

export interface FieldOptions {
  /** How updates come; polled unless told. */
  by?: 'polling' | 'webhook'
  /** A database of the test's own; absent: a fresh one of the tests' server. */
  databaseUrl?: string
  env?: Record<string, string>
}

/** Both local platforms, a database and people; the bots are processes that may be killed. */
export interface Field {
  readonly world: World
  readonly telegram: LocalTelegram
  readonly vk: LocalVk
  readonly front: Front
  readonly databaseUrl: string
  readonly env: Record<string, string>
  server(name: Name): LocalMessenger
  /** Starts one more process and puts it behind the front. */
  start(env?: Record<string, string>): Promise<Bot>
  /** Takes a process from behind the front. */
  withdraw(bot: Bot): void
  /** Tells the platforms where the webhooks are; after the first start. */
  connect(): Promise<void>
  /** Somebody who may be written to. */
  person(name: Name): Person
  query<Row extends object>(text: string, values?: unknown[]): Promise<Row[]>
  /** Waits until it is so, asking every 20 ms. @returns how long it took, ms; fails after `within` ms */
  until(what: string, within: number, so: () => boolean | Promise<boolean>): Promise<number>
}

export interface Person {
  readonly name: Name
  readonly id: number
  say(text: string): Promise<void>
  heard(): ChatMessage[]
  /** Arguments of the bot's words, oldest first. */
  answers(): string[]
}

export const telegramSecret = 'front-secret'
let people = 50_000

export async function openField(options: FieldOptions = {}): Promise<Field> {
  const { by = 'polling' } = options
  const world = new World()
  const [telegram, vk, front] = await Promise.all([
    startTelegram({ world, port: 0, limits: 'off', webhookTiming: { firstRetry: 200 } }),
    startVk({ world, port: 0, limits: 'off', callbackRetry: 200 }),
    openFront(),
  ])
  const database = options.databaseUrl
    ? { url: options.databaseUrl, drop: async () => undefined }
    : await freshDatabase()
  const folder = await mkdtemp(join(tmpdir(), 'tandem-faults-'))
  const pool = new pg.Pool({ connectionString: database.url, max: 2 })
  pool.on('error', () => undefined)
  const webhooks = {
    TELEGRAM_WEBHOOK_URL: `${front.url}/telegram`,
    TELEGRAM_WEBHOOK_SECRET: telegramSecret,
    VK_CALLBACK: 'on',
    VK_CALLBACK_SECRET: vk.credentials.secret ?? '',
    VK_CALLBACK_CONFIRMATION: vk.credentials.confirmation ?? '',
  }
  const env = {
    DATABASE_URL: database.url,
    DATA_DIR: folder,
    TELEGRAM_TOKEN: telegram.credentials.token ?? '',
    TELEGRAM_API_ROOT: telegram.apiRoot,
    VK_TOKEN: vk.credentials.token ?? '',
    VK_GROUP_ID: vk.credentials.groupId ?? '',
    VK_API_ROOT: vk.apiRoot,
    ...(by === 'webhook' ? webhooks : {}),
    ...options.env,
  }
  const bots: Bot[] = []
  onTestFinished(async () => {
    await Promise.all(bots.map((bot) => bot.kill()))
    await Promise.all([telegram.stop(), vk.stop(), front.stop()])
    await pool.end().catch(() => undefined)
    await database.drop()
    await rm(folder, { recursive: true, force: true })
  })
  const field: Field = {
    world,
    telegram,
    vk,
    front,
    databaseUrl: database.url,
    env,
    server: (name) => (name === 'telegram' ? telegram : vk),
    async start(more = {}) {
      const bot = await startBot({ ...env, ...more })
      bots.push(bot)
      front.targets = [...front.targets, bot.url]
      return bot
    },
    withdraw(bot) {
      front.targets = front.targets.filter((url) => url !== bot.url)
    },
    async connect() {
      if (by === 'webhook' && !(await vk.setCallback(`${front.url}/vk`)))
        throw new Error('VK did not confirm the address')
    },
    person(name) {
      people += 1
      const id = people
      const server = field.server(name)
      server.addPerson({ id, firstName: 'Пётр', lastName: `Ильин ${id}`, allowed: true })
      const heard = () => server.chat(id).messages.filter((message) => message.from === 'bot')
      return {
        name,
        id,
        say: (text) => server.say(id, { kind: 'text', text }),
        heard,
        answers: () => heard().map(({ text }) => argument(text)),
      }
    },
    async query<Row extends object>(text: string, values: unknown[] = []) {
      return (await pool.query<Row>(text, values)).rows
    },
    async until(what, within, so) {
      const began = performance.now()
      for (;;) {
        if (await so()) return performance.now() - began
        if (performance.now() - began > within) throw new Error(`not within ${within} ms: ${what}`)
        await sleep(20)
      }
    },
  }
  return field
}

/** Messages of each person whose answers are counted: n of so many. */
export interface Count {
  sent: number
  lost: number
  doubled: number
  disordered: number
}

/** Compares what people said by /echo with what they were answered. */
export function countEchoes(people: readonly Person[], said: ReadonlyMap<Person, string[]>): Count {
  const count: Count = { sent: 0, lost: 0, doubled: 0, disordered: 0 }
  for (const person of people) {
    const wanted = said.get(person) ?? []
    const answers = person.answers()
    count.sent += wanted.length
    for (const each of wanted) {
      const times = answers.filter((answer) => answer === each).length
      if (times === 0) count.lost += 1
      if (times > 1) count.doubled += times - 1
    }
    const once = answers.filter((answer, i) => answers.indexOf(answer) === i)
    if (once.join() !== wanted.filter((each) => once.includes(each)).join()) count.disordered += 1
  }
  return count
}
