import type { Actor } from '../../src/domain/shared/access.ts'
import type { Rooms } from './people.ts'

/** A curator prints cards for the pupils of the school's register. @returns their list, and the code of the first */
export async function printCard(
  rooms: Rooms,
  curator: Actor,
): Promise<{ listId: number; code: string }> {
  const { listId: made } = await rooms.run(({ invitationLists }) =>
    invitationLists.addFromRegister(curator, 'mentee', 'pupils'),
  )
  const listId = made ?? 0
  const { cards } = await rooms.run(({ invitationLists }) =>
    invitationLists.printCards(curator, listId),
  )
  const code = new URL(cards[0]!.links[0]!.url).searchParams.get('start') ?? ''
  return { listId, code }
}
