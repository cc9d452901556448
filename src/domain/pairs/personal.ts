import { destroy, type PersonalRecords } from '../erasures/personal.ts'
import { fullName, type PersonName } from '../shared/names.ts'

interface Seen extends PersonName {
  as: 'mentor' | 'mentee'
  since: Date
  until: Date | null
  status: string | null
  about: string | null
}

const OTHER = 'p.last_name AS "lastName", p.first_name AS "firstName", p.patronymic'

/** Pairs and requests; the number of a pair stays, for its other half and for the counts. */
export const pairRecords: PersonalRecords = {
  columns: {
    'pair.mentor_id': 'kept: the history of the other one, under a pseudonym',
    'pair.mentee_id': 'kept: the history of the other one, under a pseudonym',
    'pair_request.mentor_id': 'kept: the history of the other one, under a pseudonym',
    'pair_request.mentee_id': 'kept: the history of the other one, under a pseudonym',
    'pair_request.preferences': 'cleared',
  },
  moves: {
    'pair.mentor_id': 'moved',
    'pair.mentee_id': 'moved',
    'pair_request.mentor_id': 'moved',
    'pair_request.mentee_id': 'moved',
  },

  /** Two have one pair, and a mentee with a mentor, or who is asking one, asks nobody else. */
  async reconcile(tx, { from, to, at }) {
    await tx.query(
      `UPDATE pair t SET until = $3 WHERE t.until IS NULL AND EXISTS (
         SELECT FROM pair o WHERE o.until IS NULL
           AND (t.mentor_id = o.mentor_id AND t.mentee_id = $1 AND o.mentee_id = $2
             OR t.mentee_id = o.mentee_id AND t.mentor_id = $1 AND o.mentor_id = $2))`,
      [from, to, at],
    )
    await tx.query(
      `UPDATE pair_request t SET status = 'withdrawn', answered_at = $3
       WHERE t.mentee_id IN ($1, $2) AND t.status = 'asked' AND (
         EXISTS (SELECT FROM pair WHERE mentee_id IN ($1, $2) AND until IS NULL)
         OR t.mentee_id = $1 AND EXISTS (SELECT FROM pair_request WHERE mentee_id = $2 AND status = 'asked'))`,
      [from, to, at],
    )
  },

  async show({ tx }, { personId }) {
    const rows = await tx.query<Seen>(
      `SELECT CASE WHEN r.mentor_id = $1 THEN 'mentor' ELSE 'mentee' END AS as, r.created_at AS since,
              r.answered_at AS until, r.status,
              CASE WHEN r.mentee_id = $1 THEN r.preferences ->> 'about' END AS about, ${OTHER}
       FROM pair_request r JOIN person p ON p.id = r.mentor_id + r.mentee_id - $1
       WHERE $1 IN (r.mentor_id, r.mentee_id)
       UNION ALL
       SELECT CASE WHEN r.mentor_id = $1 THEN 'mentor' ELSE 'mentee' END, r.since, r.until, NULL, NULL, ${OTHER}
       FROM pair r JOIN person p ON p.id = r.mentor_id + r.mentee_id - $1
       WHERE $1 IN (r.mentor_id, r.mentee_id)
       ORDER BY since`,
      [personId],
    )
    const items = rows.map((row) => ({
      label: { key: row.status ? 'my-data-request' : 'my-data-pair' },
      value: {
        key: row.status ? `my-data-request-${row.status}` : 'my-data-pair-with',
        args: {
          name: fullName(row),
          role: { key: `role-${row.as}` },
          from: row.since.toISOString().slice(0, 10),
          about: row.about ?? '',
        },
      },
    }))
    return [{ title: 'my-data-pairs', items }]
  },

  async forget({ tx }, { personId }) {
    const wishes = await destroy(
      tx,
      'erased-wishes',
      `UPDATE pair_request SET preferences = '{"subject": "", "help": [], "about": ""}'
       WHERE mentee_id = $1 RETURNING id`,
      [personId],
    )
    return [wishes]
  },
}
