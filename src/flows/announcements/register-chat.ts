import type { GroupPlace } from '../../domain/announcements/service.ts'
import { may } from '../../domain/shared/access.ts'
import type { Args, Flow } from '../dialogue.ts'

/** The bot has come to a group chat: says what it is for. Nothing can be asked in a group. */
export const groupJoined: Flow = async (d) => {
  const label = { key: 'group-register' }
  d.say('group-joined', undefined, { buttons: [[{ label, command: 'register' }]] })
}

/** Registers the group chat that the command was given in. Argument `place`: see `groupArgs`. */
export const registerChat: Flow = async (d) => {
  const place = readPlace(d.args.place)
  if (!place || place.messenger !== d.actor.messenger) return d.say('group-register-inside')
  if (d.actor.personId === null) return d.say('group-register-stranger')
  if (!may(d.actor, 'group-chat.register')) return d.say('group-register-not-allowed')
  const { added } = await d.domain.announcements.registerChat(d.actor, place)
  d.say(added ? 'group-registered' : 'group-registered-already')
}

/** The command's argument: JSON of the place, made by the bots where it came from a group chat. */
export function groupArgs(arg: string | undefined): Args {
  try {
    return arg ? { place: JSON.parse(arg) } : {}
  } catch {
    return {}
  }
}

function readPlace(place: Args[string] | undefined): GroupPlace | null {
  if (!place || typeof place !== 'object' || Array.isArray(place)) return null
  const { messenger, chatId, title } = place
  if (typeof messenger !== 'string' || typeof chatId !== 'string' || chatId === '') return null
  return { messenger, chatId, title: typeof title === 'string' ? title : '' }
}
