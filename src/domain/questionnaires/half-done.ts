import { absenceStore } from '../absences/store.ts'
import type { Telling } from '../deliveries/service.ts'
import type { Room } from '../shared/room.ts'
import { wallClock } from '../shared/zone.ts'
import { zoneStore } from '../shared/zone-store.ts'
import { applicable, isAnswered } from './rules.ts'
import { questionnaireStore } from './store.ts'

const DAY_MS = 24 * 60 * 60_000
/** Days without an answer until the first reminder, and from it to the second, which is the last. */
export const restingDays = { first: 3, second: 7 } as const
/** Days that a reminder waits for a morning without a digest: who has one every morning must hear of it, too. */
const sparedDays = 4

/**
 * Reminds those who have begun a questionnaire and left it: twice in all, one message a person and
 * morning. Whoever is away hears of it on another one, and so for some days does who has a digest. Safe to run
 * twice. @returns how many were reminded
 */
export async function remindHalfDone(room: Room, municipalityId: number): Promise<number> {
  const store = questionnaireStore(room.tx)
  const now = room.now()
  const before = (days: number) => new Date(now.getTime() - days * DAY_MS)
  const { first, second } = restingDays
  const resting = await store.listResting(municipalityId, before(first), before(second))
  if (resting.length === 0) return 0
  const { day } = wallClock(now, await zoneStore(room.tx).findZone(municipalityId))
  const away = (await absenceStore(room.tx).listSince(municipalityId, day)).filter(
    ({ since }) => since <= day,
  )
  const late = await store.listResting(
    municipalityId,
    before(first + sparedDays),
    before(second + sparedDays),
  )
  const overdue = new Set(late.map(({ personId }) => personId))
  const digests = await store.listWithDigest(
    day,
    resting.map(({ personId }) => personId).filter((personId) => !overdue.has(personId)),
  )
  const spared = new Set([...away.map(({ personId }) => personId), ...digests])
  const editions = await room.domain.editions.listInForce(municipalityId)
  const tellings: Telling[] = []
  const reminded: number[] = []
  for (const one of resting) {
    const { id, personId, questionnaire: code, answers, aboutId, reminders } = one
    const found = editions.find(({ questionnaire }) => questionnaire.code === code)
    if (!found || spared.has(personId)) continue
    const { audience } = found.questionnaire
    // About a pupil one is asked by name, whatever one's role.
    if (aboutId === null && !audience.some((role) => one.roles.includes(role))) continue
    const button = await wayBack(room, personId, code, aboutId)
    if (!button) continue
    spared.add(personId)
    const asked = applicable(found.questionnaire, answers)
    const left = asked.filter((item) => !isAnswered(item, answers)).length
    const key = reminders === 0 ? 'questionnaire-rests' : 'questionnaire-rests-last'
    const { title } = found.questionnaire
    tellings.push({
      personId,
      message: { text: [{ key, args: { title, left } }], buttons: [[button]] },
      key: `half-done:${id}:${reminders + 1}`,
    })
    reminded.push(id)
  }
  await room.domain.deliveries.tellEach(tellings)
  await store.markReminded(reminded, now)
  return reminded.length
}

/** The button that goes on with it; null when nobody waits for it any more. */
async function wayBack(room: Room, personId: number, code: string, aboutId: number | null) {
  const label = { key: 'questionnaire-continue' }
  if (aboutId === null) return { label, command: 'questionnaire', arg: code }
  const asked = await room.domain.observations.findOpen(personId, code, aboutId)
  return asked === null ? null : { label, command: 'observe', arg: String(asked) }
}
