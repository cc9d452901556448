import { type ConsentText, consentDocument } from '../consents/rules.ts'
import { type Actor, type Member, member } from '../shared/access.ts'
import { DomainError } from '../shared/errors.ts'
import { address, fullName } from '../shared/names.ts'
import type { BotLink, Room } from '../shared/room.ts'
import { wallClock } from '../shared/zone.ts'
import { endConsents } from './ending.ts'
import { asRead, minorConsents, PERSONAL_DATA } from './minors.ts'
import {
  ageOn,
  HEARD_FROM,
  OF_AGE,
  OWN,
  ownPurpose,
  type Standing,
  standingUnasked,
} from './rules.ts'
import { guardianStore, type MinorRow } from './store.ts'

/** Somebody who is asked about a consent: the own one, or (with the number and the name) a child's. */
export interface Asked {
  personId: number
  childId: number | null
  name: string
}

/**
 * Minors: who is one, and what they say themselves. A minor's consent is a row like any other, but only a parent
 * can write it (`wards.ts`), and from fourteen on only after the minor has agreed: so whatever asks for a consent
 * need not know who is of age.
 */
export function guardianService(room: Room) {
  const store = guardianStore(room.tx)
  const minors = minorConsents(room)

  const own = async (actor: Actor): Promise<{ who: Member; minor: MinorRow }> => {
    const who = member(actor)
    const minor = await store.find(who.personId)
    if (!minors.isMinor(minor)) throw new DomainError('not-minor')
    return { who, minor }
  }
  /** The known parents are asked to answer, once a day. @returns whether there are any */
  const askKnownParents = async (minor: MinorRow, { code, title, version }: ConsentText) => {
    const parents = await store.listParents(minor.personId)
    const button = {
      label: { key: 'consent-open' },
      command: 'ward-consent',
      arg: `${minor.personId}.${code}`,
    }
    const { day } = wallClock(room.now(), minor.zone)
    for (const parent of parents) {
      const key = `ward:${minor.personId}:${code}:${version}:${day}:${parent}`
      const args = { name: fullName(minor), title }
      const named = { text: [{ key: 'ward-asked-told', args }], buttons: [[button]] }
      const nameless = {
        text: [{ key: 'ward-asked-nameless', args: { title } }],
        buttons: [[button]],
      }
      const { deliveries } = room.domain
      if (!(await deliveries.tell(parent, named, { personal: true, key })))
        await deliveries.tell(parent, nameless, { key })
    }
    return parents.length > 0
  }

  return {
    /** How the actor stands to the consent to a text: answers alone, says the age first, or what a minor's waits for. */
    async findStanding(actor: Actor, code: string): Promise<Standing> {
      const row = await store.find(member(actor).personId)
      if (row === null) return 'of-age'
      if (row.birthDate === null) return standingUnasked(row.roles, row.register)
      return minors.isMinor(row) ? minors.stepOf(row, minors.textOf(code)) : 'of-age'
    },

    /** For the consents' room: a minor does not consent alone. */
    async isMinor(personId: number): Promise<boolean> {
      return minors.isMinor(await store.find(personId))
    },

    /** A minor who is heard beside the parent: from fourteen on. For the consents' room. */
    async isHeard(personId: number): Promise<boolean> {
      const row = await store.find(personId)
      return minors.isMinor(row) && (minors.ageOf(row) ?? 0) >= HEARD_FROM
    },

    /**
     * Stands before an answer that only somebody of age gives. For the consents' room.
     * @throws DomainError('consent-minor' | 'consent-birth-date') of a minor; of a pupil whose age nobody knows
     */
    async needOfAge(personId: number): Promise<void> {
      const row = await store.find(personId)
      if (row === null) return
      if (minors.isMinor(row)) throw new DomainError('consent-minor')
      const { birthDate, roles, register }: MinorRow = row
      if (birthDate === null && standingUnasked(roles, register) === 'birth-date')
        throw new DomainError('consent-birth-date')
    },

    /**
     * The actor says when they were born: once only, so that nobody grows up by a tap.
     * @throws DomainError('birth-date-known' | 'birth-date')
     */
    async setBirthDate(actor: Actor, birthDate: string): Promise<{ minor: boolean }> {
      const { personId } = member(actor)
      const person = await store.find(personId)
      if (!person) throw new DomainError('not-registered')
      if (person.birthDate !== null) throw new DomainError('birth-date-known')
      const age = ageOn(birthDate, wallClock(room.now(), person.zone).day)
      if (age < 5 || age > 100) throw new DomainError('birth-date')
      await store.setBirthDate(personId, birthDate)
      await this.askParents([personId])
      return { minor: age < OF_AGE }
    },

    /**
     * The age of these people has become known: what a minor has consented to alone counts no more, the minor
     * is told to ask a parent, and what was published is taken down; nor is a minor anybody's parent. For whoever writes birth dates; safe to repeat.
     */
    async askParents(personIds: readonly number[]): Promise<void> {
      const alone = (await store.listConsentedAlone(personIds, OWN)).filter(minors.isMinor)
      await endConsents(room, alone, 'found')
      const parents = await store.list(await store.listWhoAreParents(personIds))
      for (const { personId } of parents.filter(minors.isMinor)) await this.part(personId, null)
    },

    /**
     * A minor of fourteen and more agrees to the document that the parent is asked about, too.
     * @throws DomainError('not-minor' | 'minor-data-first' | 'consent-changed')
     */
    async assent(actor: Actor, code: string, hash: string): Promise<void> {
      const { who, minor } = await own(actor)
      const text = minors.textOf(code)
      const document = asRead(consentDocument(text, minor.municipality), hash)
      await minors.needData(who.personId, code)
      await minors.record(who, who.personId, ownPurpose(code), 'given', document)
    },

    /**
     * A minor of fourteen and more does not agree: no parent can consent until they do. What was given to an
     * earlier version ends. @throws DomainError('not-minor' | 'consent-minor' | 'consent-changed')
     */
    async dissent(actor: Actor, code: string, hash: string): Promise<void> {
      const { who, minor } = await own(actor)
      if ((minors.ageOf(minor) ?? 0) < HEARD_FROM) throw new DomainError('consent-minor')
      const document = asRead(consentDocument(minors.textOf(code), minor.municipality), hash)
      const given = (await minors.last(who.personId, code))?.state === 'given'
      for (const purpose of [ownPurpose(code), code])
        await minors.record(who, who.personId, purpose, 'refused', document)
      if (given && code !== PERSONAL_DATA)
        await room.domain.erasures.tellEnded(who.personId, document.title, 'withdrawn')
    },

    /**
     * Known parents are asked to answer, where none has; and there is a link for one who is not known yet.
     * @returns the actor's name, links and their last day (ISO), and whether parents were asked
     * @throws DomainError('not-minor' | 'minor-own-first' | 'minor-data-first')
     */
    async invite(
      actor: Actor,
      code: string,
    ): Promise<{ name: string; links: BotLink[]; day: string; asked: boolean }> {
      const { minor } = await own(actor)
      const text = minors.textOf(code)
      await minors.needData(minor.personId, code)
      const step = await minors.stepOf(minor, text)
      if (step === 'own') throw new DomainError('minor-own-first')
      const asked = step === 'parent' && (await askKnownParents(minor, text))
      const { links, expiresAt } = await room.domain.invitations.issueForChild(minor.personId, {
        municipalityId: minor.municipalityId,
        schoolId: minor.schoolId,
      })
      return { name: address(minor), links, day: expiresAt.slice(0, 10), asked }
    },

    /** An invited parent has come. For the invitations' room. @throws DomainError('ward-own') */
    async join(childId: number, parentId: number): Promise<void> {
      const parent = await store.find(parentId)
      if (childId === parentId || !parent || minors.isMinor(parent))
        throw new DomainError('ward-own')
      // A classmate whose age nobody has said is no parent either.
      const { birthDate, roles, register } = parent
      if (birthDate === null && standingUnasked(roles, register) === 'birth-date')
        throw new DomainError('ward-own')
      await store.add(childId, parentId, room.now())
    },

    /**
     * Somebody does not represent the children of a school (null: any children), says the school: what they have
     * consented to counts no more, and the children ask another parent. For the memberships' room.
     */
    async part(parentId: number, schoolId: number | null): Promise<void> {
      const children = await store.part(parentId, schoolId)
      await endConsents(room, await store.listGivenBy(parentId, children), 'parent-gone')
    },

    /**
     * Who is to be asked about a new version of what these people have agreed to: they themselves, or the known
     * parents of a minor who has agreed, or is too young to be heard. For the consents' room.
     */
    async listAsked(personIds: readonly number[], code: string): Promise<Asked[]> {
      const asked: Asked[] = []
      for (const row of await store.list(personIds)) {
        const { personId } = row
        const text = room.outside.consentTexts[code]
        const ofParents =
          minors.isMinor(row) && text && (await minors.stepOf(row, text)) === 'parent'
        const parents = ofParents ? await store.listParents(personId) : []
        for (const parentId of parents)
          asked.push({ personId: parentId, childId: personId, name: fullName(row) })
        if (parents.length === 0) asked.push({ personId, childId: null, name: '' })
      }
      return asked
    },
  }
}
