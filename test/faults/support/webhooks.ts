import { type Name, telegramSecret } from './field.ts'

/** What the platforms send to a webhook, made by hand: to repeat, to swap, to forge. */
export interface Said {
  id: number
  text: string
  /** The chat's own number of the message. */
  number: number
}

export const vkSecret = 'localSecret'
const groupId = 225_000_001
const date = 1_790_000_000

export function update(name: Name, { id, text, number }: Said): Record<string, unknown> {
  if (name === 'telegram') {
    const from = { id, is_bot: false, first_name: 'Пётр', last_name: 'Ильин' }
    const chat = { id, type: 'private', first_name: 'Пётр' }
    const entities = text.startsWith('/')
      ? { entities: [{ type: 'bot_command', offset: 0, length: text.split(' ')[0]?.length ?? 0 }] }
      : {}
    return {
      update_id: 900_000_000 + number,
      message: { message_id: number, from, chat, date, text, ...entities },
    }
  }
  const message = {
    id: number,
    date,
    peer_id: id,
    from_id: id,
    conversation_message_id: number,
    text,
    out: 0,
    version: 1,
    attachments: [],
    fwd_messages: [],
    important: false,
    is_hidden: false,
    random_id: 0,
  }
  return {
    type: 'message_new',
    group_id: groupId,
    event_id: `event-${id}-${number}`,
    v: '5.199',
    secret: vkSecret,
    object: { message, client_info: { button_actions: ['text', 'callback'], keyboard: true } },
  }
}

/** Posts it as the platform does. @returns the status */
export async function post(
  bot: { url: string },
  name: Name,
  body: Record<string, unknown> | string,
  secret = telegramSecret,
): Promise<number> {
  const response = await fetch(`${bot.url}/${name}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-telegram-bot-api-secret-token': secret },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  })
  await response.text()
  return response.status
}
