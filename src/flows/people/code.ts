import type { Role } from '../../domain/shared/access.ts'
import { readCode } from '../../domain/shared/codes.ts'
import { fullName } from '../../domain/shared/names.ts'
import type { Dialogue, Flow, Next } from '../dialogue.ts'
import { place } from '../places.ts'
import { askName, nameAnswers, shownName } from './ask-name.ts'

/** A code: of an invitation, or the short one that joins a second messenger. */
export const code: Flow = async (d) => {
  const given = typeof d.args.code === 'string' ? d.args.code : ''
  if (!given) {
    const text = await d.ask('code-ask', {}, { kind: 'text', max: 300 })
    return { flow: 'code', args: { code: text } }
  }
  const read = readCode(given)
  if (!read) return refused(d, misread.test(given.trim()) ? 'code-misread' : 'code-unreadable')
  return read.type === 'link' ? join(d, read.code) : accept(d, read.code)
}

/** Says why; a guest stays at the door, everybody else returns to what they did. */
function refused(d: Dialogue, why: string): Next | undefined {
  if (d.actor.personId === null) return { flow: 'start', args: { why } }
  d.say(why)
  // The link was opened again on the way in: what was asked there is still to be answered.
  if (why === 'error-invitation-yours-already') return { flow: 'home', args: { greeted: true } }
}

/** As long as a short code, with characters that no code has. */
const misread = /^[A-Za-zА-Яа-я0-9]{4}[- ]?[A-Za-zА-Яа-я0-9]{4}$/

async function join(d: Dialogue, linkCode: string): Promise<Next | undefined> {
  const joined = await d.domain.links.join(d.actor, linkCode)
  if (joined.refused !== null) return refused(d, `error-${joined.refused}`)
  const { label } = await d.domain.people.showMessenger(d.actor)
  const { here } = await d.domain.people.showPersonalRoute(d.actor)
  d.say(here ? 'link-joined' : 'link-joined-nameless', { name: joined.address, messenger: label })
  return { flow: 'home', args: { joined: true } }
}

async function accept(d: Dialogue, invitation: string): Promise<Next | undefined> {
  const invited = await d.domain.invitations.tryCode(d.actor, invitation)
  if (invited.refused !== null) return refused(d, `error-${invited.refused}`)
  if ('poster' in invited) return { flow: 'newcomer', args: { code: invitation } }
  const what = { role: role(invited.role), place: place(invited.school, invited.municipality) }
  if (d.actor.personId !== null) {
    if (!(await d.confirm('start-invited-known', what, 'start-accept', 'start-decline'))) {
      d.say('start-declined')
      return
    }
    await d.domain.invitations.accept(d.actor, invitation, null)
    return { flow: 'home', args: { accepted: invited.role } }
  }
  const route = await d.domain.people.showPersonalRoute(d.actor, invitation)
  if (!route.here) {
    d.say('start-not-here')
    for (const { label, url } of route.open) d.say('people-link', { label, url })
    return
  }
  d.say('start-invited', what)
  const made = invited.name
  const right = made && (await d.confirm('start-name-confirm', shownName(made), ...nameAnswers))
  const name = made && right ? fullName(made) : await askName(d)
  await d.domain.invitations.accept(d.actor, invitation, name)
  return { flow: 'home', args: { accepted: invited.role } }
}

function role(name: Role) {
  return { key: `role-${name}` }
}
