import type { Message } from '../domain/deliveries/message.ts'
import { without } from '../domain/deliveries/store.ts'
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
  /** One of the row's many recipients: the row stands here once for each of them. */
  shared: boolean
  /** Seconds since it was written. */
  age: number
}

/**
 * What waits to be sent and may be sent now, most urgent first, in row order. A row to many comes once
 * for each recipient who was not told yet.
 * @param limit rows and, about, recipients @param except rows that are being sent @param held chats and accounts where an earlier message is tried again
 */
export async function waitingDeliveries(
  sql: Sql,
  messenger: string,
  limit: { rows: number; recipients: number },
  except: readonly number[],
  held: Held = nobody,
): Promise<DeliveryRow[]> {
  const rows = await sql.query<Omit<DeliveryRow, 'shared'> & Recipients>(
    `WITH waiting AS (
       SELECT *, sum(coalesce(cardinality(pending), 1)) OVER (ORDER BY priority, id) AS through FROM (
         SELECT * FROM delivery
         WHERE messenger = $1 AND status = 'waiting' AND not_before <= now() AND id <> ALL ($3::bigint[])
           AND ${notHeld('$4', '$5')}
         ORDER BY priority, id LIMIT $2
       ) first
     )
     SELECT d.id, d.chat_id AS "chatId", d.account_id AS "accountId", d.priority, d.content, d.replaces, d.personal,
       d.attempts, d.sent_parts AS "sentParts", extract(epoch FROM now() - d.created_at)::float8 AS age, r.*
     FROM waiting d
     CROSS JOIN LATERAL (
       SELECT json_agg(id ORDER BY id) AS accounts, json_agg(chat_id ORDER BY id) AS chats FROM account
       WHERE id = ANY (d.pending) AND id <> ALL ($5::int[])
     ) r
     WHERE d.through - coalesce(cardinality(d.pending), 1) < $6
     ORDER BY d.priority, d.id`,
    [messenger, limit.rows, except, held.chats, held.accounts, limit.recipients],
  )
  return rows.flatMap(({ accounts, chats, ...row }): DeliveryRow[] => {
    if (accounts !== null && chats !== null) return toEach(row, accounts, chats)
    // Of a row to many nobody may be told now.
    return row.chatId === '' ? [] : [{ ...row, shared: false }]
  })
}

/** A row to many, for each of its recipients. Written out: there are a hundred thousand, and a spread takes long. */
function toEach(
  row: Omit<DeliveryRow, 'shared'>,
  accounts: readonly number[],
  chats: readonly string[],
): DeliveryRow[] {
  const { id, priority, content, replaces, personal, attempts, sentParts, age } = row
  return accounts.map((accountId, n) => ({
    id,
    chatId: chats[n] ?? '',
    accountId,
    priority,
    content,
    replaces,
    personal,
    attempts,
    sentParts,
    shared: true,
    age,
  }))
}

/** Of a row to many: accounts and their chats, in one order. */
interface Recipients {
  accounts: number[] | null
  chats: string[] | null
}

/** Who must wait until an earlier message to them is tried again. */
export interface Held {
  chats: readonly string[]
  accounts: readonly number[]
}

const nobody: Held = { chats: [], accounts: [] }

const notHeld = (chats: string, accounts: string): string =>
  `chat_id <> ALL (${chats}::text[]) AND (pending IS NULL OR NOT pending <@ ${accounts}::int[])`

/** Seconds until the next row that waits for its time; null when none does. @see waitingDeliveries */
export async function nextDueIn(
  sql: Sql,
  messenger: string,
  held: Held = nobody,
): Promise<number | null> {
  const [row] = await sql.query<{ seconds: number | null }>(
    `SELECT extract(epoch FROM min(not_before) - now())::float8 AS seconds FROM delivery
     WHERE messenger = $1 AND status = 'waiting' AND ${notHeld('$2', '$3')}`,
    [messenger, held.chats, held.accounts],
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
     FROM unnest($1::bigint[], $2::text[]) AS s(id, message_id) WHERE d.id = ANY ($1) AND d.id = s.id`,
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
     ), shared AS (
       UPDATE delivery SET recipients = array_remove(recipients, $1), ${without('ARRAY[$1::int]')}
       WHERE status = 'waiting' AND messenger = (SELECT messenger FROM account WHERE id = $1)
         AND pending @> ARRAY[$1::int]
       RETURNING id, priority, key, content, personal, not_before, quiet_until
     ), moved AS (
       INSERT INTO delivery (messenger, chat_id, account_id, priority, key, content, personal, not_before, quiet_until)
       SELECT o.messenger, o.chat_id, o.id, c.priority, c.key || ':' || o.id, c.content, c.personal,
              CASE WHEN c.quiet_until IS NULL THEN now() ELSE c.not_before END, c.quiet_until
       FROM (TABLE closed UNION ALL TABLE shared) c, other o
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
