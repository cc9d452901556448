import type { Answers, Questionnaire } from './definition.ts'
import { applicable } from './rules.ts'
import { isPersonal, type ShownAnswer, shownAnswer } from './screen.ts'

const onPage = 12

/** All items of a questionnaire with their answers, a page of them. */
export interface Summary {
  title: string
  items: {
    code: string
    number: number
    /** What the grid asks, above the first of its rows on the page; or nothing. */
    grid: string
    text: string
    answer: ShownAnswer
  }[]
  /** Counted from 0. */
  page: number
  pages: number
  /** It was sent before. */
  sent: boolean
  /** A campaign's: it is sent once. */
  campaign: { anonymous: boolean } | null
}

/**
 * @param here whether personal answers may be shown
 * @param names of the persons that answers name
 */
export function summaryPage(
  questionnaire: Questionnaire,
  answers: Answers,
  page: number,
  here: boolean,
  names: ReadonlyMap<number, string>,
): Omit<Summary, 'sent' | 'campaign'> {
  const asked = applicable(questionnaire, answers)
  const pages = Math.max(1, Math.ceil(asked.length / onPage))
  const from = Math.min(Math.max(page, 0), pages - 1) * onPage
  const items = asked.slice(from, from + onPage).map((item, index) => {
    const row = item.kind === 'scale' ? item.row : undefined
    return {
      code: item.code,
      number: from + index + 1,
      grid: row && (row.number === 1 || index === 0) ? row.text : '',
      text: item.text,
      // What may not be asked here is not shown here either.
      answer:
        isPersonal(questionnaire, item) && !here
          ? { text: '…', day: null }
          : shownAnswer(item, answers[item.code] ?? null, names),
    }
  })
  return { title: questionnaire.title, items, page: from / onPage, pages }
}
