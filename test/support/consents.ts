import type { Actor } from '../../src/domain/shared/access.ts'
import type { Rooms } from './people.ts'
import type { Speaker, Town } from './talk.ts'

/** These people have consented to personal data, as if long ago. */
export async function consents(town: Town, ...people: Speaker[]): Promise<void> {
  await record(town, 'given', people)
}

/** Their consent to personal data does not count any more. */
export async function endConsents(
  town: Town,
  state: 'withdrawn' | 'superseded',
  ...people: Speaker[]
): Promise<void> {
  await record(town, state, people)
}

async function record(town: Town, state: string, people: readonly Speaker[]): Promise<void> {
  await town.app.database.query(
    `INSERT INTO consent (person_id, purpose, version, text_hash, state, basis, at)
     SELECT id, 'personal-data', 1, '', $2, 'chat', now() FROM unnest($1::int[]) AS id`,
    [people.map(({ personId }) => personId), state],
  )
}

/** Somebody reads a document and agrees. */
export async function agree(rooms: Rooms, actor: Actor, purpose = 'personal-data'): Promise<void> {
  await rooms.run(async ({ consents }) => {
    const { hash } = await consents.showDocument(actor, purpose)
    await consents.give(actor, purpose, hash)
  })
}
