import { deciding, endableAt } from '../invitations/rules.ts'
import { isAskable } from '../newcomers/rules.ts'
import { handOver } from '../roadmaps/hand-over-store.ts'
import { type Actor, allow, type Member, member, type Role } from '../shared/access.ts'
import type { IsoDate } from '../shared/calendar.ts'
import { DomainError } from '../shared/errors.ts'
import { fullName } from '../shared/names.ts'
import type { Room } from '../shared/room.ts'
import { wallClock } from '../shared/zone.ts'
import { type MembershipRow, membershipStore } from './store.ts'

/** A role that somebody holds or has held; days are ISO, of the municipality. */
export interface Held {
  [name: string]: string | number | null
  membershipId: number
  name: string
  role: Role
  schoolId: number | null
  school: string | null
  since: IsoDate
  until: IsoDate | null
}

/** Roles in schools and in the municipality, with their history: who leaves what, and what becomes of the work. */
export function membershipService(room: Room) {
  const store = membershipStore(room.tx)
  const viewer = async (actor: Actor) => {
    const { timeZone } = await room.domain.organisations.showMunicipality(actor)
    const day = (at: Date) => wallClock(at, timeZone).day
    return (row: MembershipRow): Held => ({
      membershipId: row.id,
      name: fullName(row),
      role: row.role,
      schoolId: row.schoolId,
      school: row.school,
      since: day(row.since),
      until: row.until && day(row.until),
    })
  }

  /** Ends a role, and hands on or ends politely what hung on it. */
  const end = async (who: Member, row: MembershipRow): Promise<void> => {
    const { personId, municipalityId, role, schoolId } = row
    if (role === 'coordinator') {
      const all = await store.listHolders(municipalityId, 'coordinator', null)
      if (all.length < 2) throw new DomainError('membership-last-coordinator')
    }
    const now = room.now()
    await store.end(row.id, now)
    const left = (await store.listOf(personId)).filter(({ until }) => until === null)
    if ((role === 'mentor' || role === 'mentee') && !left.some((one) => one.role === role))
      await room.domain.pairs.leaveAll(personId, role)
    if (left.length === 0) {
      const { spared } = await handOver(room.tx, personId)
      await room.domain.informing.completedRows(spared)
      for (const away of await store.dropDeputy(personId))
        await room.domain.deliveries.tell(away, { text: [{ key: 'membership-deputy-left' }] })
    }
    if (deciding.includes(role)) await room.domain.invitations.endOf(personId)
    if (role === 'curator' && schoolId !== null) await askForCurator(row)
    await store.record(municipalityId, who.personId, 'membership.ended', `${row.id}`, now)
  }

  /** A school without a curator: the coordinators are asked to invite one; its open dues stay the school's. */
  const askForCurator = async ({ municipalityId, schoolId, school }: MembershipRow) => {
    if ((await store.listHolders(municipalityId, 'curator', schoolId)).length > 0) return
    const button = { label: { key: 'membership-invite' }, command: 'invite' }
    const text = [{ key: 'membership-no-curator', args: { school: school ?? '' } }]
    for (const personId of await store.listHolders(municipalityId, 'coordinator', null))
      await room.domain.deliveries.tell(personId, { text, buttons: [[button]] })
  }

  return {
    /** What the actor holds now. */
    async listMine(actor: Actor): Promise<Held[]> {
      const view = await viewer(actor)
      const rows = await store.listOf(member(actor).personId)
      return rows.filter(({ until }) => until === null).map(view)
    },

    /** What the actor has ever held, with since and until. */
    async listHistory(actor: Actor): Promise<Held[]> {
      const view = await viewer(actor)
      return (await store.listOf(member(actor).personId)).map(view)
    },

    /** Who holds what the actor may end: in a school, or (null) in the municipality as a whole. */
    async listMembers(actor: Actor, schoolId: number | null): Promise<Held[]> {
      const { municipalityId, roles } = member(actor)
      allow(actor, 'membership.end', { municipalityId, schoolId })
      if (schoolId !== null) await room.domain.organisations.findSchool(actor, schoolId)
      const endable = endableAt(roles, schoolId)
      const rows = await store.listAt(municipalityId, schoolId)
      return rows.filter(({ role }) => endable.includes(role)).map(await viewer(actor))
    },

    /**
     * The actor gives a role up; the curators (or coordinators) are told.
     * @returns whether the actor may ask for it again @throws DomainError('membership-ended' | 'membership-last-coordinator')
     */
    async leave(actor: Actor, membershipId: number): Promise<{ askable: boolean }> {
      const who = member(actor)
      const row = await store.lockHeld(membershipId)
      if (!row || row.personId !== who.personId) throw new DomainError('membership-ended')
      await end(who, row)
      const { municipalityId, schoolId, role } = row
      const curators = schoolId ? await store.listHolders(municipalityId, 'curator', schoolId) : []
      const told = curators.length
        ? curators
        : await store.listHolders(municipalityId, 'coordinator', null)
      const args = { name: fullName(row), role: { key: `role-${role}` }, school: row.place }
      const { name: _, ...nameless } = args
      const message = { text: [{ key: 'membership-left-told', args }] }
      const without = { text: [{ key: 'membership-left-nameless', args: nameless }] }
      for (const personId of told.filter((one) => one !== who.personId)) {
        if (await room.domain.deliveries.tell(personId, message, { personal: true })) continue
        await room.domain.deliveries.tell(personId, without)
      }
      return { askable: isAskable(role) }
    },

    /**
     * Somebody has left, says the curator or the coordinator; the one who has left is told. A parent does not
     * represent the children any more: what they have consented to ends.
     * @throws DomainError('not-allowed' | 'membership-ended' | 'membership-last-coordinator')
     */
    async dismiss(actor: Actor, membershipId: number): Promise<{ name: string }> {
      const who = allow(actor, 'membership.end')
      const row = await store.lockHeld(membershipId)
      if (!row || row.municipalityId !== who.municipalityId)
        throw new DomainError('membership-ended')
      allow(actor, 'membership.end', row)
      // Who lets somebody into a role may say that it has ended; a curator dismisses no curator.
      if (!endableAt(who.roles, row.schoolId).includes(row.role))
        throw new DomainError('not-allowed')
      await end(who, row)
      if (row.role === 'parent') await room.domain.guardians.part(row.personId, row.schoolId)
      const back = { key: isAskable(row.role) ? 'roles-back-asked' : 'roles-back-invited' }
      const args = { role: { key: `role-${row.role}` }, school: row.place, back }
      await room.domain.deliveries.tell(row.personId, {
        text: [{ key: 'membership-ended-told', args }],
      })
      return { name: fullName(row) }
    },

    /** Ends what somebody holds in a school when it is taken up in another one: nothing of the work ends. For transfers. */
    async leaveFor(personId: number, schoolId: number, roles: readonly Role[]): Promise<void> {
      for (const row of await store.listOf(personId)) {
        if (row.until !== null || row.schoolId !== schoolId) continue
        if (!roles.includes(row.role)) continue
        await store.end(row.id, room.now())
      }
    },
  }
}
