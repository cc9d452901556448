import { destroy, type PersonalRecords } from '../erasures/personal.ts'
import { without } from './store.ts'

/**
 * What went to and fro: messages, events, talks. Also what others were told of the person, and what
 * they wrote: it is found by last and first name, so a namesake's old messages go with it.
 */
export const messageRecords: PersonalRecords = {
  columns: {
    'delivery.account_id': 'deleted',
    'delivery.chat_id': 'deleted',
    'delivery.recipients': 'deleted',
    'delivery.pending': 'deleted',
    'inbox.user_id': 'deleted',
    'dialogue.account_id': 'deleted',
  },
  moves: {},

  async show({ tx }, { accounts }) {
    const ids = accounts.map(({ id }) => id)
    const [row] = await tx.query<{ sent: number; received: number }>(
      `SELECT (SELECT count(*)::int FROM delivery WHERE account_id = ANY ($1::int[]) OR recipients && $1::int[]) AS sent,
              (SELECT count(*)::int FROM inbox i JOIN account a
                 ON a.messenger = i.messenger AND a.user_id = i.user_id WHERE a.id = ANY ($1::int[])) AS received`,
      [ids],
    )
    const { sent = 0, received = 0 } = row ?? {}
    return [
      {
        title: 'my-data-messages',
        items: [
          { label: { key: 'my-data-received' }, value: { text: String(received) } },
          { label: { key: 'my-data-sent' }, value: { text: String(sent) } },
        ],
      },
    ]
  },

  async forget({ tx }, { accounts, name }) {
    const named = `${name.lastName} ${name.firstName}`
    const ids = accounts.map(({ id }) => id)
    const messengers = accounts.map(({ messenger }) => messenger)
    const deliveries = await destroy(
      tx,
      'erased-deliveries',
      `DELETE FROM delivery d WHERE account_id = ANY ($1::int[])
         OR EXISTS (SELECT FROM unnest($2::text[], $3::text[]) AS a(messenger, chat_id)
                    WHERE a.messenger = d.messenger AND a.chat_id = d.chat_id)
       RETURNING id`,
      [ids, messengers, accounts.map(({ chatId }) => chatId)],
    )
    const shared = await destroy(
      tx,
      'erased-deliveries',
      `UPDATE delivery SET ${without('$1::int[]')},
         recipients = (SELECT array_agg(r) FROM unnest(recipients) AS r WHERE r <> ALL ($1::int[]))
       WHERE recipients && $1::int[] RETURNING id`,
      [ids],
    )
    const events = await destroy(
      tx,
      'erased-events',
      `DELETE FROM inbox i USING unnest($1::text[], $2::text[]) AS a(messenger, user_id)
       WHERE a.messenger = i.messenger AND a.user_id = i.user_id AND i.handled_at IS NOT NULL
       RETURNING i.id`,
      [messengers, accounts.map(({ userId }) => userId)],
    )
    const talks = await destroy(
      tx,
      'erased-talks',
      'DELETE FROM dialogue WHERE account_id = ANY ($1::int[]) RETURNING account_id',
      [ids],
    )
    const told = await destroy(
      tx,
      'erased-mentions',
      `UPDATE delivery SET content = '{"text": []}'
       WHERE status <> 'waiting' AND position($1 IN content::text) > 0 RETURNING id`,
      [named],
    )
    const written = await destroy(
      tx,
      'erased-mentions',
      `DELETE FROM inbox WHERE handled_at IS NOT NULL AND position($1 IN incoming::text) > 0 RETURNING id`,
      [named],
    )
    const discussed = await destroy(
      tx,
      'erased-mentions',
      `UPDATE dialogue SET frames = '[]', step = step + 1
       WHERE position($1 IN frames::text) > 0 RETURNING account_id`,
      [named],
    )
    const mentions = { ...told, count: told.count + written.count + discussed.count }
    return [{ ...deliveries, count: deliveries.count + shared.count }, events, talks, mentions]
  },
}
