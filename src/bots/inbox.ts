import type { TalkState } from '../flows/talk.ts'
import type { Sql, Tx } from '../infra/db.ts'
import type { Incoming } from './messenger.ts'

/** The stored inbox and the state of talks: few statements of plain SQL, this is the hottest path. */

/** Whose messages must be handled in order: one user of one messenger. */
export interface Lane {
  messenger: string
  userId: string
}

export interface WaitingEvent {
  id: number
  incoming: Incoming
  attempts: number
}

export interface LaneAccount {
  id: number
  personId: number | null
  reachable: boolean
}

/** Stores events, each once, and the cursor of the stream with them. One statement, so one transaction. */
export async function storeEvents(
  sql: Sql,
  events: readonly Incoming[],
  cursor: { name: string; value: string } | null,
): Promise<void> {
  await sql.query(
    `WITH stored AS (
       INSERT INTO inbox (messenger, key, user_id, incoming)
       SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::jsonb[])
       ON CONFLICT (messenger, key) DO NOTHING
     )
     INSERT INTO cursor (name, value) SELECT $5, $6 WHERE $5::text IS NOT NULL
     ON CONFLICT (name) DO UPDATE SET value = EXCLUDED.value`,
    [
      events.map((e) => e.messenger),
      events.map((e) => e.key),
      events.map((e) => e.user.id),
      events.map((e) => JSON.stringify(e)),
      cursor?.name ?? null,
      cursor?.value ?? null,
    ],
  )
}

/** The value that a cursor was left at. */
export async function readCursor(sql: Sql, name: string): Promise<string | null> {
  const [row] = await sql.query<{ value: string }>('SELECT value FROM cursor WHERE name = $1', [
    name,
  ])
  return row?.value ?? null
}

/** Lanes with events that nobody has handled yet. */
export function waitingLanes(sql: Sql): Promise<Lane[]> {
  return sql.query<Lane>(
    `SELECT messenger, user_id AS "userId" FROM inbox
     WHERE handled_at IS NULL AND (retry_at IS NULL OR retry_at <= now())
     GROUP BY messenger, user_id ORDER BY min(id) LIMIT 10000`,
  )
}

/**
 * Takes the lane for this transaction: other processes wait. Makes the account row when the user is new.
 * What else is read must be read by later statements, so that it is seen as the one before left it.
 */
export async function lockLane(tx: Tx, lane: Lane): Promise<LaneAccount> {
  const read = () =>
    tx.query<LaneAccount>(
      `SELECT id, person_id AS "personId", reachable FROM account
       WHERE messenger = $1 AND user_id = $2 FOR UPDATE`,
      [lane.messenger, lane.userId],
    )
  const [known] = await read()
  if (known) return known
  await tx.query(
    `INSERT INTO account (messenger, user_id, chat_id) VALUES ($1, $2, $2)
     ON CONFLICT (messenger, user_id) DO NOTHING`,
    [lane.messenger, lane.userId],
  )
  const [made] = await read()
  if (!made) throw new Error('an account row vanished')
  return made
}

/** The lane's oldest unhandled event and where the talk stands; null when there is nothing to do now. */
export async function nextEvent(
  tx: Tx,
  lane: Lane,
  accountId: number,
): Promise<(WaitingEvent & { talk: TalkState }) | null> {
  const [row] = await tx.query<
    WaitingEvent & { due: boolean; step: number | null; frames: TalkState['frames'] | null }
  >(
    `SELECT i.id, i.incoming, i.attempts, i.retry_at IS NULL OR i.retry_at <= now() AS due, d.step, d.frames
     FROM inbox i LEFT JOIN dialogue d ON d.account_id = $3
     WHERE i.messenger = $1 AND i.user_id = $2 AND i.handled_at IS NULL
     ORDER BY i.id LIMIT 1`,
    [lane.messenger, lane.userId, accountId],
  )
  // The oldest one waits for another try: those behind it wait with it, order is order.
  if (!row?.due) return null
  return {
    id: row.id,
    incoming: row.incoming,
    attempts: row.attempts,
    talk: { step: row.step ?? 0, frames: row.frames ?? [] },
  }
}

export interface ReplyRow {
  messenger: string
  chatId: string
  content: unknown
  replaces: string | null
}

/** Closes a step: the event is handled, the talk is saved, the replies are rows. One statement. */
export async function closeStep(
  tx: Tx,
  eventId: number,
  accountId: number,
  talk: TalkState | null,
  replies: readonly ReplyRow[],
): Promise<void> {
  await tx.query(
    `WITH handled AS (
       UPDATE inbox SET handled_at = now(), retry_at = NULL WHERE id = $1
     ), talk AS (
       INSERT INTO dialogue (account_id, step, frames) SELECT $2, $3, $4::jsonb WHERE $3::int IS NOT NULL
       ON CONFLICT (account_id) DO UPDATE SET step = EXCLUDED.step, frames = EXCLUDED.frames, updated_at = now()
     )
     INSERT INTO delivery (messenger, chat_id, account_id, priority, content, replaces)
     SELECT r.messenger, r.chat_id, $2, 0, r.content, r.replaces
     FROM unnest($5::text[], $6::text[], $7::jsonb[], $8::text[]) WITH ORDINALITY AS r(messenger, chat_id, content, replaces, n)
     ORDER BY r.n`,
    [
      eventId,
      accountId,
      talk?.step ?? null,
      talk ? JSON.stringify(talk.frames) : null,
      replies.map((r) => r.messenger),
      replies.map((r) => r.chatId),
      replies.map((r) => JSON.stringify(r.content)),
      replies.map((r) => r.replaces),
    ],
  )
}

/** A step failed: it will be tried again after `seconds`. */
export async function retryLater(
  sql: Sql,
  eventId: number,
  seconds: number,
  failure: string,
): Promise<void> {
  await sql.query(
    `UPDATE inbox SET attempts = attempts + 1, failure = $3, retry_at = now() + make_interval(secs => $2)
     WHERE id = $1 AND handled_at IS NULL`,
    [eventId, seconds, failure],
  )
}

/** Records that a person can or cannot be written to. */
export async function markReachable(tx: Tx, accountId: number, reachable: boolean): Promise<void> {
  await tx.query(
    `UPDATE account SET reachable = $2, unreachable_since = CASE WHEN $2 THEN NULL ELSE coalesce(unreachable_since, now()) END
     WHERE id = $1 AND reachable <> $2`,
    [accountId, reachable],
  )
}
