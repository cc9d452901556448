import {
  type ConsentAnswer,
  type ConsentDocument,
  type ConsentText,
  consentDocument,
  isDue,
  isEnded,
} from '../consents/rules.ts'
import { type Actor, type Member, member } from '../shared/access.ts'
import { DomainError } from '../shared/errors.ts'
import { fullName } from '../shared/names.ts'
import type { Room } from '../shared/room.ts'
import { asRead, minorConsents, PERSONAL_DATA } from './minors.ts'
import { ownPurpose } from './rules.ts'
import { guardianStore, type MinorRow } from './store.ts'

/** A consent of a child of the actor's. */
export interface Ward {
  [name: string]: string | number | boolean
  childId: number
  /** «…» in a messenger that may not carry personal data. */
  name: string
  /** The text, and where the consent to it stands. */
  code: string
  title: string
  state: ConsentAnswer | 'none'
  /** It was answered to the version in force. */
  current: boolean
  /** The parent is to be asked now. */
  due: boolean
  /** From fourteen on the child agrees first, and has not. */
  childFirst: boolean
}

/** A parent's side of a minor's consents: each text for each child, given, refused, withdrawn. */
export function wardService(room: Room) {
  const store = guardianStore(room.tx)
  const minors = minorConsents(room)

  /** A child of the actor. */
  const ward = async (actor: Actor, childId: number): Promise<{ who: Member; minor: MinorRow }> => {
    const who = member(actor)
    const minor = (await store.listWards(who.personId)).find((one) => one.personId === childId)
    if (!minor) throw new DomainError('ward-unknown')
    return { who, minor }
  }
  const documentFor = async (
    who: Member,
    minor: MinorRow,
    code: string,
  ): Promise<ConsentDocument> => {
    const parent = await store.find(who.personId)
    const text = minors.textOf(code)
    const names = { parent: parent ? fullName(parent) : '', child: fullName(minor) }
    const whole = { ...text, text: `${text.ward}\n\n${text.text}` }
    return consentDocument(whole, minor.municipality, names)
  }
  const view = async (minor: MinorRow, text: ConsentText, name: string): Promise<Ward> => {
    const { personId } = minor
    const { code, title, version } = text
    const last = (await minors.last(personId, code)) ?? null
    const assent = await minors.last(personId, ownPurpose(code))
    // What nobody must give is asked for when the child wishes it.
    const wished = assent?.state === 'given' && assent.version === version && last === null
    return {
      ...{ childId: personId, name, code, title, state: last?.state ?? 'none' },
      current: last?.version === version,
      due: isDue(text, last) || wished,
      childFirst: (await minors.stepOf(minor, text)) === 'own',
    }
  }
  const tellChild = async (childId: number, what: string, { code, title }: ConsentDocument) => {
    const key = code === PERSONAL_DATA ? `minor-${what}-told` : `minor-${what}-told-other`
    await room.domain.deliveries.tell(childId, { text: [{ key, args: { title } }] })
  }

  return {
    /** The consents of the actor's children who are minors; others than to personal data once that one is given. */
    async listWards(actor: Actor): Promise<Ward[]> {
      const { personId, messenger } = member(actor)
      // A child is not named where personal data may not be sent.
      const named = room.outside.personalDataMessengers?.includes(messenger) ?? true
      const wards: Ward[] = []
      for (const minor of (await store.listWards(personId)).filter(minors.isMinor)) {
        const data = (await minors.last(minor.personId, PERSONAL_DATA))?.state === 'given'
        for (const text of minors.texts()) {
          const one = await view(minor, text, named ? fullName(minor) : '…')
          if (text.code === PERSONAL_DATA || data || one.state === 'given') wards.push(one)
        }
      }
      return wards
    },

    /** The document for a child. @throws DomainError('ward-unknown' | 'consent-unknown') */
    async showDocument(actor: Actor, childId: number, code: string): Promise<ConsentDocument> {
      const { who, minor } = await ward(actor, childId)
      return documentFor(who, minor, code)
    },

    /** The child is reminded of the own agreement that the parent's has to wait for, once a day. @throws DomainError('ward-unknown') */
    async askChild(actor: Actor, childId: number, code: string): Promise<void> {
      const { minor } = await ward(actor, childId)
      const { title, version } = minors.textOf(code)
      const button = { label: { key: 'consent-open' }, command: 'consent', arg: code }
      const day = room.now().toISOString().slice(0, 10)
      await room.domain.deliveries.tell(
        minor.personId,
        { text: [{ key: 'minor-own-asked', args: { title } }], buttons: [[button]] },
        { key: `minor-own:${minor.personId}:${code}:${version}:${day}` },
      )
    },

    /** The parent consents. @throws DomainError('ward-unknown' | 'consent-changed' | 'minor-own-first' | 'minor-data-first') */
    async give(actor: Actor, childId: number, code: string, hash: string): Promise<void> {
      const { who, minor } = await ward(actor, childId)
      const document = asRead(await documentFor(who, minor, code), hash)
      await minors.needData(childId, code)
      if ((await minors.stepOf(minor, minors.textOf(code))) === 'own')
        throw new DomainError('minor-own-first')
      await minors.record(who, childId, code, 'given', document)
      await room.domain.consents.settleGiven(childId, minor.municipalityId, code)
      await tellChild(childId, 'given', document)
    },

    /** The parent does not consent; of a new version of what was given it ends that. */
    async refuse(actor: Actor, childId: number, code: string, hash: string): Promise<void> {
      const { who, minor } = await ward(actor, childId)
      const document = asRead(await documentFor(who, minor, code), hash)
      const given = (await minors.last(childId, code))?.state === 'given'
      await minors.record(who, childId, code, 'refused', document)
      if (given && code !== PERSONAL_DATA)
        await room.domain.erasures.tellEnded(childId, document.title, 'withdrawn')
      await tellChild(childId, 'refused', document)
    },

    /**
     * The parent withdraws: what follows is what follows of any withdrawal.
     * @returns the day of destruction, ISO; null for another consent than to personal data
     * @throws DomainError('ward-unknown' | 'consent-not-given')
     */
    async withdraw(actor: Actor, childId: number, code: string): Promise<{ day: string | null }> {
      const { who, minor } = await ward(actor, childId)
      const state = (await minors.last(childId, code))?.state
      if (state !== 'given' && !(code === PERSONAL_DATA && isEnded(state)))
        throw new DomainError('consent-not-given')
      const document = await documentFor(who, minor, code)
      await minors.record(who, childId, code, 'withdrawn', document)
      await tellChild(childId, 'withdrawn', document)
      const { municipalityId } = minor
      const child = { personId: childId, municipalityId }
      return room.domain.consents.settleWithdrawn(child, document, state === 'given')
    },
  }
}
