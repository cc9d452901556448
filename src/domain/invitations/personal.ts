import type { PersonalRecords } from '../erasures/personal.ts'

/** Who invited whom, by number only. */
export const invitationRecords: PersonalRecords = {
  columns: {
    'invitation.created_by_id': 'kept: who let whom in, under a pseudonym',
    'invitation.child_id': 'cleared',
    'invitation.used_by_id': 'kept: who let whom in, under a pseudonym',
  },
  show: async () => [],
  forget: async () => [],
}
