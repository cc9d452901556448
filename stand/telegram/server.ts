import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { LocalMessenger } from '../messenger.ts'
import type { World } from '../world.ts'
import { Api } from './api.ts'
import type { Core } from './core.ts'
import { FileStore } from './files.ts'
import { RateLimits } from './limits.ts'
import * as people from './people.ts'
import { StateFile } from './state.ts'
import { UpdateQueue } from './updates.ts'
import { chatView } from './view.ts'
import { realTiming, Webhook, type WebhookTiming } from './webhook.ts'

export interface TelegramOptions {
  world: World
  /** 0 or absent: any free port. */
  port?: number
  host?: string
  token?: string
  username?: string
  /** Where people, chats and waiting updates are kept between starts; file bytes lie in `<stateFile>.files`. */
  stateFile?: string
  /** The platform's sending limits; 'real' unless told. */
  limits?: 'real' | 'off'
  /** Pauses between attempts to reach a webhook; the platform's unless told. */
  webhookTiming?: Partial<WebhookTiming>
}

/** The local Telegram, with what only this platform has. */
export interface LocalTelegram extends LocalMessenger {
  isBlocked(personId: number): boolean
  /** Makes the bot an administrator of a group (it then sees every message), or a member again. */
  setAdmin(chat: string, isAdmin: boolean): void
  /** A group grows to a supergroup and gets another number, which is returned; `silent`: no update says so. */
  upgrade(chat: string, options?: { silent?: boolean }): string
  /** The person's account is deleted: the bot gets 403 "user is deactivated". */
  deactivate(personId: number): void
}

const standToken = '7000000001:AAStandTokenOfTheLocalTelegramBot00'

/**
 * Starts a local Telegram Bot API server.
 * @throws Error when the port is taken or the state file is damaged
 * @see https://core.telegram.org/bots/api
 */
export async function startTelegram(options: TelegramOptions): Promise<LocalTelegram> {
  const { world, host = '127.0.0.1', stateFile } = options
  const { token = standToken, username = 'tandem_stand_bot' } = options
  const file = new StateFile(stateFile)
  const listeners: (() => void)[] = []
  const changed = () => {
    file.save()
    for (const listener of listeners) listener()
  }
  const { state } = file
  const updates = new UpdateQueue(state, changed)
  const timing = { ...realTiming, ...options.webhookTiming }
  const core: Core = {
    world,
    bot: { id: Number(token.split(':')[0]), username, name: 'Тандем' },
    state,
    files: new FileStore(state, stateFile && `${stateFile}.files`),
    limits: new RateLimits(options.limits ?? 'real'),
    updates,
    webhook: new Webhook(state, updates, timing, changed),
    changed,
  }
  const api = new Api(core, token)
  const server = createServer((request, response) => {
    api.handle(request, response).catch((error) => {
      console.error('The local Telegram server failed:', error)
      response.destroy()
    })
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(options.port ?? 0, host, resolve)
  })
  const { port } = server.address() as AddressInfo
  core.webhook.deliver()

  return {
    name: 'telegram',
    apiRoot: `http://${host}:${port}`,
    credentials: { token, username },
    addPerson: (person) => people.addPerson(core, person),
    addGroup: (title, members) => people.addGroup(core, title, members),
    start: async (person, payload) => people.start(core, person, payload),
    say: async (person, said, chat) => people.say(core, person, said, chat),
    tap: async (person, label, message, chat) => people.tap(core, person, label, message, chat),
    tapRaw: async (person, message, data, chat) =>
      people.tapRaw(core, person, message, data, chat === undefined ? person : Number(chat)),
    block: async (person) => people.setBlocked(core, person, true),
    unblock: async (person) => people.setBlocked(core, person, false),
    isBlocked: (person) => state.people[person]?.blocked ?? false,
    setAdmin: (chat, isAdmin) => people.setAdmin(core, chat, isAdmin),
    upgrade: (chat, { silent = false } = {}) => people.upgrade(core, chat, silent),
    deactivate: (person) => {
      const known = state.people[person]
      if (known) known.deactivated = true
      changed()
    },
    chat: (person, chat) => chatView(core, person, chat),
    file: (id) => {
      const found = core.files.find(id)
      const bytes = found && core.files.bytes(found)
      return bytes && { name: found.name, mime: found.mime, bytes }
    },
    calls: () => api.calls(),
    updates: () => updates.handed(),
    onChange: (listener) => void listeners.push(listener),
    stop: async () => {
      core.webhook.stop()
      const closed = new Promise((resolve) => server.close(resolve))
      server.closeAllConnections()
      await closed
      file.flush()
    },
  }
}
