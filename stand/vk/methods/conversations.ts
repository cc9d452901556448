import { CHATS, type Community } from '../community.ts'
import { VkError } from '../errors.ts'
import { forGroup, type MethodCall, type Methods } from '../method.ts'
import type { Conversation } from '../state.ts'
import { wireKeyboard } from '../wire.ts'
import { groupObject } from './groups.ts'
import { userObject } from './users.ts'

const ACL = [
  'can_change_info',
  'can_change_invite_link',
  'can_change_pin',
  'can_invite',
  'can_promote_users',
  'can_see_invite_link',
  'can_moderate',
  'can_copy_chat',
  'can_call',
  'can_use_mass_mentions',
]

export const conversations: Methods = {
  'messages.getConversationMembers': forGroup(members),
  'messages.getConversationsById': forGroup(byId),
  'messages.isMessagesFromGroupAllowed': {
    tokens: ['group', 'user'],
    run: ({ vk, params }) => {
      params.requiredInt('group_id')
      const person = vk.state.people[params.requiredInt('user_id')]
      if (!person) throw new VkError(113)
      return { is_allowed: person.allowed ? 1 : 0 }
    },
  },
}

function members({ vk, params }: MethodCall): unknown {
  const conversation = vk.joined(params.requiredInt('peer_id'))
  const offset = params.int('offset') ?? 0
  const count = params.int('count') ?? 200
  const [owner] = conversation.members
  const all = [...conversation.members, -vk.groupId].map((member_id) => ({
    member_id,
    invited_by: owner ?? member_id,
    join_date: Math.floor((conversation.messages[0]?.at ?? vk.now()) / 1000),
    is_admin: member_id < 0 || member_id === owner,
    ...(member_id === owner ? { is_owner: true } : {}),
  }))
  return {
    items: all.slice(offset, offset + count),
    count: all.length,
    profiles: conversation.members.flatMap((id) => userObject(vk, id) ?? []),
    groups: [groupObject(vk)],
  }
}

function byId({ vk, params }: MethodCall): unknown {
  params.requiredText('peer_ids')
  const items = params.ints('peer_ids').flatMap((peer) => {
    const conversation = vk.conversation(peer)
    if (peer > CHATS && !conversation?.botIn) return []
    return conversation ? [conversationObject(vk, conversation)] : []
  })
  return { count: items.length, items }
}

function conversationObject(vk: Community, conversation: Conversation): object {
  const { peer, messages, lastCmid, keyboard } = conversation
  const last = messages.at(-1)?.id ?? 0
  const inChat = peer > CHATS
  return {
    peer: { id: peer, type: inChat ? 'chat' : 'user', local_id: inChat ? peer - CHATS : peer },
    last_message_id: last,
    last_conversation_message_id: lastCmid,
    in_read: last,
    out_read: last,
    in_read_cmid: lastCmid,
    out_read_cmid: lastCmid,
    version: 10_000 + lastCmid,
    sort_id: { major_id: 0, minor_id: last },
    is_marked_unread: false,
    important: false,
    can_write: canWrite(vk, conversation),
    ...(keyboard ? { current_keyboard: wireKeyboard(vk, keyboard) } : {}),
    ...(inChat ? { chat_settings: chatSettings(conversation) } : {}),
  }
}

function canWrite(vk: Community, { peer }: Conversation): object {
  try {
    vk.writable(peer)
    return { allowed: true }
  } catch (error) {
    if (!(error instanceof VkError)) throw error
    return { allowed: false, reason: error.code }
  }
}

function chatSettings({ title, members }: Conversation): object {
  return {
    owner_id: members[0] ?? 0,
    title,
    state: 'in',
    acl: Object.fromEntries(ACL.map((right) => [right, false])),
    members_count: members.length + 1,
    active_ids: members.slice(0, 4),
    is_group_channel: false,
  }
}
