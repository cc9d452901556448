import type { Said, StandPerson } from '../messenger.ts'
import type { Core } from './core.ts'
import { findEntities } from './entities.ts'
import { tellMembership } from './membership.ts'
import { openQuery } from './methods/callbacks.ts'
import { anonymousAdmin, chatInstance, chatOf, userOf } from './objects.ts'
import { findPost, postFromPerson, withoutReply } from './posts.ts'
import { tell } from './privacy.ts'
import { contentOf } from './said.ts'
import type { Group, Person, Post } from './state.ts'

/** Longest text that a client sends as one message, Unicode characters. */
const clientTextLimit = 4096

export function addPerson(core: Core, given: StandPerson): void {
  const before = core.state.people[given.id]
  core.state.people[given.id] = {
    id: given.id,
    firstName: given.firstName,
    lastName: given.lastName,
    started: given.allowed || (before?.started ?? false),
    blocked: before?.blocked ?? false,
    deactivated: before?.deactivated ?? false,
  }
  core.changed()
}

/** Makes a group with the bot in it; one that already has the title is kept, with these members. */
export function addGroup(core: Core, title: string, members: number[]): string {
  const known = Object.values(core.state.groups).find(
    (group) => group.title === title && group.migratedTo === undefined,
  )
  if (known) {
    known.members = members
    core.changed()
    return String(known.id)
  }
  const id = -(4_000_000_000 + core.state.nextGroup++)
  const owner = personOf(core, members[0] ?? 0)
  core.state.groups[id] = { id, title, members, bot: 'member' }
  tellMembership(core, id, userOf(owner), 'left', 'member')
  tell(core, postFromPerson(core, id, owner.id, { from: userOf(owner), group_chat_created: true }))
  return String(id)
}

/** @throws Error for a payload that a deep link can't carry */
export function start(core: Core, personId: number, payload?: string): void {
  if (payload !== undefined && !/^[A-Za-z0-9_-]{1,64}$/.test(payload))
    throw new Error('A start payload is 1 to 64 characters of A-Z, a-z, 0-9, _ and -.')
  const person = personOf(core, personId)
  if (person.blocked) setBlocked(core, personId, false)
  person.started = true
  sayText(core, person, personId, payload === undefined ? '/start' : `/start ${payload}`)
}

export function say(core: Core, personId: number, said: Said, chat?: string): void {
  const person = personOf(core, personId)
  const to = openChat(core, person, chat)
  if (said.kind !== 'text') {
    const post = postFromPerson(core, to, personId, {
      from: userOf(person),
      ...contentOf(core, said),
    })
    tell(core, post)
    return
  }
  const text = said.text.trim()
  if (text === '') throw new Error('An empty message can not be sent.')
  // Clients cut what is too long into several messages.
  const characters = [...text]
  for (let at = 0; at < characters.length; at += clientTextLimit)
    sayText(core, person, to, characters.slice(at, at + clientTextLimit).join(''))
}

function sayText(core: Core, person: Person, chat: number, text: string, replyTo?: Post): void {
  const entities = findEntities(text)
  const post = postFromPerson(core, chat, person.id, {
    from: userOf(person),
    ...(replyTo && { reply_to_message: withoutReply(replyTo.wire) }),
    text,
    ...(entities.length > 0 && { entities }),
  })
  tell(core, post)
}

/** Presses a button of the reply keyboard, or of a message when it is named. */
export function tap(
  core: Core,
  personId: number,
  label: string,
  messageId?: number,
  chat?: string,
): void {
  const person = personOf(core, personId)
  const to = chat === undefined ? personId : Number(chat)
  if (messageId !== undefined) tapInline(core, personId, to, label, messageId)
  else tapKeyboard(core, person, openChat(core, person, chat), label)
}

function tapInline(core: Core, person: number, chat: number, label: string, id: number): void {
  const rows = findPost(core, chat, id)?.wire.reply_markup?.inline_keyboard ?? []
  const button = rows.flat().find((one) => one.text === label)
  if (!button) throw new Error(`Message ${id} has no button "${label}".`)
  if (button.callback_data !== undefined) tapRaw(core, person, id, button.callback_data, chat)
  const link = /^https?:\/\/t\.me\/(\w+)\?start=([\w-]+)$/.exec(button.url ?? '')
  if (link?.[1] === core.bot.username) start(core, person, link[2])
}

function tapKeyboard(core: Core, person: Person, chat: number, label: string): void {
  const keyboard = core.state.keyboards[chat]
  const button = keyboard?.rows.flat().find((one) => one.text === label)
  if (!keyboard || !button) throw new Error(`The keyboard has no button "${label}".`)
  if (keyboard.oneTime) delete core.state.keyboards[chat]
  if (button.request_contact) {
    const contact = {
      phone_number: `+7900${String(person.id).slice(-7).padStart(7, '0')}`,
      first_name: person.firstName,
      ...(person.lastName && { last_name: person.lastName }),
      user_id: person.id,
    }
    tell(core, postFromPerson(core, chat, person.id, { from: userOf(person), contact }))
    return
  }
  // In a group a press answers the message that brought the keyboard, so the bot sees it.
  const replyTo = chat < 0 ? findPost(core, chat, keyboard.post) : undefined
  sayText(core, person, chat, label, replyTo)
}

/** Sends a callback query with any data, also for a message that is gone. */
export function tapRaw(
  core: Core,
  personId: number,
  messageId: number,
  data: string,
  chat: number = personId,
): void {
  const person = personOf(core, personId)
  const post = findPost(core, chat, messageId)
  if (post) delete post.notice
  const query = {
    id: openQuery(core, chat, messageId, personId),
    from: userOf(person),
    message: post?.wire ?? { chat: chatOf(core, chat), message_id: messageId, date: 0 },
    chat_instance: chatInstance(core, chat),
    data,
  }
  core.updates.push('callback_query', query, `tap ${personId}`)
}

export function setBlocked(core: Core, personId: number, blocked: boolean): void {
  const person = personOf(core, personId)
  if (person.blocked === blocked) return
  person.blocked = blocked
  const [before, after] = blocked
    ? (['member', 'kicked'] as const)
    : (['kicked', 'member'] as const)
  tellMembership(core, personId, userOf(person), before, after)
  core.changed()
}

/** Makes the bot an administrator of a group, or an ordinary member again. */
export function setAdmin(core: Core, chat: string, isAdmin: boolean): void {
  const group = groupOf(core, Number(chat))
  const after = isAdmin ? 'administrator' : 'member'
  if (group.bot === after) return
  const before = group.bot
  group.bot = after
  tellMembership(core, group.id, userOf(personOf(core, group.members[0] ?? 0)), before, after)
  core.changed()
}

/**
 * Makes a group a supergroup, as its owner does by giving it an address or its history to newcomers.
 * @param silent the bot is told by refused calls only, as when its updates were lost
 * @returns the number that it has from now on
 */
export function upgrade(core: Core, chat: string, silent: boolean): string {
  const group = groupOf(core, Number(chat))
  const { migratedTo: _, ...same } = group
  const id = -(1_000_000_000_000 + 4_000_000_000 + core.state.nextGroup++)
  core.state.groups[id] = { ...same, id, supergroup: true }
  const owner = userOf(personOf(core, group.members[0] ?? 0))
  const left = postFromPerson(core, group.id, group.members[0] ?? 0, {
    from: owner,
    migrate_to_chat_id: id,
  })
  const begun = postFromPerson(core, id, group.members[0] ?? 0, {
    from: anonymousAdmin(),
    sender_chat: chatOf(core, id),
    migrate_from_chat_id: group.id,
  })
  if (!silent) for (const post of [left, begun]) tell(core, post)
  group.migratedTo = id
  core.changed()
  return String(id)
}

function openChat(core: Core, person: Person, chat?: string): number {
  if (chat !== undefined) {
    const group = groupOf(core, Number(chat))
    if (!group.members.includes(person.id))
      throw new Error(`Person ${person.id} is not a member of the group "${group.title}".`)
    return group.id
  }
  if (person.blocked)
    throw new Error(`Person ${person.id} has blocked the bot and can not write to it.`)
  person.started = true
  return person.id
}

function groupOf(core: Core, id: number): Group {
  const group = core.state.groups[id]
  if (!group) throw new Error(`There is no group ${id}.`)
  return group
}

function personOf(core: Core, id: number): Person {
  const person = core.state.people[id]
  if (!person) throw new Error(`There is no person ${id}: add the person first.`)
  return person
}
