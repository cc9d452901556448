import type { Doing } from '../flows/talk.ts'
import type { Incoming } from './messenger.ts'

/**
 * What an event of a group chat means: only being added and the command to register the chat are
 * ours; everything else that people say there is not read.
 */
export function groupDoing(incoming: Incoming): Doing | null {
  const { event, chat } = incoming
  const place = JSON.stringify({
    messenger: incoming.messenger,
    chatId: chat.id,
    title: chat.title ?? '',
  })
  if (event.type === 'joined') return { type: 'command', name: 'group-joined' }
  const asked =
    (event.type === 'command' && event.name === 'register') ||
    (event.type === 'text' && /подключить\s+чат/i.test(event.text)) ||
    (event.type === 'tap' && event.data === 'c:register')
  return asked ? { type: 'command', name: 'register', arg: place } : null
}
