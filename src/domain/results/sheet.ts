import { bySchoolName } from '../campaigns/card.ts'
import type { Turnout } from '../campaigns/store.ts'
import type { IsoDate } from '../shared/calendar.ts'
import type { Change } from './compare.ts'
import type { RawSheet } from './raw-sheet.ts'
import type { ItemResult } from './rules.ts'

/** What a campaign has brought, for those who see all of it or one school. Plain JSON. */
export interface ResultSheet {
  title: string
  municipality: string
  /** The school that it is about; null: all. */
  school: string | null
  wave: number
  anonymous: boolean
  closed: boolean
  startedOn: IsoDate
  due: IsoDate
  /** The day on which it was counted. */
  day: IsoDate
  asked: number
  answered: number
  items: ItemResult[]
  /** School by school; empty where it is about one. */
  schools: { school: string; asked: number; answered: number; items: ItemResult[] }[]
  /** Fewer than so many are shown nowhere. */
  least: number
  /** The answers themselves; null: anonymous, or not for who asks. */
  raw: RawSheet | null
}

export interface ComparisonSide {
  title: string
  wave: number
  startedOn: IsoDate
  answered: number
}

/** The same asked twice. Plain JSON. */
export interface Comparison {
  title: string
  municipality: string
  school: string | null
  day: IsoDate
  before: ComparisonSide
  after: ComparisonSide
  changes: Change[]
}

export function bySchool(
  turnout: readonly Turnout[],
  found: readonly { schoolId: number; items: ItemResult[] }[],
): ResultSheet['schools'] {
  return bySchoolName(turnout).flatMap(({ schoolId, school, asked, answered }) => {
    if (schoolId === null || school === null) return []
    const items = found.find((one) => one.schoolId === schoolId)?.items ?? []
    return [{ school, asked, answered, items }]
  })
}
