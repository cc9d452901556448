import type { CallbackQuery, ChatMemberUpdated, Message, Update, User } from 'grammy/types'
import type { Incoming, IncomingEvent } from '../messenger.ts'

/** What we ask the platform for; nothing else is sent. */
export const updateKinds = ['message', 'callback_query', 'my_chat_member'] as const

/** An update as an event, or null when it is none of ours. */
export function translate(update: Update): Incoming | null {
  if (update.message) return fromMessage(update.message)
  if (update.callback_query) return fromTap(update.callback_query)
  if (update.my_chat_member) return fromMembership(update.my_chat_member)
  return null
}

function fromMessage(message: Message): Incoming | null {
  const { from, chat } = message
  if (!from || chat.type === 'channel') return null
  // A supergroup says so in its own name, which is a bot's.
  const event = movedOf(message) ?? (from.is_bot ? null : eventOf(message))
  if (!event) return null
  return {
    messenger: 'telegram',
    // The chat's own number of the message, not update_id: that one starts anew after a week of silence.
    key: `m:${chat.id}:${message.message_id}`,
    user: userOf(from),
    chat: chatOf(chat),
    at: instant(message.date),
    event,
  }
}

/** Both chats are told of it: the one that was left, and the new one. */
function movedOf(message: Message): IncomingEvent | null {
  const { chat, migrate_to_chat_id: to, migrate_from_chat_id: from } = message
  if (to !== undefined) return { type: 'moved', from: String(chat.id), to: String(to) }
  if (from !== undefined) return { type: 'moved', from: String(from), to: String(chat.id) }
  return null
}

function eventOf(message: Message): IncomingEvent | null {
  const { text, document, photo, caption } = message
  if (text !== undefined) return fromText(text)
  const said = caption === undefined ? {} : { caption }
  if (document) {
    const {
      file_id,
      file_name = 'file',
      mime_type = 'application/octet-stream',
      file_size = 0,
    } = document
    return {
      type: 'file',
      file: { ref: file_id, name: file_name, mime: mime_type, size: file_size },
      ...said,
    }
  }
  const largest = photo?.at(-1)
  if (largest) {
    const { file_id, file_size = 0 } = largest
    return {
      type: 'file',
      file: { ref: file_id, name: 'photo.jpg', mime: 'image/jpeg', size: file_size },
      ...said,
    }
  }
  if (message.voice || message.audio || message.video_note)
    return { type: 'unsupported', what: 'voice' }
  if (message.sticker) return { type: 'unsupported', what: 'sticker' }
  if (message.video || message.animation) return { type: 'unsupported', what: 'video' }
  if (
    message.contact ||
    message.location ||
    message.venue ||
    message.poll ||
    message.dice ||
    message.story
  ) {
    return { type: 'unsupported', what: 'other' }
  }
  // Pinned messages, changed titles and other service notes are nobody's words.
  return null
}

function fromText(text: string): IncomingEvent {
  const command = /^\/([A-Za-z0-9_]{1,32})(?:@\w+)?(?:\s+([\s\S]*))?$/.exec(text)
  if (!command) return { type: 'text', text }
  const name = (command[1] ?? '').toLowerCase()
  const arg = command[2]?.trim()
  if (name === 'start')
    return arg ? { type: 'start', payload: arg.slice(0, 64) } : { type: 'start' }
  return { type: 'command', name: name.replaceAll('_', '-'), ...(arg ? { arg } : {}) }
}

function fromTap(query: CallbackQuery): Incoming | null {
  const { message, data } = query
  if (!message || data === undefined) return null
  const tap = {
    id: query.id,
    messageId: String(message.message_id),
    userId: String(query.from.id),
    chatId: String(message.chat.id),
  }
  return { ...tapEnvelope(query, message), event: { type: 'tap', data, tap } }
}

/** Everything of a tap's event but what was tapped. */
export function tapEnvelope(
  query: CallbackQuery,
  message: { chat: { id: number; type: string }; date: number },
): Omit<Incoming, 'event'> {
  return {
    messenger: 'telegram',
    key: `q:${query.id}`,
    user: userOf(query.from),
    chat: chatOf(message.chat),
    // A tap has no time of its own, and that of its message may be months ago.
    at: new Date().toISOString(),
  }
}

function fromMembership(update: ChatMemberUpdated): Incoming | null {
  const { chat, from, date, old_chat_member: before, new_chat_member: member } = update
  if (chat.type === 'channel') return null
  const gone = isGone(member.status)
  const group = chat.type !== 'private'
  // A member who becomes an administrator does not join anew.
  if (group && (gone || !isGone(before.status))) return null
  return {
    messenger: 'telegram',
    key: `c:${chat.id}:${date}:${member.status}`,
    user: userOf(from),
    chat: chatOf(chat),
    at: instant(date),
    event: { type: group ? 'joined' : gone ? 'blocked' : 'allowed' },
  }
}

function isGone(status: string): boolean {
  return status === 'kicked' || status === 'left'
}

function userOf(user: User) {
  return { id: String(user.id), name: user.first_name }
}

function chatOf(chat: { id: number; type: string; title?: string }) {
  return {
    id: String(chat.id),
    group: chat.type !== 'private',
    ...(chat.title === undefined ? {} : { title: chat.title }),
  }
}

function instant(seconds: number): string {
  return new Date(seconds * 1000).toISOString()
}
