import { CHATS, type Community } from '../community.ts'
import { badParameter, VkError } from '../errors.ts'
import { readAttachments } from '../files.ts'
import { readKeyboard } from '../keyboard.ts'
import { forGroup, type MethodCall, type Methods } from '../method.ts'
import type { Params } from '../params.ts'
import { append } from '../post.ts'
import type { Conversation, Keyboard, StoredMessage } from '../state.ts'

export const MESSAGE_LENGTH = 4096
const MOST_PEERS = 100
/** How far back a repeated random_id is noticed. */
const REMEMBERED = 1000
const INT32 = 2 ** 31

export const send: Methods = { 'messages.send': forGroup(sendMessage) }

interface Draft {
  text: string
  attachments: string[]
  keyboard?: Keyboard
  payload?: string
  randomId: number
}

/** One id of a message for one peer, a list with an error for each refused peer for several. */
function sendMessage({ vk, params }: MethodCall): unknown {
  const peers = readPeers(params)
  const randomId = readRandomId(params)
  const draft = { ...readContent(vk, params), randomId }
  if (!peers.many) return deliver(vk, peers.ids[0] as number, draft).id
  return peers.ids.map((peer_id) => {
    try {
      const { id, cmid } = deliver(vk, peer_id, draft)
      return { peer_id, message_id: id, conversation_message_id: cmid }
    } catch (error) {
      if (!(error instanceof VkError)) throw error
      const { code, message: description } = error
      return { peer_id, message_id: 0, conversation_message_id: 0, error: { code, description } }
    }
  })
}

function readPeers(params: Params): { many: boolean; ids: number[] } {
  for (const name of ['peer_ids', 'user_ids']) {
    if (!params.has(name)) continue
    const ids = params.ints(name)
    if (ids.length > MOST_PEERS) {
      throw badParameter(`${name} should contain at most ${MOST_PEERS} elements`)
    }
    return { many: true, ids }
  }
  const chat = params.int('chat_id')
  const one = params.int('peer_id') ?? params.int('user_id') ?? (chat && CHATS + chat)
  if (!one) {
    throw badParameter('you should specify peer_id, user_id, domain, chat_id or user_ids param')
  }
  return { many: false, ids: [one] }
}

function readRandomId(params: Params): number {
  const randomId = params.int('random_id')
  if (randomId === undefined) throw badParameter('random_id is a required parameter')
  if (randomId < -INT32 || randomId >= INT32) throw badParameter('random_id should be int32')
  return randomId
}

/**
 * Text, attachments and keyboard, shared by messages.send and messages.edit.
 * @throws VkError 914, 911 or 100
 */
export function readContent(vk: Community, params: Params): Omit<Draft, 'randomId'> {
  const text = params.text('message')
  if (text.length > MESSAGE_LENGTH) throw new VkError(914)
  const attachments = readAttachments(vk, params.list('attachment'))
  if (text.trim() === '' && attachments.length === 0) {
    throw badParameter('message is empty or invalid')
  }
  if (params.has('payload')) params.json('payload')
  return {
    text,
    attachments,
    ...(params.has('keyboard') ? { keyboard: readKeyboard(params.text('keyboard')) } : {}),
    ...(params.has('payload') ? { payload: params.text('payload') } : {}),
  }
}

function deliver(vk: Community, peer: number, draft: Draft): StoredMessage {
  const conversation = vk.writable(peer)
  const before = sentBefore(conversation, draft.randomId)
  if (before) return before
  const { keyboard, ...rest } = draft
  const message = append(vk, conversation, {
    from: -vk.groupId,
    ...rest,
    ...(keyboard?.inline ? { keyboard } : {}),
  })
  if (keyboard && !keyboard.inline) {
    if (keyboard.buttons.length === 0) delete conversation.keyboard
    else conversation.keyboard = { ...keyboard, cmid: message.cmid }
  }
  return message
}

/** With random_id 0 nothing is compared, as in VK. */
function sentBefore(conversation: Conversation, randomId: number): StoredMessage | undefined {
  if (randomId === 0) return undefined
  return conversation.messages
    .slice(-REMEMBERED)
    .find((message) => message.from < 0 && message.randomId === randomId)
}
