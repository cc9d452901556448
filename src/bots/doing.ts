import type { Doing } from '../flows/talk.ts'
import { groupDoing } from './group.ts'
import type { Incoming } from './messenger.ts'

/** What an event means for the talk; null for what is no business of it. */
export function doingOf(incoming: Incoming): Doing | null {
  return incoming.chat.group ? groupDoing(incoming) : privateDoing(incoming)
}

/** The tap that an event is, to answer it. */
export function tapOf(incoming: Incoming) {
  const { event } = incoming
  return event.type === 'tap' || event.type === 'command' ? event.tap : undefined
}

/** What an event of a private chat means for the talk; null for what is no business of it. */
function privateDoing(incoming: Incoming): Doing | null {
  const { event } = incoming
  switch (event.type) {
    case 'start':
      return event.payload === undefined
        ? { type: 'start' }
        : { type: 'start', payload: event.payload }
    case 'text':
      return { type: 'text', text: event.text }
    case 'command':
      return {
        type: 'command',
        name: event.name,
        ...(event.arg === undefined ? {} : { arg: event.arg }),
      }
    case 'tap':
      return { type: 'tap', data: event.data }
    case 'unsupported':
      return { type: 'unsupported', what: event.what }
    default:
      return null
  }
}
