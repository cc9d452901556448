/** The deadline grammar: a phrase of a Russian road map → what is due when, and what to ask about. */
import { isIsoDate, weekdayOf } from '../../shared/calendar.ts'
import { combine } from './combine.ts'
import type { Flag } from './cursor.ts'
import { type Doubt, doubtsOf } from './doubts.ts'
import { occurrences } from './occurrences.ts'
import { parse } from './parse.ts'
import { NOT_UNDERSTOOD, render } from './render.ts'
import { lex } from './tokens.ts'
import type { Deadline, DeadlineKind, Period, Window } from './tree.ts'

export type { Doubt } from './doubts.ts'
export type { Deadline, DeadlineKind, Period, Window } from './tree.ts'

/** What a phrase was read as, inside one plan. */
export interface Reading {
  kind: DeadlineKind
  /** [start, due] pairs inside the plan, ISO dates, inclusive, by due. */
  windows: Window[]
  doubts: Doubt[]
  /** What was understood, in Russian; read again it gives the same kind and windows. */
  text: string
  tree: Deadline | null
  /** Dues outside the plan: listed, never dropped. */
  outside?: Window[]
}

/** Longer phrases are cut: a deadline cell of that length is a whole paragraph. */
const LONGEST = 600
const MOST_TOKENS = 100
const LONGEST_PLAN_YEARS = 60

const unknown = (flags: Flag[], phrase: string, period: Period): Reading => ({
  kind: 'unknown',
  windows: [],
  doubts: doubtsOf(flags, null, period, phrase),
  text: NOT_UNDERSTOOD,
  tree: null,
})

/**
 * Reads a deadline phrase for a plan's period (ISO dates, inclusive). Never throws, takes
 * milliseconds for any input. What is uncertain carries a doubt; what is not understood is
 * `unknown` with a doubt, for a wrong date is worse than a question.
 */
export function readDeadline(phrase: string, period: Period): Reading {
  const text = typeof phrase === 'string' ? phrase : ''
  if (!goodPeriod(period)) return unknown([{ code: 'bad-period' }], text, period)
  const { tokens: all, repairs } = lex(text.slice(0, LONGEST))
  const tokens = all.slice(0, MOST_TOKENS)
  const cut = text.length > LONGEST || all.length > MOST_TOKENS
  const flags: Flag[] = cut ? [{ code: 'too-long' }] : []
  if (!tokens.some((token) => token.type !== 'mark'))
    return unknown([...flags, { code: 'empty' }], text, period)
  const parsed = parse(tokens)
  for (const [printed, read] of repairs)
    flags.push({ code: 'typo', detail: `${printed}» → «${read}` })
  flags.push(...parsed.flags)
  const tree = combine(parsed, flags)
  if (parsed.unread.length > 0) flags.push({ code: 'unread', detail: parsed.unread.join(' ') })
  if (!tree) return unknown([...flags, { code: 'unknown' }], text, period)
  const outcome = occurrences(tree, period)
  flags.push(...outcome.flags)
  const doubts = doubtsOf(checkWeekdays(flags, outcome.windows), tree, period, text)
  if (outcome.kind === 'unknown')
    return { kind: 'unknown', windows: [], doubts, text: NOT_UNDERSTOOD, tree: null }
  const windows = [...outcome.windows].sort((a, b) => (a[1] < b[1] ? -1 : a[1] > b[1] ? 1 : 0))
  // An event keeps its own words, with their capitals.
  const own = tree.node === 'event' && parsed.clauses.length === 1 && parsed.unread.length === 0
  const rendered = own ? text.slice(0, LONGEST).replace(/\s+/g, ' ').trim() : render(tree, outcome)
  const reading: Reading = { kind: outcome.kind, windows, doubts, text: rendered, tree }
  if (outcome.outside.length > 0) reading.outside = outcome.outside
  return reading
}

function goodPeriod(period: Period): boolean {
  if (typeof period?.start !== 'string' || typeof period.end !== 'string') return false
  if (!isIsoDate(period.start) || !isIsoDate(period.end)) return false
  return (
    period.start <= period.end &&
    Number(period.end.slice(0, 4)) - Number(period.start.slice(0, 4)) <= LONGEST_PLAN_YEARS
  )
}

/** «15 мая, среда» asks only when that day is no Wednesday. */
function checkWeekdays(flags: Flag[], windows: Window[]): Flag[] {
  const said = flags.find((flag) => flag.code === 'weekday-note')?.detail
  if (said === undefined) return flags
  const right = windows.every(
    ([start, due]) =>
      said.includes(String(weekdayOf(due))) && (start === due || windows.length === 1),
  )
  return flags.filter(
    ({ code }) =>
      code !== 'weekday-bare' && !(right && windows.length > 0 && code === 'weekday-note'),
  )
}
