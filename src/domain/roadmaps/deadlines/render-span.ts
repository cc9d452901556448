/** Russian names of stretches of the calendar, in the nominative or the genitive. */
import { dateParts, lastDayOfMonth } from '../../shared/calendar.ts'
import type { Edge, Span } from './tree.ts'

export type Case = 'nominative' | 'genitive'
type Pair = [nominative: string, genitive: string]

const MONTHS: Pair[] = [
  ['январь', 'января'],
  ['февраль', 'февраля'],
  ['март', 'марта'],
  ['апрель', 'апреля'],
  ['май', 'мая'],
  ['июнь', 'июня'],
  ['июль', 'июля'],
  ['август', 'августа'],
  ['сентябрь', 'сентября'],
  ['октябрь', 'октября'],
  ['ноябрь', 'ноября'],
  ['декабрь', 'декабря'],
]
const SEASONS: Pair[] = [
  ['зима', 'зимы'],
  ['весна', 'весны'],
  ['лето', 'лета'],
  ['осень', 'осени'],
]
const HOLIDAYS: Pair[] = [
  ['каникулы', 'каникул'],
  ['зимние каникулы', 'зимних каникул'],
  ['весенние каникулы', 'весенних каникул'],
  ['летние каникулы', 'летних каникул'],
  ['осенние каникулы', 'осенних каникул'],
]
const WEEKDAYS: [...Pair, gender: 'm' | 'f' | 'n'][] = [
  ['понедельник', 'понедельника', 'm'],
  ['вторник', 'вторника', 'm'],
  ['среда', 'среды', 'f'],
  ['четверг', 'четверга', 'm'],
  ['пятница', 'пятницы', 'f'],
  ['суббота', 'субботы', 'f'],
  ['воскресенье', 'воскресенья', 'n'],
]
const ORDINALS: Record<number, string> = {
  [-1]: 'последн',
  1: 'перв',
  2: 'втор',
  3: 'трет',
  4: 'четверт',
  5: 'пят',
  6: 'шест',
}
const EDGES: Record<Edge, Pair> = {
  begin: ['начало', 'начала'],
  middle: ['середина', 'середины'],
  end: ['конец', 'конца'],
  half1: ['первая половина', 'первой половины'],
  half2: ['вторая половина', 'второй половины'],
  decade1: ['первая декада', 'первой декады'],
  decade2: ['вторая декада', 'второй декады'],
  decade3: ['третья декада', 'третьей декады'],
}
const ROMAN = ['', 'I', 'II', 'III', 'IV']

const pick = (pair: readonly string[] | undefined, form: Case): string =>
  pair?.[form === 'nominative' ? 0 : 1] ?? ''

export const monthName = (month: number, form: Case): string => pick(MONTHS[month - 1], form)

/** «первая пятница», «последнего вторника». */
function ordinal(n: number, gender: 'm' | 'f' | 'n', form: Case): string {
  const stem = ORDINALS[n] ?? ''
  const soft = n === -1 || n === 3
  if (form === 'genitive') {
    if (n === 3) return gender === 'f' ? 'третьей' : 'третьего'
    return stem + (gender === 'f' ? (soft ? 'ей' : 'ой') : soft ? 'его' : 'ого')
  }
  if (n === 3) return { m: 'третий', f: 'третья', n: 'третье' }[gender]
  if (n === -1) return stem + { m: 'ий', f: 'яя', n: 'ее' }[gender]
  return stem + { m: n === 2 ? 'ой' : 'ый', f: 'ая', n: 'ое' }[gender]
}

const year = (value: number | null): string => (value === null ? '' : ` ${value} года`)

/** «15 мая 2024 года». */
export function day(iso: string): string {
  const parts = dateParts(iso)
  return `${parts.day} ${monthName(parts.month, 'genitive')} ${parts.year} года`
}

/** A stretch of days by its usual name; `plain` = always as «с … по …» unless it is a month or more. */
export function stretch(start: string, due: string, plain = false): string {
  const a = dateParts(start)
  const b = dateParts(due)
  const monthsWhole = a.day === 1 && due === lastDayOfMonth(b.year, b.month)
  if (monthsWhole && a.month === 1 && b.month === 12 && a.year !== b.year && !plain)
    return `${a.year} – ${b.year} годы`
  if (monthsWhole && a.year === b.year) {
    const name = wholeMonths(a.month, b.month, plain ? 'genitive' : 'nominative')
    if (a.month === 1 && b.month === 12) return plain ? `в течение ${a.year} года` : `${a.year} год`
    if (name) return `${plain ? 'в течение ' : ''}${name} ${a.year} года`
    if (!plain)
      return `${monthName(a.month, 'nominative')} – ${monthName(b.month, 'nominative')} ${a.year} года`
  }
  if (a.year === b.year && a.month === b.month) return `с ${a.day} по ${day(due)}`
  if (a.year === b.year) return `с ${a.day} ${monthName(a.month, 'genitive')} по ${day(due)}`
  return `с ${day(start)} по ${day(due)}`
}

/** The name of a month, quarter or half-year; null for another run of months. */
function wholeMonths(first: number, last: number, form: Case): string | null {
  const count = last - first + 1
  if (count === 6 && first % 6 === 1)
    return renderSpan({ kind: 'half', n: (first + 5) / 6, year: null }, form)
  if (count === 3 && first % 3 === 1)
    return renderSpan({ kind: 'quarter', n: (first + 2) / 3, year: null }, form)
  return count === 1 ? monthName(first, form) : null
}

/** The span by its words, with the year only where it names one. */
export function renderSpan(span: Span, form: Case): string {
  switch (span.kind) {
    case 'day':
      return span.month === null
        ? `${span.day} числа`
        : `${span.day} ${monthName(span.month, 'genitive')}${year(span.year)}`
    case 'lastDay': {
      const words = form === 'nominative' ? 'последний день' : 'последнего дня'
      return `${words} ${span.month === null ? 'месяца' : monthName(span.month, 'genitive')}${year(span.year)}`
    }
    case 'workday': {
      const end = form === 'nominative' ? 'й' : 'го'
      const nth = span.n === -1 ? ordinal(-1, 'm', form) : `${span.n}-${end}`
      const day = form === 'nominative' ? 'рабочий день' : 'рабочего дня'
      return `${nth} ${day} ${span.month === null ? 'месяца' : monthName(span.month, 'genitive')}${year(span.year)}`
    }
    case 'month':
      return monthName(span.month, form) + year(span.year)
    case 'quarter':
      return `${ROMAN[span.n]} квартал${form === 'genitive' ? 'а' : ''}${year(span.year)}`
    case 'half':
      return `${ROMAN[span.n]} полугоди${form === 'genitive' ? 'я' : 'е'}${year(span.year)}`
    case 'schoolHalf':
      return `${ROMAN[span.n]} полугоди${form === 'genitive' ? 'я' : 'е'} ${schoolYear(span.year, 'genitive')}`
    case 'term':
      return `${ROMAN[span.n]} четверт${form === 'genitive' ? 'и' : 'ь'}${span.year === null ? '' : ` ${schoolYear(span.year, 'genitive')}`}`
    case 'schoolYear':
      return schoolYear(span.year, form)
    case 'year':
      return `${span.year} год${form === 'genitive' ? 'а' : ''}`
    case 'yearless':
      return form === 'genitive' ? 'года' : 'год'
    case 'years':
      return `${span.from} – ${span.to} год${form === 'genitive' ? 'ов' : 'ы'}`
    case 'season':
      return pick(SEASONS[span.n - 1], form) + year(span.year)
    case 'holidays':
      return (
        pick(HOLIDAYS[span.n], form) +
        (span.year === null ? '' : ` ${schoolYear(span.year, 'genitive')}`)
      )
    case 'week':
      return `${ordinal(span.n, 'f', form)} недел${form === 'genitive' ? 'и' : 'я'} ${span.month === null ? 'месяца' : monthName(span.month, 'genitive')}${year(span.year)}`
    case 'weekday': {
      const name = WEEKDAYS[span.weekday - 1]
      if (span.n === null) return pick(name, form)
      return `${ordinal(span.n, name?.[2] ?? 'm', form)} ${pick(name, form)} ${span.month === null ? 'месяца' : monthName(span.month, 'genitive')}${year(span.year)}`
    }
    case 'nthMonth': {
      const words = `${ordinal(span.n, 'm', 'genitive')} месяца`
      if (span.day !== null) return `${span.day} числа ${words}`
      return form === 'genitive' ? words : `${ordinal(span.n, 'm', form)} месяц`
    }
    case 'part':
      return `${pick(EDGES[span.edge], form)} ${span.of ? renderSpan(span.of, 'genitive') : 'каждого периода'}`
    case 'range':
      return rangeText(span)
  }
}

function rangeText(span: Extract<Span, { kind: 'range' }>): string {
  const { from, to } = span
  if (from.kind === 'month' && to.kind === 'month')
    return `${renderSpan(from, 'nominative')} – ${renderSpan(to, 'nominative')}`
  if (from.kind === 'day' && from.month === null && to.kind === 'day')
    return `с ${from.day} по ${renderSpan(to, 'genitive')}`
  if (from.kind === 'day' && to.kind === 'day' && from.month === to.month && from.year === null)
    return `с ${from.day} по ${renderSpan(to, 'genitive')}`
  return `с ${renderSpan(from, 'genitive')} по ${renderSpan(to, to.kind === 'day' ? 'genitive' : 'nominative')}`
}

function schoolYear(from: number | null, form: Case): string {
  const words = form === 'genitive' ? 'учебного года' : 'учебный год'
  return from === null ? words : `${from}/${from + 1} ${words}`
}
