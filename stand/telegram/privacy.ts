import type { Core } from './core.ts'
import { findEntities } from './entities.ts'
import type { Group, Post, WireMessage } from './state.ts'

const serviceNotes = ['group_chat_created', 'migrate_to_chat_id', 'migrate_from_chat_id']

/** Tells the bot of a person's message, if its privacy mode lets it see the message. */
export function tell(core: Core, post: Post): void {
  const chat = post.wire.chat.id
  const group = core.state.groups[chat]
  if (!group || isVisible(core, group, post.wire))
    core.updates.push('message', post.wire, `chat ${chat}`)
}

/** A note of the platform's own about the chat, nobody's words. */
export function isServiceNote(wire: WireMessage): boolean {
  return serviceNotes.some((note) => wire[note] !== undefined)
}

/** @see https://core.telegram.org/bots/features#privacy-mode */
function isVisible(core: Core, group: Group, wire: WireMessage): boolean {
  if (group.bot !== 'member') return group.bot === 'administrator'
  const replied = wire.reply_to_message as WireMessage | undefined
  if (isServiceNote(wire) || replied?.from?.id === core.bot.id) return true
  const text = wire.text ?? wire.caption ?? ''
  const name = `@${core.bot.username}`.toLowerCase()
  return (wire.entities ?? findEntities(text)).some((entity) => {
    const marked = text.slice(entity.offset, entity.offset + entity.length).toLowerCase()
    if (entity.type === 'mention') return marked === name
    return entity.type === 'bot_command' && (!marked.includes('@') || marked.endsWith(name))
  })
}
