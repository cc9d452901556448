import { addDays, dateParts, daysInMonth, type IsoDate, isoDate } from '../shared/calendar.ts'
import { isWorkingDay } from '../shared/working-days.ts'
import { type Period, readDeadline, type Window } from './deadlines/index.ts'

/** How often somebody looks after work that has no due of its own. */
export const checkEvery = ['monthly', 'quarterly', 'end', 'none'] as const
export type CheckEvery = (typeof checkEvery)[number]

/** The days on which continuous work is looked after, inside the plan. */
export function checkWindows(every: CheckEvery, period: Period): Window[] {
  switch (every) {
    case 'monthly':
      return readDeadline('ежемесячно', period).windows
    case 'quarterly':
      return readDeadline('ежеквартально', period).windows
    case 'end':
      return [[period.start, period.end]]
    case 'none':
      return []
  }
}

const spelled: { [stem: string]: number } = {
  одн: 1,
  двух: 2,
  трех: 3,
  четырех: 4,
  пяти: 5,
  шести: 6,
  семи: 7,
  десяти: 10,
  четырнадцати: 14,
  пятнадцати: 15,
  двадцати: 20,
  тридцати: 30,
}
const TERM =
  /(?<![а-я\d])(\d{1,3}(?=\D)|[а-я]+(?=\s))(?:-?(?:ти|х|и|го)(?=\s))?\s*(?:\([а-я\s]+\)\s*)?(рабоч[а-я]*\s+|календарн[а-я]*\s+)?(дн[а-я]*|день|суток|недел[а-я]*|месяц[а-я]*)(?![а-я])/

/**
 * The due of a phrase that counts from an event («в течение 10 дней со дня …»), once the event has a
 * day; null when the phrase says no term.
 */
export function dueAfter(phrase: string, day: IsoDate): IsoDate | null {
  const text = phrase.toLocaleLowerCase('ru').replaceAll('ё', 'е')
  const found = TERM.exec(text) ?? /()()(месяца|недели)(?=\s+(?:со|с|после))/.exec(text)
  if (!found) return null
  const [, number = '', kind = '', unit = ''] = found
  const n = /^\d/.test(number)
    ? Number(number)
    : (Object.entries(spelled).find(([stem]) => number.startsWith(stem))?.[1] ??
      (/^(месяц|недел)/.test(unit) ? 1 : 0))
  if (n === 0) return null
  if (unit.startsWith('месяц')) return addMonths(day, n)
  if (unit.startsWith('недел')) return addDays(day, 7 * n)
  return kind.startsWith('рабоч') ? addWorkingDays(day, n) : addDays(day, n)
}

function addMonths(day: IsoDate, n: number): IsoDate {
  const { year, month, day: date } = dateParts(day)
  const months = year * 12 + month - 1 + n
  const [y, m] = [Math.floor(months / 12), (months % 12) + 1]
  return isoDate(y, m, Math.min(date, daysInMonth(y, m))) ?? day
}

function addWorkingDays(day: IsoDate, n: number): IsoDate {
  let last = day
  for (let left = n; left > 0; ) {
    last = addDays(last, 1)
    if (isWorkingDay(last)) left -= 1
  }
  return last
}
