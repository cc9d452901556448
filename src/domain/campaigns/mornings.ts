import type { Notice } from '../reminders/digest.ts'
import type { IsoDate } from '../shared/calendar.ts'
import type { Room } from '../shared/room.ts'
import { shuffleAnonymous } from './anonymity.ts'
import { ended, nudge } from './messages.ts'
import { reminderOf } from './rules.ts'
import { type CampaignRow, campaignStore } from './store.ts'

/** What a person's digest says of the campaigns that wait for an answer. */
export interface Nudge extends Notice {
  personId: number
  campaignIds: number[]
}

/** What mornings do for campaigns: newcomers are invited, the silent reminded, the overdue closed. */
export function campaignMorningService(room: Room) {
  const store = campaignStore(room.tx)

  return {
    /**
     * Closes what has ended, invites who has come since, and says who is to be reminded in this
     * morning's digest. Safe to repeat.
     * @param after the morning before this one
     */
    async open(municipalityId: number, day: IsoDate, after: IsoDate): Promise<Nudge[]> {
      const nudges = new Map<number, Nudge>()
      for (const campaign of await store.listOpen(municipalityId)) {
        if (campaign.due < day) {
          await end(campaign)
          continue
        }
        await room.domain.campaigns.spread(campaign.id)
        if (campaign.anonymous) await shuffleAnonymous(room, campaign)
        if (campaign.reminds) await collect(campaign, day, after, nudges)
      }
      return [...nudges.values()]
    },

    /** Counts the reminders that went out with the digests of these persons. */
    async countSent(nudges: readonly Nudge[], told: ReadonlySet<number>): Promise<void> {
      const people = new Map<number, number[]>()
      for (const { personId, campaignIds } of nudges.filter((one) => told.has(one.personId)))
        for (const id of campaignIds) people.set(id, [...(people.get(id) ?? []), personId])
      for (const [id, reminded] of people) await store.countReminders(id, reminded)
    },
  }

  async function collect(
    campaign: CampaignRow,
    day: IsoDate,
    after: IsoDate,
    nudges: Map<number, Nudge>,
  ): Promise<void> {
    const said = nudge(campaign, day)
    for (const { personId, reminders } of await store.listSilent(campaign.id)) {
      if (!reminderOf(campaign, after, day, reminders)) continue
      const own = nudges.get(personId)
      if (!own) {
        const lines = [{ key: 'campaign-nudges' }, ...said.lines]
        nudges.set(personId, {
          personId,
          campaignIds: [campaign.id],
          lines,
          buttons: [...said.buttons],
          own: true,
        })
        continue
      }
      own.campaignIds.push(campaign.id)
      own.lines.push(...said.lines)
      own.buttons.push(...said.buttons)
    }
  }

  async function end(campaign: CampaignRow): Promise<void> {
    if (!(await room.domain.campaigns.closeNow(campaign))) return
    const turnout = await store.listTurnout(campaign.id, null)
    const sum = (key: 'answered' | 'asked') => turnout.reduce((n, row) => n + row[key], 0)
    await room.domain.deliveries.tell(
      campaign.createdById,
      ended(campaign, sum('answered'), sum('asked')),
      { key: `campaign:${campaign.id}:ended:${campaign.due}` },
    )
  }
}
