import type { TalkState } from '../flows/talk.ts'
import type { Sql, Tx } from '../infra/db.ts'
import { document } from './document.ts'
import type { Cursor, Incoming } from './messenger.ts'

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

export interface LaneAccount extends Lane {
  id: number
  personId: number | null
  reachable: boolean
}

/** What is to be handled next in a lane. */
export interface LaneEvent {
  account: LaneAccount
  event: WaitingEvent
  talk: TalkState
  /** Further events wait behind this one. */
  more: boolean
}

/** Stores events, each once, and the cursor of the stream with them. One statement, so one transaction. */
export async function storeEvents(
  sql: Sql,
  events: readonly Incoming[],
  cursor: Cursor | null,
): Promise<void> {
  await sql.query(
    `WITH stored AS (
       INSERT INTO inbox (messenger, key, user_id, incoming)
       SELECT messenger, key, "userId", incoming
       FROM jsonb_to_recordset($1::jsonb) AS e(messenger text, key text, "userId" text, incoming jsonb)
       ON CONFLICT (messenger, key) DO NOTHING
     )
     INSERT INTO cursor (name, value) SELECT $2, $3 WHERE $2::text IS NOT NULL
     ON CONFLICT (name) DO UPDATE SET value = EXCLUDED.value`,
    [
      document(
        events.map((incoming) => {
          const { messenger, key, user } = incoming
          return { messenger, key, userId: user.id, incoming }
        }),
      ),
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
 * Counts that a lane's oldest event is begun with, before it is: what kills the process is known by it later.
 * @returns the event, and how often it was begun with; null when there is none
 */
export async function countBegun(
  sql: Sql,
  { messenger, userId }: Lane,
): Promise<{ event: WaitingEvent; begun: number } | null> {
  const [row] = await sql.query<WaitingEvent & { begun: number }>(
    `UPDATE inbox SET begun = begun + 1 WHERE id = (
       SELECT id FROM inbox WHERE messenger = $1 AND user_id = $2 AND handled_at IS NULL
       ORDER BY id LIMIT 1
     ) RETURNING id, incoming, attempts, begun`,
    [messenger, userId],
  )
  if (!row) return null
  const { begun, ...event } = row
  return { event, begun }
}

/**
 * Takes lanes for this transaction: other processes wait. Makes the account rows of new users. Rows
 * are locked in the order of their ids, so that two processes with the same lanes do not wait for
 * each other in a circle. What is next is read by a later statement, which sees it as the transaction
 * before left it; it goes out without waiting for the lock's answer.
 */
export async function takeLanes(tx: Tx, lanes: readonly Lane[]): Promise<LaneEvent[]> {
  const take = () => Promise.all([lockLanes(tx, lanes), nextEvents(tx, lanes)])
  let [accounts, events] = await take()
  if (accounts.length < lanes.length) {
    await addAccounts(tx, lanes)
    ;[accounts, events] = await take()
  }
  const byId = new Map(accounts.map((account) => [account.id, account]))
  return events.flatMap(({ accountId, ...event }) => {
    const account = byId.get(accountId)
    return account ? [{ account, ...event }] : []
  })
}

const names = (lanes: readonly Lane[]) => [
  lanes.map((lane) => lane.messenger),
  lanes.map((lane) => lane.userId),
]

function lockLanes(tx: Tx, lanes: readonly Lane[]): Promise<LaneAccount[]> {
  return tx.query<LaneAccount>(
    `SELECT a.id, a.messenger, a.user_id AS "userId", a.person_id AS "personId", a.reachable
     FROM account a
     WHERE a.id = ANY (ARRAY(
       SELECT own.id FROM unnest($1::text[], $2::text[]) AS l(messenger, user_id)
       CROSS JOIN LATERAL (
         SELECT id FROM account WHERE messenger = l.messenger AND user_id = l.user_id LIMIT 1
       ) own
     ))
     ORDER BY a.id FOR UPDATE`,
    names(lanes),
  )
}

/** In one order, whoever adds them: two processes that meet the same people must not wait in a circle. */
async function addAccounts(tx: Tx, lanes: readonly Lane[]): Promise<void> {
  await tx.query(
    `INSERT INTO account (messenger, user_id, chat_id)
     SELECT messenger, user_id, user_id FROM unnest($1::text[], $2::text[]) AS l(messenger, user_id)
     ORDER BY messenger, user_id
     ON CONFLICT (messenger, user_id) DO NOTHING`,
    names(lanes),
  )
}

/** The oldest unhandled event of each lane and where its talk stands; lanes with nothing to do now are left out. */
async function nextEvents(
  tx: Tx,
  lanes: readonly Lane[],
): Promise<(Omit<LaneEvent, 'account'> & { accountId: number })[]> {
  const rows = await tx.query<
    WaitingEvent & {
      accountId: number
      due: boolean
      more: boolean
      step: number | null
      frames: Omit<TalkState, 'step'> | TalkState['frames'] | null
    }
  >(
    `SELECT a.id AS "accountId", i.id, i.incoming, i.attempts, i.due,
       EXISTS (
         SELECT FROM inbox n WHERE n.messenger = l.messenger AND n.user_id = l.user_id
           AND n.handled_at IS NULL AND n.id > i.id
       ) AS more,
       d.step, d.frames
     FROM unnest($1::text[], $2::text[]) AS l(messenger, user_id)
     CROSS JOIN LATERAL (
       SELECT id FROM account WHERE messenger = l.messenger AND user_id = l.user_id LIMIT 1
     ) a
     CROSS JOIN LATERAL (
       SELECT id, incoming, attempts, retry_at IS NULL OR retry_at <= now() AS due FROM inbox
       WHERE messenger = l.messenger AND user_id = l.user_id AND handled_at IS NULL
       ORDER BY id LIMIT 1
     ) i
     LEFT JOIN LATERAL (SELECT step, frames FROM dialogue WHERE account_id = a.id LIMIT 1) d ON true`,
    names(lanes),
  )
  // One that waits for another try: those behind it wait with it, order is order.
  return rows.flatMap(({ accountId, due, more, step, frames, ...event }) =>
    due ? [{ accountId, event, more, talk: { step: step ?? 0, ...readTalk(frames) } }] : [],
  )
}

/** The column holds the talk but for its step; rows of the first days hold the frames alone. */
function readTalk(
  stored: Omit<TalkState, 'step'> | TalkState['frames'] | null,
): Omit<TalkState, 'step'> {
  if (stored === null) return { frames: [] }
  return Array.isArray(stored) ? { frames: stored } : stored
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
