import { destroy, items, type PersonalRecords } from '../erasures/personal.ts'
import { fullName, type PersonName } from '../shared/names.ts'

/** Questions to be let in that nobody has answered yet; an answer removes them. */
export const newcomerRecords: PersonalRecords = {
  columns: {
    'school_code.created_by_id': 'kept: who has hung the poster up, under a pseudonym',
    'newcomer.account_id': 'deleted',
    'newcomer.person_id': 'deleted',
    'newcomer.last_name': 'deleted',
    'newcomer.first_name': 'deleted',
    'newcomer.patronymic': 'deleted',
  },
  moves: {
    'school_code.created_by_id': 'moved',
    'newcomer.person_id': 'moved',
  },

  async show({ tx }, { accounts }) {
    const rows = await tx.query<PersonName & { school: string }>(
      `SELECT n.last_name AS "lastName", n.first_name AS "firstName", n.patronymic, s.name AS school
       FROM newcomer n JOIN school_code c ON c.id = n.school_code_id JOIN school s ON s.id = c.school_id
       WHERE n.account_id = ANY ($1::int[])`,
      [accounts.map(({ id }) => id)],
    )
    return rows.map((row) => ({
      title: 'my-data-newcomer',
      items: items([['my-data-newcomer-as', `${fullName(row)}, ${row.school}`]]),
    }))
  },

  async forget({ tx }, { accounts }) {
    return [
      await destroy(
        tx,
        'erased-newcomer',
        'DELETE FROM newcomer WHERE account_id = ANY ($1::int[]) RETURNING id',
        [accounts.map(({ id }) => id)],
      ),
    ]
  },
}
