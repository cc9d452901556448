import { type Actor, type Member, member } from '../shared/access.ts'
import { DomainError } from '../shared/errors.ts'
import type { Room } from '../shared/room.ts'
import {
  type ConsentAnswer,
  type ConsentDocument,
  type ConsentText,
  consentDocument,
  isDue,
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
}

export type Consents = ReturnType<typeof consentService>

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
      return texts().map((text) => {
        const last = current.find(({ purpose }) => purpose === text.code)
        return {
          code: text.code,
          title: text.title,
          state: last?.state ?? 'none',
          version: last?.version ?? null,
          at: last?.at.toISOString() ?? null,
          current: last?.version === text.version,
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

    /** @param hash of the document that was shown. @throws DomainError('consent-changed' | 'consent-unknown') */
    async give(actor: Actor, code: string, hash: string): Promise<void> {
      const who = member(actor)
      await record(who, 'given', await read(who, code, hash))
    },

    /** A refusal is kept too, so that nobody asks again until the text changes. */
    async refuse(actor: Actor, code: string, hash: string): Promise<void> {
      const who = member(actor)
      await record(who, 'refused', await read(who, code, hash))
    },

    /** @throws DomainError('consent-not-given') when there is nothing to withdraw */
    async withdraw(actor: Actor, code: string): Promise<void> {
      const who = member(actor)
      if (!(await this.findGiven(who.personId, code))) throw new DomainError('consent-not-given')
      await record(who, 'withdrawn', await show(who, code))
    },
  }
}
