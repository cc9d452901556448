import type { Flow, Next } from '../dialogue.ts'
import { askName } from './ask-name.ts'

/** Somebody has read the code of a school's poster: who are you, and what do you want to be here? */
export const newcomer: Flow = async (d): Promise<Next | undefined> => {
  const code = typeof d.args.code === 'string' ? d.args.code : ''
  const poster = await d.domain.invitations.tryCode(d.actor, code)
  if (poster.refused !== null || !('poster' in poster)) {
    d.say(`error-${poster.refused ?? 'invitation-unknown'}`)
    return
  }
  const guest = d.actor.personId === null
  const route = await d.domain.people.showPersonalRoute(d.actor, code)
  if (guest && !route.here) {
    d.say('start-not-here')
    for (const { label, url } of route.open) d.say('people-link', { label, url })
    return
  }
  const roles = await d.domain.newcomers.listAskable(d.actor, code)
  if (roles.length === 0) {
    d.say('newcomer-all-roles', { school: poster.school })
    return
  }
  const { school, municipality } = poster
  d.say('newcomer-welcome', { school, municipality })
  const role = await d.choose('newcomer-role', roles, (one) => ({ key: `newcomer-as-${one}` }))
  const name = guest ? await askName(d) : null
  await d.domain.newcomers.ask(d.actor, code, role, name)
  d.say('newcomer-asked', { school })
  return
}
