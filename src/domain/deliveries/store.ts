import type { Tx } from '../../infra/db.ts'
import type { PersonName } from '../shared/names.ts'
import type { Message } from './message.ts'
import type { Telling } from './service.ts'

/**
 * Quiet hours of person `p`: joins `q.until`, null when none are on. Both clocks run at one pace, so what is held
 * back by the trade's one waits as long by the machine's; when the trade's is moved, `releaseQuiet` lets it go.
 * @param now the parameter that holds the trade's instant @param when whether they matter at all
 */
export const quietHours = (now: string, when = 'true'): string => `
  JOIN municipality quiet_place ON quiet_place.id = p.municipality_id
  CROSS JOIN LATERAL (
    SELECT u.until, now() + coalesce(u.until - ${now}::timestamptz, interval '0') AS not_before
    FROM (SELECT CASE WHEN ${when} AND p.quiet_from IS NOT NULL
            THEN quiet_end(p.quiet_from, p.quiet_to, quiet_place.time_zone, ${now}::timestamptz) END AS until) u
  ) q`

/** The values of not_before and quiet_until beside `quietHours`. */
export const HELD = 'q.not_before, q.until'

/** SET of rows to many of which the accounts `gone` (an array) wait no longer: with the last of them a row is sent. */
export const without = (gone: string): string => `
  pending = (SELECT coalesce(array_agg(p), '{}') FROM unnest(pending) AS p WHERE p <> ALL (${gone})),
  status = CASE WHEN status = 'waiting' AND pending <@ ${gone} THEN 'sent' ELSE status END,
  sent_at = CASE WHEN status = 'waiting' AND pending <@ ${gone} THEN now() ELSE sent_at END`

/** Delivery rows, written in few statements of plain SQL: this is a hot path. */
export function deliveryStore(tx: Tx) {
  return {
    /** One row a telling, to the account that fits best. @returns how many rows were written for each messenger */
    async addForPeople(
      tellings: readonly Telling[],
      priority: number,
      personal: boolean,
      messengers: readonly string[] | null,
      now: Date,
    ): Promise<{ messenger: string; count: number }[]> {
      return tx.query(
        `WITH written AS (
           INSERT INTO delivery (messenger, chat_id, account_id, priority, key, content, personal,
                                 not_before, quiet_until)
           SELECT a.messenger, a.chat_id, a.id, $2, t.key, t.content, $3,
                  ${HELD}
           FROM jsonb_to_recordset($1::jsonb) AS t(person_id int, key text, content jsonb)
           JOIN person p ON p.id = t.person_id
           ${quietHours('$5', '$2 > 0')}
           CROSS JOIN LATERAL (
             SELECT * FROM account
             WHERE person_id = p.id AND reachable AND ($4::text[] IS NULL OR messenger = ANY ($4))
             ORDER BY messenger = p.preferred DESC NULLS LAST, id
             LIMIT 1
           ) a
           ON CONFLICT (key) DO NOTHING
           RETURNING messenger
         )
         SELECT messenger, count(*)::int AS count FROM written GROUP BY messenger`,
        [
          // One document: PostgreSQL and its client read an array of documents three times as long.
          JSON.stringify(
            tellings.map(({ personId, key, message }) => ({
              person_id: personId,
              key,
              content: message,
            })),
          ),
          priority,
          personal,
          messengers,
          now,
        ],
      )
    },

    /** What was said to both ids in one transaction is the same thing said to one chat. */
    async moveChat(messenger: string, from: string, to: string): Promise<void> {
      await tx.query(
        `WITH own AS (
           SELECT d.id, EXISTS (
             SELECT FROM delivery t WHERE t.messenger = $1 AND t.chat_id = $3
               AND t.created_at = d.created_at AND t.content = d.content
           ) AS twice
           FROM delivery d WHERE d.messenger = $1 AND d.chat_id = $2 AND d.status = 'waiting'
         ), dropped AS (
           DELETE FROM delivery WHERE id IN (SELECT id FROM own WHERE twice)
         )
         UPDATE delivery SET chat_id = $3 WHERE id IN (SELECT id FROM own WHERE NOT twice)`,
        [messenger, from, to],
      )
    },

    /** What was held back for quiet hours that are over by the trade's clock. @returns its messengers */
    async releaseQuiet(now: Date): Promise<string[]> {
      const rows = await tx.query<{ messenger: string }>(
        `UPDATE delivery SET not_before = now(), quiet_until = NULL
         WHERE quiet_until <= $1 AND status = 'waiting' RETURNING messenger`,
        [now],
      )
      return rows.map(({ messenger }) => messenger)
    },

    /** The owner of an account that cannot be reached anywhere, and who is to be told. */
    async findUnreachable(accountId: number): Promise<(PersonName & { tell: number[] }) | null> {
      const [row] = await tx.query<PersonName & { tell: number[] }>(
        `SELECT p.last_name AS "lastName", p.first_name AS "firstName", p.patronymic,
           ARRAY(
             SELECT DISTINCT c.person_id FROM membership m
             JOIN membership c ON c.municipality_id = m.municipality_id AND c.until IS NULL
               AND (c.role = 'curator' AND c.school_id = m.school_id OR c.role = 'coordinator' AND m.school_id IS NULL)
             WHERE m.person_id = p.id AND m.until IS NULL AND c.person_id <> p.id
           ) AS tell
         FROM account a JOIN person p ON p.id = a.person_id
         WHERE a.id = $1 AND NOT EXISTS (SELECT FROM account o WHERE o.person_id = p.id AND o.reachable)`,
        [accountId],
      )
      return row ?? null
    },

    async wipeTalks(people: readonly number[], except: number | null): Promise<void> {
      const accounts = 'SELECT id FROM account WHERE person_id = ANY ($1::int[])'
      // A step that is being taken there would save its talk after it was wiped here.
      if (except !== null)
        await tx.query(`${accounts} AND id <> $2 ORDER BY id FOR UPDATE`, [people, except])
      await tx.query(
        `UPDATE delivery SET content = '{"text": []}'
         WHERE account_id IN (${accounts}) AND priority = 0 AND status <> 'waiting'
           AND content <> '{"text": []}'`,
        [people],
      )
      await tx.query(
        `UPDATE inbox i SET incoming = jsonb_set(incoming, '{event}', '{"type": "wiped"}')
         FROM account a WHERE a.person_id = ANY ($1::int[]) AND a.messenger = i.messenger
           AND a.user_id = i.user_id AND i.handled_at IS NOT NULL
           AND i.incoming -> 'event' ->> 'type' <> 'wiped'`,
        [people],
      )
      await tx.query(
        `UPDATE dialogue SET frames = '[]', step = step + 1
         WHERE account_id IN (${accounts} AND id <> coalesce($2, 0))
           AND position('"questionnaire"' IN frames::text) > 0`,
        [people, except],
      )
    },

    async addForChat(
      messenger: string,
      chatId: string,
      message: Message,
      priority: number,
      key: string | null,
    ): Promise<string[]> {
      const rows = await tx.query<{ messenger: string }>(
        `INSERT INTO delivery (messenger, chat_id, priority, key, content)
         VALUES ($1, $2, $3, $4, $5) ON CONFLICT (key) DO NOTHING RETURNING messenger`,
        [messenger, chatId, priority, key, JSON.stringify(message)],
      )
      return rows.map((row) => row.messenger)
    },
  }
}
