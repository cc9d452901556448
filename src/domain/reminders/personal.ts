import { destroy, type PersonalRecords } from '../erasures/personal.ts'

/** Digests, snoozes, absences, the feed of the own deadlines. */
export const reminderRecords: PersonalRecords = {
  columns: {
    'digest.person_id': 'deleted',
    'snooze.person_id': 'deleted',
    'absence.person_id': 'deleted',
    'absence.deputy_id': 'cleared',
    'calendar_feed.person_id': 'deleted',
  },
  moves: {
    'digest.person_id': { once: ['day'] },
    'snooze.person_id': 'moved',
    'absence.person_id': { once: [] },
    'absence.deputy_id': 'moved',
    'calendar_feed.person_id': { once: [] },
  },

  async show({ tx }, { personId }) {
    const absences = await tx.query<{ since: string; until: string }>(
      'SELECT since, until FROM absence WHERE person_id = $1',
      [personId],
    )
    const [counts] = await tx.query<{ digests: number }>(
      'SELECT count(*)::int AS digests FROM digest WHERE person_id = $1',
      [personId],
    )
    return [
      {
        title: 'my-data-reminders',
        items: [
          ...absences.map(({ since, until }) => ({
            label: { key: 'my-data-absence' },
            value: { key: 'my-data-days', args: { from: since, to: until } },
          })),
          { label: { key: 'my-data-digests' }, value: { text: String(counts?.digests ?? 0) } },
        ],
      },
    ]
  },

  async forget({ tx }, { personId }) {
    const statements = [
      'DELETE FROM digest WHERE person_id = $1 RETURNING person_id',
      'DELETE FROM snooze WHERE person_id = $1 RETURNING id',
      'DELETE FROM absence WHERE person_id = $1 RETURNING person_id',
      'DELETE FROM calendar_feed WHERE person_id = $1 RETURNING person_id',
      'UPDATE absence SET deputy_id = NULL WHERE deputy_id = $1 RETURNING person_id',
    ]
    let count = 0
    for (const statement of statements)
      count += (await destroy(tx, 'erased-reminders', statement, [personId])).count
    return [{ what: 'erased-reminders', count }]
  },
}
