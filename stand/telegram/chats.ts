import type { Args } from './args.ts'
import type { Core } from './core.ts'
import { badRequest, forbidden, upgraded } from './errors.ts'

/** The chat that a call names. @throws ApiError 400 when there is no such chat for the bot */
export function chatId(core: Core, args: Args, field = 'chat_id'): number {
  const text = args.text(field).trim()
  if (text === '') throw badRequest('chat_id is empty')
  const id = Number(text)
  if (!Number.isSafeInteger(id) || !isKnown(core, id)) throw badRequest('chat not found')
  return id
}

/** A bot knows the people who started it or whom it has met in a group, and no others. */
function isKnown(core: Core, id: number): boolean {
  if (core.state.groups[id]) return true
  const person = core.state.people[id]
  if (!person) return false
  return person.started || Object.values(core.state.groups).some((g) => g.members.includes(id))
}

/** @throws ApiError 403 when the bot may not write to the chat, 400 with its new number when it has moved */
export function checkMayWrite(core: Core, chat: number): void {
  const group = core.state.groups[chat]
  if (group) {
    if (group.migratedTo !== undefined) throw upgraded(group.migratedTo)
    if (group.bot === 'left') throw forbidden('bot is not a member of the group chat')
    return
  }
  const person = core.state.people[chat]
  if (!person || person.deactivated) throw forbidden('user is deactivated')
  if (person.blocked) throw forbidden('bot was blocked by the user')
  if (!person.started) throw forbidden("bot can't initiate conversation with a user")
}
