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

/** @param assented the minor has agreed to this text @param given the consent is in force */
export function minorStep(age: number, assented: boolean, given: boolean): MinorStep {
  if (given) return 'given'
  return age >= HEARD_FROM && !assented ? 'own' : 'parent'
}
