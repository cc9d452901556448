import { ownPurpose } from '../guardians/rules.ts'
import { type Actor, allow, may, type Scope } from '../shared/access.ts'
import { addDays } from '../shared/calendar.ts'
import { DomainError } from '../shared/errors.ts'
import { fullName } from '../shared/names.ts'
import type { Room } from '../shared/room.ts'
import { wallClock } from '../shared/zone.ts'
import type { ConsentForm } from './form.ts'
import { type ConsentDocument, consentDocument } from './rules.ts'
import { type SignerRow, signerStore } from './signer-store.ts'
import { consentStore } from './store.ts'

/** A signature that is older is a slip of the pen: consents last no longer. */
const OLDEST_DAYS = 3 * 366

/** A sheet or file that was signed: its `fileId`, and the day beside the signature, ISO. */
export interface SignedSheet {
  fileId: string
  signedOn: string
  basis?: 'paper' | 'esign'
}

/** Somebody who signs: has not given the consent in its present version, or has. */
export interface Signer {
  [name: string]: string | number | null
  personId: number
  name: string
  school: string | null
}

/**
 * Consents and withdrawals signed on paper or by electronic signature: the form to print, and the signed sheet,
 * checked by the curator.
 */
export function paperConsentService(room: Room) {
  const store = signerStore(room.tx)
  const textOf = (code: string) => {
    const text = room.outside.consentTexts[code]
    if (!text) throw new DomainError('consent-unknown')
    return text
  }
  const scopeOf = (signer: SignerRow): Scope => ({
    municipalityId: signer.municipalityId,
    schoolId: signer.schoolId,
  })
  /** A person whom the actor may take a consent from. */
  const load = async (actor: Actor, personId: number): Promise<SignerRow> => {
    const { municipalityId } = allow(actor, 'consent.take')
    const signer = await store.find(personId)
    if (signer?.municipalityId !== municipalityId) throw new DomainError('person-unknown')
    if (!may(actor, 'consent.take', scopeOf(signer))) throw new DomainError('person-unknown')
    return signer
  }

  /** What is signed; for a minor a parent signs, whose name is written by hand. */
  const documentFor = async (code: string, signer: SignerRow) => {
    const text = textOf(code)
    const minor = text.ward && (await room.domain.guardians.isMinor(signer.personId))
    const whole = minor ? { ...text, text: `${text.ward}\n\n${text.text}` } : text
    const names = { parent: '_'.repeat(30), child: fullName(signer) }
    return { minor: !!minor, ...consentDocument(whole, signer.municipality, names) }
  }
  const view = (actor: Actor, rows: readonly SignerRow[]): Signer[] =>
    rows
      .filter((row) => may(actor, 'consent.take', scopeOf(row)))
      .map((row) => ({ personId: row.personId, name: fullName(row), school: row.school }))
  /** Keeps a signed sheet as the proof of an answer. */
  const record = async (
    actor: Actor,
    signer: SignerRow,
    purposes: readonly string[],
    state: 'given' | 'withdrawn',
    { version, hash }: ConsentDocument,
    { fileId, signedOn, basis = 'paper' }: SignedSheet,
  ): Promise<void> => {
    const { personId, zone } = signer
    // Nobody checks the own signature.
    if (actor.personId === personId) throw new DomainError('consent-sheet-own')
    const { day } = wallClock(room.now(), zone)
    if (signedOn > day || signedOn < addDays(day, -OLDEST_DAYS))
      throw new DomainError('consent-sheet-day')
    if (!(await store.claimFile(fileId, personId))) throw new DomainError('consent-sheet-file')
    for (const purpose of purposes)
      await consentStore(room.tx).add({
        ...{ personId, purpose, version, textHash: hash, state, basis, fileId },
        messenger: null,
        messageKey: room.outside.eventKey ?? null,
        at: room.now(),
        signedOn: new Date(`${signedOn}T00:00:00Z`),
        ...(actor.personId === null ? {} : { checkedById: actor.personId }),
      })
  }

  return {
    /** The people of the actor's schools who have not given it in its present version, by name. */
    async listSigners(actor: Actor, code: string): Promise<Signer[]> {
      const { municipalityId } = allow(actor, 'consent.take')
      return view(actor, await store.listWithout(municipalityId, code, textOf(code).version))
    },

    /** Those who have given it, in whatever version, by name. */
    async listGivers(actor: Actor, code: string): Promise<Signer[]> {
      const { municipalityId } = allow(actor, 'consent.take')
      return view(actor, await store.listWith(municipalityId, textOf(code).code))
    },

    /** The document to be printed, filled in. @throws DomainError('person-unknown' | 'not-allowed') */
    async showForm(actor: Actor, personId: number, code: string): Promise<ConsentForm> {
      const signer = await load(actor, personId)
      const document = await documentFor(code, signer)
      return {
        // A parent writes the own name.
        name: document.minor ? '_'.repeat(30) : fullName(signer),
        about: fullName(signer),
        birthDate: document.minor ? null : signer.birthDate,
        own:
          document.minor && (await room.domain.guardians.isHeard(personId))
            ? fullName(signer)
            : null,
        school: signer.school,
        municipality: signer.municipality,
        title: document.title,
        version: document.version,
        text: document.text,
        mark: document.hash.slice(0, 12),
      }
    },

    /**
     * Records a signed sheet that the actor has compared with the person, or a file with an electronic
     * signature that the actor has checked (63-ФЗ; on paper and so signed weigh the same, 152-ФЗ, article 9,
     * part 4); the person is told. A minor of fourteen and more has signed the sheet beside the parent.
     * @throws DomainError('person-unknown' | 'consent-sheet-own' | 'consent-sheet-day' | 'consent-sheet-file')
     */
    async take(
      actor: Actor,
      personId: number,
      code: string,
      sheet: SignedSheet,
    ): Promise<{ name: string }> {
      const signer = await load(actor, personId)
      const document = await documentFor(code, signer)
      const heard = document.minor && (await room.domain.guardians.isHeard(personId))
      await record(
        actor,
        signer,
        heard ? [ownPurpose(code), code] : [code],
        'given',
        document,
        sheet,
      )
      await room.domain.consents.settleGiven(personId, signer.municipalityId, code)
      await room.domain.deliveries.tell(personId, {
        text: [{ key: 'consent-taken-told', args: { title: document.title, day: sheet.signedOn } }],
      })
      return { name: fullName(signer) }
    },

    /**
     * Records a withdrawal in writing, of the person or a parent: what follows is what follows of any withdrawal.
     * @returns the day of destruction, ISO; null for another consent than to personal data
     * @throws as `take`; DomainError('consent-not-given')
     */
    async withdraw(
      actor: Actor,
      personId: number,
      code: string,
      sheet: SignedSheet,
    ): Promise<{ day: string | null }> {
      const signer = await load(actor, personId)
      if (!(await room.domain.consents.findGiven(personId, code)))
        throw new DomainError('consent-not-given')
      const document = await documentFor(code, signer)
      await record(actor, signer, [code], 'withdrawn', document, sheet)
      const { municipalityId } = signer
      const done = await room.domain.consents.settleWithdrawn(
        { personId, municipalityId },
        document,
        true,
      )
      const args = { title: document.title, day: done.day ?? sheet.signedOn }
      const key = done.day ? 'consent-withdrawn-data-told' : 'consent-withdrawn-told'
      await room.domain.deliveries.tell(personId, { text: [{ key, args }] })
      return done
    },
  }
}
