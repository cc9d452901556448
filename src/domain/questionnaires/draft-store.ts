import type { Tx } from '../../infra/db.ts'
import type { Questionnaire } from './definition.ts'

export interface DraftRow {
  id: number
  municipalityId: number
  personId: number
  code: string
  definition: unknown
  proposedAt: Date | null
}

const SELECT = `SELECT id, municipality_id AS "municipalityId", person_id AS "personId", code, definition,
  proposed_at AS "proposedAt" FROM questionnaire_draft`

/** Questionnaires that are being written. */
export function draftStore(tx: Tx) {
  return {
    async find(municipalityId: number, id: number): Promise<DraftRow | null> {
      const [row] = await tx.query<DraftRow>(
        `${SELECT} WHERE id = $1 AND municipality_id = $2 FOR UPDATE`,
        [id, municipalityId],
      )
      return row ?? null
    },

    /** One's own, and those that wait for the word of who may publish. */
    async list(municipalityId: number, personId: number, proposed: boolean): Promise<DraftRow[]> {
      return tx.query(
        `${SELECT} WHERE municipality_id = $1
           AND (person_id = $2 OR $3::boolean AND proposed_at IS NOT NULL) ORDER BY changed_at DESC`,
        [municipalityId, personId, proposed],
      )
    },

    /** Writes a person's draft of a code, over the one that there was. @returns its number */
    async save(
      municipalityId: number,
      personId: number,
      definition: Questionnaire,
      at: Date,
    ): Promise<number> {
      const [row] = await tx.query<{ id: number }>(
        `INSERT INTO questionnaire_draft (municipality_id, person_id, code, definition, changed_at)
         VALUES ($1, $2, $3, $4::jsonb, $5)
         ON CONFLICT (municipality_id, person_id, code)
         DO UPDATE SET definition = EXCLUDED.definition, changed_at = EXCLUDED.changed_at, proposed_at = NULL
         RETURNING id`,
        [municipalityId, personId, definition.code, JSON.stringify(definition), at],
      )
      if (!row) throw new Error('a draft was not stored')
      return row.id
    },

    async change(id: number, definition: Questionnaire, at: Date): Promise<void> {
      await tx.query(
        'UPDATE questionnaire_draft SET definition = $2::jsonb, changed_at = $3 WHERE id = $1',
        [id, JSON.stringify(definition), at],
      )
    },

    async propose(id: number, at: Date): Promise<void> {
      await tx.query('UPDATE questionnaire_draft SET proposed_at = $2 WHERE id = $1', [id, at])
    },

    async drop(id: number): Promise<void> {
      await tx.query('DELETE FROM questionnaire_draft WHERE id = $1', [id])
    },

    /** Who may publish in a municipality. */
    async listPublishers(municipalityId: number, roles: readonly string[]): Promise<number[]> {
      const rows = await tx.query<{ id: number }>(
        `SELECT DISTINCT person_id AS id FROM membership
         WHERE municipality_id = $1 AND role = ANY ($2) AND until IS NULL ORDER BY id`,
        [municipalityId, roles],
      )
      return rows.map(({ id }) => id)
    },
  }
}
