import type { Said } from '../messenger.ts'
import { CHATS, type Community } from './community.ts'
import { keepFile } from './files.ts'
import { type NewMessage, receive } from './post.ts'
import type { Button, Conversation, Person } from './state.ts'

/** Presses «Начать»; a payload is the ref of a vk.me link. */
export function start(vk: Community, personId: number, ref?: string): void {
  const conversation = open(vk, personId)
  const payload = JSON.stringify({ command: 'start' })
  write(vk, conversation, {
    from: personId,
    text: 'Начать',
    payload,
    ...(ref === undefined ? {} : { ref }),
  })
}

export function say(vk: Community, personId: number, said: Said, chat?: string): void {
  const conversation = open(vk, personId, chat)
  write(vk, conversation, { from: personId, ...content(vk, personId, said) })
}

function content(vk: Community, owner: number, said: Said): Partial<NewMessage> {
  switch (said.kind) {
    case 'text':
      return { text: said.text }
    case 'voice':
    case 'sticker':
      return { special: said.kind }
    case 'photo': {
      const photo = { kind: 'photo', name: 'photo.jpg', mime: 'image/jpeg' } as const
      const file = keepFile(vk, { ...photo, owner, bytes: said.bytes })
      return { text: said.caption ?? '', attachments: [file.key] }
    }
    case 'file': {
      const { name, mime = 'application/octet-stream', bytes } = said
      const file = keepFile(vk, { kind: 'doc', owner, name, mime, bytes })
      return { text: said.caption ?? '', attachments: [file.key] }
    }
  }
}

/** Presses the button with this label: of a message, else of the keyboard, else of the newest message with it. */
export function tap(
  vk: Community,
  personId: number,
  label: string,
  messageId?: number,
  chat?: string,
): void {
  const conversation = open(vk, personId, chat)
  const found = findButton(conversation, label, messageId)
  if (!found) throw new Error(`There is no button "${label}" in front of person ${personId}.`)
  const { button, cmid, inline, oneTime } = found
  if (button.type === 'open_link') return
  if (button.type === 'callback') {
    pressed(vk, conversation, personId, cmid, button.payload ?? '{}')
    return
  }
  if (!inline && oneTime) delete conversation.keyboard
  // In a group chat the client mentions the community before the label.
  const mention = conversation.peer > CHATS ? `[club${vk.groupId}|${vk.name}] ` : ''
  const payload = button.payload === undefined ? {} : { payload: button.payload }
  write(vk, conversation, { from: personId, text: mention + label, ...payload })
}

/** A callback press with any payload, whether or not such a button exists. */
export function tapRaw(
  vk: Community,
  personId: number,
  messageId: number,
  data: string,
  chat?: string,
): void {
  pressed(vk, open(vk, personId, chat), personId, messageId, data)
}

export function deny(vk: Community, personId: number): void {
  const person = known(vk, personId)
  person.allowed = false
  person.denied = true
  vk.emit('message_deny', { user_id: personId })
}

export function allow(vk: Community, personId: number): void {
  const person = known(vk, personId)
  person.allowed = true
  person.denied = false
  vk.emit('message_allow', { user_id: personId, key: '' })
}

/** Who writes lets the community answer. */
function write(vk: Community, conversation: Conversation, message: NewMessage): void {
  const person = vk.state.people[message.from]
  if (person && conversation.peer < CHATS) {
    person.allowed = true
    person.denied = false
  }
  receive(vk, conversation, message)
}

function pressed(
  vk: Community,
  conversation: Conversation,
  user: number,
  cmid: number,
  data: string,
): void {
  const { peer } = conversation
  vk.emit('message_event', {
    user_id: user,
    peer_id: peer,
    event_id: vk.press({ user, peer, cmid, at: vk.now() }),
    payload: parsed(data),
    conversation_message_id: cmid,
  })
}

function findButton(
  conversation: Conversation,
  label: string,
  messageId?: number,
): { button: Button; cmid: number; inline: boolean; oneTime: boolean } | undefined {
  const inMessages = [...conversation.messages]
    .reverse()
    .filter((message) => !message.deleted && message.keyboard?.inline)
    .map((message) => ({ ...message.keyboard, cmid: message.cmid }))
  const below = conversation.keyboard ? [conversation.keyboard] : []
  const keyboards =
    messageId === undefined
      ? [...below, ...inMessages]
      : inMessages.filter(({ cmid }) => cmid === messageId)
  for (const { buttons = [], cmid, inline = false, oneTime = false } of keyboards) {
    const button = buttons.flat().find((one) => one.label === label)
    if (button) return { button, cmid, inline, oneTime }
  }
  return undefined
}

function known(vk: Community, personId: number): Person {
  const person = vk.state.people[personId]
  if (!person) throw new Error(`Nobody has the VK id ${personId}. Add the person first.`)
  return person
}

function open(vk: Community, personId: number, chat?: string): Conversation {
  known(vk, personId)
  const conversation = vk.conversation(chat === undefined ? personId : Number(chat))
  if (!conversation?.members.includes(personId)) {
    throw new Error(`Person ${personId} is not in the chat ${chat}.`)
  }
  return conversation
}

function parsed(data: string): unknown {
  try {
    return JSON.parse(data)
  } catch {
    return data
  }
}
