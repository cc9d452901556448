import { destroy, items, type PersonalRecords } from '../erasures/personal.ts'
import type { MentorOffer } from './rules.ts'

/** What a mentor offers. */
export const mentorRecords: PersonalRecords = {
  columns: { 'mentor_profile.person_id': 'deleted' },
  moves: {
    'mentor_profile.person_id': { once: [] },
  },

  async show({ tx, domain }, { personId }) {
    const [offer] = await tx.query<MentorOffer>(
      'SELECT subjects, help, places, about FROM mentor_profile WHERE person_id = $1',
      [personId],
    )
    if (!offer) return []
    const help = domain.mentors.listHelpNamed(offer.help).map(({ label }) => label)
    return [
      {
        title: 'my-data-mentor',
        items: items([
          ['my-data-mentor-subjects', offer.subjects.join(', ')],
          ['my-data-mentor-help', help.join('; ')],
          ['my-data-mentor-places', String(offer.places)],
          ['my-data-mentor-about', offer.about],
        ]),
      },
    ]
  },

  async forget({ tx }, { personId }) {
    const profile = await destroy(
      tx,
      'erased-mentor-profile',
      'DELETE FROM mentor_profile WHERE person_id = $1 RETURNING person_id',
      [personId],
    )
    return [profile]
  },
}
