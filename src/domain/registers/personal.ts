import { dayLine, destroy, items, type PersonalRecords } from '../erasures/personal.ts'

/**
 * Lines of the schools' registers that are tied to the person. They go with the person: the school has
 * its own papers, and Tandem is no place to keep what was withdrawn. A line of somebody who never came in is
 * the school's record (see rules.ts); it goes when the school leaves it out of its next file.
 */
export const registerRecords: PersonalRecords = {
  columns: {
    'register_entry.person_id': 'deleted',
    'register_entry.last_name': 'deleted',
    'register_entry.first_name': 'deleted',
    'register_entry.patronymic': 'deleted',
    'register_entry.birth_date': 'deleted',
    'register_draft.person_id': 'deleted',
  },
  moves: {
    'register_entry.person_id': 'moved',
    'register_draft.person_id': 'moved',
  },

  async show({ tx }, { personId }) {
    const rows = await tx.query<{
      kind: string
      school: string
      birthDate: string | null
      post: string | null
      subject: string | null
      teachingStart: string | null
      category: string | null
      schoolClass: string | null
    }>(
      `SELECT e.kind, s.name AS school, e.birth_date AS "birthDate", e.post, e.subject,
              e.teaching_start AS "teachingStart", e.category, e.school_class AS "schoolClass"
       FROM register_entry e JOIN school s ON s.id = e.school_id WHERE e.person_id = $1 ORDER BY e.id`,
      [personId],
    )
    return rows.map((row) => ({
      title: `my-data-register-${row.kind}`,
      items: items([
        ['my-data-register-school', row.school],
        ['my-data-birth-date', dayLine(row.birthDate)],
        ['my-data-post', row.post],
        ['my-data-subject', row.subject],
        ['my-data-teaching-start', dayLine(row.teachingStart)],
        ['my-data-register-category', row.category],
        ['my-data-register-class', row.schoolClass],
      ]),
    }))
  },

  async forget({ tx }, { personId }) {
    await tx.query('DELETE FROM register_draft WHERE person_id = $1', [personId])
    return [
      await destroy(
        tx,
        'erased-register',
        'DELETE FROM register_entry WHERE person_id = $1 RETURNING id',
        [personId],
      ),
    ]
  },
}
