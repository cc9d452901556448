import type { Database } from '../infra/db.ts'
import type { Log } from '../infra/log.ts'
import type { Workshop } from './work.ts'

/** Rows a statement: none of them holds its locks for long. */
const batch = 5_000
/** A file that was made of a person's data is in the chat by then. */
const fileDays = 7
const hour = 3_600_000

/**
 * What is over after so many days of machine time: handled events, sent messages, silent talks, guests
 * who never became somebody, codes. $1 is the number of days, $2 how many rows at most.
 */
const statements: { [what: string]: string } = {
  events: `DELETE FROM inbox WHERE id IN (SELECT id FROM inbox
    WHERE handled_at IS NOT NULL AND received_at < now() - make_interval(days => $1) LIMIT $2) RETURNING id`,
  messages: `DELETE FROM delivery WHERE id IN (SELECT id FROM delivery
    WHERE status <> 'waiting' AND created_at < now() - make_interval(days => $1) LIMIT $2) RETURNING id`,
  // The number of the screen stays: buttons of older ones are known as stale by it.
  talks: `UPDATE dialogue SET frames = '[]' WHERE account_id IN (SELECT account_id FROM dialogue
    WHERE frames <> '[]' AND updated_at < now() - make_interval(days => $1) LIMIT $2) RETURNING account_id`,
  codes: `DELETE FROM link_code WHERE id IN (SELECT id FROM link_code
    WHERE expires_at < now() - make_interval(days => $1) LIMIT $2) RETURNING id`,
  // Read from a file and never confirmed: the names in it are kept for a day at most.
  registers: `DELETE FROM register_draft WHERE id IN (SELECT id FROM register_draft
    WHERE created_at < now() - make_interval(days => least($1, 1)) LIMIT $2) RETURNING id`,
  // Whom an invitation was for is no longer of use when it has ended; so are questions that nobody answers.
  invitees: `UPDATE invitation SET last_name = NULL, first_name = NULL, patronymic = NULL
    WHERE id IN (SELECT id FROM invitation WHERE last_name IS NOT NULL
    AND expires_at < now() - make_interval(days => least($1, 1)) LIMIT $2) RETURNING id`,
  newcomers: `DELETE FROM newcomer WHERE id IN (SELECT id FROM newcomer
    WHERE asked_at < now() - make_interval(days => least($1, 30)) LIMIT $2) RETURNING id`,
}

const guests = `
  WITH gone AS (
    SELECT a.id FROM account a LEFT JOIN dialogue d ON d.account_id = a.id
    WHERE a.person_id IS NULL AND a.created_at < now() - make_interval(days => $1)
      AND coalesce(d.updated_at, a.created_at) < now() - make_interval(days => $1)
    LIMIT $2 FOR UPDATE OF a SKIP LOCKED
  ), silent AS (
    DELETE FROM dialogue WHERE account_id IN (SELECT id FROM gone)
  )
  SELECT id FROM gone`

/** Last words to those who were forgotten: not even the chat's number stays behind. */
const farewells = `DELETE FROM delivery WHERE key LIKE 'farewell:%' AND status <> 'waiting' RETURNING id`

const files = `
  DELETE FROM stored_file f WHERE f.person_id IS NOT NULL
    AND f.created_at < now() - make_interval(days => $1)
    AND NOT EXISTS (SELECT FROM evidence WHERE file_id = f.id)
    AND NOT EXISTS (SELECT FROM road_map WHERE file_id = f.id)
    AND NOT EXISTS (SELECT FROM road_map_draft WHERE file_id = f.id)
    AND NOT EXISTS (SELECT FROM assignment WHERE file_id = f.id)
    AND NOT EXISTS (SELECT FROM consent WHERE file_id = f.id)
  RETURNING id, name, mime, size`

export type Pruning = Pick<Workshop, 'outside' | 'log'> & { database: Database }

/** Prunes at most once an hour; farewells each time. */
export function openPruning(shop: Pruning, days: number) {
  let last = Number.NEGATIVE_INFINITY
  return async (): Promise<void> => {
    await shop.database.query(farewells)
    if (performance.now() - last < hour) return
    await prune(shop, days)
    last = performance.now()
  }
}

/** Removes what is older than so many days. @returns how much of what */
export async function prune(
  { database, outside, log }: Pruning,
  days: number,
): Promise<{ [what: string]: number }> {
  const gone: { [what: string]: number } = {}
  for (const [what, statement] of Object.entries(statements)) {
    gone[what] = 0
    for (;;) {
      const { length } = await database.query(statement, [days, batch])
      gone[what] += length
      if (length < batch) break
    }
  }
  gone.guests = await pruneGuests(database, days)
  const dropped = await database.query<{ id: string; name: string; mime: string; size: number }>(
    files,
    [fileDays],
  )
  for (const file of dropped) outside.afterCommit({ type: 'drop-file', file })
  gone.files = dropped.length
  tellLog(log, gone)
  return gone
}

/** An account goes after its talk: the one refers to the other. */
async function pruneGuests(database: Database, days: number): Promise<number> {
  return database.transaction(async (tx) => {
    const rows = await tx.query<{ id: number }>(guests, [days, batch])
    await tx.query('DELETE FROM account WHERE id = ANY ($1::int[])', [rows.map(({ id }) => id)])
    return rows.length
  })
}

function tellLog(log: Log, gone: { [what: string]: number }): void {
  if (Object.values(gone).some((count) => count > 0)) log.info(gone, 'old records were pruned')
}
