import { createTelegram } from '../../src/bots/telegram/index.ts'
import { createVk } from '../../src/bots/vk/index.ts'
import { startTelegram } from '../../stand/telegram/index.ts'
import { type LocalVk, startVk } from '../../stand/vk/index.ts'
import { ANNA, menu, type Platform } from './bench.ts'
import { checkTelegramCall, checkTelegramUpdate } from './telegram-schema.ts'
import { checkVkCall, checkVkUpdate } from './vk-schema.ts'

const secret = 'right-secret'

export const telegram: Platform = {
  name: 'telegram',
  sending: 'sendMessage',
  serve: (world) =>
    startTelegram({ world, limits: 'off', webhookTiming: { firstRetry: 20, longestRetry: 80 } }),
  create: ({ stand, files, log, webhookUrl }) =>
    createTelegram(
      {
        token: stand.credentials.token ?? '',
        apiRoot: stand.apiRoot,
        personalData: true,
        ...(webhookUrl ? { webhook: { url: webhookUrl, secret } } : {}),
      },
      {
        files,
        log,
        menuOf: async () => menu,
        commands: [{ command: 'menu', description: 'Меню' }],
      },
    ),
  connect: async () => {},
  post: (_, text, given) => ({
    headers: { 'x-telegram-bot-api-secret-token': given === 'right' ? secret : 'another-secr' },
    body: json({
      update_id: 900_001,
      message: {
        message_id: 501,
        date: 1_700_000_000,
        chat: { id: ANNA, type: 'private', first_name: 'Анна' },
        from: { id: ANNA, is_bot: false, first_name: 'Анна' },
        text,
      },
    }),
  }),
  complaints: (stand) => [
    ...stand.calls().flatMap(({ method, params }) => checkTelegramCall(method, params)),
    ...stand.updates().flatMap(checkTelegramUpdate),
  ],
}

export const vk: Platform = {
  name: 'vk',
  sending: 'messages.send',
  serve: (world) => startVk({ world, limits: 'off', callbackRetry: 20 }),
  create: ({ stand, files, log, cursor, webhookUrl }) => {
    const { token = '', groupId, userToken = '', confirmation = '' } = stand.credentials
    return createVk(
      {
        token,
        groupId: Number(groupId),
        apiRoot: stand.apiRoot,
        userToken,
        personalData: true,
        ...(webhookUrl ? { callback: { secret, confirmation } } : {}),
      },
      { files, log, cursor, menuLabel: 'Меню' },
    )
  },
  connect: async (stand, url) => {
    if (!(await (stand as LocalVk).setCallback(url, secret)))
      throw new Error('VK could not confirm the address')
  },
  post: ({ credentials }, text, given) => ({
    headers: {},
    body: json({
      type: 'message_new',
      group_id: Number(credentials.groupId),
      event_id: 'a1',
      v: '5.199',
      secret: given === 'right' ? secret : 'another-secr',
      object: {
        message: {
          id: 501,
          conversation_message_id: 501,
          date: 1_700_000_000,
          from_id: ANNA,
          peer_id: ANNA,
          out: 0,
          text,
          attachments: [],
          fwd_messages: [],
        },
        client_info: {
          button_actions: ['text', 'callback'],
          keyboard: true,
          inline_keyboard: true,
        },
      },
    }),
  }),
  complaints: (stand) => [
    ...stand.calls().flatMap(({ method, params }) => checkVkCall(method, params)),
    ...stand.updates().flatMap(checkVkUpdate),
  ],
}

function json(value: unknown): Buffer {
  return Buffer.from(JSON.stringify(value))
}
