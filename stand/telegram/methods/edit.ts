import { isDeepStrictEqual } from 'node:util'
import type { Args } from '../args.ts'
import { chatId, checkMayWrite } from '../chats.ts'
import { type Core, seconds } from '../core.ts'
import { badRequest } from '../errors.ts'
import { readInlineMarkup } from '../markup.ts'
import { findPost, removePost } from '../posts.ts'
import type { InlineMarkup, Post, WireMessage } from '../state.ts'
import { captionContent, textContent } from './send.ts'

/** A message may be deleted within this time, seconds. */
const deletable = 48 * 60 * 60

export function editMessageText(core: Core, args: Args): WireMessage {
  const content = textContent(args)
  const markup = readInlineMarkup(args)
  const post = editable(core, args)
  if (post.wire.text === undefined) throw badRequest('there is no text in the message to edit')
  return change(core, post, { text: undefined, entities: undefined, ...content }, markup)
}

export function editMessageCaption(core: Core, args: Args): WireMessage {
  const content = captionContent(args)
  const markup = readInlineMarkup(args)
  const post = editable(core, args)
  if (post.wire.text !== undefined) throw badRequest('there is no caption in the message to edit')
  return change(core, post, { caption: undefined, caption_entities: undefined, ...content }, markup)
}

export function editMessageReplyMarkup(core: Core, args: Args): WireMessage {
  const markup = readInlineMarkup(args)
  return change(core, editable(core, args), {}, markup)
}

export function deleteMessage(core: Core, args: Args): true {
  const chat = chatId(core, args)
  const post = found(core, chat, args.integer('message_id', 0), 'delete')
  checkDeletable(core, chat, post)
  removePost(core, chat, post)
  return true
}

export function deleteMessages(core: Core, args: Args): true {
  const ids = args.json('message_ids', "can't parse message_ids JSON object")
  if (!Array.isArray(ids) || ids.length === 0)
    throw badRequest('message identifiers are not specified')
  if (ids.length > 100) throw badRequest('too many message identifiers specified')
  const chat = chatId(core, args)
  // What is gone or may not be deleted is passed over in silence.
  for (const id of ids) {
    const post = findPost(core, chat, Number(id))
    if (post && isDeletable(core, chat, post)) removePost(core, chat, post)
  }
  return true
}

function editable(core: Core, args: Args): Post {
  if (args.has('inline_message_id')) throw badRequest('MESSAGE_ID_INVALID')
  const chat = chatId(core, args)
  const post = found(core, chat, args.integer('message_id', 0), 'edit')
  checkMayWrite(core, chat)
  if (post.from !== 'bot' || post.withKeyboard) throw badRequest("message can't be edited")
  core.limits.take(chat)
  return post
}

function found(core: Core, chat: number, id: number, purpose: string): Post {
  if (id <= 0) throw badRequest('message identifier is not specified')
  const post = findPost(core, chat, id)
  if (!post) throw badRequest(`message to ${purpose} not found`)
  return post
}

function change(
  core: Core,
  post: Post,
  content: Partial<WireMessage>,
  markup: InlineMarkup | undefined,
): WireMessage {
  const { edit_date: _, ...before } = post.wire
  const after = withoutAbsent({ ...before, ...content, reply_markup: markup })
  if (isDeepStrictEqual(withoutAbsent(before), after))
    throw badRequest(
      'message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message',
    )
  // A changed keyboard alone leaves no "edited" mark, a changed text does.
  const isSilent = Object.keys(content).length === 0
  const date = isSilent ? post.wire.edit_date : seconds(core)
  post.wire = { ...after, ...(date !== undefined && { edit_date: date }) }
  core.changed()
  return post.wire
}

function withoutAbsent(wire: WireMessage): WireMessage {
  return Object.fromEntries(
    Object.entries(wire).filter(([, value]) => value !== undefined),
  ) as WireMessage
}

function checkDeletable(core: Core, chat: number, post: Post): void {
  if (!isDeletable(core, chat, post))
    throw badRequest(
      post.from === 'bot' || chat > 0
        ? "message can't be deleted for everyone"
        : "message can't be deleted",
    )
}

function isDeletable(core: Core, chat: number, post: Post): boolean {
  const isAdmin = core.state.groups[chat]?.bot === 'administrator'
  if (isAdmin) return true
  const isRecent = seconds(core) - post.wire.date <= deletable
  return isRecent && (chat > 0 || post.from === 'bot')
}
