import { invitableAt } from '../invitations/rules.ts'
import { isAskable } from '../newcomers/rules.ts'
import { newcomerStore } from '../newcomers/store.ts'
import { peopleStore } from '../people/store.ts'
import { type Actor, allow, type Member, member, type Role } from '../shared/access.ts'
import { DomainError } from '../shared/errors.ts'
import { fullName } from '../shared/names.ts'
import type { Room } from '../shared/room.ts'
import { membershipStore } from './store.ts'
import { type TransferRow, transferStore } from './transfer-store.ts'

export interface SchoolChoice {
  [name: string]: string | number
  id: number
  name: string
}

/** Moving to another school, or coming back: asked by the person, answered by the new school's curator. */
export function transferService(room: Room) {
  const store = transferStore(room.tx)
  const memberships = membershipStore(room.tx)
  const people = peopleStore(room.tx)

  /** The roles that go along: those held in the school that is left; of who comes back, those held before. */
  const rolesOf = async (personId: number, fromSchoolId: number | null): Promise<Role[]> => {
    const all = await memberships.listOf(personId)
    const those = all.filter(({ until, schoolId }) =>
      fromSchoolId === null ? until !== null : until === null && schoolId === fromSchoolId,
    )
    return [...new Set(those.map(({ role }) => role).filter(isAskable))]
  }
  const toAnswer = async (
    actor: Actor,
    id: number,
  ): Promise<{ who: Member; asked: TransferRow }> => {
    const who = member(actor)
    const asked = await store.lock(id)
    if (!asked || asked.municipalityId !== who.municipalityId)
      throw new DomainError('transfer-answered')
    const { municipalityId, toSchoolId: schoolId } = asked
    allow(actor, 'invitation.issue', { municipalityId, schoolId })
    if (!asked.roles.every((role) => invitableAt(who.roles, schoolId).includes(role)))
      throw new DomainError('not-allowed')
    return { who, asked }
  }
  const record = (who: Member, asked: TransferRow, action: string) =>
    memberships.record(
      asked.municipalityId,
      who.personId,
      action,
      `${asked.personId} > ${asked.toSchoolId}`,
      room.now(),
    )

  return {
    /** The schools that the actor can leave for another one; empty when the actor comes back. */
    async listFrom(actor: Actor): Promise<SchoolChoice[]> {
      const { personId } = member(actor)
      const held = (await memberships.listOf(personId)).filter(
        ({ until, role }) => until === null && isAskable(role),
      )
      const schools = new Map(
        held.flatMap(({ schoolId, school }) => (schoolId ? [[schoolId, school ?? '']] : [])),
      )
      return [...schools].map(([id, name]) => ({ id, name }))
    },

    /** The roles that the actor has had and can ask for again. */
    async listReturning(actor: Actor): Promise<Role[]> {
      return rolesOf(member(actor).personId, null)
    },

    /** The schools that the actor can ask to be taken into. */
    async listTo(actor: Actor, fromSchoolId: number | null): Promise<SchoolChoice[]> {
      const all = await store.listSchools(member(actor).municipalityId)
      return all.filter(({ id }) => id !== fromSchoolId).map(({ id, name }) => ({ id, name }))
    },

    /** @throws DomainError('school-unknown' | 'transfer-no-role') */
    async ask(actor: Actor, fromSchoolId: number | null, toSchoolId: number): Promise<void> {
      const { personId, municipalityId } = member(actor)
      const to = await room.domain.organisations.findSchool(actor, toSchoolId)
      const roles = await rolesOf(personId, fromSchoolId)
      if (roles.length === 0 || to.id === fromSchoolId) throw new DomainError('transfer-no-role')
      const id = await store.add({ personId, toSchoolId, fromSchoolId, roles, askedAt: room.now() })
      const args = {
        name: fullName(await people.find(personId)),
        school: to.name,
        role: { key: `role-${roles[0]}` },
        more: roles.length - 1,
      }
      const button = (answer: string) => ({
        label: { key: `newcomer-${answer}` },
        command: `transfer-${answer}`,
        arg: String(id),
      })
      const buttons = [[button('approve'), button('decline')]]
      for (const curator of await newcomerStore(room.tx).listAnswering(
        municipalityId,
        toSchoolId,
      )) {
        const { name: _, ...nameless } = args
        const named = { text: [{ key: 'transfer-told', args }], buttons }
        if (await room.domain.deliveries.tell(curator, named, { personal: true })) continue
        const without = { text: [{ key: 'transfer-told-nameless', args: nameless }], buttons }
        await room.domain.deliveries.tell(curator, without)
      }
    },

    /**
     * Takes somebody in: the roles end in the old school and begin in this one; pairs and questionnaires go
     * along, so do a pupil's parents. The person and the old school's curators are told. @throws DomainError('transfer-answered' | 'not-allowed')
     */
    async approve(actor: Actor, id: number): Promise<{ name: string }> {
      const { who, asked } = await toAnswer(actor, id)
      const { personId, municipalityId, toSchoolId: schoolId, fromSchoolId, roles } = asked
      await store.remove(id)
      if (fromSchoolId !== null)
        await room.domain.memberships.leaveFor(personId, fromSchoolId, roles)
      const held = (await memberships.listOf(personId)).filter(({ until }) => until === null)
      for (const role of roles)
        if (!held.some((own) => own.role === role && own.schoolId === schoolId))
          await people.addMembership(personId, { role, municipalityId, schoolId }, room.now())
      if (fromSchoolId !== null)
        await memberships.followChild(personId, fromSchoolId, schoolId, room.now())
      await record(who, asked, 'transfer.approved')
      const args = { name: fullName(asked), school: asked.toSchool }
      await room.domain.deliveries.tell(personId, {
        text: [
          {
            key: fromSchoolId === null ? 'transfer-returned-told' : 'transfer-approved-told',
            args: { school: asked.toSchool },
          },
        ],
      })
      if (fromSchoolId !== null)
        for (const curator of await memberships.listHolders(
          municipalityId,
          'curator',
          fromSchoolId,
        ))
          await room.domain.deliveries.tell(
            curator,
            { text: [{ key: 'transfer-gone-told', args }] },
            { personal: true },
          )
      await room.domain.duplicates.propose(personId)
      return { name: fullName(asked) }
    },

    /** Everything stays as it was; the person is told. @throws as `approve` */
    async decline(actor: Actor, id: number): Promise<{ name: string }> {
      const { who, asked } = await toAnswer(actor, id)
      await store.remove(id)
      await record(who, asked, 'transfer.declined')
      await room.domain.deliveries.tell(asked.personId, {
        text: [{ key: 'transfer-declined-told', args: { school: asked.toSchool } }],
      })
      return { name: fullName(asked) }
    },
  }
}
