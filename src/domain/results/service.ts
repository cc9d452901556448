import { bySchoolName } from '../campaigns/card.ts'
import { reachOf } from '../campaigns/reach.ts'
import { type CampaignRow, campaignStore, type Turnout } from '../campaigns/store.ts'
import type { Questionnaire } from '../questionnaires/definition.ts'
import type { Actor } from '../shared/access.ts'
import type { IsoDate } from '../shared/calendar.ts'
import { DomainError } from '../shared/errors.ts'
import type { Room } from '../shared/room.ts'
import { wallClock } from '../shared/zone.ts'
import { zoneStore } from '../shared/zone-store.ts'
import { changesOf, mirroredItems, mirroredQuestionnaires, sameItems } from './compare.ts'
import { disclosure } from './disclosure.ts'
import { personsIn, type RawSheet, rawSheet } from './raw-sheet.ts'
import { bySchool, type Comparison, type ResultSheet } from './sheet.ts'
import { resultStore } from './store.ts'

/** What results can be compared with. */
export interface Earlier {
  [name: string]: string | number
  /** The number of a campaign; or the code of a questionnaire that everybody fills in by themselves. */
  id: number | string
  title: string
  wave: number
  startedOn: IsoDate
}

/** What campaigns have brought: counted, by school, compared. Nobody is named but to who may see answers. */
export function resultService(room: Room) {
  const store = resultStore(room.tx)
  const campaigns = campaignStore(room.tx)
  const { load, schoolOf, mayName, leastFor, count, shown } = disclosure(room)
  const sum = (turnout: readonly Turnout[], of: 'asked' | 'answered') =>
    turnout.reduce((n, row) => n + row[of], 0)

  return {
    /**
     * The results of a campaign, of all schools or of one.
     * @param named also the answers with names, for who may see them, where this messenger may carry them
     * @throws DomainError('campaign-unknown' | 'results-not-yet' | 'results-none' | 'results-few' |
     * 'results-few-school' | 'not-allowed')
     */
    async showResults(
      actor: Actor,
      campaignId: number,
      wanted: number | null,
      { named = false } = {},
    ): Promise<ResultSheet> {
      const { campaign, seen } = await load(actor, campaignId)
      const school = await schoolOf(campaign, seen, wanted)
      const found = await count(actor, campaign, school)
      const turnout = await campaigns.listTurnout(campaignId, school === null ? null : [school])
      const { municipality, day, zone } = await where(campaign.municipalityId)
      const readable = named && mayName(actor, campaign, school) && (await mayCarry(actor))
      return {
        title: campaign.definition.title,
        municipality,
        school: school === null ? null : (turnout[0]?.school ?? ''),
        wave: campaign.wave,
        anonymous: campaign.anonymous,
        closed: campaign.closedAt !== null,
        startedOn: campaign.startedOn,
        due: campaign.due,
        day,
        asked: sum(turnout, 'asked'),
        answered: sum(turnout, 'answered'),
        items: found.items,
        schools: school === null ? bySchool(turnout, found.schools) : [],
        least: found.least,
        raw: readable ? await readRaw(campaign, found.definition, school, zone) : null,
      }
    },

    /** Whether the actor may read the answers of a campaign with names, wherever that is possible. */
    async showNamedRight(
      actor: Actor,
      campaignId: number,
      wanted: number | null,
    ): Promise<boolean> {
      const { campaign, seen } = await load(actor, campaignId)
      return mayName(actor, campaign, await schoolOf(campaign, seen, wanted))
    },

    /** The schools whose results can be shown by themselves. */
    async listSchools(actor: Actor, campaignId: number): Promise<{ id: number; name: string }[]> {
      const { campaign, seen } = await load(actor, campaignId)
      const { schools } = await count(actor, campaign, await schoolOf(campaign, seen, null))
      const turnout = await campaigns.listTurnout(campaignId, seen)
      return bySchoolName(turnout).flatMap(({ schoolId, school }) => {
        const found = schools.find((one) => one.schoolId === schoolId)
        const shown = found?.items.some(({ hidden }) => !hidden)
        return shown && schoolId !== null ? [{ id: schoolId, name: school ?? '' }] : []
      })
    },

    /**
     * Campaigns that asked the same before this one, or what it mirrors, the latest first; then
     * mirrored questionnaires that people have filled in without a campaign, as on their entry.
     */
    async listEarlier(actor: Actor, campaignId: number): Promise<Earlier[]> {
      const { campaign } = await load(actor, campaignId)
      const reach = reachOf(actor, 'campaign.view')
      const mirrors = mirroredQuestionnaires(campaign.definition)
      const before = (await campaigns.list(campaign.municipalityId, reach.schoolIds))
        .filter(
          ({ id, questionnaire, schoolId }) =>
            id < campaignId &&
            schoolId === campaign.schoolId &&
            (questionnaire === campaign.questionnaire || mirrors.includes(questionnaire)),
        )
        .sort((a, b) => b.id - a.id)
        .map(({ id, definition, wave, startedOn }): Earlier => {
          return { id, title: definition.title, wave, startedOn }
        })
      const { zone } = await where(campaign.municipalityId)
      const known = await room.domain.editions.listInForce(campaign.municipalityId)
      for (const { questionnaire } of known.filter((one) =>
        mirrors.includes(one.questionnaire.code),
      )) {
        const { code, title } = questionnaire
        const first = await store.findFirstDay(campaign.municipalityId, code, zone)
        if (first !== null) before.push({ id: code, title, wave: 1, startedOn: first })
      }
      return before
    },

    /**
     * A campaign beside an earlier one, or beside what everybody has filled in by themselves.
     * @param earlier as `listEarlier` names it
     * @throws DomainError as `showResults`, and 'results-nothing-same'
     */
    async showComparison(
      actor: Actor,
      campaignId: number,
      earlier: number | string,
      wanted: number | null,
    ): Promise<Comparison> {
      const { campaign, seen } = await load(actor, campaignId)
      const school = await schoolOf(campaign, seen, wanted)
      const after = await count(actor, campaign, school)
      const before =
        typeof earlier === 'number'
          ? await campaignSide(actor, earlier, school)
          : await ordinarySide(actor, campaign.municipalityId, earlier, school)
      const counterparts =
        before.questionnaire === campaign.questionnaire
          ? sameItems(after.items)
          : mirroredItems(after.definition, before.questionnaire)
      const changes = changesOf(before.items, after.items, counterparts)
      if (changes.length === 0) throw new DomainError('results-nothing-same')
      const { municipality, day } = await where(campaign.municipalityId)
      const turnout = await campaigns.listTurnout(campaignId, school === null ? null : [school])
      return {
        title: campaign.definition.title,
        municipality,
        school: school === null ? null : (turnout[0]?.school ?? ''),
        day,
        before: before.side,
        after: sideOf(campaign, turnout),
        changes,
      }
    },
  }

  async function campaignSide(actor: Actor, id: number, wanted: number | null) {
    const { campaign, seen } = await load(actor, id)
    const school = await schoolOf(campaign, seen, wanted)
    const { items } = await count(actor, campaign, school)
    const turnout = await campaigns.listTurnout(id, school === null ? null : [school])
    return { items, questionnaire: campaign.questionnaire, side: sideOf(campaign, turnout) }
  }

  /** What people have filled in by themselves, without a campaign. */
  async function ordinarySide(
    actor: Actor,
    municipalityId: number,
    questionnaire: string,
    school: number | null,
  ) {
    const { zone } = await where(municipalityId)
    const startedOn = await store.findFirstDay(municipalityId, questionnaire, zone)
    if (startedOn === null) throw new DomainError('results-none')
    const found = await room.domain.editions.find(municipalityId, questionnaire)
    const replies = await store.listOrdinary(municipalityId, questionnaire)
    const least = leastFor(actor, { anonymous: false, municipalityId }, school)
    const { items } = shown(found.questionnaire, replies, least, school)
    const own = replies.filter(({ schoolId }) => school === null || schoolId === school)
    const { title } = found.questionnaire
    return { items, questionnaire, side: { title, wave: 1, startedOn, answered: own.length } }
  }

  function sideOf({ definition, wave, startedOn }: CampaignRow, turnout: Turnout[]) {
    return { title: definition.title, wave, startedOn, answered: sum(turnout, 'answered') }
  }

  async function where(municipalityId: number) {
    const zone = await zoneStore(room.tx).findZone(municipalityId)
    const municipality = await zoneStore(room.tx).findName(municipalityId)
    return { zone, municipality, day: wallClock(room.now(), zone).day }
  }

  async function mayCarry(actor: Actor): Promise<boolean> {
    return (await room.domain.people.showPersonalRoute(actor)).here
  }

  async function readRaw(
    { id, municipalityId }: CampaignRow,
    definition: Questionnaire,
    school: number | null,
    zone: string,
  ): Promise<RawSheet> {
    const replies = await store.listNamed(id, school === null ? null : [school], zone)
    const names = await store.listNames(municipalityId, personsIn(definition, replies))
    return rawSheet(definition, replies, names)
  }
}
