import type { Flow } from '../dialogue.ts'

/** «Календарь»: the dues in the calendar of the person's own telephone. */
export const calendar: Flow = async (d) => {
  const { subscribed, possible } = await d.domain.calendars.showFeed(d.actor)
  const acts = subscribed ? (['again', 'off', 'file'] as const) : (['on', 'file'] as const)
  const key = subscribed ? 'calendar-subscribed' : 'calendar-offer'
  const act = possible ? await d.choose(key, acts, (one) => ({ key: `calendar-${one}` })) : 'file'
  switch (act) {
    case 'on':
    case 'again': {
      const { url } = await d.domain.calendars.issue(d.actor)
      return d.say('calendar-link', { url })
    }
    case 'off':
      await d.domain.calendars.revoke(d.actor)
      return d.say('calendar-revoked')
    case 'file':
      return d.say('calendar-file-ready', {}, { make: { what: 'calendar' } })
  }
}
