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
     FROM jsonb_to_recordset($1::jsonb) AS told(id bigint, accounts int[])
     WHERE delivery.id = ANY ($2::bigint[]) AND delivery.id = told.id`,
    [byRow(told), [...new Set(told.map(({ id }) => id))]],
  )
}

/**
 * Gives recipients whose message could not be sent a row of their own, to be settled like any other; it is
 * not sent again before that, unless the process dies. @returns the new rows; none for who waits no longer
 */
export function takeApart(sql: Sql, apart: readonly Recipient[]): Promise<Recipient[]> {
  return sql.query<Recipient>(
    `WITH apart AS (
       SELECT * FROM jsonb_to_recordset($1::jsonb) AS a(id bigint, accounts int[])
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
    [byRow(apart)],
  )
}

/** Rows with their recipients, as one document. */
function byRow(recipients: readonly Recipient[]): string {
  const rows = new Map<number, number[]>()
  for (const { id, accountId } of recipients) {
    const accounts = rows.get(id)
    if (accounts) accounts.push(accountId)
    else rows.set(id, [accountId])
  }
  return JSON.stringify([...rows].map(([id, accounts]) => ({ id, accounts })))
}
