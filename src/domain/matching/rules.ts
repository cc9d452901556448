import { isSameSubject, namedIn, subjectsOf } from '../shared/likeness.ts'

/** What a mentee wants of a mentor. */
export interface Wishes {
  /** In the mentee's own words; several with commas. */
  subject: string
  /** Codes of help. */
  help: readonly string[]
  /** Names in the mentee's own words, or nothing. */
  rather: string
  ratherNot: string
  school: 'own' | 'other' | 'any'
}

/** A mentor who could be asked. */
export interface Candidate {
  personId: number
  lastName: string
  firstName: string
  patronymic: string | null
  schoolId: number | null
  subjects: readonly string[]
  help: readonly string[]
  places: number
  /** Open pairs. */
  pairs: number
}

/** Why a mentor fits. */
export type Reason =
  | { type: 'wished' }
  | { type: 'subject'; subjects: string[] }
  | { type: 'help'; help: string[] }
  | { type: 'own-school' }
  | { type: 'other-school' }
  | { type: 'places'; free: number }

export interface Fit {
  personId: number
  score: number
  /** The weightiest first; the free places are always said. */
  why: Reason[]
}

/** A named person comes before a subject, a subject before help, help before the school. */
const weight = { wished: 100, subject: 40, help: 30, school: 15, ownSchool: 5 }

/** How many people a mentor can still take. */
export function freePlaces({ places, pairs }: { places: number; pairs: number }): number {
  return Math.max(0, places - pairs)
}

/**
 * The mentors that a mentee may be shown, best first, each with the reasons. Everybody with a free
 * place is there, but for those the mentee would rather not have. The same for any order of candidates.
 */
export function rank(
  wishes: Wishes,
  menteeSchoolId: number | null,
  candidates: readonly Candidate[],
): Fit[] {
  const unwanted = new Set(namedIn(wishes.ratherNot, candidates).map(({ personId }) => personId))
  const wished = new Set(namedIn(wishes.rather, candidates).map(({ personId }) => personId))
  return candidates
    .filter((one) => freePlaces(one) > 0 && !unwanted.has(one.personId))
    .map((one) => ({ one, fit: fitOf(one, wishes, menteeSchoolId, wished.has(one.personId)) }))
    .sort(
      (a, b) =>
        b.fit.score - a.fit.score ||
        freePlaces(b.one) - freePlaces(a.one) ||
        a.one.pairs - b.one.pairs ||
        compare(nameOf(a.one), nameOf(b.one)) ||
        a.one.personId - b.one.personId,
    )
    .map(({ fit }) => fit)
}

function fitOf(
  mentor: Candidate,
  wishes: Wishes,
  menteeSchoolId: number | null,
  wished: boolean,
): Fit {
  const why: Reason[] = []
  let score = 0
  const add = (points: number, reason: Reason) => {
    score += points
    why.push(reason)
  }
  if (wished) add(weight.wished, { type: 'wished' })
  const wanted = subjectsOf(wishes.subject)
  const subjects = mentor.subjects.filter((own) => wanted.some((one) => isSameSubject(one, own)))
  if (subjects.length > 0) add(weight.subject, { type: 'subject', subjects })
  const help = wishes.help.filter((code) => mentor.help.includes(code))
  if (help.length > 0)
    add(Math.round((weight.help * help.length) / wishes.help.length), { type: 'help', help })
  const own = menteeSchoolId !== null && mentor.schoolId === menteeSchoolId
  if (own && wishes.school !== 'other')
    add(wishes.school === 'own' ? weight.school : weight.ownSchool, { type: 'own-school' })
  if (!own && wishes.school === 'other') add(weight.school, { type: 'other-school' })
  why.push({ type: 'places', free: freePlaces(mentor) })
  return { personId: mentor.personId, score, why }
}

const nameOf = ({ lastName, firstName }: Candidate): string => `${lastName} ${firstName}`

/** By code points: the same on every machine. */
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
