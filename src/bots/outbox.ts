import type { Message } from '../domain/deliveries/message.ts'
import type { Sql } from '../infra/db.ts'

/** The stored outbox: delivery rows, taken and marked set-wise. */

export interface DeliveryRow {
  id: number
  chatId: string
  accountId: number | null
  priority: number
  content: Message
  replaces: string | null
  personal: boolean
  attempts: number
  /** Of a text that goes out in several messages: how many of them have gone. */
  sentParts: number
  batchId: number | null
  /** Seconds since it was written. */
  age: number
}

const columns = `id, chat_id AS "chatId", account_id AS "accountId", priority, content, replaces, personal, attempts,
  sent_parts AS "sentParts", batch_id AS "batchId", extract(epoch FROM now() - created_at)::float8 AS age`

/**
 * What waits to be sent and may be sent now, most urgent first, in row order.
 * @param except rows that are being sent @param heldChats chats where an earlier message is tried again
 */
export function waitingDeliveries(
  sql: Sql,
  messenger: string,
  limit: number,
  except: readonly number[],
  heldChats: readonly string[] = [],
): Promise<DeliveryRow[]> {
  return sql.query<DeliveryRow>(
    `SELECT ${columns} FROM delivery
     WHERE messenger = $1 AND status = 'waiting' AND not_before <= now() AND id <> ALL ($3::bigint[])
       AND chat_id <> ALL ($4::text[])
     ORDER BY priority, id LIMIT $2`,
    [messenger, limit, except, heldChats],
  )
}

/** Seconds until the next row that waits for its time; null when none does. @see waitingDeliveries */
export async function nextDueIn(
  sql: Sql,
  messenger: string,
  heldChats: readonly string[] = [],
): Promise<number | null> {
  const [row] = await sql.query<{ seconds: number | null }>(
    `SELECT extract(epoch FROM min(not_before) - now())::float8 AS seconds FROM delivery
     WHERE messenger = $1 AND status = 'waiting' AND chat_id <> ALL ($2::text[])`,
    [messenger, heldChats],
  )
  return row?.seconds ?? null
}

export interface SentRow {
  id: number
  messageId: string
}

export async function markSent(sql: Sql, rows: readonly SentRow[]): Promise<void> {
  await sql.query(
    `UPDATE delivery d SET status = 'sent', sent_at = now(), message_id = s.message_id, failure = NULL
     FROM unnest($1::bigint[], $2::text[]) AS s(id, message_id) WHERE d.id = s.id`,
    [rows.map((r) => r.id), rows.map((r) => r.messageId)],
  )
}

/** So many of a row's several messages have gone: a retry sends the rest. */
export async function markParts(sql: Sql, id: number, parts: number): Promise<void> {
  await sql.query('UPDATE delivery SET sent_parts = $2 WHERE id = $1', [id, parts])
}

export async function markFailed(sql: Sql, id: number, failure: string): Promise<void> {
  await sql.query(
    `UPDATE delivery SET status = 'failed', attempts = attempts + 1, failure = $2 WHERE id = $1`,
    [id, failure],
  )
}

/** What a row says once its files are made: a retry does not make them again. */
export async function setContent(sql: Sql, id: number, content: Message): Promise<void> {
  await sql.query('UPDATE delivery SET content = $2 WHERE id = $1', [id, JSON.stringify(content)])
}

/** To be tried again after a while. */
export async function postpone(
  sql: Sql,
  ids: readonly number[],
  seconds: number,
  failure: string,
): Promise<void> {
  await sql.query(
    `UPDATE delivery SET attempts = attempts + 1, failure = $3, not_before = now() + make_interval(secs => $2)
     WHERE id = ANY ($1::bigint[])`,
    [ids, seconds, failure],
  )
}

/** Notes which rows go out in one call, before the call: a retry after a crash repeats the identical one. */
export async function formBatch(
  sql: Sql,
  messenger: string,
  ids: readonly number[],
): Promise<number> {
  const batchId = Math.min(...ids)
  await sql.query(
    `INSERT INTO delivery_batch (id, messenger, rows) VALUES ($1, $2, $3)
     ON CONFLICT (id) DO UPDATE SET rows = EXCLUDED.rows, created_at = EXCLUDED.created_at`,
    [batchId, messenger, ids],
  )
  return batchId
}

/** The call may or may not have been taken: these rows stay one batch. */
export async function keepBatch(sql: Sql, ids: readonly number[], batchId: number): Promise<void> {
  await sql.query('UPDATE delivery SET batch_id = $2 WHERE id = ANY ($1::bigint[])', [ids, batchId])
}

/** Before a process begins to send: what another one may have been sending in one call stays one batch. */
export async function recoverBatches(sql: Sql, messenger: string): Promise<void> {
  await sql.query(
    `WITH noted AS (DELETE FROM delivery_batch WHERE messenger = $1 RETURNING id, rows, created_at),
     latest AS (
       SELECT DISTINCT ON (delivery) id, delivery FROM noted, unnest(rows) AS delivery
       ORDER BY delivery, created_at DESC
     )
     UPDATE delivery d SET batch_id = l.id FROM latest l
     WHERE d.id = l.delivery AND d.status = 'waiting' AND d.batch_id IS NULL`,
    [messenger],
  )
}

/**
 * The person cannot be written to here any more: the account is marked, everything that waits for it
 * goes to the person's other messenger where there is one, else it is closed.
 * @returns messengers that have something new to send, and whether the person was reachable until now
 */
export async function markUnreachable(
  sql: Sql,
  accountId: number,
  failure: string,
  personalDataMessengers: readonly string[] | null,
): Promise<{ moved: string[]; news: boolean }> {
  const rows = await sql.query<{ messenger: string | null; news: boolean }>(
    `WITH gone AS (
       UPDATE account SET reachable = false, unreachable_since = now() WHERE id = $1 AND reachable RETURNING id
     ), other AS (
       SELECT b.* FROM account a JOIN account b ON b.person_id = a.person_id AND b.id <> a.id AND b.reachable
       WHERE a.id = $1 ORDER BY b.id LIMIT 1
     ), closed AS (
       UPDATE delivery SET status = 'unreachable', failure = $2
       WHERE account_id = $1 AND status = 'waiting'
       RETURNING id, priority, key, content, personal, not_before, quiet_until
     ), moved AS (
       INSERT INTO delivery (messenger, chat_id, account_id, priority, key, content, personal, not_before, quiet_until)
       SELECT o.messenger, o.chat_id, o.id, c.priority, c.key || ':' || o.id, c.content, c.personal,
              CASE WHEN c.quiet_until IS NULL THEN now() ELSE c.not_before END, c.quiet_until
       FROM closed c, other o
       WHERE c.priority > 0 AND (NOT c.personal OR $3::text[] IS NULL OR o.messenger = ANY ($3))
       ORDER BY c.id ON CONFLICT (key) DO NOTHING RETURNING messenger
     )
     SELECT messenger, EXISTS (SELECT FROM gone) AS news FROM moved
     UNION ALL SELECT NULL, EXISTS (SELECT FROM gone)`,
    [accountId, failure, personalDataMessengers],
  )
  return {
    moved: rows.flatMap((row) => (row.messenger === null ? [] : [row.messenger])),
    news: rows.some((row) => row.news),
  }
}
