import { createHash } from 'node:crypto'
import type { Core } from './core.ts'
import type { Person, StoredFile, WireMessage } from './state.ts'

type Fields = Record<string, unknown>

/** User. */
export function userOf(person: Person): Fields {
  return {
    id: person.id,
    is_bot: false,
    first_name: person.firstName,
    ...(person.lastName && { last_name: person.lastName }),
    language_code: 'ru',
  }
}

/** User of the bot itself, as others see it. */
export function botUser(core: Core): Fields {
  const { id, name, username } = core.bot
  return { id, is_bot: true, first_name: name, username }
}

/** In whose name a supergroup's own notes come. */
export function anonymousAdmin(): Fields {
  return { id: 1_087_968_824, is_bot: true, first_name: 'Group', username: 'GroupAnonymousBot' }
}

/** Chat: a person's private chat or a group. */
export function chatOf(core: Core, id: number): WireMessage['chat'] {
  const group = core.state.groups[id]
  if (group) return { id, title: group.title, type: group.supergroup ? 'supergroup' : 'group' }
  const person = core.state.people[id]
  return {
    id,
    first_name: person?.firstName ?? '',
    ...(person?.lastName && { last_name: person.lastName }),
    type: 'private',
  }
}

/** Document. */
export function documentOf(file: StoredFile): Fields {
  return {
    file_name: file.name,
    mime_type: file.mime,
    file_id: file.id,
    file_unique_id: file.uniqueId,
    file_size: file.size,
  }
}

/** Array of PhotoSize, smallest first; every size carries the same bytes here. */
export function photoSizes(file: StoredFile): Fields[] {
  const width = file.width ?? 1280
  const height = file.height ?? 960
  const longest = Math.max(width, height)
  const boxes = [90, 320, 800, 1280].filter((box) => box < longest)
  const scales =
    longest <= 1280 ? [...boxes.map((box) => box / longest), 1] : boxes.map((box) => box / longest)
  return scales.map((scale) => ({
    file_id: file.id,
    file_unique_id: file.uniqueId,
    file_size: file.size,
    width: Math.max(1, Math.round(width * scale)),
    height: Math.max(1, Math.round(height * scale)),
  }))
}

/** Voice. */
export function voiceOf(file: StoredFile): Fields {
  return {
    duration: 3,
    mime_type: file.mime,
    file_id: file.id,
    file_unique_id: file.uniqueId,
    file_size: file.size,
  }
}

/** Sticker. */
export function stickerOf(file: StoredFile): Fields {
  return {
    width: 512,
    height: 512,
    emoji: '👍',
    set_name: 'LocalStickers',
    is_animated: false,
    is_video: false,
    type: 'regular',
    file_id: file.id,
    file_unique_id: file.uniqueId,
    file_size: file.size,
  }
}

/** The stable text that tells one chat from another in callback queries. */
export function chatInstance(core: Core, chat: number): string {
  const hash = createHash('sha256').update(`${core.bot.id}:${chat}`).digest()
  return hash.readBigInt64BE(0).toString()
}
