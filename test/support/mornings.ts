import type { Message } from '../../src/domain/deliveries/message.ts'
import type { Actor } from '../../src/domain/shared/access.ts'
import type { Rooms } from './people.ts'

/**
 * Opens the mornings that are due, as the watchdog does. `anyhow`: as after a move of the clock.
 * @returns how many digests were written
 */
export async function openMornings(rooms: Rooms, { anyhow = false } = {}): Promise<number> {
  let digests = 0
  for (const { municipalityId, day } of await rooms.run((d) => d.mornings.listDue({ anyhow })))
    digests += await rooms.run((d) => d.mornings.open(municipalityId, day, { again: anyhow }))
  return digests
}

/** The pings that somebody was sent, oldest first. */
export async function listPings(
  rooms: Rooms,
  { accountId }: Pick<Actor, 'accountId'>,
): Promise<Message[]> {
  const rows = await rooms.db.query<{ content: Message }>(
    'SELECT content FROM delivery WHERE account_id = $1 AND priority = 1 ORDER BY id',
    [accountId],
  )
  return rows.map(({ content }) => content)
}
