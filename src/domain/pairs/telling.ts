import type { Message } from '../deliveries/message.ts'
import type { Room } from '../shared/room.ts'
import { messages } from './messages.ts'
import type { PairStore } from './store.ts'

/** Says things with names where that may be done; otherwise that there is news. Never nothing. */
export function pairTelling(room: Room, store: PairStore) {
  return async (personId: number, message: Message, key: string): Promise<void> => {
    const allowed = room.outside.personalDataMessengers
    const personal = allowed === null || (await store.isReachable(personId, allowed))
    await room.domain.deliveries.tell(personId, personal ? message : messages.news(), {
      personal,
      key,
    })
  }
}
