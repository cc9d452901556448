/** Flags → questions in Russian, the most likely reading first. */
import { daysBetween } from '../../shared/calendar.ts'
import type { Flag } from './cursor.ts'
import { occurrences } from './occurrences.ts'
import { ASKS } from './questions.ts'
import { render } from './render.ts'
import type { Deadline, DeadlineKind, Period, Window } from './tree.ts'

export interface Doubt {
  code: string
  /** One question to a person. */
  text: string
  /** Possible answers with what they would mean, the most likely first. */
  readings?: { text: string; kind: DeadlineKind; windows: Window[] }[]
}

/** Noticed while reading, but nothing to ask about. */
const SILENT = new Set(['year-carried', 'following-first'])

/** One doubt for each thing noticed. */
export function doubtsOf(
  flags: Flag[],
  tree: Deadline | null,
  period: Period,
  phrase: string,
): Doubt[] {
  const doubts: Doubt[] = []
  const seen = new Set<string>()
  for (const { code, detail } of flags) {
    if (
      SILENT.has(code) ||
      (OF_YEARS.has(code) && isOneYear(period)) ||
      seen.has(code + (detail ?? ''))
    )
      continue
    seen.add(code + (detail ?? ''))
    const ask = ASKS[code]
    const doubt: Doubt = {
      code,
      text: ask
        ? ask.text((detail ?? '').slice(0, 120), tree)
        : `Верно ли прочитан срок «${phrase.slice(0, 120)}»?`,
    }
    const others = tree && ask?.others ? ask.others(tree, period) : []
    if (tree && others.length > 0)
      doubt.readings = [tree, ...others].map((reading) => answer(reading, period))
    doubts.push(doubt)
  }
  return doubts
}

/** Asked only when the plan is longer than a year. */
const OF_YEARS = new Set(['several-years', 'current-year'])

const isOneYear = (period: Period): boolean => daysBetween(period.start, period.end) <= 366

function answer(
  tree: Deadline,
  period: Period,
): { text: string; kind: DeadlineKind; windows: Window[] } {
  const outcome = occurrences(tree, period)
  return { text: render(tree, outcome), kind: outcome.kind, windows: outcome.windows }
}
