import type { Tx } from '../../infra/db.ts'
import type { Holder, Mapping } from './holders.ts'

/** Who the names in road maps are, a municipality. */
export function responsibleStore(tx: Tx) {
  return {
    async findMapping(municipalityId: number): Promise<Mapping> {
      const rows = await tx.query<{ key: string; holders: Holder[] }>(
        'SELECT key, holders FROM responsible WHERE municipality_id = $1',
        [municipalityId],
      )
      return new Map(rows.map(({ key, holders }) => [key, holders]))
    },

    async map(
      municipalityId: number,
      entry: { key: string; name: string; holders: readonly Holder[]; personId: number; at: Date },
    ): Promise<void> {
      await tx.query(
        `INSERT INTO responsible (municipality_id, key, name, holders, mapped_by_id, mapped_at)
         VALUES ($1, $2, $3, $4, $5, $6)
         ON CONFLICT (municipality_id, key) DO UPDATE
         SET holders = excluded.holders, mapped_by_id = excluded.mapped_by_id,
             mapped_at = excluded.mapped_at`,
        [municipalityId, entry.key, entry.name, entry.holders, entry.personId, entry.at],
      )
    },

    /** Rows of the municipality's road maps in force with their names; schools name their own people. */
    async listRows(
      municipalityId: number,
    ): Promise<{ id: number; responsible: string[]; informWhom: string }[]> {
      return tx.query(
        `SELECT x.id, x.responsible, x.inform_whom AS "informWhom" FROM activity x
         JOIN road_map m ON m.id = x.road_map_id AND NOT m.replaced AND m.school_id IS NULL
         WHERE m.municipality_id = $1 AND x.cancelled IS NULL ORDER BY x.id`,
        [municipalityId],
      )
    },

    async setHolders(rows: readonly { id: number; holders: readonly Holder[] }[]): Promise<void> {
      await tx.query(
        `UPDATE activity x SET holders = t.holders
         FROM jsonb_to_recordset($1::jsonb) AS t(id int, holders text[]) WHERE x.id = t.id`,
        [JSON.stringify(rows)],
      )
    },

    /** Persons of the municipality who may answer for a row by name. */
    async listPersons(municipalityId: number): Promise<
      {
        id: number
        lastName: string
        firstName: string
        patronymic: string | null
        role: string
        school: string | null
      }[]
    > {
      return tx.query(
        `SELECT DISTINCT ON (p.last_name, p.first_name, p.id) p.id, p.last_name AS "lastName",
                p.first_name AS "firstName", p.patronymic, s.role, c.name AS school
         FROM person p JOIN membership s ON s.person_id = p.id AND s.until IS NULL
         LEFT JOIN school c ON c.id = s.school_id
         WHERE s.municipality_id = $1 AND s.role IN ('coordinator', 'methodist', 'head', 'curator')
         ORDER BY p.last_name, p.first_name, p.id`,
        [municipalityId],
      )
    },
  }
}
