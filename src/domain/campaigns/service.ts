import { type Actor, may, member } from '../shared/access.ts'
import { addDays, daysBetween, type IsoDate, isIsoDate } from '../shared/calendar.ts'
import { DomainError } from '../shared/errors.ts'
import type { Room } from '../shared/room.ts'
import { wallClock } from '../shared/zone.ts'
import { zoneStore } from '../shared/zone-store.ts'
import { bySchoolName, type CampaignCard, cardOf } from './card.ts'
import { ending } from './ending.ts'
import { invite } from './messages.ts'
import { type Askable, askableOf, askableRoles, type CampaignPlan, canBeAnonymous } from './plan.ts'
import { type Reach, reachOf, seenSchools } from './reach.ts'
import { LONGEST_DAYS } from './rules.ts'
import { type CampaignRow, campaignStore, type Missing, type Turnout } from './store.ts'
import { askedAgain } from './successor.ts'

/** The consent without which nobody is asked. */
export const CONSENT = 'personal-data'

export interface Board {
  turnout: Turnout[]
  /** By name, for who looks at schools; null for who looks at the municipality. */
  missing: Missing[] | null
}

export type Campaigns = ReturnType<typeof campaignService>

/** Asking a questionnaire of many: who, by when, how many have answered; closed, opened again, asked anew. */
export function campaignService(room: Room) {
  const store = campaignStore(room.tx)

  const today = async (municipalityId: number): Promise<IsoDate> =>
    wallClock(room.now(), await zoneStore(room.tx).findZone(municipalityId)).day

  const load = async (id: number): Promise<CampaignRow> => {
    const found = await store.find(id)
    if (!found) throw new DomainError('campaign-unknown')
    return found
  }
  const mine = async (actor: Actor, id: number): Promise<CampaignRow> => {
    const campaign = await load(id)
    if (!may(actor, 'campaign.run', campaign)) {
      seenSchools(reachOf(actor, 'campaign.view'), campaign)
      throw new DomainError('not-allowed')
    }
    return campaign
  }
  const checkDue = async (municipalityId: number, due: IsoDate): Promise<IsoDate> => {
    const day = await today(municipalityId)
    if (!isIsoDate(due) || due < day || daysBetween(day, due) > LONGEST_DAYS)
      throw new DomainError('campaign-due', { days: LONGEST_DAYS })
    return day
  }
  /** The municipality's schools, or those of whoever runs it, out of what was chosen. */
  const schoolsOf = async ({ schoolIds }: Reach, actor: Actor, chosen: readonly number[]) => {
    if (schoolIds !== null) {
      const [own] = chosen.length > 0 ? chosen : schoolIds
      if (own === undefined || !schoolIds.includes(own)) throw new DomainError('not-allowed')
      return { schoolId: own, schoolIds: [own] }
    }
    for (const id of chosen) await room.domain.organisations.findSchool(actor, id)
    return { schoolId: null, schoolIds: [...new Set(chosen)].sort((a, b) => a - b) }
  }
  const planned = async (actor: Actor, plan: CampaignPlan) => {
    const reach = reachOf(actor, 'campaign.run')
    const { municipalityId, personId } = reach.who
    const found = await room.domain.editions.find(municipalityId, plan.questionnaire)
    const definition = found.questionnaire
    const roles = askableRoles(reach, definition)
    if (plan.roles.length === 0 || plan.roles.some((role) => !roles.includes(role)))
      throw new DomainError('campaign-roles')
    if (plan.anonymous && !canBeAnonymous(definition))
      throw new DomainError('campaign-names-people')
    return {
      municipalityId,
      ...(await schoolsOf(reach, actor, plan.schoolIds)),
      questionnaire: plan.questionnaire,
      definition,
      anonymous: plan.anonymous || definition.anonymous,
      roles: plan.roles,
      reminds: plan.reminds,
      due: plan.due,
      createdById: personId,
    }
  }
  const card = async (actor: Actor, campaign: CampaignRow): Promise<CampaignCard> => {
    const seen = seenSchools(reachOf(actor, 'campaign.view'), campaign)
    const turnout = await store.listTurnout(campaign.id, seen)
    return cardOf(campaign, turnout, may(actor, 'campaign.run', campaign))
  }

  return {
    /** The questionnaires that the actor may ask of others. */
    async listAskable(actor: Actor): Promise<Askable[]> {
      const reach = reachOf(actor, 'campaign.run')
      return (await room.domain.editions.listInForce(reach.who.municipalityId))
        .map(({ questionnaire }) => questionnaire)
        .filter(({ about }) => about === 'self')
        .map((one) => askableOf(reach, one))
        .filter(({ roles }) => roles.length > 0)
        .sort((a, b) => a.title.localeCompare(b.title, 'ru'))
    },

    /** The schools that the actor may ask. */
    async listSchools(actor: Actor): Promise<{ id: number; name: string }[]> {
      const { schoolIds } = reachOf(actor, 'campaign.run')
      const all = await room.domain.organisations.listSchools(actor)
      return all
        .filter(({ id }) => schoolIds === null || schoolIds.includes(id))
        .map(({ id, name }) => ({ id, name }))
    },

    /** The first and the last day that a campaign begun now may end on. */
    async showDueBounds(actor: Actor): Promise<{ first: IsoDate; last: IsoDate }> {
      const { who } = reachOf(actor, 'campaign.run')
      const first = await today(who.municipalityId)
      return { first, last: addDays(first, LONGEST_DAYS) }
    },

    /** How many would be asked, and how many could not be and why. @throws DomainError as `start` */
    async previewAudience(
      actor: Actor,
      plan: CampaignPlan,
    ): Promise<{ asked: number; noConsent: number; unreachable: number }> {
      const found = await store.listCandidates(await planned(actor, plan), CONSENT)
      const count = (excluded: string | null) =>
        found.filter((one) => one.excluded === excluded).length
      return {
        asked: count(null),
        noConsent: count('no-consent'),
        unreachable: count('unreachable'),
      }
    },

    /**
     * Starts a campaign: everybody who is asked gets one message. @returns its id
     * @throws DomainError('campaign-due' | 'campaign-roles' | 'campaign-names-people' |
     * 'campaign-nobody' | 'questionnaire-unknown' | 'school-unknown' | 'not-allowed')
     */
    async start(actor: Actor, plan: CampaignPlan): Promise<number> {
      const row = await planned(actor, plan)
      const startedOn = await checkDue(row.municipalityId, plan.due)
      const id = await store.add({ ...row, startedOn, wave: 1, followsId: null })
      if ((await this.spread(id)) === 0) throw new DomainError('campaign-nobody')
      return id
    },

    /**
     * Asks the same once more of the same circle; the results of the waves are compared.
     * @returns the id of the new wave @throws DomainError('campaign-open' | 'campaign-due' |
     * 'campaign-nobody' | 'campaign-names-people' | 'campaign-unknown' | 'not-allowed')
     */
    async startWave(actor: Actor, id: number, due: IsoDate): Promise<number> {
      const before = await mine(actor, id)
      if (before.closedAt === null) throw new DomainError('campaign-open')
      const startedOn = await checkDue(before.municipalityId, due)
      const { id: _, closedAt: __, ...same } = before
      const wave = await store.add({
        ...same,
        definition: await askedAgain(room, before),
        startedOn,
        due,
        wave: before.wave + 1,
        followsId: before.id,
        createdById: member(actor).personId,
      })
      if ((await this.spread(wave)) === 0) throw new DomainError('campaign-nobody')
      return wave
    },

    /**
     * Adds who belongs to the campaign by now and invites who was not invited yet, each once. Safe to
     * repeat: mornings do, for newcomers and for those who have given their consent since.
     * @returns how many are invited now
     */
    async spread(id: number): Promise<number> {
      const campaign = await load(id)
      const people = await store.addRecipients(campaign, CONSENT)
      await room.domain.deliveries.tellEach(
        people.map((personId) => ({
          personId,
          message: invite(campaign),
          key: `campaign:${id}:${personId}`,
        })),
        { urgency: 'broadcast' },
      )
      return people.length
    },

    /** The campaigns that the actor looks after, open ones first, the newest first. */
    async listCampaigns(actor: Actor): Promise<CampaignCard[]> {
      const reach = reachOf(actor, 'campaign.view')
      const rows = await store.list(reach.who.municipalityId, reach.schoolIds)
      return Promise.all(rows.map((row) => card(actor, row)))
    },

    /** @throws DomainError('campaign-unknown' | 'not-allowed') */
    async showCampaign(actor: Actor, id: number): Promise<CampaignCard> {
      return card(actor, await load(id))
    },

    /** «Кто не ответил»: by school, and by name for who looks at own schools. */
    async listBoard(actor: Actor, id: number): Promise<Board> {
      const reach = reachOf(actor, 'campaign.view')
      const campaign = await load(id)
      const seen = seenSchools(reach, campaign)
      return {
        turnout: bySchoolName(await store.listTurnout(id, seen)),
        missing: seen === null ? null : await store.listMissing(id, seen),
      }
    },

    ...ending(room, { store, mine, checkDue }),
  }
}
