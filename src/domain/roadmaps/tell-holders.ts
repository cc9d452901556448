import type { Message } from '../deliveries/message.ts'
import { answering } from '../reminders/digest.ts'
import { reminderStore } from '../reminders/store.ts'
import type { Room } from '../shared/room.ts'
import type { Owner } from './rules.ts'

/** Tells everybody who answers for these, once each, but for who has done it. */
export async function tellHolders(
  room: Room,
  municipalityId: number,
  owners: readonly Owner[],
  by: number | null,
  message: Message,
): Promise<void> {
  if (owners.length === 0) return
  const recipients = await reminderStore(room.tx).listRecipients(municipalityId)
  const told = new Set(owners.flatMap((owner) => answering(owner, recipients)))
  if (by !== null) told.delete(by)
  await room.domain.deliveries.tellEach([...told].map((personId) => ({ personId, message })))
}
