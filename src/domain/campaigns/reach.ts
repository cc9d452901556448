import { type Action, type Actor, allow, type Member, rights } from '../shared/access.ts'
import { DomainError } from '../shared/errors.ts'
import type { CampaignRow } from './store.ts'

/** Where somebody may do something with campaigns: everywhere here (null), or in these schools. */
export interface Reach {
  who: Member
  schoolIds: number[] | null
}

/** @throws DomainError('not-allowed' | 'not-registered') when nowhere at all */
export function reachOf(actor: Actor, action: Action): Reach {
  const who = allow(actor, action)
  const table: { readonly [role: string]: string } = rights[action]
  if (who.roles.some(({ role }) => table[role] === 'municipality')) return { who, schoolIds: null }
  const schools = who.roles.flatMap(({ role, schoolId }) =>
    table[role] === 'school' && schoolId !== null ? [schoolId] : [],
  )
  return { who, schoolIds: [...new Set(schools)] }
}

/**
 * The schools of a campaign that somebody sees; null: all.
 * @throws DomainError('campaign-unknown') also when it is another municipality's or school's
 */
export function seenSchools({ who, schoolIds }: Reach, campaign: CampaignRow): number[] | null {
  if (campaign.municipalityId !== who.municipalityId) throw new DomainError('campaign-unknown')
  if (schoolIds === null) return null
  const asked =
    campaign.schoolId !== null
      ? [campaign.schoolId]
      : campaign.schoolIds.length > 0
        ? campaign.schoolIds
        : schoolIds
  const seen = schoolIds.filter((id) => asked.includes(id))
  if (seen.length === 0) throw new DomainError('campaign-unknown')
  return seen
}
