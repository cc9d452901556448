import type { Tx } from '../../infra/db.ts'
import type { RegisterEntry } from './difference.ts'
import type { FileLine, RegisterReading } from './reading.ts'
import { type RegisterField, type RegisterKind, registerFields } from './rules.ts'

export interface StoredEntry extends RegisterEntry {
  school: string
  /** Whether the latest answer about publication is a consent; null: never asked. */
  publishable: boolean | null
}

export interface DraftRow {
  id: number
  municipalityId: number
  personId: number
  kind: RegisterKind
  reading: RegisterReading
}

const columnOf: Record<RegisterField, string> = {
  birthDate: 'birth_date',
  post: 'post',
  subject: 'subject',
  teachingStart: 'teaching_start',
  category: 'category',
  schoolClass: 'school_class',
}

const SELECT = `
  SELECT e.id, e.school_id AS "schoolId", s.name AS school, e.last_name AS "lastName",
         e.first_name AS "firstName", e.patronymic, e.birth_date AS "birthDate", e.post, e.subject,
         e.teaching_start AS "teachingStart", e.category, e.school_class AS "schoolClass",
         e.person_id AS "personId",
         (SELECT state = 'given' FROM consent WHERE person_id = e.person_id AND purpose = 'publication'
          ORDER BY id DESC LIMIT 1) AS publishable
  FROM register_entry e JOIN school s ON s.id = e.school_id`

const TYPES = `school_id int, last_name text, first_name text, patronymic text, birth_date date, post text,
  subject text, teaching_start date, category text, school_class text`
const COLUMNS = TYPES.replace(/ (int|text|date)/g, '')

/** Written set-wise, in plain SQL: a municipality's register has thousands of lines. */
export function registerStore(tx: Tx) {
  return {
    /** Lines of these schools, by school and name. */
    async list(kind: RegisterKind, schools: readonly number[]): Promise<StoredEntry[]> {
      return tx.query(
        `${SELECT} WHERE e.kind = $1 AND e.school_id = ANY ($2::int[])
         ORDER BY s.name, e.last_name, e.first_name, e.id`,
        [kind, schools],
      )
    },

    async find(id: number): Promise<(StoredEntry & { kind: RegisterKind }) | null> {
      const [row] = await tx.query<StoredEntry & { kind: RegisterKind }>(
        `${SELECT.replace('SELECT', 'SELECT e.kind,')} WHERE e.id = $1`,
        [id],
      )
      return row ?? null
    },

    /** A new draft of the person's; the one before is dropped. */
    async addDraft(draft: Omit<DraftRow, 'id'>): Promise<number> {
      await tx.query('DELETE FROM register_draft WHERE person_id = $1', [draft.personId])
      const [row] = await tx.query<{ id: number }>(
        `INSERT INTO register_draft (municipality_id, person_id, kind, reading)
         VALUES ($1, $2, $3, $4) RETURNING id`,
        [draft.municipalityId, draft.personId, draft.kind, JSON.stringify(draft.reading)],
      )
      return row!.id
    },

    async findDraft(id: number): Promise<DraftRow | null> {
      const [row] = await tx.query<DraftRow>(
        `SELECT id, municipality_id AS "municipalityId", person_id AS "personId", kind, reading
         FROM register_draft WHERE id = $1`,
        [id],
      )
      return row ?? null
    },

    /** Takes a draft for good; false when it was taken already. */
    async takeDraft(id: number): Promise<boolean> {
      return (
        (await tx.query('DELETE FROM register_draft WHERE id = $1 RETURNING id', [id])).length === 1
      )
    },

    /** Two files at a time would add the same lines twice: the second one waits. */
    async lockSchools(schools: readonly number[]): Promise<void> {
      await tx.query(
        'SELECT FROM school WHERE id = ANY ($1::int[]) ORDER BY id FOR NO KEY UPDATE',
        [schools],
      )
    },

    async add(
      municipalityId: number,
      kind: RegisterKind,
      lines: readonly FileLine[],
      at: Date,
    ): Promise<void> {
      const rows = lines.map((line) => ({
        school_id: line.schoolId,
        last_name: line.lastName,
        first_name: line.firstName,
        patronymic: line.patronymic,
        ...Object.fromEntries(
          registerFields.map((field) => [columnOf[field], line[field] ?? null]),
        ),
      }))
      await tx.query(
        `INSERT INTO register_entry (municipality_id, kind, changed_at, ${COLUMNS})
         SELECT $1, $2, $3, ${COLUMNS} FROM jsonb_to_recordset($4::jsonb) AS t(${TYPES})`,
        [municipalityId, kind, at, JSON.stringify(rows)],
      )
    },

    /** Sets every field of these lines. */
    async change(entries: readonly RegisterEntry[], at: Date): Promise<void> {
      const rows = entries.map((entry) => ({
        id: entry.id,
        ...Object.fromEntries(registerFields.map((field) => [columnOf[field], entry[field]])),
      }))
      const fields = Object.values(columnOf)
      await tx.query(
        `UPDATE register_entry e SET changed_at = $1, ${fields.map((one) => `${one} = t.${one}`).join(', ')}
         FROM jsonb_to_recordset($2::jsonb) AS t(id int, ${TYPES}) WHERE e.id = t.id`,
        [at, JSON.stringify(rows)],
      )
    },

    async drop(ids: readonly number[]): Promise<void> {
      await tx.query('DELETE FROM register_entry WHERE id = ANY ($1::int[])', [ids])
    },

    async tie(id: number, personId: number): Promise<boolean> {
      const rows = await tx.query(
        'UPDATE register_entry SET person_id = $2 WHERE id = $1 AND person_id IS NULL RETURNING id',
        [id, personId],
      )
      return rows.length === 1
    },

    /** A birth date decides whether a parent has to consent: it goes over at once, where none is known. */
    async copyBirthDates(personIds: readonly number[]): Promise<void> {
      await tx.query(
        `UPDATE person p SET birth_date = e.birth_date FROM register_entry e
         WHERE p.id = ANY ($1::int[]) AND e.person_id = p.id AND p.birth_date IS NULL AND e.birth_date IS NOT NULL`,
        [personIds],
      )
    },

    /** What the lines of these people say, where the consent to personal data is in force. */
    async copyFields(personIds: readonly number[]): Promise<void> {
      await tx.query(
        `UPDATE person p SET post = coalesce(e.post, p.post), subject = coalesce(e.subject, p.subject),
           birth_date = coalesce(e.birth_date, p.birth_date),
           teaching_start = coalesce(e.teaching_start, p.teaching_start)
         FROM (SELECT DISTINCT ON (person_id) * FROM register_entry WHERE person_id = ANY ($1::int[])
               ORDER BY person_id, changed_at DESC, id DESC) e
         WHERE p.id = e.person_id AND coalesce((SELECT state = 'given' FROM consent
           WHERE person_id = p.id AND purpose = 'personal-data' ORDER BY id DESC LIMIT 1), false)`,
        [personIds],
      )
    },

    /** Lines without a person whose name one member of the same school has, and nobody else. */
    async listNamesakes(
      kind: RegisterKind,
      schools: readonly number[],
    ): Promise<{ entryId: number; personId: number }[]> {
      return tx.query(
        `SELECT e.id AS "entryId", min(p.id) AS "personId" FROM register_entry e
         JOIN membership m ON m.school_id = e.school_id AND m.until IS NULL AND m.role <> 'parent'
         JOIN person p ON p.id = m.person_id AND p.erased_at IS NULL
           AND ${folded('p')} = ${folded('e')}
           AND (p.birth_date IS NULL OR e.birth_date IS NULL OR p.birth_date = e.birth_date)
         WHERE e.kind = $1 AND e.school_id = ANY ($2::int[]) AND e.person_id IS NULL
           AND NOT EXISTS (SELECT FROM register_entry o WHERE o.person_id = p.id AND o.school_id = e.school_id)
           AND NOT EXISTS (SELECT FROM register_entry o WHERE o.school_id = e.school_id AND o.kind = e.kind
                             AND o.id <> e.id AND ${folded('o')} = ${folded('e')})
         GROUP BY e.id HAVING count(DISTINCT p.id) = 1 ORDER BY e.id LIMIT 500`,
        [kind, schools],
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
         VALUES ($1, $2, 'register.loaded', $3, $4)`,
        [municipalityId, actorId, subject, at],
      )
    },
  }
}

/** A name as it is compared; see foldName of the rules. */
function folded(table: string): string {
  const name = ['last_name', 'first_name', 'patronymic'].map((column) => `${table}.${column}`)
  return `replace(lower(concat_ws(' ', ${name.join(', ')})), 'ё', 'е')`
}
