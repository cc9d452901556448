import { destroy, type PersonalRecords } from '../erasures/personal.ts'

/** Who was asked. What was answered is the questionnaires', or nobody's. */
export const campaignRecords: PersonalRecords = {
  columns: {
    'recipient.person_id': 'deleted',
    'campaign.created_by_id': 'kept: who has asked, by number',
  },
  moves: {
    'recipient.person_id': { once: ['campaign_id'] },
    'campaign.created_by_id': 'moved',
  },

  /** Where both were asked it is asked once, and answered when one of them has answered. */
  async reconcile(tx, { from, to }) {
    await tx.query(
      `UPDATE recipient k SET answered = k.answered OR o.answered, reminders = greatest(k.reminders, o.reminders),
         school_id = CASE WHEN o.answered AND NOT k.answered THEN o.school_id ELSE k.school_id END,
         excluded = CASE WHEN o.excluded IS NULL THEN NULL ELSE k.excluded END
       FROM recipient o WHERE o.campaign_id = k.campaign_id AND o.person_id = $1 AND k.person_id = $2`,
      [from, to],
    )
  },

  async show({ tx }, { personId }) {
    const rows = await tx.query<{ title: string; answered: boolean; anonymous: boolean }>(
      `SELECT c.definition ->> 'title' AS title, r.answered, c.anonymous
       FROM recipient r JOIN campaign c ON c.id = r.campaign_id WHERE r.person_id = $1 ORDER BY c.id`,
      [personId],
    )
    const items = rows.map(({ title, answered, anonymous }) => ({
      label: { text: title },
      value: {
        key: !answered
          ? 'my-data-campaign-open'
          : anonymous
            ? 'my-data-campaign-anonymous'
            : 'my-data-campaign-answered',
      },
    }))
    return items.length === 0 ? [] : [{ title: 'my-data-campaigns', items }]
  },

  async forget({ tx }, { personId }) {
    return [
      await destroy(
        tx,
        'erased-recipients',
        'DELETE FROM recipient WHERE person_id = $1 RETURNING campaign_id',
        [personId],
      ),
    ]
  },
}
