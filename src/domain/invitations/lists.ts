import { type RowError, readRegister } from '../registers/reading.ts'
import type { RegisterKind } from '../registers/rules.ts'
import { type Actor, allow, may, type Role } from '../shared/access.ts'
import type { IsoDate } from '../shared/calendar.ts'
import { hashCode, newInvitationCode } from '../shared/codes.ts'
import { DomainError } from '../shared/errors.ts'
import { fullName } from '../shared/names.ts'
import type { BotLink, Room } from '../shared/room.ts'
import { wallClock } from '../shared/zone.ts'
import { type Invitee, invitationListStore, type ListRow } from './list-store.ts'
import { expiry, invitable, invitableAt, needsSchool } from './rules.ts'

/** So many people are invited at once; more are several lists. */
export const MOST_INVITEES = 500

/** What was made of a list of names. */
export interface ListPreview {
  /** Null when nobody is left to invite. */
  listId: number | null
  count: number
  /** Have the role already and are not invited again. */
  known: number
  errors: RowError[]
}

/** One person's invitation, to be cut out. Plain JSON. */
export interface InvitationCard {
  name: string
  school: string
  links: BotLink[]
}

export interface InvitationCards {
  role: Role
  municipality: string
  /** Last day, ISO. */
  until: IsoDate
  cards: InvitationCard[]
}

export interface OpenList {
  [name: string]: string | number
  listId: number
  role: Role
  day: IsoDate
  waiting: number
  accepted: number
}

/** Personal invitations for many at once: from a file of names or from a register, as cards to print. */
export function invitationListService(room: Room) {
  const store = invitationListStore(room.tx)

  /** The schools where the actor may invite to a role. */
  const schoolsFor = async (actor: Actor, role: Role) => {
    const who = allow(actor, 'invitation.issue')
    if (!needsSchool(role)) throw new DomainError('not-allowed')
    const { municipalityId } = who
    const all = await room.domain.organisations.listSchools(actor)
    const schools = all.filter(
      ({ id }) =>
        may(actor, 'invitation.issue', { municipalityId, schoolId: id }) &&
        invitableAt(who.roles, id).includes(role),
    )
    if (schools.length === 0) throw new DomainError('not-allowed')
    return { who, schools }
  }
  const zoneOf = async (actor: Actor) =>
    (await room.domain.organisations.showMunicipality(actor)).timeZone

  const add = async (
    who: { personId: number; municipalityId: number },
    role: Role,
    invitees: readonly Invitee[],
    errors: RowError[],
  ): Promise<ListPreview> => {
    if (invitees.length > MOST_INVITEES)
      throw new DomainError('invitation-list-long', { most: MOST_INVITEES })
    const known = new Set(await store.listKnown(role, invitees))
    const left = invitees.filter((_, index) => !known.has(index))
    const { personId: createdById, municipalityId } = who
    const list = { municipalityId, role, createdById, createdAt: room.now() }
    return {
      listId: left.length === 0 ? null : await store.add(list, left, expiry(room.now())),
      count: left.length,
      known: known.size,
      errors,
    }
  }
  /** A list of the actor's own, whose right to invite there still holds. */
  const load = async (actor: Actor, listId: number): Promise<ListRow> => {
    const { personId } = allow(actor, 'invitation.issue')
    const list = await store.find(listId)
    if (!list || list.createdById !== personId) throw new DomainError('invitation-list-unknown')
    return list
  }

  return {
    /** The roles that the actor may invite many people to. */
    async listRoles(actor: Actor): Promise<Role[]> {
      if (!may(actor, 'invitation.issue')) return []
      return invitable(actor.roles.map(({ role }) => role)).filter(needsSchool)
    },

    /**
     * Reads names (and schools, where there are several) from the file that was just sent.
     * @throws DomainError('register-no-file' | 'register-no-table' | 'invitation-list-long' | 'file-…')
     */
    async addFromFile(actor: Actor, role: Role): Promise<ListPreview> {
      const { who, schools } = await schoolsFor(actor, role)
      const sent = room.outside.sentFile
      if (!sent) throw new DomainError('register-no-file')
      if ('refusal' in sent) throw new DomainError(sent.refusal.code, sent.refusal.args)
      const today = wallClock(room.now(), await zoneOf(actor)).day
      // Names and schools alone: whatever else stands in the file is nothing for an invitation.
      const reading = readRegister(sent.document, { fields: [], schools, today, ages: null })
      if (!reading) throw new DomainError('register-no-table')
      const invitees = reading.lines.map((line) => ({ ...line, entryId: null }))
      return add(who, role, invitees, reading.errors)
    },

    /** Everybody of a register who has not come in yet. @throws DomainError('invitation-list-long') */
    async addFromRegister(actor: Actor, role: Role, kind: RegisterKind): Promise<ListPreview> {
      const { who, schools } = await schoolsFor(actor, role)
      const ids = schools.map(({ id }) => id)
      return add(who, role, await room.domain.registers.listUnjoined(kind, ids), [])
    },

    /** The actor's lists with people who have not come in yet, latest first. */
    async listOpen(actor: Actor): Promise<OpenList[]> {
      const { personId } = allow(actor, 'invitation.issue')
      const zone = await zoneOf(actor)
      return (await store.listOf(personId)).map(({ id, role, createdAt, waiting, accepted }) => ({
        listId: id,
        role,
        day: wallClock(createdAt, zone).day,
        waiting,
        accepted,
      }))
    },

    /**
     * New codes for everybody of a list who has not come in, to be printed at once: a code is stored as a
     * hash only. Those of an earlier printing die.
     */
    async printCards(actor: Actor, listId: number): Promise<InvitationCards> {
      const { role } = await load(actor, listId)
      const { schools } = await schoolsFor(actor, role)
      const open = (await store.lockOpen(listId)).filter(({ schoolId }) =>
        schools.some(({ id }) => id === schoolId),
      )
      if (open.length === 0) throw new DomainError('invitation-list-done')
      const { name: municipality, timeZone } =
        await room.domain.organisations.showMunicipality(actor)
      const until = expiry(room.now())
      const made = open.map((one) => ({ ...one, code: newInvitationCode() }))
      await store.setCodes(
        made.map(({ id, code }) => ({ id, hash: hashCode(code) })),
        until,
      )
      const cards = made.map(({ code, school, ...name }) => ({
        name: fullName(name),
        school,
        links: room.outside.links(code),
      }))
      return { role, municipality, until: wallClock(until, timeZone).day, cards }
    },

    /** Withdraws what was not used. @returns how many */
    async withdraw(actor: Actor, listId: number): Promise<number> {
      return store.dropOpen((await load(actor, listId)).id)
    },
  }
}
