import { may } from '../../domain/shared/access.ts'
import { DomainError } from '../../domain/shared/errors.ts'
import type { Dialogue, Flow } from '../dialogue.ts'
import { maySayNames } from '../places.ts'

/** «Мои роли»: the history of them, giving one up, moving to another school, coming back. */
export const myRoles: Flow = async (d) => {
  const { name: municipality } = await d.domain.organisations.showMunicipality(d.actor)
  for (const { role, school, since, until } of await d.domain.memberships.listHistory(d.actor))
    d.say(until ? 'roles-held-until' : 'roles-held', {
      role: { key: `role-${role}` },
      school: school ?? municipality,
      since,
      until: until ?? since,
    })
  const from = await d.domain.transfers.listFrom(d.actor)
  const mine = await d.domain.memberships.listMine(d.actor)
  const returning = mine.length === 0 ? await d.domain.transfers.listReturning(d.actor) : []
  const acts = [
    ...(from.length > 0 ? ['move'] : returning.length > 0 ? ['return'] : []),
    ...(mine.length > 0 ? ['leave'] : []),
  ]
  if (acts.length === 0) return d.say('roles-none')
  const reply = await d.prompt({
    key: 'roles-ask',
    options: acts.map((one) => ({ label: { key: `roles-${one}` } })),
    view: true,
  })
  const act = reply.type === 'option' ? acts[reply.index] : undefined
  if (act === 'leave') return leave(d, municipality)
  const [only] = from
  const old =
    act === 'return' || !only
      ? null
      : from.length === 1
        ? only
        : await d.choose('transfer-from', from, ({ name }) => ({ text: name }))
  const to = await d.domain.transfers.listTo(d.actor, old?.id ?? null)
  if (to.length === 0) return d.say('transfer-nowhere')
  const school = await d.choose('transfer-to', to, ({ name }) => ({ text: name }))
  await d.domain.transfers.ask(d.actor, old?.id ?? null, school.id)
  d.say('transfer-asked', { school: school.name })
}

async function leave(d: Dialogue, municipality: string): Promise<void> {
  const mine = await d.domain.memberships.listMine(d.actor)
  const [only] = mine
  if (!only) return
  const held =
    mine.length === 1
      ? only
      : await d.choose('roles-leave-which', mine, ({ role, school }) => ({
          key: 'roles-one',
          args: { role: { key: `role-${role}` }, school: school ?? municipality },
        }))
  const args = { role: { key: `role-${held.role}` }, school: held.school ?? municipality }
  if (!(await d.confirm('roles-leave-sure', args, 'roles-leave-yes', 'roles-stay')))
    return d.say('roles-stayed')
  const { askable } = await d.domain.memberships.leave(d.actor, held.membershipId)
  const back = { key: askable ? 'roles-back-asked' : 'roles-back-invited' }
  d.say('roles-left', { ...args, back })
}

/** A curator answers somebody who asks to be taken into the school. */
export const answerTransfer: Flow = async (d) => {
  const answer = d.args.answer === 'approve' ? 'approve' : 'decline'
  const { name } = await d.domain.transfers[answer](d.actor, Number(d.args.request))
  const { here } = await d.domain.people.showPersonalRoute(d.actor)
  if (here) d.say(`transfer-${answer}d`, { name })
  else d.say('newcomer-answered-nameless')
}

/** Who holds a role that the actor may end, and who has left. */
export const members: Flow = async (d) => {
  if (!may(d.actor, 'membership.end')) throw new DomainError('not-allowed')
  if (!(await maySayNames(d))) return
  const place = await choosePlace(d)
  const all = await d.domain.memberships.listMembers(d.actor, place.id)
  if (all.length === 0) return d.say('members-none', { place: place.name })
  const reply = await d.prompt({
    key: 'members-who',
    args: { place: place.name, count: new Set(all.map(({ name }) => name)).size },
    options: all.map(({ name, role, since }) => ({
      label: { key: 'members-one', args: { name, role: { key: `role-${role}` }, since } },
    })),
    view: true,
  })
  const held = reply.type === 'option' ? all[reply.index] : undefined
  if (!held) return
  const { name, membershipId } = held
  const role = { key: `role-${held.role}` }
  const sure = held.role === 'parent' ? 'members-sure-parent' : 'members-sure'
  if (!(await d.confirm(sure, { name, role }, 'members-left', 'members-stays')))
    return d.say('members-stayed')
  await d.domain.memberships.dismiss(d.actor, membershipId)
  d.say('members-dismissed', { name, role })
}

/** A school of the actor's; for who may end roles everywhere also the municipality itself, as no school. */
async function choosePlace(d: Dialogue): Promise<{ id: number | null; name: string }> {
  const schools = (await d.domain.organisations.listSchools(d.actor)).filter(({ id }) =>
    may(d.actor, 'membership.end', { municipalityId: d.actor.municipalityId ?? 0, schoolId: id }),
  )
  const whole = may(d.actor, 'membership.end', {
    municipalityId: d.actor.municipalityId ?? 0,
    schoolId: null,
  })
  const [only] = schools
  if (!whole && only && schools.length === 1) return only
  const { name: municipality } = await d.domain.organisations.showMunicipality(d.actor)
  const reply = await d.prompt({
    key: 'members-place',
    options: [
      ...schools.map(({ name }) => ({ label: { text: name } })),
      ...(whole ? [{ label: { text: municipality }, apart: true }] : []),
    ],
    view: true,
  })
  const school = reply.type === 'option' ? schools[reply.index] : undefined
  return school ?? { id: null, name: municipality }
}
