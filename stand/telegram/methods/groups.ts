import type { Args } from '../args.ts'
import { chatId, checkMayWrite } from '../chats.ts'
import type { Core } from '../core.ts'
import { badRequest, forbidden } from '../errors.ts'
import { memberOf, tellMembership } from '../membership.ts'
import { botUser, chatOf, userOf } from '../objects.ts'

/** ChatFullInfo. */
export function getChat(core: Core, args: Args): Record<string, unknown> {
  const id = chatId(core, args)
  return {
    ...chatOf(core, id),
    accent_color_id: Math.abs(id) % 7,
    max_reaction_count: 11,
    accepted_gift_types: {
      unlimited_gifts: false,
      limited_gifts: false,
      unique_gifts: false,
      premium_subscription: false,
      gifts_from_channels: false,
    },
  }
}

export function getChatMember(core: Core, args: Args): Record<string, unknown> {
  const chat = chatId(core, args)
  const user = args.integer('user_id', 0)
  const group = core.state.groups[chat]
  if (group) checkMayWrite(core, chat)
  if (user === core.bot.id) return memberOf(botUser(core), group?.bot ?? 'member')
  const person = core.state.people[user]
  if (!person) throw badRequest('PARTICIPANT_ID_INVALID')
  if (!group) return memberOf(userOf(person), 'member')
  const index = group.members.indexOf(user)
  const status = index === 0 ? 'creator' : index > 0 ? 'member' : 'left'
  return memberOf(userOf(person), status)
}

export function getChatMemberCount(core: Core, args: Args): number {
  const chat = chatId(core, args)
  const group = core.state.groups[chat]
  if (!group) return 2
  checkMayWrite(core, chat)
  return group.members.length + 1
}

export function getChatAdministrators(core: Core, args: Args): Record<string, unknown>[] {
  const chat = chatId(core, args)
  const group = core.state.groups[chat]
  if (!group) throw badRequest('there are no administrators in the private chat')
  checkMayWrite(core, chat)
  const owner = core.state.people[group.members[0] ?? 0]
  return [
    ...(owner ? [memberOf(userOf(owner), 'creator')] : []),
    ...(group.bot === 'administrator' ? [memberOf(botUser(core), 'administrator')] : []),
  ]
}

export function leaveChat(core: Core, args: Args): true {
  const chat = chatId(core, args)
  const group = core.state.groups[chat]
  if (!group) throw badRequest("chat member status can't be changed in private chats")
  if (group.bot === 'left') throw forbidden('bot is not a member of the group chat')
  const before = group.bot
  group.bot = 'left'
  tellMembership(core, chat, botUser(core), before, 'left')
  core.changed()
  return true
}
