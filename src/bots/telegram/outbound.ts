import type { Menu } from '@grammyjs/menu'
import { type Api, type Bot, GrammyError, HttpError, InputFile } from 'grammy'
import type { Files } from '../../infra/files.ts'
import { type Content, toPlain } from '../content.ts'
import { ChatMoved, type Outgoing, SendFailure, type Sent } from '../messenger.ts'
import { type MenuContext, menuApi } from './menu.ts'

/** Sends one message: a new one, or in place of an older one. @throws SendFailure */
export function sender(
  bot: Bot,
  menu: Menu<MenuContext>,
  files: Files,
): (message: Outgoing) => Promise<Sent> {
  return async ({ chatId, content, replaces }) => {
    try {
      const chat = Number(chatId)
      // A menu is sent in the name of the bot, whom Telegram has not introduced yet.
      if (content.menu && !bot.isInited()) throw new HttpError('not begun yet', null)
      const api = content.menu ? await menuApi(bot, menu, chat, content.menu) : bot.api
      const markup = content.menu ? { reply_markup: menu } : keyboard(content)
      if (replaces !== undefined && !content.file) {
        const edited = await edit(api, chat, Number(replaces), content, markup)
        if (edited) return edited
      }
      const sent = content.file
        ? await sendFile(api, chat, content, markup, files)
        : await sendText(api, chat, content, markup)
      return { messageId: String(sent.message_id) }
    } catch (error) {
      throw asFailure(error)
    }
  }
}

type Markup = {
  reply_markup?:
    | Menu<MenuContext>
    | { inline_keyboard: { text: string; callback_data: string }[][] }
}

function keyboard(content: Content): Markup {
  if (!content.buttons) return {}
  const rows = content.buttons.map((row) =>
    row.map(({ label, data }) => ({ text: label, callback_data: data })),
  )
  return { reply_markup: { inline_keyboard: rows } }
}

const textOptions = { parse_mode: 'HTML', link_preview_options: { is_disabled: true } } as const

function sendText(api: Api, chat: number, content: Content, markup: Markup) {
  return api.sendMessage(chat, content.text, { ...textOptions, ...markup })
}

async function sendFile(api: Api, chat: number, content: Content, markup: Markup, files: Files) {
  const kept = content.file ? await files.get(content.file.id) : null
  // The message must not be lost with the file.
  if (!kept)
    return sendText(
      api,
      chat,
      content.text === '' ? { ...content, text: content.file?.name ?? '…' } : content,
      markup,
    )
  const file = new InputFile(kept.bytes, kept.name)
  const caption = content.text === '' ? {} : { caption: content.text, parse_mode: 'HTML' as const }
  const picture = /^image\/(png|jpeg)$/.test(kept.mime) && kept.bytes.length < 10 * 1024 * 1024
  return picture
    ? api.sendPhoto(chat, file, { ...caption, ...markup })
    : api.sendDocument(chat, file, { ...caption, ...markup })
}

/** @returns undefined when that message can no longer be edited: then a new one is sent */
async function edit(
  api: Api,
  chat: number,
  messageId: number,
  content: Content,
  markup: Markup,
): Promise<Sent | undefined> {
  try {
    await api.editMessageText(chat, messageId, content.text, {
      ...textOptions,
      ...(markup as object),
    })
    return { messageId: String(messageId) }
  } catch (error) {
    if (!(error instanceof GrammyError) || error.error_code !== 400) throw error
    if (error.description.includes('message is not modified'))
      return { messageId: String(messageId) }
    if (
      /message to edit not found|can't be edited|no text in the message|message_id_invalid/i.test(
        error.description,
      )
    )
      return undefined
    throw error
  }
}

/** Tells the platform's refusals apart. */
export function asFailure(error: unknown): unknown {
  if (error instanceof HttpError) return new SendFailure('retry', 'Telegram does not answer')
  if (!(error instanceof GrammyError)) return error
  const { error_code: code, description, parameters } = error
  const why = `Telegram ${code}: ${toPlain(description)}`
  if (parameters?.migrate_to_chat_id !== undefined)
    return new ChatMoved(String(parameters.migrate_to_chat_id), why)
  if (code === 429) return new SendFailure('retry', why, parameters.retry_after ?? 1)
  if (code === 403) return new SendFailure('unreachable', why)
  if (code === 400 && /chat not found|user not found|PEER_ID_INVALID/i.test(description))
    return new SendFailure('unreachable', why)
  // A wrong token or another poller is the operator's to mend; the message waits.
  if (code === 401 || code === 404 || code === 409 || code >= 500)
    return new SendFailure('retry', why)
  return new SendFailure('rejected', why)
}
