import type { Tx } from '../../infra/db.ts'
import type { Message } from '../deliveries/message.ts'
import type { Destroyed, Whom } from './personal.ts'

/** The consent was withdrawn, or who had none asked for it. */
export type ErasureReason = 'withdrawn' | 'asked'

export interface ErasureRow {
  id: number
  municipalityId: number
  personId: number
  pseudonym: string
  askedAt: Date
  dueAt: Date
  subscribed: boolean
  reason: ErasureReason
}

export interface DoneRow extends ErasureRow {
  municipality: string
  school: string | null
  zone: string
  settledAt: Date
  destroyed: Destroyed[]
}

const COLUMNS = `e.id, e.municipality_id AS "municipalityId", e.person_id AS "personId", e.pseudonym,
  e.asked_at AS "askedAt", e.due_at AS "dueAt", e.subscribed, e.reason`

export function erasureStore(tx: Tx) {
  return {
    /** Keeps the person's withdrawals to ourselves until the commit. */
    async lock(personId: number): Promise<void> {
      await tx.query('SELECT FROM person WHERE id = $1 FOR NO KEY UPDATE', [personId])
    },

    async findWaiting(personId: number): Promise<ErasureRow | null> {
      const [row] = await tx.gather<ErasureRow>(
        `SELECT each.n, ${COLUMNS} FROM unnest($1::int[]) WITH ORDINALITY AS each(person_id, n)
         JOIN erasure e ON e.person_id = each.person_id AND e.status = 'waiting'`,
        [personId],
      )
      return row ?? null
    },

    /** Announcements stop with it. */
    async add(row: {
      municipalityId: number
      schoolId: number | null
      personId: number
      pseudonym: string
      askedAt: Date
      dueAt: Date
      reason: ErasureReason
    }): Promise<void> {
      await tx.query(
        `INSERT INTO erasure (municipality_id, school_id, person_id, pseudonym, asked_at, due_at, reason, subscribed)
         SELECT $1, $2, id, $4, $5, $6, $7, subscribed FROM person WHERE id = $3`,
        [
          row.municipalityId,
          row.schoolId,
          row.personId,
          row.pseudonym,
          row.askedAt,
          row.dueAt,
          row.reason,
        ],
      )
      await tx.query('UPDATE person SET subscribed = false WHERE id = $1', [row.personId])
    },

    async cancel({ id, personId, subscribed }: ErasureRow, at: Date): Promise<void> {
      await tx.query(`UPDATE erasure SET status = 'cancelled', settled_at = $2 WHERE id = $1`, [
        id,
        at,
      ])
      await tx.query('UPDATE person SET subscribed = $2 WHERE id = $1', [personId, subscribed])
    },

    async listDue(until: Date): Promise<ErasureRow[]> {
      return tx.query(
        `SELECT ${COLUMNS} FROM erasure e WHERE e.status = 'waiting' AND e.due_at <= $1 ORDER BY e.due_at, e.id`,
        [until],
      )
    },

    /** Takes a withdrawal that is due; null when another process has it or it was taken back. */
    async takeDue(id: number, now: Date): Promise<ErasureRow | null> {
      const [row] = await tx.query<ErasureRow>(
        `SELECT ${COLUMNS} FROM erasure e JOIN person p ON p.id = e.person_id
         WHERE e.id = $1 AND e.status = 'waiting' AND e.due_at <= $2 FOR UPDATE OF e`,
        [id, now],
      )
      return row ?? null
    },

    async settle(id: number, destroyed: readonly Destroyed[], at: Date): Promise<void> {
      await tx.query(
        `UPDATE erasure SET status = 'done', settled_at = $2, destroyed = $3 WHERE id = $1`,
        [id, at, JSON.stringify(destroyed)],
      )
    },

    async listDone(
      municipalityId: number,
    ): Promise<{ id: number; pseudonym: string; settledAt: Date; zone: string }[]> {
      return tx.query(
        `SELECT e.id, e.pseudonym, e.settled_at AS "settledAt", m.time_zone AS zone
         FROM erasure e JOIN municipality m ON m.id = e.municipality_id
         WHERE e.municipality_id = $1 AND e.status = 'done' ORDER BY e.id DESC LIMIT 100`,
        [municipalityId],
      )
    },

    async findDone(id: number): Promise<DoneRow | null> {
      const [row] = await tx.query<DoneRow>(
        `SELECT ${COLUMNS}, m.name AS municipality, m.time_zone AS zone, s.name AS school,
                e.settled_at AS "settledAt", e.destroyed
         FROM erasure e JOIN municipality m ON m.id = e.municipality_id
         LEFT JOIN school s ON s.id = e.school_id WHERE e.id = $1 AND e.status = 'done'`,
        [id],
      )
      return row ?? null
    },

    async loadWhom(personId: number): Promise<Whom> {
      const [row] = await tx.query<Omit<Whom, 'personId'>>(
        `SELECT jsonb_build_object('lastName', last_name, 'firstName', first_name, 'patronymic', patronymic) AS name,
           coalesce((SELECT jsonb_agg(jsonb_build_object('id', id, 'messenger', messenger,
                       'userId', user_id, 'chatId', chat_id) ORDER BY id)
                     FROM account WHERE person_id = p.id), '[]') AS accounts
         FROM person p WHERE id = $1`,
        [personId],
      )
      return { personId, ...row! }
    },

    /** Where the person reads first. */
    async findChat(personId: number): Promise<{ messenger: string; chatId: string } | null> {
      const [row] = await tx.query<{ messenger: string; chatId: string }>(
        `SELECT a.messenger, a.chat_id AS "chatId" FROM account a JOIN person p ON p.id = a.person_id
         WHERE p.id = $1 AND a.reachable
         ORDER BY a.messenger = p.preferred DESC NULLS LAST, a.id LIMIT 1`,
        [personId],
      )
      return row ?? null
    },

    /** A last word, to a chat that no account stands behind any more: it goes when it is sent. */
    async addFarewell(
      { messenger, chatId }: { messenger: string; chatId: string },
      pseudonym: string,
      content: Message,
    ): Promise<void> {
      await tx.query(
        'INSERT INTO delivery (messenger, chat_id, priority, key, content) VALUES ($1, $2, 1, $3, $4)',
        [messenger, chatId, `farewell:${pseudonym}`, JSON.stringify(content)],
      )
    },

    /** Coordinators of the municipality and curators of the person's schools, without the person. */
    async listWatchers(personId: number): Promise<{ personId: number; role: string }[]> {
      return tx.query(
        `SELECT DISTINCT c.person_id AS "personId", c.role FROM membership c
         JOIN person p ON p.id = $1 AND p.municipality_id = c.municipality_id
         WHERE c.until IS NULL AND c.person_id <> $1 AND (c.role = 'coordinator' OR c.role = 'curator'
           AND c.school_id IN (SELECT school_id FROM membership WHERE person_id = $1 AND until IS NULL))
         ORDER BY 1`,
        [personId],
      )
    },

    async findPlace(personId: number): Promise<{ schoolId: number | null; zone: string }> {
      const [row] = await tx.query<{ schoolId: number | null; zone: string }>(
        `SELECT (SELECT school_id FROM membership WHERE person_id = p.id AND until IS NULL
                   AND school_id IS NOT NULL ORDER BY id LIMIT 1) AS "schoolId", m.time_zone AS zone
         FROM person p JOIN municipality m ON m.id = p.municipality_id WHERE p.id = $1`,
        [personId],
      )
      return row!
    },

    async record(
      municipalityId: number,
      actorId: number | null,
      action: string,
      subject: string,
      at: Date,
    ): Promise<void> {
      await tx.query(
        `INSERT INTO audit_record (municipality_id, actor_id, action, subject, at) VALUES ($1, $2, $3, $4, $5)`,
        [municipalityId, actorId, action, subject, at],
      )
    },

    /** Proofs of what was destroyed before that instant. @returns the files that go with them */
    async dropProofs(
      before: Date,
    ): Promise<{ id: string; name: string; mime: string; size: number }[]> {
      const gone = await tx.query<{ id: number; personId: number }>(
        `SELECT id, person_id AS "personId" FROM erasure WHERE status = 'done' AND settled_at < $1`,
        [before],
      )
      if (gone.length === 0) return []
      const people = gone.map(({ personId }) => personId)
      const consents = await tx.query<{ fileId: string | null }>(
        'DELETE FROM consent WHERE person_id = ANY ($1::int[]) RETURNING file_id AS "fileId"',
        [people],
      )
      await tx.query('DELETE FROM erasure WHERE id = ANY ($1::int[])', [gone.map(({ id }) => id)])
      const files = consents.flatMap(({ fileId }) => (fileId ? [fileId] : []))
      return tx.query(
        'DELETE FROM stored_file WHERE id = ANY ($1::text[]) RETURNING id, name, mime, size',
        [files],
      )
    },
  }
}
