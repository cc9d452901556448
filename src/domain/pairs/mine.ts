import { type Actor, allow } from '../shared/access.ts'
import { fullName } from '../shared/names.ts'
import type { Room } from '../shared/room.ts'
import { wallClock } from '../shared/zone.ts'
import { type AskedRow, type PairRow, pairStore } from './store.ts'

/** The other person of a pair or a request, as one is shown it. Days are ISO, of the municipality. */
export interface PairView {
  pairId: number
  name: string
  school: string | null
  since: string
}

export interface RequestView {
  requestId: number
  name: string
  school: string | null
  asked: string
  subject: string
  help: string[]
  about: string
}

export interface MyPairs {
  mentor: PairView | null
  /** The own request that waits for an answer. */
  waiting: RequestView | null
  mentees: PairView[]
  /** Requests to the actor that wait for an answer. */
  asked: RequestView[]
}

/** Who is whose in the actor's own pairs, and what waits for an answer. */
export async function listMine(room: Room, actor: Actor): Promise<MyPairs> {
  const { personId } = allow(actor, 'pair.view')
  const store = pairStore(room.tx)
  const zone = (await room.domain.organisations.showMunicipality(actor)).timeZone
  const pairOf = (row: PairRow): PairView => ({
    pairId: row.pairId,
    name: fullName(row),
    school: row.school,
    since: wallClock(row.since, zone).day,
  })
  const requestOf = (row: AskedRow): RequestView => ({
    requestId: row.requestId,
    name: fullName(row),
    school: row.school,
    asked: wallClock(row.createdAt, zone).day,
    subject: row.preferences.subject,
    help: helpWords(room, row.preferences.help),
    about: row.preferences.about,
  })
  const [waiting] = await store.listAsked(personId, 'mentee')
  return {
    mentor: (await store.listPairs(personId, 'mentee')).map(pairOf)[0] ?? null,
    waiting: waiting ? requestOf(waiting) : null,
    mentees: (await store.listPairs(personId, 'mentor')).map(pairOf),
    asked: (await store.listAsked(personId, 'mentor')).map(requestOf),
  }
}

/** The names of kinds of help by their codes. */
export function helpWords(room: Room, codes: readonly string[]): string[] {
  return room.domain.mentors.listHelpNamed(codes).map(({ label }) => label)
}
