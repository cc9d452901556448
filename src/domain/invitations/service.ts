import type { Poster } from '../newcomers/service.ts'
import { type CodeRefusal, codeAttempts, refusal } from '../people/attempts.ts'
import { compareNames, readName } from '../people/names.ts'
import { peopleStore } from '../people/store.ts'
import { type Actor, allow, may, member, type Role } from '../shared/access.ts'
import type { IsoDate } from '../shared/calendar.ts'
import { hashCode, newInvitationCode } from '../shared/codes.ts'
import { DomainError } from '../shared/errors.ts'
import type { PersonName } from '../shared/names.ts'
import type { BotLink, Room } from '../shared/room.ts'
import { wallClock } from '../shared/zone.ts'
import { deciding, expiry, invitable, invitableAt, needsSchool, refusalOf } from './rules.ts'
import { invitationStore } from './store.ts'

/** What is told about an invitation before it is accepted. */
export interface Invited {
  refused: null
  role: Role
  municipality: string
  school: string | null
  /** Whom it was made out to; null when to nobody by name. */
  name: PersonName | null
}

/** A personal invitation that waits for somebody. */
export interface OpenInvitation {
  [name: string]: string | number
  invitationId: number
  role: Role
  /** A school or the municipality. */
  place: string
  /** When it was made, ISO. */
  day: IsoDate
}

export interface Issued {
  links: BotLink[]
  /** The code itself: shown once, only its hash is stored. */
  code: string
  /** ISO instant. */
  expiresAt: string
}

export interface Place {
  role: Role
  municipalityId: number
  schoolId: number | null
}

/** Invitations: one-time, expiring links for a role in a school or municipality. */
export function invitationService(room: Room) {
  const store = invitationStore(room.tx)
  const people = peopleStore(room.tx)
  const attempts = codeAttempts(room.tx, () => room.now())

  const add = async (
    place: Place & { childId?: number },
    createdById: number | null,
    days?: number,
  ): Promise<Issued> => {
    const code = newInvitationCode()
    const now = room.now()
    const expiresAt = expiry(now, days)
    await store.add({ ...place, codeHash: hashCode(code), createdById, createdAt: now, expiresAt })
    return { code, links: room.outside.links(code), expiresAt: expiresAt.toISOString() }
  }
  /** Why the actor cannot accept it, as the code of a refusal; null when it can be. */
  const refuse = async (
    actor: Actor,
    invitation: NonNullable<Awaited<ReturnType<typeof store.find>>>,
  ): Promise<string | null> => {
    const who = actor.personId === null ? null : member(actor)
    const refused = refusalOf(invitation, who, room.now())
    const made = nameOf(invitation)
    if (refused || !who || !made) return refused
    // Whoever tries somebody else's card out would use it up, and be taken for that person.
    const name = await people.find(who.personId)
    return compareNames(made, name) === 'same' ? null : 'invitation-named-other'
  }

  return {
    /** The roles that the actor may invite to, the commonest first; empty for most people. */
    async listInvitable(actor: Actor): Promise<Role[]> {
      if (!may(actor, 'invitation.issue')) return []
      return invitable(actor.roles.map(({ role }) => role))
    },

    /** @throws DomainError('not-allowed' | 'school-unknown' | 'invitation-needs-school') */
    async issue(actor: Actor, role: Role, schoolId: number | null): Promise<Issued> {
      const who = allow(actor, 'invitation.issue', {
        municipalityId: member(actor).municipalityId,
        schoolId,
      })
      if (!invitableAt(who.roles, schoolId).includes(role)) throw new DomainError('not-allowed')
      if (needsSchool(role) && schoolId === null) throw new DomainError('invitation-needs-school')
      if (schoolId !== null) await room.domain.organisations.findSchool(actor, schoolId)
      const place = {
        role,
        municipalityId: who.municipalityId,
        schoolId: needsSchool(role) ? schoolId : null,
      }
      return add(place, who.personId)
    },

    /** For the operator's command line, without an actor. @param days how long it can be used */
    async issueByOperator(place: Place, days?: number): Promise<Issued> {
      if (needsSchool(place.role) && place.schoolId === null)
        throw new DomainError('invitation-needs-school')
      return add(place, null, days)
    },

    /** Personal invitations of the actor's that nobody has used yet, latest first. */
    async listOpen(actor: Actor): Promise<OpenInvitation[]> {
      const { personId } = allow(actor, 'invitation.issue')
      const rows = await store.listOpen(personId, room.now())
      return rows.map(({ id, role, place, createdAt, zone }) => {
        return { invitationId: id, role, place, day: wallClock(createdAt, zone).day }
      })
    },

    /** Takes back an invitation of the actor's. @throws DomainError('invitation-gone') when it was used or has ended */
    async withdraw(actor: Actor, invitationId: number): Promise<void> {
      const { personId } = allow(actor, 'invitation.issue')
      if (!(await store.end(invitationId, personId, room.now())))
        throw new DomainError('invitation-gone')
    },

    /**
     * Somebody does not decide any more who comes in: what they have handed out to roles that decide ends with it, or
     * they could come back by it. For the memberships' room.
     */
    async endOf(personId: number): Promise<void> {
      await store.endAll(personId, deciding, room.now())
    },

    /** A link for a parent, of the child's own. For the guardians' room. */
    async issueForChild(
      childId: number,
      place: { municipalityId: number; schoolId: number | null },
    ): Promise<Issued> {
      return add({ ...place, role: 'parent', childId }, childId)
    },

    /**
     * Tries a code. A wrong one is counted against the account, so a refusal is data here, not an
     * error that would roll the count back; `refused` is the code of the words (`error-<refused>`).
     */
    async tryCode(actor: Actor, code: string): Promise<Invited | Poster | CodeRefusal> {
      const lock = await attempts.findLock(actor.accountId)
      if (lock) return refusal('code-locked')
      const invitation = await store.find(hashCode(code))
      const poster = invitation ? null : await room.domain.newcomers.tryPoster(actor, code)
      if (poster) return poster
      if (!invitation) {
        await attempts.fail(actor.accountId)
        return refusal('invitation-unknown')
      }
      const refused = await refuse(actor, invitation)
      if (refused) return refusal(refused)
      return {
        refused: null,
        role: invitation.role,
        municipality: invitation.municipality.name,
        school: invitation.school?.name ?? null,
        name: nameOf(invitation),
      }
    },

    /**
     * Accepts an invitation: a guest becomes a person with this name, a known person gets the role.
     * @throws DomainError('invitation-…' | 'name-unclear' | 'code-locked')
     */
    async accept(actor: Actor, code: string, name: string | null): Promise<{ role: Role }> {
      if (await attempts.findLock(actor.accountId)) throw new DomainError('code-locked')
      const invitation = await store.find(hashCode(code))
      if (!invitation) throw new DomainError('invitation-unknown')
      const refused = await refuse(actor, invitation)
      if (refused) throw new DomainError(refused)
      if (invitation.childId !== null && invitation.childId === actor.personId)
        throw new DomainError('ward-own')
      const named = actor.personId === null ? readName(name ?? '') : null
      if (actor.personId === null && !named) throw new DomainError('name-unclear')
      const made = nameOf(invitation)
      // The name on a card may be mended; nothing of it being right, it is somebody else's.
      if (made && named && compareNames(made, named) === 'other')
        throw new DomainError('invitation-named-other')
      if (!(await store.lock(invitation.id))) throw new DomainError('invitation-used')

      const { role, municipalityId, schoolId } = invitation
      const now = room.now()
      let personId = actor.personId
      if (personId === null && named) {
        personId = await people.add(municipalityId, named, actor.messenger, now)
        await people.joinAccount(actor.accountId, personId)
      }
      if (personId === null) throw new Error('A person without an identity accepted an invitation.')
      await store.use(invitation.id, personId, now)
      await attempts.succeed(actor.accountId)
      if (invitation.entryId !== null)
        await room.domain.registers.join(invitation.entryId, personId)
      if (invitation.childId !== null)
        await room.domain.guardians.join(invitation.childId, personId)
      if (!actor.roles.some((own) => own.role === role && own.schoolId === schoolId))
        await people.addMembership(personId, { role, municipalityId, schoolId }, now)
      await room.domain.duplicates.propose(personId)
      return { role }
    },
  }
}

function nameOf(row: {
  lastName: string | null
  firstName: string | null
  patronymic: string | null
}): PersonName | null {
  const { lastName, firstName, patronymic } = row
  return lastName === null || firstName === null ? null : { lastName, firstName, patronymic }
}
