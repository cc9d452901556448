import type { Message } from '../domain/deliveries/message.ts'
import type { TalkState } from '../flows/talk.ts'
import type { OpenTx } from '../infra/db.ts'
import { document } from './document.ts'
import type { DeliveryRow } from './outbox.ts'

/** The end of steps: what was handled, where the talks stand, what is replied. */

export interface ClosedStep {
  eventId: number
  accountId: number
  messenger: string
  /** Where the talk stands now; null: it was not touched. */
  talk: TalkState | null
  replies: readonly Reply[]
}

export interface Reply {
  chatId: string
  content: Message
  replaces: string | null
}

/**
 * Closes steps: the events are handled, the talks are saved, the replies are rows. One statement, the last one.
 * @returns the stored replies, once they are committed
 */
export function closeSteps(tx: OpenTx, steps: readonly ClosedStep[]): () => StoredReply[] {
  const talks = steps.flatMap(({ accountId, talk }) => (talk ? [{ accountId, ...talk }] : []))
  const replies = steps.flatMap(({ replies: own, ...step }) =>
    own.map((reply) => ({ ...step, ...reply })),
  )
  const stored = tx.lastly<{ id: number; n: number; first: boolean }>(
    `WITH handled AS (
       UPDATE inbox SET handled_at = now(), retry_at = NULL WHERE id = ANY ($1::bigint[])
     ), talk AS (
       INSERT INTO dialogue (account_id, step, frames) SELECT account, step, frames
       FROM jsonb_to_recordset($2::jsonb) AS t(account int, step int, frames jsonb)
       ON CONFLICT (account_id) DO UPDATE SET step = EXCLUDED.step, frames = EXCLUDED.frames, updated_at = now()
     ), reply AS MATERIALIZED (
       SELECT nextval(pg_get_serial_sequence('delivery', 'id')) AS id, r.*
       FROM jsonb_to_recordset($3::jsonb) AS r(n int, messenger text, "chatId" text, "accountId" int, content jsonb, replaces text)
       ORDER BY r.n
     ), stored AS (
       INSERT INTO delivery (id, messenger, chat_id, account_id, priority, content, replaces)
       SELECT id, messenger, "chatId", "accountId", 0, content, replaces FROM reply
     )
     SELECT id, n, (
       SELECT true FROM delivery d WHERE d.account_id = reply."accountId" AND d.status = 'waiting' AND d.priority = 0
       LIMIT 1
     ) IS NULL AS first FROM reply`,
    [
      steps.map((step) => step.eventId),
      document(talks.map(({ accountId: account, step, ...frames }) => ({ account, step, frames }))),
      document(
        replies.map(({ messenger, chatId, accountId, content, replaces }, i) => {
          return { n: i + 1, messenger, chatId, accountId, content, replaces }
        }),
      ),
    ],
  )
  return () =>
    stored().flatMap(({ id, n, first }) => {
      const reply = replies[n - 1]
      if (!reply) return []
      const { messenger, chatId, accountId, content, replaces, talk } = reply
      const row = { id, chatId, accountId, priority: 0, content, replaces }
      return [
        // In a group somebody else's may wait.
        {
          messenger,
          first: first && talk !== null,
          row: { ...row, personal: false, attempts: 0, sentParts: 0, shared: false, age: 0 },
        },
      ]
    })
}

/** A reply as a row of the outbox. */
export interface StoredReply {
  messenger: string
  row: DeliveryRow
  /** Nothing else waits to be told to this account before it. */
  first: boolean
}
