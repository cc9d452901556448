import type { Tx } from '../../infra/db.ts'
import type { StoredFileRef } from '../deliveries/message.ts'
import { sameDate } from '../roadmaps/assignment-store.ts'

export interface EvidenceRow {
  id: number
  assignmentId: number
  text: string | null
  file: StoredFileRef | null
}

export function evidenceStore(tx: Tx) {
  const select = `
    SELECT e.id, e.assignment_id AS "assignmentId", e.text,
           CASE WHEN f.id IS NOT NULL THEN
             jsonb_build_object('id', f.id, 'name', f.name, 'mime', f.mime, 'size', f.size) END AS file
    FROM evidence e LEFT JOIN stored_file f ON f.id = e.file_id`
  return {
    async add(entry: {
      assignmentId: number
      personId: number
      fileId: string | null
      text: string | null
      at: Date
    }): Promise<number> {
      const [row] = await tx.query<{ id: number }>(
        `INSERT INTO evidence (assignment_id, person_id, file_id, text, at)
         VALUES ($1, $2, $3, $4, $5) RETURNING id`,
        [entry.assignmentId, entry.personId, entry.fileId, entry.text, entry.at],
      )
      return row!.id
    },

    async list(assignmentId: number): Promise<EvidenceRow[]> {
      return tx.query(`${select} WHERE e.assignment_id = $1 ORDER BY e.id`, [assignmentId])
    },

    async find(id: number): Promise<EvidenceRow | null> {
      const [row] = await tx.query<EvidenceRow>(`${select} WHERE e.id = $1`, [id])
      return row ?? null
    },

    /** Evidence of the schools of an occurrence, in their own plans as well, for those who see them all. */
    async listOfOccurrence(
      occurrenceId: number,
    ): Promise<(EvidenceRow & { school: string | null })[]> {
      return tx.query(
        `${select.replace('SELECT e.id', 'SELECT s.name AS school, e.id')}
         JOIN assignment a ON a.id = e.assignment_id LEFT JOIN school s ON s.id = a.school_id
         WHERE a.occurrence_id IN ${sameDate('$1')} ORDER BY s.name NULLS FIRST, e.id`,
        [occurrenceId],
      )
    },
  }
}
