import type { Args } from '../args.ts'
import { chatId } from '../chats.ts'
import type { Core } from '../core.ts'
import { badRequest } from '../errors.ts'
import { userOf } from '../objects.ts'
import { findPost } from '../posts.ts'
import type { Post, WireMessage } from '../state.ts'
import { captionContent, send } from './send.ts'

/** What makes a message, without who, where and when. */
const contentFields = [
  'text',
  'entities',
  'caption',
  'caption_entities',
  'document',
  'photo',
  'voice',
  'sticker',
  'contact',
]

export function copyMessage(core: Core, args: Args): { message_id: number } {
  const content = contentOf(source(core, args, 'copy'))
  if (args.has('caption') && content.text === undefined)
    Object.assign(
      content,
      { caption: undefined, caption_entities: undefined },
      captionContent(args),
    )
  return { message_id: send(core, args, content).message_id }
}

export function forwardMessage(core: Core, args: Args): WireMessage {
  const post = source(core, args, 'forward')
  const sender = post.from === 'bot' ? post.wire.from : userOf(core.state.people[post.from]!)
  const origin = { type: 'user', sender_user: sender, date: post.wire.date }
  return send(core, args, { forward_origin: origin, ...contentOf(post) })
}

function source(core: Core, args: Args, purpose: string): Post {
  const chat = chatId(core, args, 'from_chat_id')
  const post = findPost(core, chat, args.integer('message_id', 0))
  if (!post) throw badRequest(`message to ${purpose} not found`)
  return post
}

function contentOf(post: Post): Partial<WireMessage> {
  return Object.fromEntries(
    contentFields.filter((field) => field in post.wire).map((field) => [field, post.wire[field]]),
  )
}
