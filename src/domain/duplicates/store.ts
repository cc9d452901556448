import type { Tx } from '../../infra/db.ts'
import type { Merging, PersonalRecords } from '../erasures/personal.ts'
import type { PersonName } from '../shared/names.ts'
import type { Twin } from './rules.ts'

export interface TwinPair extends PersonName {
  municipalityId: number
  /** The one known longer, which stays, and the other one. */
  keep: Twin
  other: Twin
}

const twin = (
  table: string,
) => `jsonb_build_object('personId', ${table}.id, 'since', ${table}.created_at,
  'messengers', (SELECT coalesce(jsonb_agg(DISTINCT messenger), '[]') FROM account WHERE person_id = ${table}.id),
  'roles', (SELECT coalesce(jsonb_agg(jsonb_build_object('role', m.role, 'schoolId', m.school_id, 'school', s.name)
              ORDER BY m.id), '[]')
            FROM membership m LEFT JOIN school s ON s.id = m.school_id
            WHERE m.person_id = ${table}.id AND m.until IS NULL))`

const same = (column: string) =>
  `replace(lower(a.${column}), 'ё', 'е') = replace(lower(b.${column}), 'ё', 'е')`

/** Two of one name in one school, or both in none; $1 municipality, $2 one of the two or null. */
const PAIRS = `
  SELECT a.municipality_id AS "municipalityId", a.last_name AS "lastName", a.first_name AS "firstName",
         coalesce(a.patronymic, b.patronymic) AS patronymic, ${twin('a')} AS keep, ${twin('b')} AS other
  FROM person a JOIN person b ON b.municipality_id = a.municipality_id AND b.id > a.id
    AND ${same('last_name')} AND ${same('first_name')}
    AND (a.patronymic IS NULL OR b.patronymic IS NULL OR ${same('patronymic')})
    AND (a.birth_date IS NULL OR b.birth_date IS NULL OR a.birth_date = b.birth_date)
  WHERE a.municipality_id = $1 AND ($2::int IS NULL OR $2 IN (a.id, b.id))
    AND a.erased_at IS NULL AND b.erased_at IS NULL
    AND NOT EXISTS (SELECT FROM namesakes WHERE person_id = a.id AND other_id = b.id)
    AND NOT EXISTS (SELECT FROM guardian WHERE (child_id, parent_id) IN ((a.id, b.id), (b.id, a.id)))
    AND NOT EXISTS (SELECT FROM erasure WHERE person_id IN (a.id, b.id) AND status = 'waiting')
    AND EXISTS (SELECT FROM membership m JOIN membership n ON n.school_id IS NOT DISTINCT FROM m.school_id
                WHERE m.person_id = a.id AND n.person_id = b.id AND m.until IS NULL AND n.until IS NULL)
  ORDER BY a.last_name, a.first_name, a.id, b.id LIMIT 50`

export function duplicateStore(tx: Tx) {
  return {
    async listPairs(municipalityId: number, personId: number | null = null): Promise<TwinPair[]> {
      return tx.query(PAIRS, [municipalityId, personId])
    },

    async findMunicipality(personId: number): Promise<number> {
      const [row] = await tx.query<{ id: number }>(
        'SELECT municipality_id AS id FROM person WHERE id = $1',
        [personId],
      )
      return row!.id
    },

    /** Keeps both to ourselves until the commit; false when one is gone. */
    async lock(ids: readonly number[]): Promise<boolean> {
      const rows = await tx.query(
        'SELECT id FROM person WHERE id = ANY ($1::int[]) AND erased_at IS NULL ORDER BY id FOR UPDATE',
        [ids],
      )
      return rows.length === ids.length
    },

    /** Whether the two stand on both sides of a pair, of a request, of an opinion about a pupil, or as parent and child. */
    async areTied(one: number, other: number): Promise<boolean> {
      const rows = await tx.query(
        `SELECT 1 FROM pair WHERE (mentor_id, mentee_id) IN (($1, $2), ($2, $1))
         UNION ALL SELECT 1 FROM pair_request WHERE (mentor_id, mentee_id) IN (($1, $2), ($2, $1))
         UNION ALL SELECT 1 FROM observation WHERE (pupil_id, respondent_id) IN (($1, $2), ($2, $1))
         UNION ALL SELECT 1 FROM guardian WHERE (child_id, parent_id) IN (($1, $2), ($2, $1))`,
        [one, other],
      )
      return rows.length > 0
    },

    /** Whether each has a mentor now, and not the same one. */
    async haveTwoMentors(one: number, other: number): Promise<boolean> {
      const rows = await tx.query(
        `SELECT FROM pair a JOIN pair b ON b.mentee_id = $2 AND b.until IS NULL AND b.mentor_id <> a.mentor_id
         WHERE a.mentee_id = $1 AND a.until IS NULL`,
        [one, other],
      )
      return rows.length > 0
    },

    /** Moves everything that a room keeps of one person to the other. Safe to repeat. */
    async move(records: PersonalRecords, merging: Merging): Promise<void> {
      const { from, to } = merging
      await records.reconcile?.(tx, merging)
      for (const [place, move] of Object.entries(records.moves)) {
        const [table = '', column = ''] = place.split('.')
        if (typeof move === 'string' && move.startsWith('stays')) continue
        if (move === 'holder') {
          await tx.query(
            `UPDATE "${table}" SET ${column} = array_replace(${column}, $1, $2) WHERE $1 = ANY (${column})`,
            [`person:${from}`, `person:${to}`],
          )
          continue
        }
        if (typeof move === 'object') {
          const equal = move.once.map((one) => `AND o.${one} = t.${one}`).join(' ')
          await tx.query(
            `DELETE FROM "${table}" t WHERE t.${column} = $1
               AND EXISTS (SELECT FROM "${table}" o WHERE o.${column} = $2 ${equal})`,
            [from, to],
          )
        }
        await tx.query(`UPDATE "${table}" SET ${column} = $2 WHERE ${column} = $1`, [from, to])
      }
    },

    /** What only one of the two has said of themselves; then the row without anything goes. */
    async settle({ from, to, at }: Merging): Promise<void> {
      await tx.query(
        `UPDATE person p SET patronymic = coalesce(p.patronymic, o.patronymic), post = coalesce(p.post, o.post),
           subject = coalesce(p.subject, o.subject), birth_date = coalesce(p.birth_date, o.birth_date),
           teaching_start = coalesce(p.teaching_start, o.teaching_start),
           preferred = coalesce(p.preferred, o.preferred), subscribed = p.subscribed AND o.subscribed,
           quiet_from = CASE WHEN p.quiet_from IS NULL THEN o.quiet_from ELSE p.quiet_from END,
           quiet_to = CASE WHEN p.quiet_from IS NULL THEN o.quiet_to ELSE p.quiet_to END,
           addressed_by = coalesce(p.addressed_by, o.addressed_by)
         FROM person o WHERE p.id = $2 AND o.id = $1`,
        [from, to],
      )
      // A role that both have had in one place is held once.
      await tx.query(
        `UPDATE membership m SET until = $2 WHERE m.person_id = $1 AND m.until IS NULL
           AND EXISTS (SELECT FROM membership o WHERE o.person_id = $1 AND o.until IS NULL AND o.id < m.id
             AND o.role = m.role AND o.school_id IS NOT DISTINCT FROM m.school_id)`,
        [to, at],
      )
      await tx.query('DELETE FROM person WHERE id = $1', [from])
    },

    async tellApart(one: number, other: number, saidById: number, at: Date): Promise<void> {
      await tx.query(
        `INSERT INTO namesakes (person_id, other_id, said_by_id, at)
         VALUES (least($1::int, $2::int), greatest($1::int, $2::int), $3, $4) ON CONFLICT DO NOTHING`,
        [one, other, saidById, at],
      )
    },

    async record(
      municipalityId: number,
      actorId: number,
      subject: string,
      at: Date,
    ): Promise<void> {
      await tx.query(
        `INSERT INTO audit_record (municipality_id, actor_id, action, subject, at)
         VALUES ($1, $2, 'person.merged', $3, $4)`,
        [municipalityId, actorId, subject, at],
      )
    },

    async isMerged(municipalityId: number, subject: string): Promise<boolean> {
      const rows = await tx.query(
        `SELECT FROM audit_record WHERE municipality_id = $1 AND action = 'person.merged' AND subject = $2`,
        [municipalityId, subject],
      )
      return rows.length > 0
    },

    /** Curators of the person's schools; coordinators of who is in none. */
    async listDeciding(personId: number): Promise<number[]> {
      const rows = await tx.query<{ id: number }>(
        `SELECT DISTINCT c.person_id AS id FROM membership m JOIN membership c
           ON c.municipality_id = m.municipality_id AND c.until IS NULL AND c.person_id <> $1
           AND (c.role = 'curator' AND c.school_id = m.school_id OR c.role = 'coordinator' AND m.school_id IS NULL)
         WHERE m.person_id = $1 AND m.until IS NULL ORDER BY 1`,
        [personId],
      )
      return rows.map(({ id }) => id)
    },
  }
}
