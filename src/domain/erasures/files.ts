import type { StoredFileRef } from '../deliveries/message.ts'
import type { PersonalRecords } from './personal.ts'

/**
 * Files that the person has sent or that were made for the person: not those that show the work of
 * a school, nor the sheets that prove a consent.
 */
export const fileRecords: PersonalRecords = {
  columns: { 'stored_file.person_id': 'deleted' },
  moves: {
    'stored_file.person_id': 'moved',
  },

  async show({ tx }, { personId }) {
    const files = await tx.query<{ name: string; createdAt: Date }>(
      'SELECT name, created_at AS "createdAt" FROM stored_file WHERE person_id = $1 ORDER BY created_at',
      [personId],
    )
    const items = files.map(({ name, createdAt }) => ({
      label: { text: name },
      value: { key: 'my-data-day', args: { day: createdAt.toISOString().slice(0, 10) } },
    }))
    return [{ title: 'my-data-files', items }]
  },

  async forget({ tx, drop }, { personId }) {
    await tx.query(
      `UPDATE stored_file f SET person_id = NULL WHERE person_id = $1 AND (
         EXISTS (SELECT FROM evidence WHERE file_id = f.id) OR
         EXISTS (SELECT FROM road_map WHERE file_id = f.id) OR
         EXISTS (SELECT FROM assignment WHERE file_id = f.id) OR
         EXISTS (SELECT FROM consent WHERE file_id = f.id))`,
      [personId],
    )
    const files = await tx.query<StoredFileRef>(
      'DELETE FROM stored_file WHERE person_id = $1 RETURNING id, name, mime, size',
      [personId],
    )
    for (const file of files) drop(file)
    return [{ what: 'erased-files', count: files.length }]
  },
}
