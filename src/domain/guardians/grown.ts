import { addDays, type IsoDate } from '../shared/calendar.ts'
import type { Room } from '../shared/room.ts'
import { minorConsents } from './minors.ts'
import { HEARD_FROM, ownPurpose } from './rules.ts'
import { guardianStore } from './store.ts'

/** Days from the birthday to the second and last time of asking. */
const AGAIN_DAYS = 14

/**
 * Who has turned fourteen under a parent's consent is asked to agree, too: twice at most, in the municipality's
 * morning. The parent's consent was given by whoever might give it, so until an answer it counts; a no ends it.
 */
export async function askGrown(room: Room, municipalityId: number, today: IsoDate): Promise<void> {
  for (const { code, title, version } of minorConsents(room).texts()) {
    const text = { code, own: ownPurpose(code), version }
    const button = { label: { key: 'consent-open' }, command: 'consent', arg: code }
    const unheard = await guardianStore(room.tx).listUnheard(municipalityId, text, today)
    await room.domain.deliveries.tellEach(
      unheard.map(({ personId, birthDate }) => ({
        personId,
        message: { text: [{ key: 'minor-own-grown', args: { title } }], buttons: [[button]] },
        key: `minor-grown:${personId}:${code}:${version}:${round(birthDate, today)}`,
      })),
    )
  }
}

function round(birthDate: IsoDate, today: IsoDate): 'first' | 'last' {
  const heard = `${Number(birthDate.slice(0, 4)) + HEARD_FROM}${birthDate.slice(4)}`
  // A birthday on 29 February is one day late in other years, which makes no difference here.
  const from = heard.endsWith('02-29') ? `${heard.slice(0, 8)}28` : heard
  return today < addDays(from, AGAIN_DAYS) ? 'first' : 'last'
}
