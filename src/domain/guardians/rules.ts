import { dateParts, type IsoDate } from '../shared/calendar.ts'

/** From here on a person consents alone; from the other one on a minor consents beside the parent. */
export const OF_AGE = 18
export const HEARD_FROM = 14

/** Full years on a day; a birthday on 29 February is kept on 1 March of other years. */
export function ageOn(birth: IsoDate, day: IsoDate): number {
  const [born, now] = [dateParts(birth), dateParts(day)]
  const had = now.month > born.month || (now.month === born.month && now.day >= born.day)
  return now.year - born.year - (had ? 0 : 1)
}

/** What a minor's consent still waits for. */
export type MinorStep = 'own' | 'parent' | 'given'

/**
 * Who has turned fourteen under a parent's consent is asked, too: until the answer that consent stands.
 * @param assented the minor has agreed to this text @param given the consent is in force
 */
export function minorStep(age: number, assented: boolean, given: boolean): MinorStep {
  if (age >= HEARD_FROM && !assented) return 'own'
  return given ? 'given' : 'parent'
}

/**
 * How somebody stands to a consent: who is of age answers alone, a minor's waits for a step. Where nobody has
 * said the age, a pupil says it before any document (`birth-date`), a mentor may (`may-be-minor`).
 */
export type Standing = 'of-age' | 'may-be-minor' | 'birth-date' | MinorStep

/** Roles that grown-ups have: a mentee with one of them is a teacher. */
const staff = ['teacher', 'curator', 'head', 'specialist', 'methodist', 'coordinator']

/**
 * What may be thought of somebody whose age nobody has said. The school's register knows pupils from teachers;
 * without it a mentee with a role of the staff is a teacher, any other one is taken for a pupil.
 * @param roles held now or before @param register in which the school has the person; null: in none
 */
export function standingUnasked(roles: readonly string[], register: string | null): Standing {
  if (register === 'teachers') return 'of-age'
  if (register === 'pupils') return 'birth-date'
  if (roles.some((role) => staff.includes(role))) return 'of-age'
  if (roles.includes('mentee')) return 'birth-date'
  return roles.includes('mentor') ? 'may-be-minor' : 'of-age'
}

/** What the purpose of a minor's own agreement to a text ends in: by itself it lets nothing be stored. */
export const OWN = '-own'

export function ownPurpose(code: string): string {
  return `${code}${OWN}`
}
