import { expiry, invitableAt } from '../invitations/rules.ts'
import { type CodeRefusal, codeAttempts, refusal } from '../people/attempts.ts'
import { readName } from '../people/names.ts'
import { peopleStore } from '../people/store.ts'
import { type Actor, allow, member, type Role } from '../shared/access.ts'
import type { IsoDate } from '../shared/calendar.ts'
import { hashCode, newInvitationCode } from '../shared/codes.ts'
import { DomainError } from '../shared/errors.ts'
import { fullName } from '../shared/names.ts'
import type { BotLink, Room } from '../shared/room.ts'
import { wallClock } from '../shared/zone.ts'
import { askableRoles, POSTER_DAYS, POSTER_LIMIT, posterRefusal } from './rules.ts'
import { type NewcomerRow, newcomerStore, type PosterRow } from './store.ts'

/** What is told of a poster before somebody asks by it. */
export interface Poster {
  refused: null
  poster: true
  municipality: string
  school: string
}

/** A poster to be printed. Plain JSON. */
export interface PosterSheet {
  municipality: string
  school: string
  /** Last day, ISO. */
  until: IsoDate
  links: BotLink[]
}

/**
 * One poster a school: whoever reads its code asks to be let in, and the curator answers. A name is kept
 * while the question is open and not a moment longer: who is let in is a person then, who is not is
 * nobody here.
 */
export function newcomerService(room: Room) {
  const store = newcomerStore(room.tx)
  const people = peopleStore(room.tx)
  const attempts = codeAttempts(room.tx, () => room.now())

  const tellAnswering = async (newcomer: NewcomerRow): Promise<void> => {
    const { id, municipalityId, schoolId } = newcomer
    const answering = await store.listAnswering(municipalityId, schoolId)
    const args = {
      name: fullName(newcomer),
      school: newcomer.school,
      role: { key: `role-${newcomer.role}` },
    }
    const button = (answer: string) => ({
      label: { key: `newcomer-${answer}` },
      command: `newcomer-${answer}`,
      arg: String(id),
    })
    const buttons = [[button('approve'), button('decline')]]
    for (const personId of answering) {
      const key = `newcomer:${id}:${personId}`
      const named = { text: [{ key: 'newcomer-told', args }], buttons }
      // Where people may not be named it is said without the name; never nothing.
      if (await room.domain.deliveries.tell(personId, named, { personal: true, key })) continue
      const { school, role } = args
      const nameless = {
        text: [{ key: 'newcomer-told-nameless', args: { school, role } }],
        buttons,
      }
      await room.domain.deliveries.tell(personId, nameless, { key: `${key}:nameless` })
    }
  }
  /** Somebody who asks, to be answered by the actor. */
  const toAnswer = async (actor: Actor, id: number) => {
    const who = member(actor)
    const newcomer = await store.find(id)
    if (!newcomer || newcomer.municipalityId !== who.municipalityId)
      throw new DomainError('newcomer-answered')
    allow(actor, 'invitation.issue', newcomer)
    if (!invitableAt(who.roles, newcomer.schoolId).includes(newcomer.role))
      throw new DomainError('not-allowed')
    return { who, newcomer }
  }
  const ownPoster = async (actor: Actor, id: number): Promise<PosterRow> => {
    const { municipalityId } = allow(actor, 'invitation.issue')
    const poster = await store.findPoster(id)
    if (poster?.municipalityId !== municipalityId) throw new DomainError('poster-unknown')
    allow(actor, 'invitation.issue', poster)
    return poster
  }

  return {
    /**
     * A new poster of a school; the one before is taken down. @returns its number
     * @throws DomainError('not-allowed' | 'school-unknown')
     */
    async hangPoster(actor: Actor, schoolId: number): Promise<number> {
      const { municipalityId, personId } = member(actor)
      allow(actor, 'invitation.issue', { municipalityId, schoolId })
      await room.domain.organisations.findSchool(actor, schoolId)
      const now = room.now()
      await store.revoke(schoolId, now)
      return store.addPoster({
        codeHash: hashCode(newInvitationCode()),
        municipalityId,
        schoolId,
        createdById: personId,
        createdAt: now,
        expiresAt: expiry(now, POSTER_DAYS),
        limit: POSTER_LIMIT,
      })
    },

    /** The poster of a school that can be used now: until when (ISO), how many have asked. */
    async findPoster(
      actor: Actor,
      schoolId: number,
    ): Promise<{ day: IsoDate; asked: number; limit: number } | null> {
      const { municipalityId } = member(actor)
      allow(actor, 'invitation.issue', { municipalityId, schoolId })
      const [poster] = await store.listPosters(schoolId, room.now())
      if (!poster || poster.municipalityId !== municipalityId) return null
      const { asked, limit, expiresAt, zone } = poster
      return { day: wallClock(expiresAt, zone).day, asked, limit }
    },

    /** Takes the posters of a school down: nobody can ask by them any more. */
    async takeDown(actor: Actor, schoolId: number): Promise<number> {
      const { municipalityId } = member(actor)
      allow(actor, 'invitation.issue', { municipalityId, schoolId })
      await room.domain.organisations.findSchool(actor, schoolId)
      return store.revoke(schoolId, room.now())
    },

    /** A fresh code for a poster, to be printed at once: it is stored as a hash only. */
    async printPoster(actor: Actor, schoolCodeId: number): Promise<PosterSheet> {
      const poster = await ownPoster(actor, schoolCodeId)
      const refused = posterRefusal(poster, null, room.now())
      if (refused) throw new DomainError(refused)
      const code = newInvitationCode()
      await store.setCode(poster.id, hashCode(code))
      const { municipality, school, expiresAt, zone } = poster
      const until = wallClock(expiresAt, zone).day
      return { municipality, school, until, links: room.outside.links(code) }
    },

    /** For the invitations' room: null when it is no code of a poster. */
    async tryPoster(actor: Actor, code: string): Promise<Poster | CodeRefusal | null> {
      const poster = await store.findByHash(hashCode(code))
      if (!poster) return null
      const refused = posterRefusal(poster, actor.municipalityId, room.now())
      if (refused) return refusal(refused)
      if (await store.isWaiting(actor.accountId)) return refusal('newcomer-waiting')
      return {
        refused: null,
        poster: true,
        municipality: poster.municipality,
        school: poster.school,
      }
    },

    /** The roles that the actor can ask for at a poster's school: those not held there. */
    async listAskable(actor: Actor, code: string): Promise<Role[]> {
      const poster = await store.findByHash(hashCode(code))
      if (!poster) throw new DomainError('invitation-unknown')
      const held = actor.roles.filter(({ schoolId }) => schoolId === poster.schoolId)
      return askableRoles.filter((role) => !held.some((own) => own.role === role))
    },

    /**
     * Asks to be let in; the curators of the school are told. @param name of a guest
     * @throws DomainError('poster-…' | 'newcomer-waiting' | 'name-unclear' | 'code-locked')
     */
    async ask(actor: Actor, code: string, role: Role, name: string | null): Promise<void> {
      if (await attempts.findLock(actor.accountId)) throw new DomainError('code-locked')
      const poster = await store.findByHash(hashCode(code))
      if (!poster) throw new DomainError('invitation-unknown')
      const refused = posterRefusal(poster, actor.municipalityId, room.now())
      if (refused) throw new DomainError(refused)
      if (!(await this.listAskable(actor, code)).includes(role))
        throw new DomainError('newcomer-role')
      const named =
        actor.personId === null ? readName(name ?? '') : await people.find(actor.personId)
      if (!named) throw new DomainError('name-unclear')
      const { lastName, firstName, patronymic } = named
      const id = await store.add({
        ...{ lastName, firstName, patronymic, role },
        schoolCodeId: poster.id,
        accountId: actor.accountId,
        personId: actor.personId,
        askedAt: room.now(),
      })
      if (id === null) throw new DomainError('newcomer-waiting')
      if (!(await store.count(poster.id))) throw new DomainError('poster-full')
      await tellAnswering((await store.find(id))!)
    },

    /** Lets somebody in: a person with the role, who is told. @throws DomainError('newcomer-answered' | 'not-allowed') */
    async approve(actor: Actor, id: number): Promise<{ name: string }> {
      const { who, newcomer } = await toAnswer(actor, id)
      const { role, municipalityId, schoolId, accountId, messenger } = newcomer
      const now = room.now()
      let { personId } = newcomer
      if (personId === null) {
        const { lastName, firstName, patronymic } = newcomer
        const name = { lastName, firstName, patronymic }
        personId = await people.add(municipalityId, name, messenger, now)
        await people.joinAccount(accountId, personId)
      }
      const asks = await people.loadActor(accountId)
      // Came in by an invitation to another municipality meanwhile.
      if (asks?.municipalityId !== municipalityId) throw new DomainError('newcomer-answered')
      if (!asks.roles.some((own) => own.role === role && own.schoolId === schoolId))
        await people.addMembership(personId, { role, municipalityId, schoolId }, now)
      await store.remove(id)
      await store.record(municipalityId, who.personId, 'newcomer.approved', id, now)
      await room.domain.duplicates.propose(personId)
      const args = { school: newcomer.school, role: { key: `role-${role}` } }
      const button = { label: { key: 'newcomer-begin' }, command: 'start' }
      await room.domain.deliveries.tell(personId, {
        text: [{ key: 'newcomer-approved-told', args }],
        buttons: [[button]],
      })
      return { name: fullName(newcomer) }
    },

    /** Does not let somebody in; nothing of them stays. @throws as `approve` */
    async decline(actor: Actor, id: number): Promise<{ name: string }> {
      const { who, newcomer } = await toAnswer(actor, id)
      await store.remove(id)
      await store.record(newcomer.municipalityId, who.personId, 'newcomer.declined', id, room.now())
      await room.domain.deliveries.tellChat(newcomer.messenger, newcomer.chatId, {
        text: [{ key: 'newcomer-declined-told', args: { school: newcomer.school } }],
      })
      return { name: fullName(newcomer) }
    },
  }
}
