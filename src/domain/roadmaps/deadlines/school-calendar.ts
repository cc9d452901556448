/**
 * The usual school calendar by quarters. Every school sets its own (273-ФЗ art. 28), so dates read
 * from here always carry a doubt. Source: the ministry's yearly recommendations, as commonly followed.
 */

interface SchoolCalendar {
  /** First and last day (month-day) of the autumn, winter and spring holidays. */
  autumn: [string, string]
  winter: [string, string]
  spring: [string, string]
}

const USUAL: SchoolCalendar = {
  autumn: ['10-28', '11-05'],
  winter: ['12-30', '01-08'],
  spring: ['03-23', '03-31'],
}

/** By the September's year. */
const KNOWN: Record<number, SchoolCalendar> = {
  2022: { autumn: ['10-29', '11-06'], winter: ['12-29', '01-08'], spring: ['03-25', '04-02'] },
  2023: { autumn: ['10-28', '11-06'], winter: ['12-30', '01-08'], spring: ['03-23', '03-31'] },
  2024: { autumn: ['10-26', '11-04'], winter: ['12-29', '01-08'], spring: ['03-22', '03-30'] },
  2025: { autumn: ['10-25', '11-02'], winter: ['12-31', '01-11'], spring: ['03-28', '04-05'] },
}

export interface SchoolDates {
  holidays: {
    autumn: [string, string]
    winter: [string, string]
    spring: [string, string]
    summer: [string, string]
  }
  /** Last day of lessons. */
  lastLesson: string
}

/** ISO dates of the school year that begins in September of `year`. */
export function schoolDates(year: number): SchoolDates {
  const known = KNOWN[year] ?? USUAL
  const next = year + 1
  return {
    holidays: {
      autumn: [`${year}-${known.autumn[0]}`, `${year}-${known.autumn[1]}`],
      winter: [`${year}-${known.winter[0]}`, `${next}-${known.winter[1]}`],
      spring: [`${next}-${known.spring[0]}`, `${next}-${known.spring[1]}`],
      summer: [`${next}-06-01`, `${next}-08-31`],
    },
    lastLesson: `${next}-05-31`,
  }
}
