import { type Actor, type Member, member } from '../shared/access.ts'
import { DomainError } from '../shared/errors.ts'
import type { Room } from '../shared/room.ts'
import { askAnew, supersede } from './renewal.ts'
import {
  type ConsentAnswer,
  type ConsentDocument,
  type ConsentText,
  consentDocument,
  isDue,
  isEnded,
} from './rules.ts'
import { consentStore } from './store.ts'

/** Where a person's consent to one text stands. */
export interface ConsentState {
  code: string
  title: string
  state: ConsentAnswer | 'none'
  /** Version that was answered, and when (ISO instant); null for 'none'. */
  version: number | null
  at: string | null
  /** The text has not changed since. */
  current: boolean
  /** A parent has answered, when the person was not of age. */
  byParent: boolean
  /** Withdrawn: the day (ISO) on which everything stored is destroyed, unless it is given anew. */
  until: string | null
}

/** The consent without which nothing personal is stored. */
export const PERSONAL_DATA = 'personal-data'

/** Consents, each a document of its own (152-ФЗ, article 9): shown, given, refused, withdrawn. */
export function consentService(room: Room) {
  const store = consentStore(room.tx)
  const texts = () =>
    Object.values(room.outside.consentTexts).filter((text): text is ConsentText => !!text)

  const record = async (who: Member, state: ConsentAnswer, document: ConsentDocument) => {
    await store.add({
      personId: who.personId,
      purpose: document.code,
      version: document.version,
      textHash: document.hash,
      state,
      basis: 'chat',
      messenger: who.messenger,
      messageKey: room.outside.eventKey ?? null,
      at: room.now(),
    })
  }
  const show = async (who: Member, code: string): Promise<ConsentDocument> => {
    const text = room.outside.consentTexts[code]
    if (!text) throw new DomainError('consent-unknown')
    return consentDocument(text, await store.findMunicipality(who.municipalityId))
  }
  /** The document that the person has just read. */
  const read = async (who: Member, code: string, hash: string): Promise<ConsentDocument> => {
    const document = await show(who, code)
    if (document.hash !== hash) throw new DomainError('consent-changed')
    return document
  }

  return {
    /** The document to show before asking. @throws DomainError('consent-unknown' | 'not-registered') */
    async showDocument(actor: Actor, code: string): Promise<ConsentDocument> {
      return show(member(actor), code)
    },

    /** Where every consent of the actor stands. */
    async listStates(actor: Actor): Promise<ConsentState[]> {
      const current = await store.findCurrent(member(actor).personId)
      const erasure = await room.domain.erasures.findOwn(actor)
      return texts().map((text) => {
        const last = current.find(({ purpose }) => purpose === text.code)
        return {
          code: text.code,
          title: text.title,
          state: last?.state ?? 'none',
          version: last?.version ?? null,
          at: last?.at.toISOString() ?? null,
          current: last?.version === text.version,
          byParent: last?.givenById != null,
          until: text.code === PERSONAL_DATA ? (erasure?.day ?? null) : null,
        }
      })
    },

    /** Code of the text that the actor has to be asked about now; null when there is none. */
    async findDue(actor: Actor): Promise<string | null> {
      const current = await store.findCurrent(member(actor).personId)
      const due = texts().find((text) =>
        isDue(text, current.find(({ purpose }) => purpose === text.code) ?? null),
      )
      return due?.code ?? null
    },

    /** Whether a person's consent is in force. For other rooms; an older version still counts. */
    async findGiven(personId: number, code: string): Promise<boolean> {
      const current = await store.findCurrent(personId)
      return current.some(({ purpose, state }) => purpose === code && state === 'given')
    },

    /** Stands before whatever stores personal data. @throws DomainError('consent-needed') */
    async showGiven(actor: Actor, code: string): Promise<true> {
      if (!(await this.findGiven(member(actor).personId, code)))
        throw new DomainError('consent-needed')
      return true
    },

    /**
     * Given anew before the records are destroyed, it stops that.
     * @param hash of the document that was shown. @throws DomainError('consent-changed' | 'consent-unknown' | 'consent-minor' | 'consent-birth-date')
     */
    async give(actor: Actor, code: string, hash: string): Promise<{ restored: boolean }> {
      const who = member(actor)
      const document = await read(who, code, hash)
      await room.domain.guardians.needOfAge(who.personId)
      await record(who, 'given', document)
      return { restored: await this.settleGiven(who.personId, who.municipalityId, code) }
    },

    /** Asks those anew who have agreed to an older version. For the municipality's morning; safe to repeat. */
    async askAnew(municipalityId: number): Promise<void> {
      await askAnew(room, municipalityId)
    },

    /** Ends what was given to an older version when its term is over. For the job; safe to repeat. */
    async supersede(): Promise<number> {
      return supersede(room)
    },

    /** What follows from a consent that was given, in the chat or on paper. @returns whether it stopped a destruction */
    async settleGiven(personId: number, municipalityId: number, code: string): Promise<boolean> {
      if (code !== PERSONAL_DATA) return false
      await room.domain.registers.fill(personId)
      return room.domain.erasures.cancel(personId, municipalityId)
    },

    /**
     * A refusal is kept too, so that nobody asks again until the text changes. Of a new version of what was
     * given it ends that: what rests on it is taken down. A minor answers beside a parent (`guardians`).
     * @throws DomainError('consent-changed' | 'consent-unknown' | 'consent-minor')
     */
    async refuse(actor: Actor, code: string, hash: string): Promise<void> {
      const who = member(actor)
      const document = await read(who, code, hash)
      if (await room.domain.guardians.isMinor(who.personId)) throw new DomainError('consent-minor')
      const ended = code !== PERSONAL_DATA && (await this.findGiven(who.personId, code))
      await record(who, 'refused', document)
      if (ended) await room.domain.erasures.tellEnded(who.personId, document.title, 'withdrawn')
    },

    /**
     * From now on nothing is processed that needs the consent. Without the one to personal data, all that
     * is stored is destroyed: also for who has refused it, or whose consent counts no more. @returns the day (ISO) of that; null for other consents
     * @throws DomainError('consent-not-given') when there is nothing to withdraw
     */
    async withdraw(actor: Actor, code: string): Promise<{ day: string | null }> {
      const who = member(actor)
      const current = await store.findCurrent(who.personId)
      const last = current.find(({ purpose }) => purpose === code)?.state
      if (last !== 'given' && !(code === PERSONAL_DATA && isEnded(last)))
        throw new DomainError('consent-not-given')
      const document = await show(who, code)
      await record(who, 'withdrawn', document)
      return this.settleWithdrawn(who, document, last === 'given')
    },

    /**
     * What follows from a withdrawal, in the chat or on paper, by whoever may. For rooms that write one.
     * @param given it was in force: else the destruction was asked for, and nothing withdrawn
     */
    async settleWithdrawn(
      who: Pick<Member, 'personId' | 'municipalityId'>,
      { code, title }: ConsentDocument,
      given: boolean,
    ): Promise<{ day: string | null }> {
      if (code === PERSONAL_DATA)
        return { day: await room.domain.erasures.open(who, given ? 'withdrawn' : 'asked') }
      await room.domain.erasures.tellEnded(who.personId, title, 'withdrawn')
      return { day: null }
    },
  }
}
