import type { Actor } from '../shared/access.ts'
import type { IsoDate } from '../shared/calendar.ts'
import { DomainError } from '../shared/errors.ts'
import type { Room } from '../shared/room.ts'
import { settleAnonymous } from './anonymity.ts'
import { resultsAreOut } from './card.ts'
import { endingStore } from './ending-store.ts'
import { reopened } from './messages.ts'
import { replyStore } from './reply-store.ts'
import type { CampaignRow, CampaignStore } from './store.ts'
import { askedAgain, countedBy } from './successor.ts'

interface Desk {
  store: CampaignStore
  /** A campaign that the actor runs. @throws DomainError('campaign-unknown' | 'not-allowed') */
  mine(actor: Actor, id: number): Promise<CampaignRow>
  /** @returns today @throws DomainError('campaign-due') */
  checkDue(municipalityId: number, due: IsoDate): Promise<IsoDate>
}

/** How a campaign ends: its last day, closing it, opening it again. Part of the campaigns' service. */
export function ending(room: Room, { store, mine, checkDue }: Desk) {
  const kept = endingStore(room.tx)

  return {
    /**
     * Another last day for an open campaign. Who has had both polite reminders hears of it on that day only.
     * @throws DomainError('campaign-closed' | 'campaign-due' | 'campaign-unknown' | 'not-allowed')
     */
    async moveDue(actor: Actor, id: number, due: IsoDate): Promise<void> {
      const campaign = await mine(actor, id)
      await checkDue(campaign.municipalityId, due)
      if (!(await kept.moveDue(id, due))) throw new DomainError('campaign-closed')
    },

    /** @throws DomainError('campaign-closed' | 'campaign-unknown' | 'not-allowed') */
    async close(actor: Actor, id: number): Promise<void> {
      const campaign = await mine(actor, id)
      if (!(await this.closeNow(campaign))) throw new DomainError('campaign-closed')
    },

    /** Takes no more answers; what was anonymous is cut loose for good. For this room and for mornings. */
    async closeNow(campaign: CampaignRow): Promise<boolean> {
      const definition = await countedBy(room, campaign)
      if (!(await kept.close(campaign.id, definition, room.now()))) return false
      if (campaign.anonymous) await settleAnonymous(room, campaign)
      return true
    },

    /**
     * Opens a closed campaign until another day; who has not answered hears of it.
     * @throws DomainError('campaign-open' | 'campaign-results-out' | 'campaign-names-people' |
     * 'campaign-due' | 'campaign-unknown')
     */
    async reopen(actor: Actor, id: number, due: IsoDate): Promise<void> {
      const campaign = await mine(actor, id)
      if (campaign.closedAt === null) throw new DomainError('campaign-open')
      const answered = (await replyStore(room.tx).listAnswered(id)).length
      if (resultsAreOut(campaign, answered)) throw new DomainError('campaign-results-out')
      await askedAgain(room, campaign)
      const startedOn = await checkDue(campaign.municipalityId, due)
      await kept.reopen(id, due, startedOn)
      const silent = await store.listSilent(id)
      await room.domain.deliveries.tellEach(
        silent.map(({ personId }) => ({
          personId,
          message: reopened({ ...campaign, due }),
          key: `campaign:${id}:${due}:${personId}`,
        })),
        { urgency: 'broadcast' },
      )
      await room.domain.campaigns.spread(id)
    },
  }
}
