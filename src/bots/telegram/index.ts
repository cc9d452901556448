import { Bot } from 'grammy'
import type { Files } from '../../infra/files.ts'
import type { Log } from '../../infra/log.ts'
import type { MenuItem } from '../content.ts'
import type { Accept, Messenger } from '../messenger.ts'
import { openCalls } from './calls.ts'
import { fetchFile } from './download.ts'
import { collector, pollUpdates, webhookRoute } from './inbound.ts'
import { mainMenu } from './menu.ts'
import { sender } from './outbound.ts'
import { pause, retrying } from './patience.ts'
import { updateKinds } from './translate.ts'

export interface TelegramConfig {
  token: string
  /** Another server that speaks the Bot API, without a slash at its end. */
  apiRoot?: string
  /** Public address for updates; without it they are polled. */
  webhook?: { url: string; secret: string }
  personalData: boolean
}

export interface TelegramParts {
  files: Files
  log: Log
  /** The main menu of whoever has this user id. */
  menuOf(userId: string): Promise<MenuItem[][]>
  /** Commands to show in Telegram's own menu. */
  commands: { command: string; description: string }[]
}

const limits = {
  text: 4096,
  caption: 1024,
  buttons: 100,
  rows: 24,
  columns: 5,
  // Longer ones are taken, but a phone cuts them.
  label: 44,
  data: 64,
  batch: 1,
  together: 1,
  perSecond: 29.5,
  inFlight: 192,
  pacesReplies: false,
  fileIn: 20 * 1024 * 1024,
}

const publicApi = 'https://api.telegram.org'

/** How long `start` waits for Telegram; after that it goes on trying by itself, ms. */
const patience = 5_000

/** Telegram through grammY: long polling or webhook in, rows of the outbox out. */
export function createTelegram(config: TelegramConfig, parts: TelegramParts): Messenger {
  const calls = openCalls(config.apiRoot ?? publicApi)
  const bot = new Bot(config.token, {
    client: {
      timeoutSeconds: 60,
      fetch: calls.fetch as never,
      ...(config.apiRoot ? { apiRoot: config.apiRoot } : {}),
    },
  })
  bot.api.config.use(calls.direct(config.token))
  const menu = mainMenu(parts.menuOf)
  const collect = collector(bot, menu)
  const send = sender(bot, menu, parts.files)
  const stopping = new AbortController()
  let polling: Promise<void> | undefined
  let accept: Accept | undefined

  const introduce = async () => {
    await retrying(() => bot.init(stopping.signal as never), parts.log, stopping.signal)
    await retrying(() => bot.api.setMyCommands(parts.commands), parts.log, stopping.signal)
  }

  const begin = async (take: Accept) => {
    await introduce()
    const { webhook } = config
    if (webhook) {
      const options = {
        secret_token: webhook.secret,
        allowed_updates: updateKinds,
        max_connections: 40,
      }
      await retrying(() => bot.api.setWebhook(webhook.url, options), parts.log, stopping.signal)
      return
    }
    await retrying(() => bot.api.deleteWebhook(), parts.log, stopping.signal)
    polling = pollUpdates(bot, collect, take, parts.log, stopping.signal)
  }

  return {
    name: 'telegram',
    limits,
    can: { edit: true, personalData: config.personalData },
    routes: config.webhook ? [webhookRoute(config.webhook, collect, () => accept, parts.log)] : [],
    async start(take) {
      accept = take
      // Where Telegram does not answer, the other messengers must not wait for it.
      const begun = begin(take)
      await Promise.race([begun, pause(patience, stopping.signal)])
    },
    async stop() {
      stopping.abort()
      await polling
    },
    close: () => calls.close(),
    send,
    async answerTap(tap, notice) {
      // Too late is no trouble: the button has stopped waiting by itself.
      await bot.api
        .answerCallbackQuery(tap.id, notice === undefined ? {} : { text: clip(notice) })
        .catch(() => {})
    },
    fetchFile: (file) => fetchFile(bot, config.apiRoot ?? publicApi, file),
    link: (payload) =>
      `https://t.me/${bot.isInited() ? bot.botInfo.username : 'bot'}?start=${payload}`,
  }
}

/** Longer words of a pop-up are refused. */
const noticeLimit = 200

function clip(notice: string): string {
  return notice.length <= noticeLimit ? notice : `${notice.slice(0, noticeLimit - 1)}…`
}
