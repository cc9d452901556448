import type { Community } from '../community.ts'
import { badParameter, VkError } from '../errors.ts'
import { forGroup, type MethodCall, type Methods } from '../method.ts'
import type { Params } from '../params.ts'
import type { Conversation, StoredMessage } from '../state.ts'
import { wireMessage } from '../wire.ts'
import { readContent } from './send.ts'

/** A message may be changed or taken back for a day. */
const CHANGEABLE = 24 * 3600 * 1000
const SNACKBAR = 90
const EVENT_DATA = 1000

export const messages: Methods = {
  'messages.edit': forGroup(edit),
  'messages.delete': forGroup(remove),
  'messages.sendMessageEventAnswer': forGroup(answerPress),
  'messages.setActivity': forGroup(setActivity),
  'messages.markAsRead': forGroup(({ vk, params }) => {
    vk.joined(params.requiredInt('peer_id'))
    return 1
  }),
  'messages.getById': forGroup(({ vk, params }) => {
    const ids = params.ints('message_ids')
    return list(vk, (message) => message.id > 0 && ids.includes(message.id))
  }),
  'messages.getByConversationMessageId': forGroup(({ vk, params }) => {
    const { peer } = vk.joined(params.requiredInt('peer_id'))
    const ids = params.ints('conversation_message_ids')
    return list(vk, (message, at) => at.peer === peer && ids.includes(message.cmid))
  }),
}

/** What the message does not get again (keyboard, attachments) it loses, as in VK. */
function edit({ vk, params }: MethodCall): unknown {
  const conversation = vk.writable(params.requiredInt('peer_id'))
  const message = named(conversation, params)
  if (!message) throw badParameter('message_id is invalid')
  if (message.from > 0 || message.action) throw new VkError(920)
  if (vk.now() - message.at > CHANGEABLE) throw new VkError(909)
  const { keyboard, ...content } = readContent(vk, params)
  delete message.keyboard
  Object.assign(message, content, { edited: true }, keyboard?.inline ? { keyboard } : {})
  vk.changed()
  return 1
}

function named(conversation: Conversation, params: Params): StoredMessage | undefined {
  const cmid = params.int('conversation_message_id') ?? params.int('cmid')
  const id = params.int('message_id')
  if (cmid === undefined && id === undefined) {
    throw badParameter('message_id or conversation_message_id should be specified')
  }
  return conversation.messages.find(
    (message) =>
      !message.deleted && (cmid === undefined ? message.id === id : message.cmid === cmid),
  )
}

function remove({ vk, params }: MethodCall): unknown {
  const ids = params.ints('message_ids')
  const cmids = [...params.ints('cmids'), ...params.ints('conversation_message_ids')]
  if (ids.length + cmids.length === 0) throw badParameter('message_ids is undefined')
  const places =
    cmids.length > 0
      ? [vk.joined(params.requiredInt('peer_id'))]
      : Object.values(vk.state.conversations)
  const all = params.flag('delete_for_all')
  const one = (found: StoredMessage | undefined, name: object, peer_id?: number): object => {
    const foreign = found && found.from > 0
    const late = found && vk.now() - found.at > CHANGEABLE
    if (!found || (all && (foreign || late))) {
      const { code, message: description } = new VkError(found ? 924 : 15)
      return { ...(peer_id ? { peer_id } : {}), ...name, response: 0, error: { code, description } }
    }
    // Without delete_for_all it goes from the community's side only: the person still sees it.
    if (all) found.deleted = true
    return { ...(peer_id ? { peer_id } : {}), ...name, response: 1 }
  }
  const answer = [
    ...ids.map((message_id) => {
      const place = places.find(({ messages: all }) => all.some(({ id }) => id === message_id))
      return one(
        alive(place, (message) => message.id === message_id),
        { message_id },
      )
    }),
    ...cmids.map((conversation_message_id) => {
      const found = alive(places[0], (message) => message.cmid === conversation_message_id)
      return one(found, { conversation_message_id }, places[0]?.peer)
    }),
  ]
  vk.changed()
  return answer
}

function alive(
  place: Conversation | undefined,
  fits: (message: StoredMessage) => boolean,
): StoredMessage | undefined {
  return place?.messages.find((message) => !message.deleted && fits(message))
}

function answerPress({ vk, params }: MethodCall): unknown {
  const user = params.requiredInt('user_id')
  const peer = params.requiredInt('peer_id')
  const notice = params.has('event_data') ? readEventData(params) : undefined
  const press = vk.takePress(params.requiredText('event_id'))
  if (!press || press.user !== user || press.peer !== peer) throw badParameter('invalid event_id')
  const message = vk.conversation(peer)?.messages.find(({ cmid }) => cmid === press.cmid)
  if (message && notice !== undefined) message.notice = notice
  vk.changed()
  return 1
}

/** The text of a snackbar, the address of a link. */
function readEventData(params: Params): string | undefined {
  const text = params.text('event_data')
  if (text.length > EVENT_DATA) throw badParameter('event_data is too long')
  const data = params.json('event_data') as Record<string, unknown> | null
  switch (data?.type) {
    case 'show_snackbar':
      if (typeof data.text !== 'string' || data.text === '' || data.text.length > SNACKBAR) {
        throw badParameter(`event_data.text should be from 1 to ${SNACKBAR} letters length`)
      }
      return data.text
    case 'open_link':
      if (typeof data.link !== 'string') throw badParameter('event_data.link is undefined')
      return data.link
    case 'open_app':
      return undefined
    default:
      throw badParameter('event_data.type is invalid')
  }
}

function setActivity({ vk, params }: MethodCall): unknown {
  const peer = params.int('peer_id') ?? params.int('user_id')
  if (peer === undefined) throw badParameter('peer_id is undefined')
  const type = params.text('type')
  if (!['', 'typing', 'audiomessage', 'file', 'photo', 'video'].includes(type)) {
    throw badParameter('type is invalid')
  }
  vk.writable(peer)
  return 1
}

function list(
  vk: Community,
  fits: (message: StoredMessage, at: Conversation) => boolean,
): { count: number; items: object[] } {
  const items = Object.values(vk.state.conversations).flatMap((conversation) =>
    conversation.messages
      .filter((message) => !message.deleted && fits(message, conversation))
      .map((message) => wireMessage(vk, conversation, message)),
  )
  return { count: items.length, items }
}
