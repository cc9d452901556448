import { ageOn } from '../guardians/rules.ts'
import type { IsoDate } from '../shared/calendar.ts'
import { fullName, type PersonName } from '../shared/names.ts'

export const registerKinds = ['teachers', 'pupils'] as const
export type RegisterKind = (typeof registerKinds)[number]

/**
 * What a line says of somebody. Of teachers: post, subject, teaching start, category; of pupils: class.
 *
 * Why it may be kept before any consent: the school is the operator, as employer (Labour Code, articles 65
 * and 86) and as place of learning (273-ФЗ, article 28, part 3, point 10), which is a ground of its own
 * (152-ФЗ, article 6, part 1, points 2 and 5). So a line serves the school's lists and counts only: nobody is
 * written to, asked, paired or shown to other schools by it. When the person comes in, the line is tied to
 * them: the birth date goes over at once, for it decides whether a parent has to consent; the rest after the
 * consent. A line that is tied goes with the person when the consent is withdrawn (see personal.ts).
 */
export interface RegisterLine extends PersonName {
  schoolId: number
  birthDate: IsoDate | null
  post: string | null
  subject: string | null
  /** First day of work as a teacher. */
  teachingStart: IsoDate | null
  category: string | null
  schoolClass: string | null
}

export type RegisterField = Exclude<keyof RegisterLine, 'schoolId' | keyof PersonName>

/** What a register has beside names and school, in the order of its columns. */
export const fieldsOf: Record<RegisterKind, readonly RegisterField[]> = {
  teachers: ['birthDate', 'post', 'subject', 'teachingStart', 'category'],
  pupils: ['birthDate', 'schoolClass'],
}

export const registerFields: readonly RegisterField[] = [
  ...fieldsOf.teachers,
  ...fieldsOf.pupils.filter((field) => !fieldsOf.teachers.includes(field)),
]

/** The last year of age of a young specialist (489-ФЗ of 30.12.2020, article 2: up to 35 years inclusive). */
export const YOUNG_UNTIL = 35
/** Full years of teaching from which one is no beginner («педагоги со стажем работы до 3 лет» of the target model). */
export const BEGINNER_YEARS = 3

/** Whether somebody is a «молодой специалист» by age on a day; null when the birth date is not known. */
export function isYoungSpecialist(birthDate: IsoDate | null, day: IsoDate): boolean | null {
  return birthDate === null ? null : ageOn(birthDate, day) <= YOUNG_UNTIL
}

/**
 * Whether somebody has taught for less than three full years on a day, whatever the age; null when the
 * start is not known. Who begins later than that day has «стаж до 3 лет», too.
 */
export function isBeginner(teachingStart: IsoDate | null, day: IsoDate): boolean | null {
  return teachingStart === null ? null : ageOn(teachingStart, day) < BEGINNER_YEARS
}

/** How many of a register's lines are what on a day; the two definitions are counted each for itself. */
export interface RegisterCounts {
  lines: number
  young: number
  beginners: number
  /** Both at once. */
  youngBeginners: number
  /** Lines without a birth date or without a start: they are counted nowhere above. */
  unknown: number
}

export function countLines(
  lines: readonly Pick<RegisterLine, 'birthDate' | 'teachingStart'>[],
  day: IsoDate,
): RegisterCounts {
  const counts = { lines: lines.length, young: 0, beginners: 0, youngBeginners: 0, unknown: 0 }
  for (const { birthDate, teachingStart } of lines) {
    const young = isYoungSpecialist(birthDate, day)
    const beginner = isBeginner(teachingStart, day)
    if (young) counts.young += 1
    if (beginner) counts.beginners += 1
    if (young && beginner) counts.youngBeginners += 1
    if (young === null || beginner === null) counts.unknown += 1
  }
  return counts
}

/** «Ёлкина  Анна» and «елкина анна» are the same name. */
export function foldName(name: PersonName): string {
  return fullName(name).toLocaleLowerCase('ru').replaceAll('ё', 'е').replace(/\s+/g, ' ').trim()
}
