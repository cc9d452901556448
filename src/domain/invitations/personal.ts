import type { PersonalRecords } from '../erasures/personal.ts'

/** Who invited whom, by number only. */
export const invitationRecords: PersonalRecords = {
  columns: {
    'invitation.created_by_id': 'kept: who let whom in, under a pseudonym',
    'invitation.child_id': 'cleared',
    // Kept until the invitation is used or has ended: of somebody who has not come in yet.
    'invitation.last_name': 'cleared',
    'invitation.first_name': 'cleared',
    'invitation.patronymic': 'cleared',
    'invitation_list.created_by_id': 'kept: who let whom in, under a pseudonym',
    'invitation.used_by_id': 'kept: who let whom in, under a pseudonym',
  },
  moves: {
    'invitation.created_by_id': 'moved',
    'invitation.used_by_id': 'moved',
    'invitation.child_id': 'moved',
    'invitation_list.created_by_id': 'moved',
  },
  show: async () => [],
  forget: async () => [],
}
