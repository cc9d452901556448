import { may, type Role } from '../../domain/shared/access.ts'
import { DomainError } from '../../domain/shared/errors.ts'
import type { Dialogue, Flow, Next } from '../dialogue.ts'
import { place } from '../places.ts'

/** A one-time link for a role in a school or in the municipality, to be forwarded; or the ways to invite many. */
export const invite: Flow = async (d): Promise<Next | undefined> => {
  const roles = await d.domain.invitations.listInvitable(d.actor)
  if (roles.length === 0) throw new DomainError('not-allowed')
  const open = await d.domain.invitations.listOpen(d.actor)
  const many = [
    { key: 'invite-list', flow: 'invite-list' },
    { key: 'invite-poster', flow: 'school-poster' },
    ...(open.length > 0 ? [{ key: 'invite-withdraw', flow: 'invite-withdraw' }] : []),
  ]
  const reply = await d.prompt({
    key: 'invite-role',
    options: [
      ...roles.map((one) => ({ label: { key: `invite-${one}` } })),
      ...many.map(({ key }) => ({ label: { key }, apart: true })),
    ],
  })
  const index = reply.type === 'option' ? reply.index : 0
  const role = roles[index]
  if (!role) return { flow: many[index - roles.length]?.flow ?? 'invite', args: {} }
  const school = needsSchool(role) ? await chooseSchool(d) : null
  const { name: municipality } = await d.domain.organisations.showMunicipality(d.actor)
  const issued = await d.domain.invitations.issue(d.actor, role, school?.id ?? null)
  const args = { role: { key: `role-${role}` }, place: place(school?.name ?? null, municipality) }
  d.say('invite-ready', args, {})
  const day = issued.expiresAt.slice(0, 10)
  // One message a messenger, so that the right one can be forwarded as it is.
  for (const { label, url } of issued.links)
    d.say('invite-forward', { ...args, label, url, day }, {})
  return
}

function needsSchool(role: Role): boolean {
  return role !== 'coordinator' && role !== 'methodist'
}

/** The school to invite to: asked where there are several, or none yet. */
export async function chooseSchool(d: Dialogue): Promise<{ id: number; name: string }> {
  const { municipalityId } = d.actor
  const all = await d.domain.organisations.listSchools(d.actor)
  const schools = all.filter(({ id }) =>
    may(d.actor, 'invitation.issue', { municipalityId: municipalityId ?? 0, schoolId: id }),
  )
  const mayAdd = may(d.actor, 'school.add')
  const [only] = schools
  if (only && schools.length === 1 && !mayAdd) return only
  const reply = await d.prompt({
    key: 'invite-school',
    options: [
      ...schools.map(({ name }) => ({ label: { text: name } })),
      ...(mayAdd ? [{ label: { key: 'invite-add-school' } }] : []),
    ],
  })
  const chosen = reply.type === 'option' ? schools[reply.index] : undefined
  if (chosen) return chosen
  for (;;) {
    const name = await d.ask('invite-school-name', {}, { kind: 'text', min: 2, max: 120 })
    try {
      return await d.domain.organisations.addSchool(d.actor, name)
    } catch (error) {
      if (!(error instanceof DomainError) || !error.code.startsWith('school-')) throw error
      d.say(`error-${error.code}`, error.args)
    }
  }
}
