import type { ResultSheet } from '../domain/results/sheet.ts'
import { dotted, type Say } from './plan-sheet.ts'

/**
 * What stands below the title of results: where, how many, and when they were asked. Those of a survey that
 * runs are of the day on which they were counted; what is over does not change by the day it is looked at.
 */
export function aboutResults(sheet: ResultSheet, say: Say): string {
  const { school, municipality, answered, asked, anonymous, closed, startedOn, due, day } = sheet
  return [
    school ?? municipality,
    say('results-about', { answered, asked }),
    anonymous ? say('results-anonymous') : '',
    closed ? say('results-asked', { from: dotted(startedOn), to: dotted(due) }) : dotted(day),
  ]
    .filter(Boolean)
    .join(' · ')
}
