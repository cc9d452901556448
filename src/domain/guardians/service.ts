import { type ConsentDocument, consentDocument, isEnded } from '../consents/rules.ts'
import { type ConsentRow, consentStore } from '../consents/store.ts'
import { type Actor, type Member, member } from '../shared/access.ts'
import { DomainError } from '../shared/errors.ts'
import { address, fullName } from '../shared/names.ts'
import type { BotLink, Room } from '../shared/room.ts'
import { wallClock } from '../shared/zone.ts'
import { ageOn, type MinorStep, minorStep, OF_AGE } from './rules.ts'
import { guardianStore, type MinorRow } from './store.ts'

const PERSONAL_DATA = 'personal-data'
/** The minor's own agreement, from fourteen on: by itself it lets nothing be stored. */
const ASSENT = 'personal-data-own'

/** A child of the actor. */
export interface Ward {
  [name: string]: string | number
  childId: number
  name: string
  state: 'none' | 'given' | 'refused' | 'withdrawn' | 'superseded'
}

/**
 * Minors and those who consent for them. The consent to personal data of a minor is a row like any
 * other, but only a parent can write it, and from fourteen on only after the minor has agreed: so
 * whatever asks for a consent need not know who is of age.
 */
export function guardianService(room: Room) {
  const store = guardianStore(room.tx)
  const consents = consentStore(room.tx)

  const ageOf = ({ birthDate, zone }: MinorRow): number | null =>
    birthDate === null ? null : ageOn(birthDate, wallClock(room.now(), zone).day)
  const isMinor = <Row extends MinorRow>(row: Row | null): row is Row => {
    const age = row && ageOf(row)
    return age !== null && age < OF_AGE
  }
  const textNow = () => {
    const text = room.outside.consentTexts[PERSONAL_DATA]
    if (!text) throw new DomainError('consent-unknown')
    return text
  }
  const last = async (personId: number, purpose: string) =>
    (await consents.findCurrent(personId)).find((one) => one.purpose === purpose)
  const own = async (actor: Actor): Promise<{ who: Member; minor: MinorRow }> => {
    const who = member(actor)
    const minor = await store.find(who.personId)
    if (!isMinor(minor)) throw new DomainError('not-minor')
    return { who, minor }
  }
  const stepOf = async (minor: MinorRow): Promise<MinorStep> => {
    const assent = await last(minor.personId, ASSENT)
    const given = await last(minor.personId, PERSONAL_DATA)
    const { version } = textNow()
    return minorStep(
      ageOf(minor) ?? 0,
      assent?.state === 'given' && assent.version === version,
      given?.state === 'given' && given.version === version,
    )
  }
  /** A child of the actor. */
  const ward = async (actor: Actor, childId: number): Promise<{ who: Member; minor: MinorRow }> => {
    const who = member(actor)
    const minor = (await store.listWards(who.personId)).find((one) => one.personId === childId)
    if (!minor) throw new DomainError('ward-unknown')
    return { who, minor }
  }
  const documentFor = async (who: Member, minor: MinorRow): Promise<ConsentDocument> => {
    const parent = await store.find(who.personId)
    const text = textNow()
    const names = { parent: parent ? fullName(parent) : '', child: fullName(minor) }
    const lead = text.ward ?? '{parent} – {child}'
    return consentDocument({ ...text, text: `${lead}\n\n${text.text}` }, minor.municipality, names)
  }
  const row = (
    who: Member,
    personId: number,
    purpose: string,
    state: ConsentRow['state'],
    { version, hash }: ConsentDocument,
  ): ConsentRow => ({
    personId,
    purpose,
    version,
    textHash: hash,
    state,
    basis: 'chat',
    messenger: who.messenger,
    messageKey: room.outside.eventKey ?? null,
    at: room.now(),
    ...(who.personId === personId ? {} : { givenById: who.personId }),
  })
  const read = (document: ConsentDocument, hash: string): ConsentDocument => {
    if (document.hash !== hash) throw new DomainError('consent-changed')
    return document
  }
  const tellChild = (childId: number, key: string) =>
    room.domain.deliveries.tell(childId, { text: [{ key }] })

  return {
    /** Whether the actor is a minor, and what the consent waits for; null for those of age or unknown age. */
    async findMinor(actor: Actor): Promise<{ step: MinorStep } | null> {
      const minor = await store.find(member(actor).personId)
      return isMinor(minor) ? { step: await stepOf(minor) } : null
    },

    /** For the consents' room: a minor does not consent alone. */
    async isMinor(personId: number): Promise<boolean> {
      return isMinor(await store.find(personId))
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
     * The age of these people has become known: what a minor has consented to alone counts no more, and the
     * minor is told to ask a parent. For whoever writes birth dates; safe to repeat.
     */
    async askParents(personIds: readonly number[]): Promise<void> {
      const button = { label: { key: 'consent-open' }, command: 'consent', arg: PERSONAL_DATA }
      for (const alone of (await store.listConsentedAlone(personIds)).filter(isMinor)) {
        const { personId, version, textHash } = alone
        await consents.add({
          ...{ personId, purpose: PERSONAL_DATA, version, textHash, state: 'superseded' },
          ...{ basis: 'chat', messenger: null, messageKey: null, at: room.now() },
        })
        await room.domain.deliveries.tell(personId, {
          text: [{ key: 'minor-found-told' }],
          buttons: [[button]],
        })
      }
    },

    /** A minor of fourteen and more agrees to the document that the parent is asked about, too. @throws DomainError('not-minor' | 'consent-changed') */
    async assent(actor: Actor, hash: string): Promise<void> {
      const { who, minor } = await own(actor)
      const document = read(consentDocument(textNow(), minor.municipality), hash)
      await consents.add(row(who, who.personId, ASSENT, 'given', document))
    },

    /** A link for a parent of the actor. @throws DomainError('not-minor' | 'minor-own-first') */
    async invite(actor: Actor): Promise<{ name: string; links: BotLink[]; day: string }> {
      const { minor } = await own(actor)
      if ((await stepOf(minor)) === 'own') throw new DomainError('minor-own-first')
      const issued = await room.domain.invitations.issueForChild(minor.personId, {
        municipalityId: minor.municipalityId,
        schoolId: minor.schoolId,
      })
      return { name: address(minor), links: issued.links, day: issued.expiresAt.slice(0, 10) }
    },

    /** An invited parent has come. For the invitations' room. */
    async join(childId: number, parentId: number): Promise<void> {
      if (childId === parentId || (await this.isMinor(parentId))) throw new DomainError('ward-own')
      await store.add(childId, parentId, room.now())
    },

    /** The actor's children who are minors, with where the consent stands. */
    async listWards(actor: Actor): Promise<Ward[]> {
      const { personId, messenger } = member(actor)
      // A child is not named where personal data may not be sent.
      const named = room.outside.personalDataMessengers?.includes(messenger) ?? true
      const wards: Ward[] = []
      for (const minor of (await store.listWards(personId)).filter(isMinor)) {
        const state = (await last(minor.personId, PERSONAL_DATA))?.state ?? 'none'
        wards.push({ childId: minor.personId, name: named ? fullName(minor) : '…', state })
      }
      return wards
    },

    /** The document for a child. @throws DomainError('ward-unknown') */
    async showDocument(actor: Actor, childId: number): Promise<ConsentDocument> {
      const { who, minor } = await ward(actor, childId)
      return documentFor(who, minor)
    },

    /** The parent consents. @throws DomainError('ward-unknown' | 'consent-changed' | 'minor-own-first') */
    async give(actor: Actor, childId: number, hash: string): Promise<void> {
      const { who, minor } = await ward(actor, childId)
      const document = read(await documentFor(who, minor), hash)
      if ((await stepOf(minor)) === 'own') throw new DomainError('minor-own-first')
      await consents.add(row(who, childId, PERSONAL_DATA, 'given', document))
      await room.domain.consents.settleGiven(childId, minor.municipalityId, PERSONAL_DATA)
      await tellChild(childId, 'minor-given-told')
    },

    /** The parent does not consent. */
    async refuse(actor: Actor, childId: number, hash: string): Promise<void> {
      const { who, minor } = await ward(actor, childId)
      const document = read(await documentFor(who, minor), hash)
      await consents.add(row(who, childId, PERSONAL_DATA, 'refused', document))
      await tellChild(childId, 'minor-refused-told')
    },

    /** The parent withdraws: what follows is what follows of any withdrawal. @returns the day of destruction, ISO */
    async withdraw(actor: Actor, childId: number): Promise<{ day: string }> {
      const { who, minor } = await ward(actor, childId)
      const state = (await last(childId, PERSONAL_DATA))?.state
      if (state !== 'given' && !isEnded(state)) throw new DomainError('consent-not-given')
      const document = await documentFor(who, minor)
      await consents.add(row(who, childId, PERSONAL_DATA, 'withdrawn', document))
      const { municipalityId } = minor
      const day = await room.domain.erasures.open({ personId: childId, municipalityId })
      await tellChild(childId, 'minor-withdrawn-told')
      return { day }
    },
  }
}
