import { LONGEST } from '../../domain/announcements/rules.ts'
import type { Flow } from '../dialogue.ts'

/** An announcement: its text, how it will look and whom it reaches, then sent. */
export const announce: Flow = async (d) => {
  const { people, chats, walls } = await d.domain.announcements.countAudience(d.actor)
  if (people + chats + walls === 0) return d.say('announce-nobody')
  const text = await d.ask('announce-text', undefined, { kind: 'text', max: LONGEST })
  d.say('announce-preview')
  const { key, args } = await d.domain.announcements.previewText(d.actor, text.trim())
  d.say(key, args)
  const reply = await d.prompt({
    key: 'announce-confirm',
    args: { people, chats, walls },
    options: [{ label: { key: 'announce-send' } }, { label: { key: 'announce-rewrite' } }],
    back: 'none',
  })
  if (reply.type !== 'option' || reply.index !== 0) return { flow: 'announce', args: {} }
  await d.domain.announcements.publish(d.actor, text)
  d.say('announce-sent', { people, chats, walls }, { menu: true })
}
