import type { Role } from '../shared/access.ts'
import type { IsoDate } from '../shared/calendar.ts'
import { LEAST_REPLIES } from './rules.ts'
import type { CampaignRow, Turnout } from './store.ts'

/** A campaign as those who look after it see it. */
export interface CampaignCard {
  id: number
  title: string
  wave: number
  anonymous: boolean
  roles: Role[]
  /** Of a school's own campaign. */
  school: string | null
  startedOn: IsoDate
  due: IsoDate
  closed: boolean
  reminds: boolean
  asked: number
  answered: number
  excluded: number
  /** Whoever looks runs it, and may close it and open it again. */
  runs: boolean
  canReopen: boolean
}

/** @param runs whether whoever looks may close it and open it again */
export function cardOf(
  campaign: CampaignRow,
  turnout: readonly Turnout[],
  runs: boolean,
): CampaignCard {
  const sum = (of: (row: Turnout) => number) => turnout.reduce((n, row) => n + of(row), 0)
  const answered = sum((row) => row.answered)
  const closed = campaign.closedAt !== null
  const own = turnout.find(({ schoolId }) => schoolId === campaign.schoolId)
  return {
    id: campaign.id,
    title: campaign.definition.title,
    wave: campaign.wave,
    anonymous: campaign.anonymous,
    roles: campaign.roles,
    school: campaign.schoolId === null ? null : (own?.school ?? null),
    startedOn: campaign.startedOn,
    due: campaign.due,
    closed,
    reminds: campaign.reminds,
    asked: sum((row) => row.asked),
    answered,
    excluded: sum((row) => row.noConsent + row.unreachable),
    runs,
    canReopen: runs && closed && !resultsAreOut(campaign, answered),
  }
}

/**
 * Whether somebody may have seen results of an anonymous campaign: one more reply would be told by the
 * difference.
 */
export function resultsAreOut({ anonymous }: CampaignRow, answered: number): boolean {
  return anonymous && answered >= LEAST_REPLIES
}

const order = new Intl.Collator('ru', { numeric: true })

/** Schools as people count them: № 2 stands before № 10; who belongs to none comes last. */
export function bySchoolName<T extends { school: string | null }>(rows: readonly T[]): T[] {
  return [...rows].sort((a, b) =>
    a.school === null || b.school === null
      ? Number(a.school === null) - Number(b.school === null)
      : order.compare(a.school, b.school),
  )
}
