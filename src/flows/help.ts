import type { Flow } from './dialogue.ts'

/** What the bot can do, in a few lines. */
export const help: Flow = async (d) => {
  if (d.actor.personId === null) return { flow: 'start', args: {} }
  d.say('help', {}, { menu: true })
}
