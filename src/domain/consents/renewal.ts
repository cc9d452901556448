import type { Tx } from '../../infra/db.ts'
import type { Message, Words } from '../deliveries/message.ts'
import { askGrown } from '../guardians/grown.ts'
import { addDays, type IsoDate } from '../shared/calendar.ts'
import type { Room } from '../shared/room.ts'
import { wallClock } from '../shared/zone.ts'
import type { ConsentText } from './rules.ts'

/** Days that an older version counts where the text says no number, and days before their end of a last call. */
const TERM_DAYS = 30
const LAST_CALL_DAYS = 7

/** The last day on which a consent to an older version counts; null when the text sets no day. */
export function lastDayOf({ since, reaskDays = TERM_DAYS }: ConsentText): IsoDate | null {
  return since ? addDays(since, reaskDays) : null
}

/**
 * A new version of a text: those who have agreed to an older one are asked anew, twice at most, in the
 * municipality's morning; of a minor, the known parents. Until the term ends the older consent counts. So is who has
 * become old enough to be heard.
 */
export async function askAnew(room: Room, municipalityId: number): Promise<void> {
  await askGrown(room, municipalityId, await todayIn(room, municipalityId))
  for (const text of Object.values(room.outside.consentTexts)) {
    const until = text && lastDayOf(text)
    if (!text?.since || !until) continue
    const today = await todayIn(room, municipalityId)
    if (today < text.since || today > until) continue
    const round = today >= addDays(until, -LAST_CALL_DAYS) ? 'last' : 'first'
    const asked = await listOlder(room.tx, text, municipalityId)
    const key = `consent-anew:${text.code}:${text.version}:${round}`
    const args = { title: text.title, day: until }
    const answering = await room.domain.guardians.listAsked(asked, text.code)
    await room.domain.deliveries.tellEach(
      answering
        .filter(({ childId }) => childId === null)
        .map(({ personId }) => ({
          personId,
          message: asking('consent-ask-anew', args, 'consent', text.code),
          key: `${key}:${personId}`,
        })),
    )
    for (const { personId, childId, name } of answering) {
      if (childId === null) continue
      const arg = `${childId}.${text.code}`
      const named = asking('ward-ask-anew', { ...args, name }, 'ward-consent', arg)
      const nameless = asking('ward-ask-anew-nameless', args, 'ward-consent', arg)
      const of = { key: `${key}:${personId}:${childId}` }
      // Where a child may not be named it is said without the name; never nothing.
      if (!(await room.domain.deliveries.tell(personId, named, { ...of, personal: true })))
        await room.domain.deliveries.tell(personId, nameless, of)
    }
  }
}

function asking(key: string, args: Words, command: string, arg: string): Message {
  const button = { label: { key: 'consent-open' }, command, arg }
  return { text: [{ key, args }], buttons: [[button]] }
}

/** The term is over: a consent to an older version is superseded, by a row of its own. Safe to repeat. */
export async function supersede(room: Room): Promise<number> {
  let count = 0
  for (const { id, zone } of await room.tx.query<{ id: number; zone: string }>(
    'SELECT id, time_zone AS zone FROM municipality',
  ))
    for (const text of Object.values(room.outside.consentTexts)) {
      const until = text && lastDayOf(text)
      if (!text || !until || wallClock(room.now(), zone).day <= until) continue
      const rows = await room.tx.query(
        `INSERT INTO consent (person_id, purpose, version, text_hash, state, basis, at)
         SELECT person_id, purpose, version, text_hash, 'superseded', basis, $4
         FROM (${OLDER}) c RETURNING id`,
        [text.code, text.version, id, room.now()],
      )
      count += rows.length
    }
  return count
}

/** $1 code, $2 version in force, $3 municipality: the consents in force that were given to an older one. */
const OLDER = `
  SELECT c.* FROM person p CROSS JOIN LATERAL (
    SELECT person_id, purpose, version, text_hash, state, basis FROM consent
    WHERE person_id = p.id AND purpose = $1 ORDER BY id DESC LIMIT 1
  ) c
  WHERE p.municipality_id = $3 AND c.state = 'given' AND c.version < $2`

async function listOlder(tx: Tx, text: ConsentText, municipalityId: number): Promise<number[]> {
  const rows = await tx.query<{ personId: number }>(
    `SELECT person_id AS "personId" FROM (${OLDER}) c ORDER BY 1`,
    [text.code, text.version, municipalityId],
  )
  return rows.map(({ personId }) => personId)
}

async function todayIn(room: Room, municipalityId: number): Promise<IsoDate> {
  const [row] = await room.tx.query<{ zone: string }>(
    'SELECT time_zone AS zone FROM municipality WHERE id = $1',
    [municipalityId],
  )
  return wallClock(room.now(), row?.zone ?? 'UTC').day
}
