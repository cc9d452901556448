import type { Answers, Questionnaire } from '../questionnaires/definition.ts'
import { applicable } from '../questionnaires/rules.ts'
import { type Actor, type Member, member } from '../shared/access.ts'
import type { IsoDate } from '../shared/calendar.ts'
import { DomainError } from '../shared/errors.ts'
import type { Room } from '../shared/room.ts'
import { namesPeople } from './plan.ts'
import { replyStore } from './reply-store.ts'
import { type CampaignRow, campaignStore } from './store.ts'

/** A campaign as those see it who are asked. */
export interface Invitation {
  [name: string]: string | number | boolean
  id: number
  questionnaire: string
  title: string
  purpose: string
  total: number
  due: IsoDate
  anonymous: boolean
  /** A draft is there already. */
  begun: boolean
}

/** Answering a campaign. The answers themselves are given to the questionnaires, as to any other. */
export function replyService(room: Room) {
  const store = campaignStore(room.tx)
  const kept = replyStore(room.tx)

  return {
    /** What waits for the actor's answers, the earliest end first. */
    async listWaiting(actor: Actor): Promise<Invitation[]> {
      const waiting = await store.listWaiting(member(actor).personId)
      return waiting.map((campaign) => invitationOf(campaign, false))
    },

    /**
     * A campaign that the actor may answer now.
     * @throws DomainError('campaign-unknown' | 'campaign-answered' | 'campaign-closed' | 'campaign-not-asked')
     */
    async showInvitation(actor: Actor, id: number): Promise<Invitation> {
      const who = member(actor)
      return invitationOf(await open(who, id), await kept.hasDraft(id, who.personId))
    },

    /**
     * Begins, or goes on with what was begun. @returns the response's id
     * @throws DomainError as `showInvitation`, and 'consent-needed'
     */
    async begin(actor: Actor, id: number): Promise<number> {
      const who = member(actor)
      const campaign = await open(who, id, store.hold)
      await room.domain.consents.showGiven(actor, 'personal-data')
      const { questionnaire, definition } = campaign
      const what = { id, questionnaire, version: definition.version }
      return kept.beginResponse(what, who.personId, room.now())
    },

    /**
     * Takes a filled-in questionnaire, once. Called by the questionnaires when it is sent, in the same
     * transaction; see anonymity.ts for what becomes of an anonymous one.
     * @throws DomainError('campaign-closed' | 'campaign-answered')
     */
    async take(
      who: Member,
      response: { id: number; campaignId: number; answers: Answers },
      questionnaire: Questionnaire,
    ): Promise<void> {
      // First of all: whoever closes it at the same moment takes the locks in this order, too.
      const campaign = await store.hold(response.campaignId)
      if (!campaign || campaign.closedAt !== null) throw new DomainError('campaign-closed')
      const taken = await kept.markAnswered(campaign.id, who.personId)
      if (!taken) throw new DomainError('campaign-answered')
      if (!campaign.anonymous) {
        await kept.completeResponse(response.id, questionnaire.version, room.now())
        return
      }
      const answers: Answers = {}
      // Nor is a name kept when the questionnaire has changed on the way.
      for (const item of applicable(questionnaire, response.answers))
        if (!namesPeople(item)) answers[item.code] = response.answers[item.code] ?? null
      await kept.addAnonymous(campaign.id, taken.schoolId, answers)
      await kept.dropResponse(response.id)
      await room.domain.deliveries.wipeTalks([who.personId], who.accountId)
    },
  }

  /** @param read `hold`, where something is written that closing must not miss */
  async function open(
    { personId, municipalityId }: Member,
    id: number,
    read = store.find,
  ): Promise<CampaignRow> {
    const campaign = await read(id)
    if (!campaign || campaign.municipalityId !== municipalityId)
      throw new DomainError('campaign-unknown')
    const recipient = await store.findRecipient(id, personId)
    if (!recipient) throw new DomainError('campaign-not-asked')
    if (recipient.answered) throw new DomainError('campaign-answered')
    // Without consent or out of reach some morning: whoever is here now may answer.
    if (recipient.excluded === 'left') throw new DomainError('campaign-not-asked')
    if (campaign.closedAt !== null) throw new DomainError('campaign-closed')
    return campaign
  }
}

function invitationOf(campaign: CampaignRow, begun: boolean): Invitation {
  const { id, definition, questionnaire, due, anonymous } = campaign
  const { title, purpose, questions } = definition
  return { id, questionnaire, title, purpose, total: questions.length, due, anonymous, begun }
}
