import type { PersonalRecords } from '../erasures/personal.ts'

/** Announcements are the municipality's; who wrote one is a number. */
export const announcementRecords: PersonalRecords = {
  columns: {
    'announcement.author_id': 'kept: the municipality has published it, under a pseudonym',
    'group_chat.registered_by_id': 'kept: who has let the bot in, under a pseudonym',
    'group_chat.chat_id': 'kept: a chat of many, no person',
  },
  moves: {
    'announcement.author_id': 'moved',
    'group_chat.registered_by_id': 'moved',
  },
  show: async () => [],
  forget: async () => [],
}
