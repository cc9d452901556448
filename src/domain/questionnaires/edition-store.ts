import type { Tx } from '../../infra/db.ts'
import type { Questionnaire } from './definition.ts'

export interface EditionRow {
  id: number
  municipalityId: number
  definition: unknown
}

/** Editions of municipalities, in plain SQL: everybody who answers is read by one. */
export function editionStore(tx: Tx) {
  return {
    /** Number of the edition in force; null: the library's. */
    async findInForce(municipalityId: number, code: string): Promise<number | null> {
      const [row] = await tx.gather<{ id: number }>(
        `SELECT each.n, e.id FROM unnest($1::int[], $2::text[]) WITH ORDINALITY AS each(municipality_id, code, n)
         CROSS JOIN LATERAL (
           SELECT id FROM questionnaire_edition
           WHERE municipality_id = each.municipality_id AND code = each.code AND retired_at IS NULL
         ) e`,
        [municipalityId, code],
      )
      return row?.id ?? null
    },

    async listInForce(municipalityId: number): Promise<{ id: number; code: string }[]> {
      return tx.query(
        `SELECT id, code FROM questionnaire_edition
         WHERE municipality_id = $1 AND retired_at IS NULL ORDER BY id`,
        [municipalityId],
      )
    },

    async load(ids: readonly number[]): Promise<EditionRow[]> {
      return tx.query(
        `SELECT id, municipality_id AS "municipalityId", definition FROM questionnaire_edition
         WHERE id = ANY ($1::int[])`,
        [ids],
      )
    },

    /** Number of the edition that had a version, retired or not; null: none had. */
    async findVersion(
      municipalityId: number,
      code: string,
      version: number,
    ): Promise<number | null> {
      const [row] = await tx.query<{ id: number }>(
        `SELECT id FROM questionnaire_edition
         WHERE municipality_id = $1 AND code = $2 AND version = $3 ORDER BY id DESC LIMIT 1`,
        [municipalityId, code, version],
      )
      return row?.id ?? null
    },

    /** The newest version that a municipality has ever published of a code; 0: none. */
    async lastVersion(municipalityId: number, code: string): Promise<number> {
      const [row] = await tx.query<{ version: number }>(
        `SELECT coalesce(max(version), 0) AS version FROM questionnaire_edition
         WHERE municipality_id = $1 AND code = $2`,
        [municipalityId, code],
      )
      return row?.version ?? 0
    },

    async retire(municipalityId: number, code: string, at: Date): Promise<boolean> {
      const rows = await tx.query(
        `UPDATE questionnaire_edition SET retired_at = $3
         WHERE municipality_id = $1 AND code = $2 AND retired_at IS NULL RETURNING id`,
        [municipalityId, code, at],
      )
      return rows.length > 0
    },

    async add(
      municipalityId: number,
      definition: Questionnaire,
      publishedById: number,
      at: Date,
    ): Promise<number> {
      const { code, version } = definition
      const [row] = await tx.query<{ id: number }>(
        `INSERT INTO questionnaire_edition
           (municipality_id, code, version, definition, published_by_id, published_at)
         VALUES ($1, $2, $3, $4::jsonb, $5, $6) RETURNING id`,
        [municipalityId, code, version, JSON.stringify(definition), publishedById, at],
      )
      if (!row) throw new Error('an edition was not stored')
      return row.id
    },
  }
}
