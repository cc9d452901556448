import type { ChatMessage, ChatView } from '../messenger.ts'
import type { Core } from './core.ts'
import { toHtml } from './entities.ts'
import { isServiceNote } from './privacy.ts'
import type { Post, StoredFile, WireMessage } from './state.ts'

/** What a person sees in the private chat with the bot, or in a group. */
export function chatView(core: Core, personId: number, chat?: string): ChatView {
  const id = chat === undefined ? personId : Number(chat)
  return {
    title: core.state.groups[id]?.title ?? core.bot.name,
    messages: (core.state.posts[id] ?? [])
      .filter((post) => !isServiceNote(post.wire))
      .map((post) => messageView(core, post)),
    keyboard: (core.state.keyboards[id]?.rows ?? []).map((row) => row.map((one) => one.text)),
  }
}

function messageView(core: Core, { from, wire, notice }: Post): ChatMessage {
  const text = wire.text ?? wire.caption ?? fallbackText(wire)
  const picture = fileIn(core, (wire.photo as { file_id: string }[] | undefined)?.at(-1))
  const file = fileIn(core, wire.document) ?? fileIn(core, wire.voice)
  return {
    id: wire.message_id,
    from,
    fromName: from === 'bot' ? core.bot.name : nameOf(core, from),
    text,
    html: toHtml(text, wire.entities ?? wire.caption_entities),
    at: new Date(wire.date * 1000).toISOString(),
    edited: wire.edit_date !== undefined,
    buttons: (wire.reply_markup?.inline_keyboard ?? []).map((row) =>
      row.map((button) => ({
        label: button.text,
        ...(button.callback_data !== undefined && { data: button.callback_data }),
        ...(button.url !== undefined && { url: button.url }),
      })),
    ),
    ...(file && { file: { id: file.id, name: file.name, mime: file.mime, size: file.size } }),
    ...(picture && { picture: { id: picture.id } }),
    ...(notice !== undefined && { notice }),
  }
}

function fallbackText(wire: WireMessage): string {
  const { emoji } = (wire.sticker ?? {}) as { emoji?: string }
  const { phone_number: phone } = (wire.contact ?? {}) as { phone_number?: string }
  return emoji ?? phone ?? ''
}

function fileIn(core: Core, holder: unknown): StoredFile | undefined {
  const { file_id: id } = (holder ?? {}) as { file_id?: string }
  return id === undefined ? undefined : core.files.find(id)
}

function nameOf(core: Core, id: number): string {
  const person = core.state.people[id]
  return person ? `${person.firstName} ${person.lastName}`.trim() : String(id)
}
