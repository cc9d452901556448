import type { ItemDefinition, Questionnaire } from '../questionnaires/definition.ts'
import { itemsOf } from '../questionnaires/rules.ts'
import type { Role } from '../shared/access.ts'
import type { IsoDate } from '../shared/calendar.ts'
import type { Reach } from './reach.ts'

/** What a campaign is to be. */
export interface CampaignPlan {
  questionnaire: string
  anonymous: boolean
  roles: Role[]
  /** Empty: all schools that whoever starts it may ask. */
  schoolIds: number[]
  due: IsoDate
  reminds: boolean
}

/** A questionnaire that can be asked of many. */
export interface Askable {
  [name: string]: string | string[] | boolean | number
  code: string
  title: string
  questions: number
  roles: Role[]
  /** It is anonymous by itself. */
  anonymous: boolean
  /** It asks nothing that names people, so it can be anonymous. */
  canBeAnonymous: boolean
}

/** A school's curator asks the people of the school, not those of the municipality. */
export function askableRoles({ schoolIds }: Reach, { audience }: Questionnaire): Role[] {
  if (schoolIds === null) return audience
  return audience.filter((role) => role !== 'coordinator' && role !== 'methodist')
}

/** Whether an answer to it says who somebody is. */
export const namesPeople = ({ kind, personal }: ItemDefinition): boolean =>
  kind === 'persons' || personal

/** Whether nothing in it names people. */
export function canBeAnonymous(questionnaire: Questionnaire): boolean {
  return !itemsOf(questionnaire).some(namesPeople)
}

/** A questionnaire as it is offered to be asked; `roles` is empty where there is nobody to ask. */
export function askableOf(reach: Reach, questionnaire: Questionnaire): Askable {
  const { code, title, questions, anonymous } = questionnaire
  return {
    code,
    title,
    questions: questions.length,
    roles: askableRoles(reach, questionnaire),
    anonymous,
    canBeAnonymous: canBeAnonymous(questionnaire),
  }
}
