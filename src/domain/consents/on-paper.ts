import { type Actor, allow, may, type Scope } from '../shared/access.ts'
import { DomainError } from '../shared/errors.ts'
import { fullName } from '../shared/names.ts'
import type { Room } from '../shared/room.ts'
import { wallClock } from '../shared/zone.ts'
import type { ConsentForm } from './form.ts'
import { consentDocument } from './rules.ts'
import { type SignerRow, signerStore } from './signer-store.ts'
import { consentStore } from './store.ts'

/** Somebody who has not given the consent in its present version. */
export interface Signer {
  [name: string]: string | number | null
  personId: number
  name: string
  school: string | null
}

/** Consents signed on paper or by electronic signature: the form to print, and the signed sheet, checked by the curator. */
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

  return {
    /** The people of the actor's schools who have not given it in its present version, by name. */
    async listSigners(actor: Actor, code: string): Promise<Signer[]> {
      const { municipalityId } = allow(actor, 'consent.take')
      const rows = await store.listWithout(municipalityId, code, textOf(code).version)
      return rows
        .filter((row) => may(actor, 'consent.take', scopeOf(row)))
        .map((row) => ({ personId: row.personId, name: fullName(row), school: row.school }))
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
     * part 4); the person is told.
     * @param sheet `fileId` of its picture or of the signed file, `signedOn` the day of the signature, ISO
     * @throws DomainError('person-unknown' | 'consent-sheet-own' | 'consent-sheet-day' | 'consent-sheet-file')
     */
    async take(
      actor: Actor,
      personId: number,
      code: string,
      sheet: { fileId: string; signedOn: string; basis?: 'paper' | 'esign' },
    ): Promise<{ name: string }> {
      const signer = await load(actor, personId)
      // Nobody checks the own signature.
      if (actor.personId === personId) throw new DomainError('consent-sheet-own')
      const today = wallClock(room.now(), signer.zone).day
      if (sheet.signedOn > today) throw new DomainError('consent-sheet-day')
      if (!(await store.claimFile(sheet.fileId, personId)))
        throw new DomainError('consent-sheet-file')
      const document = await documentFor(code, signer)
      await consentStore(room.tx).add({
        personId,
        purpose: code,
        version: document.version,
        textHash: document.hash,
        state: 'given',
        basis: sheet.basis ?? 'paper',
        messenger: null,
        messageKey: room.outside.eventKey ?? null,
        at: room.now(),
        fileId: sheet.fileId,
        signedOn: new Date(`${sheet.signedOn}T00:00:00Z`),
        ...(actor.personId === null ? {} : { checkedById: actor.personId }),
      })
      await room.domain.consents.settleGiven(personId, signer.municipalityId, code)
      await room.domain.deliveries.tell(personId, {
        text: [{ key: 'consent-taken-told', args: { title: document.title, day: sheet.signedOn } }],
      })
      return { name: fullName(signer) }
    },
  }
}
