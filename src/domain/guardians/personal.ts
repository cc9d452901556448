import { destroy, type PersonalRecords } from '../erasures/personal.ts'
import { fullName, type PersonName } from '../shared/names.ts'

/** Who is whose parent. */
export const guardianRecords: PersonalRecords = {
  columns: { 'guardian.child_id': 'deleted', 'guardian.parent_id': 'deleted' },
  moves: {
    'guardian.child_id': { once: ['parent_id'] },
    'guardian.parent_id': { once: ['child_id'] },
  },

  async show({ tx }, { personId }) {
    const rows = await tx.query<PersonName & { child: boolean }>(
      `SELECT p.last_name AS "lastName", p.first_name AS "firstName", p.patronymic, g.parent_id = $1 AS child
       FROM guardian g JOIN person p ON p.id = CASE WHEN g.parent_id = $1 THEN g.child_id ELSE g.parent_id END
       WHERE $1 IN (g.child_id, g.parent_id) ORDER BY p.id`,
      [personId],
    )
    const items = rows.map((row) => ({
      label: { key: row.child ? 'my-data-child' : 'my-data-parent' },
      value: { text: fullName(row) },
    }))
    return [{ title: 'my-data-family', items }]
  },

  async forget({ tx }, { personId }) {
    const ties = await destroy(
      tx,
      'erased-family',
      'DELETE FROM guardian WHERE $1 IN (child_id, parent_id) RETURNING child_id',
      [personId],
    )
    await tx.query('UPDATE invitation SET child_id = NULL WHERE child_id = $1', [personId])
    return [ties]
  },
}
