import type { Tx } from '../../infra/db.ts'
import { fullName } from '../shared/names.ts'
import type { Room } from '../shared/room.ts'
import { messages } from './messages.ts'
import { pairStore } from './store.ts'
import { pairTelling } from './telling.ts'

interface Left {
  id: number
  mentorId: number
  menteeId: number
}

/** $1 the person, $3 the side or null. */
const OWN = `(mentor_id = $1 AND $3::text IS DISTINCT FROM 'mentee'
  OR mentee_id = $1 AND $3::text IS DISTINCT FROM 'mentor')`
const SIDES = 'id, mentor_id AS "mentorId", mentee_id AS "menteeId"'

/**
 * Takes a person out of every pair and every open request, or of those of one side. The others are told, without the reason;
 * of pairs the curators, too.
 */
export async function leaveAll(
  room: Room,
  personId: number,
  side: 'mentor' | 'mentee' | null = null,
): Promise<void> {
  const store = pairStore(room.tx)
  const tell = pairTelling(room, store)
  const { requests, pairs } = await end(room.tx, personId, room.now(), side)
  const mentorName = async (id: number) => fullName(await store.findPerson(id, 'mentor'))
  const menteeName = async (id: number) => fullName(await store.findPerson(id, 'mentee'))
  for (const { id, mentorId, menteeId } of requests) {
    const key = `pair-request:${id}:left`
    if (personId === menteeId)
      await tell(mentorId, messages.withdrawn(await menteeName(menteeId)), key)
    else await tell(menteeId, messages.declined(await mentorName(mentorId), ''), key)
  }
  for (const { id, mentorId, menteeId } of pairs) {
    const [mentor, mentee] = [await mentorName(mentorId), await menteeName(menteeId)]
    if (personId === menteeId) await tell(mentorId, messages.menteeLeft(mentee), `pair:${id}:left`)
    else await tell(menteeId, messages.mentorLeft(mentor), `pair:${id}:left`)
    const { municipalityId, schoolId } = await store.findPerson(menteeId, 'mentee')
    for (const curator of await store.listCurators(municipalityId, schoolId))
      if (curator !== mentorId && curator !== menteeId)
        await tell(curator, messages.ended(mentor, mentee), `pair:${id}:left:${curator}`)
  }
}

async function end(
  tx: Tx,
  personId: number,
  at: Date,
  side: 'mentor' | 'mentee' | null,
): Promise<{ requests: Left[]; pairs: Left[] }> {
  const requests = await tx.query<Left>(
    `UPDATE pair_request SET answered_at = $2,
       status = CASE WHEN mentee_id = $1 THEN 'withdrawn' ELSE 'declined' END
     WHERE ${OWN} AND status = 'asked' RETURNING ${SIDES}`,
    [personId, at, side],
  )
  const pairs = await tx.query<Left>(
    `UPDATE pair SET until = $2 WHERE ${OWN} AND until IS NULL RETURNING ${SIDES}`,
    [personId, at, side],
  )
  return { requests, pairs }
}
