import { type Core, seconds } from './core.ts'
import { botUser, chatOf } from './objects.ts'

type Status = 'creator' | 'administrator' | 'member' | 'left' | 'kicked'

const rights = [
  'can_be_edited',
  'is_anonymous',
  'can_manage_chat',
  'can_delete_messages',
  'can_manage_video_chats',
  'can_restrict_members',
  'can_promote_members',
  'can_change_info',
  'can_invite_users',
  'can_post_stories',
  'can_edit_stories',
  'can_delete_stories',
]

/** ChatMember of a status. */
export function memberOf(user: Record<string, unknown>, status: Status): Record<string, unknown> {
  if (status === 'creator') return { user, status, is_anonymous: false }
  if (status === 'kicked') return { user, status, until_date: 0 }
  if (status !== 'administrator') return { user, status }
  const granted = Object.fromEntries(rights.map((right) => [right, right.startsWith('can_manage')]))
  return { user, status, ...granted }
}

/** Tells the bot that its own place in a chat was changed by `by`. */
export function tellMembership(
  core: Core,
  chat: number,
  by: Record<string, unknown>,
  before: Status,
  after: Status,
): void {
  const change = {
    chat: chatOf(core, chat),
    from: by,
    date: seconds(core),
    old_chat_member: memberOf(botUser(core), before),
    new_chat_member: memberOf(botUser(core), after),
  }
  core.updates.push('my_chat_member', change, `membership ${chat}`)
}
