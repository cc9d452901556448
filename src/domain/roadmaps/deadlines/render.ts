/** What was understood, in people's Russian; read again it means the same. */
import type { Outcome, Placed } from './occurrences.ts'
import { day, monthName, renderSpan, stretch } from './render-span.ts'
import type { Appointment, Deadline, Item, Span, Unit } from './tree.ts'

const APPOINTMENTS: Record<Appointment, string> = {
  request: 'по запросу',
  need: 'по мере необходимости',
  agreement: 'по согласованию',
  schedule: 'по плану',
}

const RHYTHMS: Record<Unit, string> = {
  year: 'каждый год',
  half: 'каждое полугодие',
  quarter: 'каждый квартал',
  term: 'каждую четверть',
  month: 'каждый месяц',
  week: 'каждую неделю',
  day: 'каждый день',
  workday: 'по рабочим дням',
}

export const NOT_UNDERSTOOD = 'срок не понят'

/** The Russian rendering of a tree with its occurrences. */
export function render(tree: Deadline | null, outcome: Outcome): string {
  if (!tree || outcome.kind === 'unknown') return NOT_UNDERSTOOD
  switch (tree.node) {
    case 'request':
      return APPOINTMENTS[tree.how]
    case 'event':
      return tree.text
    case 'items':
      return list(outcome.placed.map((one) => placedText(one, outcome)))
    case 'then':
      return `${list(outcome.placed.map((one) => placedText(one, outcome)))}, далее постоянно`
    case 'ongoing':
      return tree.within && outcome.placed[0]
        ? `постоянно, ${bound(outcome.placed[0])}`
        : 'постоянно'
    case 'every':
      return every(tree)
  }
}

/** «a», «a и b», «a; b; c». */
function list(parts: string[]): string {
  const unique = parts.filter((part, k) => parts.indexOf(part) === k)
  return unique.join('; ')
}

/** One item where it was placed; years and stretches that the plan clipped appear clipped. */
function placedText(one: Placed, outcome: Outcome): string {
  const { rel, span } = one.item
  if (rel === 'from' || rel === 'after') return `с ${day(one.start ?? one.due)}`
  if (one.start === null) return `до ${day(one.due)}`
  if (one.day) return day(one.due)
  const clipped = outcome.windows.find(
    ([start, due]) =>
      due <= one.due && start >= (one.start ?? '') && !(start === one.start && due === one.due),
  )
  const kept = outcome.windows.some(([start, due]) => start === one.start && due === one.due)
  if (!kept && clipped && ['year', 'years', 'schoolYear', 'range'].includes(span.kind))
    return stretch(clipped[0], clipped[1])
  return stretch(one.start, one.due)
}

function bound(one: Placed): string {
  if (one.item.rel === 'from' || one.item.rel === 'after') return `с ${day(one.start ?? one.due)}`
  if (one.start === null) return `до ${day(one.due)}`
  return stretch(one.start, one.due, true)
}

function every(tree: Extract<Deadline, { node: 'every' }>): string {
  const within = tree.within ? `, ${itemText(tree.within, true)}` : ''
  const rhythm = tree.step > 1 ? stepped(tree.unit, tree.step) : RHYTHMS[tree.unit]
  if (tree.items.length === 0) return rhythm + within
  const weekdays = tree.items.every(
    (item) => item.span.kind === 'weekday' && item.span.n === null && item.rel === 'at',
  )
  if (weekdays && tree.unit === 'week' && tree.step === 1)
    return tree.items.map((item) => `по ${dative(item.span)}`).join(' и ') + within
  const following = tree.following ? followingText(tree.unit) : ''
  return `${rhythm}, ${tree.items.map((item) => itemText(item, false)).join('; ')}${following}${within}`
}

const followingText = (unit: Unit): string => {
  const reported =
    { quarter: 'кварталом', half: 'полугодием', year: 'годом' }[unit as 'quarter'] ?? 'месяцем'
  return ` месяца, следующего за отчётным ${reported}`
}

const STEPS: Record<Unit, [few: string, many: string]> = {
  year: ['года', 'лет'],
  half: ['полугодия', 'полугодий'],
  quarter: ['квартала', 'кварталов'],
  term: ['четверти', 'четвертей'],
  month: ['месяца', 'месяцев'],
  week: ['недели', 'недель'],
  day: ['дня', 'дней'],
  workday: ['дня', 'дней'],
}

function stepped(unit: Unit, step: number): string {
  const few = step % 10 >= 2 && step % 10 <= 4 && Math.floor(step / 10) % 10 !== 1
  return `каждые ${step} ${STEPS[unit][few ? 0 : 1]}`
}

const DATIVE = [
  'понедельникам',
  'вторникам',
  'средам',
  'четвергам',
  'пятницам',
  'субботам',
  'воскресеньям',
]
const dative = (span: Span): string =>
  span.kind === 'weekday' ? (DATIVE[span.weekday - 1] ?? '') : ''

/** An item by its words, not by its place: what repeats has no one year. */
function itemText(item: Item, within: boolean): string {
  const { rel, span } = item
  switch (rel) {
    case 'by':
      return `до ${renderSpan(span, 'genitive')}`
    case 'before':
      return `до начала ${renderSpan(span, 'genitive')}`
    case 'from':
      return `с ${renderSpan(span, 'genitive')}`
    case 'after':
      return `после ${renderSpan(span, 'genitive')}`
    case 'at':
      return within && span.kind === 'month' && span.year === null
        ? `в течение ${monthName(span.month, 'genitive')}`
        : renderSpan(span, 'nominative')
  }
}
