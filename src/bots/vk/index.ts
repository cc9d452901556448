import type { Files } from '../../infra/files.ts'
import type { Log } from '../../infra/log.ts'
import type { Accept, Messenger } from '../messenger.ts'
import { openVk } from './api.ts'
import { type CallbackConfig, callbackRoute } from './callback.ts'
import { chatTitles } from './chats.ts'
import { fetchFile } from './download.ts'
import { collector, updateKinds } from './inbound.ts'
import { pollUpdates } from './long-poll.ts'
import { sender } from './outbound.ts'
import { postToWall } from './wall.ts'

export interface VkConfig {
  token: string
  groupId: number
  /** Another server that speaks VK's API, with `/method` and without a slash at its end. */
  apiRoot?: string
  /** A user's token: posts to the community's wall. */
  userToken?: string
  /** How VK calls us; without it updates are polled. */
  callback?: CallbackConfig
  personalData: boolean
  /** Milliseconds that one upload may take. */
  uploadTimeout?: number
}

export interface VkParts {
  files: Files
  log: Log
  /** Where reading of the stream stood; `start` writes it through `accept`. */
  cursor: { read(name: string): Promise<string | null> }
  /** The word on the button that is always below the input. */
  menuLabel: string
}

const limits = {
  text: 4096,
  caption: 4096,
  buttons: 10,
  rows: 6,
  columns: 5,
  label: 40,
  data: 64,
  batch: 100,
  // `execute` takes so many calls as one.
  together: 25,
  // A little less than the 20 that VK allows: on the way one call takes longer than another.
  perSecond: 19.8,
  inFlight: 16,
  pacesReplies: true,
  fileIn: 50 * 1024 * 1024,
}

/** How long `start` waits for VK; after that it goes on trying by itself, ms. */
const patience = 5_000

/** Longer words of a pop-up are refused. */
const noticeLimit = 90

/** VK through vk-io: Long Poll or Callback API in, rows of the outbox out. */
export function createVk(config: VkConfig, parts: VkParts): Messenger {
  const { token, groupId, apiRoot, userToken, uploadTimeout } = config
  const { log } = parts
  const vk = openVk({ token, apiRoot, uploadTimeout, perSecond: limits.perSecond })
  const wall = userToken ? openVk({ token: userToken, apiRoot, perSecond: 2.9 }) : undefined
  const collect = collector(vk.updates, groupId, chatTitles(vk.api), log)
  const { send, sendToMany, sendTogether } = sender({
    vk,
    files: parts.files,
    log,
    menuLabel: parts.menuLabel,
  })
  const stopping = new AbortController()
  let polling: Promise<void> | undefined
  let accept: Accept | undefined

  const poll = async (take: Accept, begun: () => void) => {
    const asked = Object.fromEntries(updateKinds.map((kind) => [kind, 1]))
    await vk.api.groups
      .setLongPollSettings({ group_id: groupId, enabled: 1, api_version: '5.199', ...asked })
      // Where it is really off, reading fails with VK's own words.
      .catch((error) =>
        log.warn({ err: error }, 'Long Poll could not be set up; it must be on in the community'),
      )
    const { cursor } = parts
    const reading = { api: vk.api, groupId, collect, accept: take, cursor, log, begun }
    await pollUpdates(reading, stopping.signal)
  }

  return {
    name: 'vk',
    limits,
    can: { edit: true, personalData: config.personalData },
    routes: config.callback
      ? [callbackRoute(config.callback, groupId, collect, () => accept, log)]
      : [],
    async start(take) {
      accept = take
      if (config.callback) return
      // Where VK does not answer, the other messengers must not wait for it.
      await new Promise<void>((resolve) => {
        setTimeout(resolve, patience).unref()
        polling = poll(take, resolve)
      })
    },
    async stop() {
      stopping.abort()
      await polling
    },
    async close() {
      vk.close()
      wall?.close()
    },
    send,
    sendToMany,
    sendTogether,
    async answerTap(tap, notice) {
      if (tap.id === '') return
      const text = notice && (notice.length > noticeLimit ? `${notice.slice(0, 89)}…` : notice)
      const shown = text
        ? { event_data: JSON.stringify({ type: 'show_snackbar', text }) }
        : undefined
      // Too late is no trouble: the button has stopped waiting by itself.
      await vk.api.messages
        .sendMessageEventAnswer({
          event_id: tap.id,
          user_id: Number(tap.userId),
          peer_id: Number(tap.chatId),
          ...shown,
        })
        .catch(() => {})
    },
    fetchFile: (file) => fetchFile(file, limits.fileIn),
    ...(wall
      ? { postToWall: (content, number) => postToWall(wall, groupId, content, number) }
      : {}),
    link: (payload) => `https://vk.me/club${groupId}?ref=${payload}`,
  }
}
