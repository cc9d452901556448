import type { ConsentDocument, ConsentText } from '../consents/rules.ts'
import { type ConsentRow, consentStore } from '../consents/store.ts'
import type { Member } from '../shared/access.ts'
import { DomainError } from '../shared/errors.ts'
import type { Room } from '../shared/room.ts'
import { wallClock } from '../shared/zone.ts'
import { ageOn, type MinorStep, minorStep, OF_AGE, ownPurpose } from './rules.ts'
import type { MinorRow } from './store.ts'

/** The consent without which nothing personal is stored. */
export const PERSONAL_DATA = 'personal-data'

/** What both sides of a minor's consent, the minor and the parents, read and write of it. */
export function minorConsents(room: Room) {
  const store = consentStore(room.tx)

  const ageOf = ({ birthDate, zone }: MinorRow): number | null =>
    birthDate === null ? null : ageOn(birthDate, wallClock(room.now(), zone).day)
  const last = async (personId: number, purpose: string) =>
    (await store.findCurrent(personId)).find((one) => one.purpose === purpose)

  return {
    ageOf,
    last,

    isMinor<Row extends MinorRow>(row: Row | null): row is Row {
      const age = row && ageOf(row)
      return age !== null && age < OF_AGE
    },

    /** The texts that a parent is asked about. */
    texts(): ConsentText[] {
      const all = Object.values(room.outside.consentTexts)
      return all.filter((text): text is ConsentText => text?.ward !== undefined)
    },

    /** @throws DomainError('consent-unknown' | 'consent-of-age') when there is no such text, or none for minors */
    textOf(code: string): ConsentText & { ward: string } {
      const text = room.outside.consentTexts[code]
      if (!text) throw new DomainError('consent-unknown')
      if (text.ward === undefined) throw new DomainError('consent-of-age')
      return { ...text, ward: text.ward }
    },

    /** What the consent to the present version of a text waits for. */
    async stepOf(minor: MinorRow, { code, version }: ConsentText): Promise<MinorStep> {
      const assent = await last(minor.personId, ownPurpose(code))
      const given = await last(minor.personId, code)
      return minorStep(
        ageOf(minor) ?? 0,
        assent?.state === 'given' && assent.version === version,
        given?.state === 'given' && given.version === version,
      )
    },

    /** Nothing is published of somebody whose data may not even be stored. @throws DomainError('minor-data-first') */
    async needData(personId: number, code: string): Promise<void> {
      if (code === PERSONAL_DATA) return
      if ((await last(personId, PERSONAL_DATA))?.state !== 'given')
        throw new DomainError('minor-data-first')
    },

    /** An answer given in the chat, by the minor or by a parent. */
    async record(
      who: Member,
      personId: number,
      purpose: string,
      state: ConsentRow['state'],
      { version, hash }: ConsentDocument,
    ): Promise<void> {
      await store.add({
        ...{ personId, purpose, version, textHash: hash, state },
        basis: 'chat',
        messenger: who.messenger,
        messageKey: room.outside.eventKey ?? null,
        at: room.now(),
        ...(who.personId === personId ? {} : { givenById: who.personId }),
      })
    },
  }
}

/** The document that was read, when it is still the one in force. @throws DomainError('consent-changed') */
export function asRead(document: ConsentDocument, hash: string): ConsentDocument {
  if (document.hash !== hash) throw new DomainError('consent-changed')
  return document
}
