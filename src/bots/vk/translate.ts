import {
  type Context,
  type DocumentAttachment,
  MessageContext,
  MessageEventContext,
  MessageSubscriptionContext,
  type PhotoAttachment,
} from 'vk-io'
import { z } from 'zod'
import type { Incoming, IncomingEvent, IncomingFile } from '../messenger.ts'

/** Peer ids of group chats start here. */
export const groupChats = 2_000_000_000

/** An update, parsed by vk-io, as an event; null when it is none of ours. */
export function translate(context: Context, eventId: string, groupId: number): Incoming | null {
  if (context instanceof MessageContext) return fromMessage(context, groupId)
  if (context instanceof MessageEventContext) return fromPress(context)
  if (context instanceof MessageSubscriptionContext) {
    const user = String(context.userId)
    return {
      ...envelope(`u:${eventId}`, user, Number(user)),
      event: { type: context.isSubscribed ? 'allowed' : 'blocked' },
    }
  }
  return null
}

function fromMessage(context: MessageContext, groupId: number): Incoming | null {
  const { senderId, peerId, conversationMessageId, createdAt } = context
  // Other communities' bots, and our own words.
  if (senderId <= 0 || context.isOutbox) return null
  const event = eventOf(context, groupId)
  if (!event) return null
  return {
    ...envelope(`m:${peerId}:${conversationMessageId}`, String(senderId), peerId),
    at: new Date(createdAt * 1000).toISOString(),
    event,
  }
}

function eventOf(context: MessageContext, groupId: number): IncomingEvent | null {
  if (context.isEvent) {
    const invited = context.eventType === 'chat_invite_user' && context.eventMemberId === -groupId
    // Pinned messages, changed titles, people who come and go.
    return invited ? { type: 'joined' } : null
  }
  const started = payloadOf(context.messagePayload, { command: z.literal('start') })
  const ref = context.referralValue
  if (!context.isChat && (ref || started))
    return ref ? { type: 'start', payload: ref.slice(0, 64) } : { type: 'start' }
  const pressed = pressedOf(context.messagePayload)
  if (pressed && 'c' in pressed) return { type: 'command', name: pressed.c }
  if (pressed) return { type: 'tap', data: pressed.d, tap: placeOf(context) }
  return attachedOf(context, groupId) ?? saidOf(context, groupId)
}

/** A press that came as a message has nothing to be answered. */
function placeOf({ senderId, peerId }: MessageContext) {
  return { id: '', userId: String(senderId), chatId: String(peerId) }
}

function attachedOf(context: MessageContext, groupId: number): IncomingEvent | null {
  const text = wordsOf(context, groupId)
  const caption = text === '' ? {} : { caption: text }
  const [document] = context.getAttachments('doc') as DocumentAttachment[]
  if (document) return { type: 'file', file: documentFile(document), ...caption }
  const [photo] = context.getAttachments('photo') as PhotoAttachment[]
  const picture = photo && photoFile(photo)
  if (picture) return { type: 'file', file: picture, ...caption }
  if (context.hasAttachments('audio_message')) return { type: 'unsupported', what: 'voice' }
  if (context.hasAttachments('sticker')) return { type: 'unsupported', what: 'sticker' }
  // A link in the words brings an attachment of its own: the words count.
  if (text !== '') return null
  if (context.hasAttachments('audio')) return { type: 'unsupported', what: 'voice' }
  if (context.hasAttachments('video')) return { type: 'unsupported', what: 'video' }
  return { type: 'unsupported', what: 'other' }
}

function saidOf(context: MessageContext, groupId: number): IncomingEvent {
  const text = wordsOf(context, groupId)
  const command = /^\/([A-Za-z0-9_-]{1,32})(?:\s+([\s\S]*))?$/.exec(text)
  if (!command) return { type: 'text', text }
  const name = (command[1] ?? '').toLowerCase().replaceAll('_', '-')
  const arg = command[2]?.trim()
  if (name === 'start')
    return arg ? { type: 'start', payload: arg.slice(0, 64) } : { type: 'start' }
  return { type: 'command', name, ...(arg ? { arg } : {}) }
}

/** What was said, without the mention that makes a chat's message reach us. */
function wordsOf({ text = '', isChat }: MessageContext, groupId: number): string {
  if (!isChat) return text
  return text.replace(new RegExp(`\\[(?:club|public)${groupId}\\|[^\\]]*\\][,:]?\\s*`, 'g'), '')
}

function fromPress(context: MessageEventContext): Incoming {
  const { userId, peerId, eventId, conversationMessageId, eventPayload } = context
  const user = String(userId)
  const tap = {
    id: eventId,
    messageId: String(conversationMessageId),
    userId: user,
    chatId: String(peerId),
  }
  const pressed = pressedOf(eventPayload)
  const event: IncomingEvent =
    pressed && 'c' in pressed
      ? { type: 'command', name: pressed.c, tap }
      : // Somebody else's data is for the talk to refuse.
        { type: 'tap', data: pressed?.d ?? JSON.stringify(eventPayload ?? ''), tap }
  return { ...envelope(`e:${eventId}`, user, peerId), event }
}

/** Our own payload of a button. */
function pressedOf(payload: unknown): { c: string } | { d: string } | null {
  return payloadOf(payload, { c: z.string() }) ?? payloadOf(payload, { d: z.string() })
}

function payloadOf<T extends z.ZodRawShape>(payload: unknown, shape: T) {
  return z.object(shape).safeParse(payload).data ?? null
}

function envelope(key: string, userId: string, peerId: number): Omit<Incoming, 'event'> {
  return {
    messenger: 'vk',
    key,
    user: { id: userId, name: '' },
    chat: { id: String(peerId), group: peerId > groupChats },
    // Of presses and permissions VK tells no time.
    at: new Date().toISOString(),
  }
}

const mimes: Record<string, string> = {
  pdf: 'application/pdf',
  txt: 'text/plain',
  csv: 'text/csv',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
}

function documentFile(document: DocumentAttachment): IncomingFile {
  const { url = '', title = '', extension = '', size = 0 } = document
  const ending = extension === '' ? '' : `.${extension}`
  const named = title.toLowerCase().endsWith(ending.toLowerCase()) ? title : title + ending
  const mime = mimes[extension.toLowerCase()] ?? 'application/octet-stream'
  return { ref: url, name: named === '' ? 'file' : named, mime, size }
}

/** Its largest size; how many bytes that has, VK does not say. */
function photoFile({ sizes = [] }: PhotoAttachment): IncomingFile | undefined {
  const [largest] = [...sizes].sort((a, b) => b.width * b.height - a.width * a.height)
  if (!largest) return undefined
  return { ref: largest.url, name: 'photo.jpg', mime: 'image/jpeg', size: 0 }
}
