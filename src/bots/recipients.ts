import { without } from '../domain/deliveries/store.ts'
import type { Sql } from '../infra/db.ts'

/** Delivery rows that say the same to many: their recipients are told and settled one by one. */

/** One recipient of a row. */
export interface Recipient {
  id: number
  accountId: number
}

/** These were told. */
export async function markTold(sql: Sql, told: readonly Recipient[]): Promise<void> {
  await sql.query(
    `UPDATE delivery SET ${without('told.accounts')}
     FROM (
       SELECT id, array_agg(account_id) AS accounts FROM unnest($1::bigint[], $2::int[]) AS t(id, account_id) GROUP BY id
     ) told WHERE delivery.id = told.id`,
    columns(told),
  )
}

/**
 * Gives recipients whose message could not be sent a row of their own, to be settled like any other; it is
 * not sent again before that, unless the process dies. @returns the new rows; none for who waits no longer
 */
export function takeApart(sql: Sql, apart: readonly Recipient[]): Promise<Recipient[]> {
  return sql.query<Recipient>(
    `WITH apart AS (
       SELECT id, array_agg(account_id) AS accounts FROM unnest($1::bigint[], $2::int[]) AS t(id, account_id) GROUP BY id
     ), kept AS (
       UPDATE delivery SET ${without('apart.accounts')},
         recipients = (SELECT coalesce(array_agg(r), '{}') FROM unnest(recipients) AS r WHERE r <> ALL (apart.accounts))
       FROM apart WHERE delivery.id = apart.id
     )
     INSERT INTO delivery (messenger, chat_id, account_id, priority, key, content, personal, quiet_until, created_at, not_before)
     SELECT d.messenger, a.chat_id, a.id, d.priority, d.key || ':' || a.id, d.content, d.personal, d.quiet_until,
            d.created_at, now() + interval '5 s'
     FROM apart JOIN delivery d ON d.id = apart.id
     JOIN account a ON a.id = ANY (apart.accounts) AND a.id = ANY (d.pending)
     ON CONFLICT (key) DO NOTHING
     RETURNING id, account_id AS "accountId"`,
    columns(apart),
  )
}

const columns = (recipients: readonly Recipient[]) => [
  recipients.map(({ id }) => id),
  recipients.map(({ accountId }) => accountId),
]
