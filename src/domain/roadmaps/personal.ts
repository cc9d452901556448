import { destroy, type PersonalRecords } from '../erasures/personal.ts'
import { handOver } from './hand-over-store.ts'

const work = 'kept: the work of the school, under a pseudonym'

/** Who answers by name, and drafts; what was done stays the school's, without a name. */
export const roadMapRecords: PersonalRecords = {
  columns: {
    'assignment.person_id': 'cleared',
    'assignment.done_by_id': work,
    'evidence.person_id': work,
    'move_request.person_id': work,
    'move_request.answered_by_id': work,
    'responsible.mapped_by_id': work,
    'responsible.holders': 'cleared',
    'activity.holders': 'cleared',
    'road_map.created_by_id': work,
    'road_map_draft.person_id': 'deleted',
    'approval_record.person_id': work,
  },
  moves: {
    'assignment.person_id': 'moved',
    'assignment.done_by_id': 'moved',
    'evidence.person_id': 'moved',
    'move_request.person_id': 'moved',
    'move_request.answered_by_id': 'moved',
    'responsible.mapped_by_id': 'moved',
    'responsible.holders': 'holder',
    'activity.holders': 'holder',
    'road_map.created_by_id': 'moved',
    'road_map_draft.person_id': 'moved',
    'approval_record.person_id': 'moved',
  },

  async show({ tx }, { personId }) {
    const rows = await tx.query<{ number: string; title: string; due: string; status: string }>(
      `SELECT x.number, x.title, a.due, a.status FROM assignment a
       JOIN occurrence o ON o.id = a.occurrence_id JOIN activity x ON x.id = o.activity_id
       WHERE a.person_id = $1 OR a.done_by_id = $1 ORDER BY a.due, a.id`,
      [personId],
    )
    const items = rows.map(({ number, title, due, status }) => ({
      label: { text: [number, title].filter(Boolean).join(' ') },
      value: {
        key: 'my-data-assignment',
        args: { due, status: { key: `my-data-status-${status}` } },
      },
    }))
    return [{ title: 'my-data-assignments', items }]
  },

  async forget({ tx }, { personId }) {
    const drafts = await destroy(
      tx,
      'erased-drafts',
      'DELETE FROM road_map_draft WHERE person_id = $1 RETURNING id',
      [personId],
    )
    const { named } = await handOver(tx, personId)
    return [drafts, { what: 'erased-named', count: named }]
  },
}
