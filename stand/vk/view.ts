import type { ChatMessage, ChatView } from '../messenger.ts'
import type { Community } from './community.ts'
import type { Conversation, StoredMessage } from './state.ts'

const SPECIAL = { voice: 'Голосовое сообщение', sticker: 'Стикер' }
const MENTION = /\[((?:id|club|public)\d+)\|([^\]]+)\]/g

/** A conversation as its members see it. */
export function view(vk: Community, conversation: Conversation): ChatView {
  return {
    title: conversation.title,
    messages: conversation.messages
      .filter((message) => !message.deleted)
      .map((message) => seen(vk, message)),
    keyboard: (conversation.keyboard?.buttons ?? []).map((row) => row.map(({ label }) => label)),
  }
}

function seen(vk: Community, message: StoredMessage): ChatMessage {
  const text = shownText(vk, message)
  return {
    id: message.cmid,
    from: message.from < 0 ? 'bot' : message.from,
    fromName: fullName(vk, message.from),
    text: text.replace(MENTION, '$2'),
    html: html(text),
    at: new Date(message.at).toISOString(),
    edited: message.edited ?? false,
    buttons: inlineButtons(message),
    ...attached(vk, message),
    ...(message.notice === undefined ? {} : { notice: message.notice }),
  }
}

function shownText(vk: Community, message: StoredMessage): string {
  if (message.special) return SPECIAL[message.special]
  return message.action ? actionText(vk, message) : message.text
}

function inlineButtons(message: StoredMessage): ChatMessage['buttons'] {
  if (!message.keyboard?.inline) return []
  return message.keyboard.buttons.map((row) =>
    row.map(({ label, payload, link }) => ({
      label,
      ...(payload === undefined ? {} : { data: payload }),
      ...(link === undefined ? {} : { url: link }),
    })),
  )
}

function attached(vk: Community, message: StoredMessage): Pick<ChatMessage, 'file' | 'picture'> {
  const files = message.attachments.flatMap((key) => vk.state.files[key] ?? [])
  const doc = files.find((file) => file.kind === 'doc')
  const photo = files.find((file) => file.kind === 'photo')
  return {
    ...(doc ? { file: { id: doc.key, name: doc.name, mime: doc.mime, size: doc.size } } : {}),
    ...(photo ? { picture: { id: photo.key } } : {}),
  }
}

function actionText(vk: Community, message: StoredMessage): string {
  const member = fullName(vk, message.action?.member_id ?? 0)
  return message.action?.type === 'chat_kick_user'
    ? `${member}: больше не в беседе`
    : `${member}: теперь в беседе`
}

function fullName(vk: Community, id: number): string {
  if (id < 0) return vk.name
  const person = vk.state.people[id]
  return person ? `${person.firstName} ${person.lastName}` : ''
}

/** VK formats nothing but mentions and links. */
function html(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replace(/https?:\/\/[^\s<]+[^\s<.,:;!?)»]/g, '<a href="$&">$&</a>')
    .replace(MENTION, '<a href="https://vk.com/$1">$2</a>')
}
