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
    if (SILENT.has(code) || needless(code, tree, period) || seen.has(code + (detail ?? '')))
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
    if (tree && others.length > 0) {
      const readings = apart([tree, ...others].map((reading) => answer(reading, period)))
      if (readings.length > 1) doubt.readings = readings
    }
    doubts.push(doubt)
  }
  return doubts
}

/** Whether this plan answers the question by itself. */
function needless(code: string, tree: Deadline | null, period: Period): boolean {
  const calendar = period.end.endsWith('-12-31')
  switch (code) {
    case 'several-years':
      return isOneYear(period)
    case 'year-end':
      return calendar && isOneYear(period)
    case 'current-year': {
      const year = period.start.slice(0, 4)
      const dues = tree ? occurrences(tree, period).windows : []
      return isOneYear(period) && dues.every(([, due]) => due.startsWith(year))
    }
    default:
      return false
  }
}

const isOneYear = (period: Period): boolean => daysBetween(period.start, period.end) <= 366

type Answer = NonNullable<Doubt['readings']>[number]

/** Readings that mean the same in this plan are one. */
const apart = (all: Answer[]): Answer[] =>
  all.filter((one, k) => all.findIndex((other) => meaning(other) === meaning(one)) === k)

const meaning = ({ kind, windows }: Answer): string => JSON.stringify([kind, windows])

function answer(tree: Deadline, period: Period): Answer {
  const outcome = occurrences(tree, period)
  return { text: render(tree, outcome), kind: outcome.kind, windows: outcome.windows }
}
