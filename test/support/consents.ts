import type { Speaker, Town } from './talk.ts'

/** These people have consented to personal data, as if long ago. */
export async function consents(town: Town, ...people: Speaker[]): Promise<void> {
  await town.app.database.query(
    `INSERT INTO consent (person_id, purpose, version, text_hash, state, basis, at)
     SELECT id, 'personal-data', 1, '', 'given', 'chat', now() FROM unnest($1::int[]) AS id`,
    [people.map(({ personId }) => personId)],
  )
}
