import { addDays, daysBetween, type IsoDate } from '../shared/calendar.ts'
import { isWorkingDay, workingDayFrom, workingDayUntil } from '../shared/working-days.ts'
import { instantAt, type WallClock, wallClock } from '../shared/zone.ts'

/** On how many days before and after a due people are reminded; the day itself always. */
export interface Policy {
  before: readonly number[]
  after: readonly number[]
}

export const usual: Policy = { before: [30, 7, 3, 1], after: [1, 3, 7] }

/** What comes round often is not announced a month ahead: the longest offsets of such kinds, in days. */
const often: { [kind: string]: number } = { monthly: 7, weekly: 1, daily: 0 }

/** The policy for a kind of deadline, out of a municipality's own. */
export function policyFor(kind: string, own: Policy = usual): Policy {
  const longest = often[kind]
  if (longest === undefined) return own
  const short = (offsets: readonly number[]) => offsets.filter((n) => n <= longest)
  return { before: short(own.before), after: short(own.after) }
}

/** The hours that mornings may open at; the longest offset, and how many there may be. */
export const morningHours = ['08:00', '09:00', '10:00', '11:00', '12:00'] as const
export const longestOffset = 90
export const offsetsAtMost = 6

/** «30, 7, 3 и 1» → offsets in days, without doubles; null when it is nothing like that. */
export function readOffsets(text: string): number[] | null {
  const said = text.match(/\d+/g)?.map(Number) ?? []
  if (/[^\d\s,;.и]/.test(text) || said.some((n) => n < 1 || n > longestOffset)) return null
  const offsets = [...new Set(said)]
  return offsets.length > offsetsAtMost ? null : offsets
}

/** The hour at which mornings open, and the one from which nobody is disturbed. */
export const morningHour = '09:00'
export const quietFrom = '21:00'

/** Whether nobody is to be disturbed at this time of day (HH:MM). */
export const isQuiet = (time: string): boolean => time < morningHour || time >= quietFrom

/** How far back a morning looks for pings that downtime has swallowed, in days. */
export const longestGap = 400

/** How long after its due the ones above are still told of what is late, in days. */
export const escalationWindow = 30

/**
 * The working day on which the ping of an offset (negative: before the due) reaches people:
 * on a day off it is moved back until the due, and forward after it.
 */
export function pingDay(due: IsoDate, offset: number): IsoDate {
  const day = addDays(due, offset)
  return offset > 0 ? workingDayFrom(day) : workingDayUntil(day)
}

/** Whether a due has a ping later than the morning `after` and not later than `morning`. */
export function isPinged(due: IsoDate, policy: Policy, after: IsoDate, morning: IsoDate): boolean {
  const within = (offset: number) => {
    const day = pingDay(due, offset)
    return day > after && day <= morning
  }
  return within(0) || policy.before.some((n) => within(-n)) || policy.after.some(within)
}

/** Every due that some policy pings between two mornings: what to look for in the table. */
export function duesToPing(after: IsoDate, morning: IsoDate, policy: Policy = usual): IsoDate[] {
  const dues: IsoDate[] = []
  const slack = 14 // days off in a row, with room to spare
  const from = addDays(after, -Math.max(0, ...policy.after) - slack)
  const to = addDays(morning, Math.max(0, ...policy.before) + slack)
  for (let due = from; due <= to; due = addDays(due, 1))
    if (isPinged(due, policy, after, morning)) dues.push(due)
  return dues
}

/** A morning may have been too early for a step above, days: its ping, behind the longest holidays. */
export const stepAbove = 14

/**
 * The last due whose lateness is told above on this morning, step by step: the head hears of it with the first
 * usual ping after the due, the coordinator with the second.
 */
export function lastDueToEscalate(morning: IsoDate, level: 'head' | 'coordinator'): IsoDate {
  const offset = usual.after[level === 'head' ? 0 : 1]!
  let due = addDays(morning, -1)
  while (pingDay(due, offset) > morning) due = addDays(due, -1)
  return due
}

/** The last morning before this one as far as the table remembers, but no further than `longestGap`. */
export function lookBackTo(lastOpened: IsoDate | null, morning: IsoDate): IsoDate {
  if (lastOpened === null) return addDays(morning, -1)
  const bound = addDays(morning, -longestGap)
  return lastOpened > bound ? lastOpened : bound
}

/**
 * The morning that ought to be open at this moment, or null by night and on days off.
 * Anyhow: the last one that has passed, for a clock that was moved over it.
 */
export function morningAt(now: WallClock, anyhow = false, hour = morningHour): IsoDate | null {
  if (!anyhow && (now.time < hour || now.time >= quietFrom)) return null
  const day = now.time >= hour ? now.day : addDays(now.day, -1)
  if (anyhow) return workingDayUntil(day)
  return isWorkingDay(day) ? day : null
}

export const snoozeChoices = ['hours', 'tomorrow', 'days', 'week'] as const
export type SnoozeChoice = (typeof snoozeChoices)[number]

/**
 * When a snooze ends: in two hours, or at nine of the working day that is at least one, three or
 * seven days away. What would end by night waits for the morning.
 */
export function snoozeUntil(choice: SnoozeChoice, now: Date, zone: string): Date {
  const morning = (day: IsoDate) => instantAt(workingDayFrom(day), morningHour, zone)
  const today = wallClock(now, zone).day
  if (choice !== 'hours') return morning(addDays(today, { tomorrow: 1, days: 3, week: 7 }[choice]))
  const then = new Date(now.getTime() + 2 * 3_600_000)
  const { day, time } = wallClock(then, zone)
  if (!isQuiet(time)) return then
  return morning(time >= quietFrom ? addDays(day, 1) : day)
}

export type Urgency = 'late' | 'today' | 'soon'

export function urgency(due: IsoDate, today: IsoDate): Urgency {
  const left = daysBetween(today, due)
  return left < 0 ? 'late' : left === 0 ? 'today' : 'soon'
}
