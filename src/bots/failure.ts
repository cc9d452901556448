import type { Effect } from '../domain/shared/room.ts'
import { recover } from '../flows/recover.ts'
import type { Database } from '../infra/db.ts'
import { closeSteps } from './close-steps.ts'
import { tapOf } from './doing.ts'
import * as inbox from './inbox.ts'
import type { Messenger } from './messenger.ts'

/** After so many failures an event is set aside for the operator, and the person is told. */
export const tries = 3

/** Processes have died while they handled this event and nothing else. */
export class ProcessDied extends Error {
  override name = 'ProcessDied'
}

export interface FailureParts {
  database: Database
  messengers: ReadonlyMap<string, Messenger>
  effect(effect: Effect): void
}

/**
 * A step failed for the event's own sake: it is tried again a little later, and after the last try set
 * aside: the person is told with a number that the operator finds it by, and the talk goes on.
 * @returns seconds until the next try; null when the event is done with
 */
export async function settleFailure(
  parts: FailureParts,
  lane: inbox.Lane,
  event: inbox.WaitingEvent,
  error: unknown,
): Promise<number | null> {
  const failure = describeFailure(error)
  if (!(error instanceof ProcessDied) && event.attempts + 1 < tries) {
    const seconds = event.attempts === 0 ? 0.2 : 2
    await inbox.retryLater(parts.database, event.id, seconds, failure)
    return seconds
  }
  await parts.database.transaction(async (tx) => {
    const [oldest] = await inbox.takeLanes(tx, [lane])
    // Another process had more luck with it.
    if (oldest?.event.id !== event.id) return
    await inbox.retryLater(tx, event.id, 0, failure)
    const { chat, event: what } = event.incoming
    const { state, messages } = recover(
      chat.group ? { step: 0, frames: [] } : oldest.talk,
      what,
      event.id,
    )
    const replies = messages.map((content) => ({
      chatId: chat.id,
      content: chat.group ? { text: content.text } : content,
      replaces: null,
    }))
    const talk = chat.group ? null : state
    const { messenger } = lane
    closeSteps(tx, [{ eventId: event.id, accountId: oldest.account.id, messenger, talk, replies }])
  })
  const tap = tapOf(event.incoming)
  if (tap) void parts.messengers.get(lane.messenger)?.answerTap(tap)
  parts.effect({ type: 'deliver', messenger: lane.messenger })
  return null
}

/** The error's name and place, without its message: that could carry what a person wrote. */
function describeFailure(error: unknown): string {
  if (!(error instanceof Error)) return typeof error
  const code = 'code' in error ? ` ${String(error.code)}` : ''
  const place = error.stack?.split('\n').find((line) => line.includes('/src/')) ?? ''
  return `${error.name}${code} ${place.replace(/^.*\/src\//, 'src/').replace(/\)$/, '')}`
    .trim()
    .slice(0, 300)
}
