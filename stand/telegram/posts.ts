import { type Core, seconds } from './core.ts'
import { botUser, chatOf } from './objects.ts'
import type { Post, WireMessage } from './state.ts'

/** Adds a message of the bot to a chat. */
export function postFromBot(core: Core, chat: number, content: Partial<WireMessage>): Post {
  return add(core, chat, 'bot', { from: botUser(core), ...content })
}

/** Adds a message of a person to a chat; telling the bot is the caller's business. */
export function postFromPerson(
  core: Core,
  chat: number,
  person: number,
  content: Partial<WireMessage>,
): Post {
  return add(core, chat, person, content)
}

function add(core: Core, chat: number, from: Post['from'], content: Partial<WireMessage>): Post {
  const { from: sender, ...rest } = content
  const wire: WireMessage = {
    message_id: core.state.nextMessage++,
    ...(sender && { from: sender }),
    chat: chatOf(core, chat),
    date: seconds(core),
    ...rest,
  }
  const post: Post = { from, wire }
  core.state.posts[chat] ??= []
  core.state.posts[chat]?.push(post)
  core.changed()
  return post
}

export function findPost(core: Core, chat: number, id: number): Post | undefined {
  return core.state.posts[chat]?.findLast((post) => post.wire.message_id === id)
}

export function removePost(core: Core, chat: number, post: Post): void {
  core.state.posts[chat] = (core.state.posts[chat] ?? []).filter((other) => other !== post)
  if (core.state.keyboards[chat]?.post === post.wire.message_id) delete core.state.keyboards[chat]
  core.changed()
}

/** A message as it is quoted in another: replies do not nest. */
export function withoutReply(wire: WireMessage): WireMessage {
  const { reply_to_message: _, ...rest } = wire
  return rest as WireMessage
}
