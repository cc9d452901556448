import type { Absence } from '../absences/store.ts'
import { addDays, type IsoDate } from '../shared/calendar.ts'
import {
  answering,
  type DueRow,
  type Notice,
  type PersonalDigest,
  type Recipient,
} from './digest.ts'

/** Who has come back sees what is late by so many days, and what is due in so many. */
const lateness = 30
const ahead = 7

const lasts = ({ since, until }: Absence, today: IsoDate) => since <= today && today <= until

/** Who is told instead of these persons today: whoever is here, deputies, nobody for who is away alone. */
export function standIns(
  people: readonly number[],
  absences: readonly Absence[],
  today: IsoDate,
): number[] {
  const awayNow = new Map(
    absences.filter((one) => lasts(one, today)).map((one) => [one.personId, one.deputyId]),
  )
  // A deputy who is away, too, is not handed on: rather nobody than a ring of deputies.
  const found = people.flatMap((personId) => {
    const deputy = awayNow.get(personId)
    if (deputy === undefined) return [personId]
    return deputy === null || awayNow.has(deputy) ? [] : [deputy]
  })
  return [...new Set(found)]
}

/** Hands the digests of those who are away to their deputies. `silent`: away, and nobody stands in. */
export function redirect(
  digests: readonly PersonalDigest[],
  absences: readonly Absence[],
  today: IsoDate,
): { digests: PersonalDigest[]; silent: number[] } {
  const merged = new Map<number, PersonalDigest>()
  const silent: number[] = []
  for (const { personId, own, above } of digests) {
    const [to] = standIns([personId], absences, today)
    if (to === undefined) {
      if (own.length > 0) silent.push(personId)
      continue
    }
    const known = merged.get(to)
    if (!known) merged.set(to, { personId: to, own: [...own], above: [...above] })
    else {
      known.own.push(...own.filter(({ id }) => !known.own.some((row) => row.id === id)))
      known.above.push(
        ...above.filter(({ row }) => !known.above.some((one) => one.row.id === row.id)),
      )
    }
  }
  return { digests: [...merged.values()], silent }
}

/** Who has come back since the last morning. */
export const returned = (
  absences: readonly Absence[],
  after: IsoDate,
  day: IsoDate,
): readonly number[] =>
  absences.filter(({ until }) => until >= after && until < day).map(({ personId }) => personId)

/** The dues that somebody who has come back is told of. */
export const duesOfReturn = (day: IsoDate): IsoDate[] =>
  Array.from({ length: lateness + ahead + 1 }, (_, i) => addDays(day, i - lateness))

/** Adds what waits for those who have come back. */
export function welcome(
  digests: PersonalDigest[],
  rows: readonly DueRow[],
  recipients: readonly Recipient[],
  back: readonly number[],
): void {
  for (const row of rows)
    for (const personId of answering(row, recipients)) {
      if (!back.includes(personId)) continue
      let digest = digests.find((one) => one.personId === personId)
      if (!digest) {
        digest = { personId, own: [], above: [] }
        digests.push(digest)
      }
      if (!digest.own.some(({ id }) => id === row.id)) digest.own.push(row)
    }
}

/**
 * Adds what other rooms have to say to the digests of these persons, or of who stands in for them; what is the
 * person's own affair waits for their return.
 */
export function addNotices(
  digests: PersonalDigest[],
  notices: readonly ({ personId: number } & Notice)[],
  absences: readonly Absence[],
  today: IsoDate,
): void {
  const known = new Map(digests.map((digest) => [digest.personId, digest]))
  for (const { personId, ...notice } of notices) {
    const away = absences.some((one) => one.personId === personId && lasts(one, today))
    if (notice.own && away) continue
    for (const to of standIns([personId], absences, today)) {
      const digest = known.get(to) ?? { personId: to, own: [], above: [] }
      if (!known.has(to)) digests.push(digest)
      known.set(to, digest)
      digest.notices = [...(digest.notices ?? []), notice]
    }
  }
}
