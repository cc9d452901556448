import { reachOf, seenSchools } from '../campaigns/reach.ts'
import { LEAST_REPLIES } from '../campaigns/rules.ts'
import { type CampaignRow, campaignStore } from '../campaigns/store.ts'
import { countedBy } from '../campaigns/successor.ts'
import type { Questionnaire } from '../questionnaires/definition.ts'
import { type Actor, may } from '../shared/access.ts'
import { DomainError } from '../shared/errors.ts'
import type { Room } from '../shared/room.ts'
import { type Reply, resultsOf } from './rules.ts'
import { resultStore } from './store.ts'

/** What of a campaign's results somebody may be shown: of which schools, from how many replies on, counted. */
export function disclosure(room: Room) {
  const store = resultStore(room.tx)

  /**
   * A campaign, and the schools of it that the actor sees; null: all.
   * @throws DomainError('campaign-unknown' | 'not-allowed')
   */
  const load = async (actor: Actor, id: number) => {
    const campaign = await campaignStore(room.tx).find(id)
    if (!campaign) throw new DomainError('campaign-unknown')
    return { campaign, seen: seenSchools(reachOf(actor, 'campaign.view'), campaign) }
  }

  /** The one school that is looked at, first of all one that has answered; null: all of them. */
  const schoolOf = async (
    { id, anonymous }: CampaignRow,
    seen: readonly number[] | null,
    wanted: number | null,
  ): Promise<number | null> => {
    if (seen === null) return wanted
    const [first] = seen
    const replies = wanted === null && seen.length > 1 ? await store.listReplies(id, anonymous) : []
    const answered = seen.find((one) => replies.some(({ schoolId }) => schoolId === one))
    const school = wanted ?? answered ?? first
    if (school === undefined || !seen.includes(school)) throw new DomainError('campaign-unknown')
    return school
  }

  /** Whether the actor may read the answers themselves, with names. */
  const mayName = (
    actor: Actor,
    { anonymous, municipalityId }: Pick<CampaignRow, 'anonymous' | 'municipalityId'>,
    schoolId: number | null,
  ): boolean => !anonymous && may(actor, 'campaign.answers', { municipalityId, schoolId })

  /** From how many replies on a number is shown: whoever may read the answers is shown every one. */
  const leastFor = (...whose: Parameters<typeof mayName>) => (mayName(...whose) ? 1 : LEAST_REPLIES)

  /** The items of all schools or of one. @throws DomainError('results-not-yet'), and as `shown` */
  const count = async (actor: Actor, campaign: CampaignRow, school: number | null) => {
    if (campaign.anonymous && campaign.closedAt === null) throw new DomainError('results-not-yet')
    const definition = await countedBy(room, campaign)
    const replies = await store.listReplies(campaign.id, campaign.anonymous)
    return shown(definition, replies, leastFor(actor, campaign, school), school)
  }

  /** Counts replies. @throws DomainError where there is nothing, or too little, to be shown */
  const shown = (
    definition: Questionnaire,
    replies: readonly Reply[],
    least: number,
    school: number | null,
  ) => {
    if (replies.length === 0) throw new DomainError('results-none')
    if (replies.length < least) throw new DomainError('results-few', { least })
    const found = resultsOf(definition, replies, least)
    const items =
      school === null ? found.all : found.schools.find(({ schoolId }) => schoolId === school)?.items
    if (!items && least === 1) throw new DomainError('results-none')
    if (!items || items.every(({ hidden }) => hidden))
      throw new DomainError(school === null ? 'results-few' : 'results-few-school', { least })
    return { definition, least, items, schools: found.schools }
  }

  return { load, schoolOf, mayName, leastFor, count, shown }
}
