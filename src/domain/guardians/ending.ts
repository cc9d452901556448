import { consentStore } from '../consents/store.ts'
import type { Room } from '../shared/room.ts'
import { PERSONAL_DATA } from './minors.ts'
import type { AnsweredConsent } from './store.ts'

/**
 * Consents of minors that turn out to be nobody's who may give them count no more: what was published by them is
 * taken down, and each minor is told once what to do, by the consent that all the others need.
 * @param why the words: `minor-<why>-told`, and `…-other` without the consent to personal data
 */
export async function endConsents(
  room: Room,
  ended: readonly AnsweredConsent[],
  why: 'found' | 'parent-gone',
): Promise<void> {
  const told = new Map<number, string>()
  for (const { personId, purpose, version, textHash } of ended) {
    await consentStore(room.tx).add({
      ...{ personId, purpose, version, textHash, state: 'superseded' },
      ...{ basis: 'chat', messenger: null, messageKey: null, at: room.now() },
    })
    if (told.get(personId) !== PERSONAL_DATA) told.set(personId, purpose)
    const title = room.outside.consentTexts[purpose]?.title
    if (title && purpose !== PERSONAL_DATA)
      await room.domain.erasures.tellEnded(personId, title, 'minor')
  }
  for (const [personId, code] of told) {
    const args = { title: room.outside.consentTexts[code]?.title ?? '' }
    const key = `minor-${why}-told${code === PERSONAL_DATA ? '' : '-other'}`
    const button = { label: { key: 'consent-open' }, command: 'consent', arg: code }
    await room.domain.deliveries.tell(personId, { text: [{ key, args }], buttons: [[button]] })
  }
}
