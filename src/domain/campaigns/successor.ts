import type { Questionnaire } from '../questionnaires/definition.ts'
import { DomainError } from '../shared/errors.ts'
import type { Room } from '../shared/room.ts'
import { canBeAnonymous } from './plan.ts'
import { type CampaignRow, campaignStore } from './store.ts'

/**
 * An open campaign goes on with whatever is in force under its questionnaire's code: so nothing may come
 * into force that it could not ask, or that would name people in an anonymous one.
 * @param next what is to be in force; undefined: nothing
 * @throws DomainError('draft-campaign-open' | 'draft-campaign-anonymous')
 */
export async function checkSuccessor(
  room: Room,
  municipalityId: number,
  code: string,
  next: Questionnaire | undefined,
): Promise<void> {
  const open = (await campaignStore(room.tx).listOpen(municipalityId)).filter(
    ({ questionnaire }) => questionnaire === code,
  )
  if (open.length === 0) return
  if (next?.about !== 'self') throw new DomainError('draft-campaign-open')
  if (open.some(({ anonymous }) => anonymous) && !canBeAnonymous(next))
    throw new DomainError('draft-campaign-anonymous')
}

/**
 * What is asked when a campaign is opened again or repeated: the questionnaire as it is by now.
 * @throws DomainError('campaign-names-people' | 'questionnaire-unknown')
 */
export async function askedAgain(room: Room, campaign: CampaignRow): Promise<Questionnaire> {
  const { municipalityId, questionnaire: code, anonymous } = campaign
  const { questionnaire } = await room.domain.editions.find(municipalityId, code)
  if (anonymous && !canBeAnonymous(questionnaire)) throw new DomainError('campaign-names-people')
  return questionnaire
}

/**
 * The questions that replies are counted by: those of today, and those that were asked when the campaign
 * began and are gone since. Of an anonymous one that is over, the questions as they were at its end: a
 * condition that is put in later would pick some of the replies, and the rest would be told by the
 * difference.
 */
export async function countedBy(room: Room, campaign: CampaignRow): Promise<Questionnaire> {
  const { municipalityId, questionnaire: code, definition, anonymous, closedAt } = campaign
  if (anonymous && closedAt !== null) return definition
  const all = await room.domain.editions.listInForce(municipalityId)
  const current = all.find(({ questionnaire }) => questionnaire.code === code)?.questionnaire
  if (!current || current.version === definition.version) return definition
  const known = new Set(current.questions.map((question) => question.code))
  const gone = definition.questions.filter((question) => !known.has(question.code))
  return { ...current, questions: [...current.questions, ...gone] }
}
