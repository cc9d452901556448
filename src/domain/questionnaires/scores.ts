import type { Answers, Questionnaire, Score } from './definition.ts'
import { applicable, fits } from './rules.ts'

/** What a score came out as. */
export interface ScoreResult {
  code: string
  title: string
  /** Null while something that is added up has no answer. */
  sum: number | null
  /** The words of the band that the sum falls into; null when it falls into none. */
  band: string | null
}

/** The scores of a questionnaire with these answers; what does not apply adds nothing. */
export function scoresOf(questionnaire: Questionnaire, answers: Answers): ScoreResult[] {
  const asked = applicable(questionnaire, answers)
  return questionnaire.scores.map((score) => {
    let sum: number | null = null
    for (const item of asked.filter((one) => counts(score, one.code))) {
      const value = answers[item.code]
      if (value === undefined || !fits(item, value)) return result(score, null)
      if (typeof value === 'number') sum = (sum ?? 0) + value
    }
    return result(score, sum)
  })
}

/** Whether an item's marks go into the score: named itself, or as a row of a grid that is named. */
export function counts(score: Score, item: string): boolean {
  return score.of.some((code) => code === item || item.startsWith(`${code}.`))
}

function result({ code, title, bands }: Score, sum: number | null): ScoreResult {
  const band = sum === null ? undefined : bands.find(({ from, to }) => from <= sum && sum <= to)
  return { code, title, sum, band: band?.label ?? null }
}
