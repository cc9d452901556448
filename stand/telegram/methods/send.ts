import type { Args } from '../args.ts'
import { chatId, checkMayWrite } from '../chats.ts'
import type { Core } from '../core.ts'
import { characters, type Formatted, formatted } from '../entities.ts'
import { badRequest } from '../errors.ts'
import { type Markup, readMarkup } from '../markup.ts'
import { findPost, postFromBot, withoutReply } from '../posts.ts'
import type { WireMessage } from '../state.ts'

/** Longest text and caption, Unicode characters after entities parsing. */
export const textLimit = 4096
export const captionLimit = 1024

export function sendMessage(core: Core, args: Args): WireMessage {
  return send(core, args, textContent(args))
}

/** The text of a call as message fields. @throws ApiError 400 for empty, too long or badly marked text */
export function textContent(args: Args): Partial<WireMessage> {
  if (args.text('text') === '') throw badRequest('message text is empty')
  const { text, entities } = formatted(args.text('text'), args, 'entities')
  if (text === '') throw badRequest('text must be non-empty')
  if (characters(text) > textLimit) throw badRequest('message is too long')
  return { text, ...(entities.length > 0 && { entities }) }
}

/** The caption of a call as message fields. @throws ApiError 400 when it is too long or badly marked */
export function captionContent(args: Args): Partial<WireMessage> {
  const caption: Formatted = formatted(args.text('caption'), args, 'caption_entities')
  if (caption.text === '') return {}
  if (characters(caption.text) > captionLimit) throw badRequest('message caption is too long')
  return {
    caption: caption.text,
    ...(caption.entities.length > 0 && { caption_entities: caption.entities }),
  }
}

/** Posts content to the chat that the call names, with its keyboard and reply. */
export function send(core: Core, args: Args, content: Partial<WireMessage>): WireMessage {
  const markup = readMarkup(args)
  const chat = chatId(core, args)
  checkMayWrite(core, chat)
  const reply = repliedMessage(core, args, chat)
  core.limits.take(chat)
  const post = postFromBot(core, chat, {
    ...(reply && { reply_to_message: reply }),
    ...content,
    ...(markup.kind === 'inline' && markup.markup && { reply_markup: markup.markup }),
  })
  applyKeyboard(core, chat, markup, post.wire.message_id)
  if (markup.kind !== 'none' && markup.kind !== 'inline') post.withKeyboard = true
  return post.wire
}

function applyKeyboard(core: Core, chat: number, markup: Markup, post: number): void {
  if (markup.kind === 'keyboard')
    core.state.keyboards[chat] = { rows: markup.rows, oneTime: markup.oneTime, post }
  if (markup.kind === 'remove') delete core.state.keyboards[chat]
}

function repliedMessage(core: Core, args: Args, chat: number): WireMessage | undefined {
  const given = args.json('reply_parameters', "can't parse reply parameters JSON object")
  const parameters = (given ?? {}) as { message_id?: number; allow_sending_without_reply?: boolean }
  const id = parameters.message_id ?? args.integer('reply_to_message_id', 0)
  if (!id) return undefined
  const post = findPost(core, chat, id)
  const isOptional =
    parameters.allow_sending_without_reply ?? args.flag('allow_sending_without_reply')
  if (!post && !isOptional) throw badRequest('message to be replied not found')
  if (!post) return undefined
  return withoutReply(post.wire)
}
