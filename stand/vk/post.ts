import { CHATS, type Community } from './community.ts'
import type { Conversation, StoredMessage } from './state.ts'
import { CLIENT_INFO, wireMessage } from './wire.ts'

export type NewMessage = Partial<StoredMessage> & { from: number }

/** Puts a message into a conversation, numbered as VK numbers: in group chats the id is 0. */
export function append(
  vk: Community,
  conversation: Conversation,
  message: NewMessage,
): StoredMessage {
  conversation.lastCmid += 1
  const inChat = conversation.peer > CHATS
  if (!inChat) vk.state.lastMessageId += 1
  const stored = {
    text: '',
    attachments: [],
    ...message,
    id: inChat ? 0 : vk.state.lastMessageId,
    cmid: conversation.lastCmid,
    at: vk.now(),
  }
  conversation.messages.push(stored)
  vk.changed()
  return stored
}

/** A person's message: kept, and handed to the bot as message_new. */
export function receive(vk: Community, conversation: Conversation, message: NewMessage): void {
  const stored = append(vk, conversation, message)
  vk.emit('message_new', {
    message: wireMessage(vk, conversation, stored),
    client_info: CLIENT_INFO,
  })
}
