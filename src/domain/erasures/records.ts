import { announcementRecords } from '../announcements/personal.ts'
import { campaignRecords } from '../campaigns/personal.ts'
import { consentRecords } from '../consents/personal.ts'
import { messageRecords } from '../deliveries/personal.ts'
import { guardianRecords } from '../guardians/personal.ts'
import { invitationRecords } from '../invitations/personal.ts'
import { mentorRecords } from '../mentors/personal.ts'
import { newcomerRecords } from '../newcomers/personal.ts'
import { observationRecords } from '../observations/personal.ts'
import { pairRecords } from '../pairs/personal.ts'
import { peopleRecords } from '../people/personal.ts'
import { questionnaireRecords } from '../questionnaires/personal.ts'
import { registerRecords } from '../registers/personal.ts'
import { reminderRecords } from '../reminders/personal.ts'
import { roadMapRecords } from '../roadmaps/personal.ts'
import { fileRecords } from './files.ts'
import type { PersonalRecords } from './personal.ts'

/** The withdrawal itself, and the audit: what proves the destruction. */
const proofs: PersonalRecords = {
  columns: {
    'erasure.person_id': 'kept: proof of the destruction for three years, under a pseudonym',
    'audit_record.actor_id': 'kept: who has done what, by number',
  },
  moves: {
    'erasure.person_id': 'moved',
    'audit_record.actor_id':
      'stays: nothing is changed in the audit, which tells of the merging itself',
  },
  show: async () => [],
  forget: async () => [],
}

/**
 * Every room that keeps something of persons, in the order of forgetting: persons come last, for the
 * others are found by them. «Мои данные» begins with them.
 */
export const records: readonly PersonalRecords[] = [
  announcementRecords,
  invitationRecords,
  newcomerRecords,
  guardianRecords,
  proofs,
  fileRecords,
  roadMapRecords,
  reminderRecords,
  messageRecords,
  pairRecords,
  mentorRecords,
  observationRecords,
  questionnaireRecords,
  registerRecords,
  campaignRecords,
  consentRecords,
  peopleRecords,
]
