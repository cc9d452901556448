import type { Actor } from '../../src/domain/shared/access.ts'
import type { Speaker, Town } from './talk.ts'

/** Who somebody of a town is to the services of the domain. */
export async function actorOf(town: Town, { personId }: Speaker): Promise<Actor> {
  const [account] = await town.app.database.query<{ id: number }>(
    'SELECT id FROM account WHERE person_id = $1',
    [personId],
  )
  return town.domain(({ people }) => people.loadActor({ accountId: account?.id ?? 0 }))
}

/** Two chats of one person: whoever speaks as `other` is this somebody from now on. */
export async function linkAccount(town: Town, somebody: Speaker, other: Speaker): Promise<void> {
  await town.app.database.query(
    `INSERT INTO account (messenger, user_id, chat_id, person_id) VALUES ($1, $2, $2, $3)
     ON CONFLICT (messenger, user_id) DO UPDATE SET person_id = $3`,
    [other.messenger, String(other.userId), somebody.personId],
  )
}
