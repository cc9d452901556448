import { invitableAt } from '../../domain/invitations/rules.ts'
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
  const acts = [
    ...(from.length > 0 ? ['move'] : mine.length === 0 ? ['return'] : []),
    ...(mine.length > 0 ? ['leave'] : []),
  ]
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
  await d.domain.memberships.leave(d.actor, held.membershipId)
  d.say('roles-left', args)
}

/** A curator answers somebody who asks to be taken into the school. */
export const answerTransfer: Flow = async (d) => {
  const answer = d.args.answer === 'approve' ? 'approve' : 'decline'
  const { name } = await d.domain.transfers[answer](d.actor, Number(d.args.request))
  const { here } = await d.domain.people.showPersonalRoute(d.actor)
  if (here) d.say(`transfer-${answer}d`, { name })
  else d.say('newcomer-answered-nameless')
}

/** Who takes part in a school, and who has left it. */
export const members: Flow = async (d) => {
  if (!may(d.actor, 'membership.end')) throw new DomainError('not-allowed')
  if (!(await maySayNames(d))) return
  const schools = await d.domain.organisations.listSchools(d.actor)
  const [only] = schools
  if (!only) return d.say('members-none')
  const school =
    schools.length === 1
      ? only
      : await d.choose(
          'members-school',
          schools.map(({ id, name }) => ({ id, name })),
          ({ name }) => ({ text: name }),
        )
  const all = await d.domain.memberships.listMembers(d.actor, school.id)
  if (all.length === 0) return d.say('members-none')
  const held = await d.choose(
    'members-who',
    all,
    ({ name, role, since }) => ({
      key: 'members-one',
      args: { name, role: { key: `role-${role}` }, since },
    }),
    { school: school.name, count: new Set(all.map(({ name }) => name)).size },
  )
  const { name, membershipId } = held
  if (!invitableAt(d.actor.roles, school.id).includes(held.role)) return d.say('members-not-yours')
  const role = { key: `role-${held.role}` }
  if (!(await d.confirm('members-sure', { name, role }, 'members-left', 'members-stays')))
    return d.say('members-stayed')
  await d.domain.memberships.dismiss(d.actor, membershipId)
  d.say('members-dismissed', { name, role })
}
