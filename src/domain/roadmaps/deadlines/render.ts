/** What was understood, in people's Russian; read again it means the same. */
import type { Outcome, Placed } from './placing.ts'
import { type Case, day, renderSpan, stretch } from './render-span.ts'
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
      return list(outcome)
    case 'then':
      return `${list(outcome)}, далее постоянно`
    case 'ongoing':
      return tree.within && outcome.placed[0]
        ? `постоянно, ${bound(outcome.placed[0])}`
        : 'постоянно'
    case 'every':
      return every(outcome.every ?? tree)
  }
}

/** All placed items. A year among finer ones is written by its days, or it would be read as theirs. */
function list(outcome: Outcome): string {
  const texts = outcome.placed.map((one) => placedText(one))
  const years = texts.map((text) => /^\d{4} (год|–)/.test(text))
  const mixed = years.includes(true) && years.includes(false)
  return texts.map((text, k) => (mixed && years[k] ? byDays(outcome.placed[k]) : text)).join('; ')
}

function byDays(one: Placed | undefined): string {
  const [start, due] = one?.kept ?? [one?.start ?? '', one?.due ?? '']
  return `с ${day(start)} по ${day(due)}`
}

/** One item where it was placed; years and stretches that the plan clipped appear clipped. */
function placedText(one: Placed): string {
  const { rel } = one.item
  if (rel === 'from' || rel === 'after') return `с ${day(one.start ?? one.due)}`
  if (one.start === null) return `до ${day(one.due)}`
  if (one.day) return day(one.due)
  const [start, due] = one.kept ?? [one.start, one.due]
  return stretch(start, due)
}

function bound(one: Placed): string {
  if (one.item.rel === 'from' || one.item.rel === 'after') return `с ${day(one.start ?? one.due)}`
  if (one.start === null) return `до ${day(one.due)}`
  return stretch(one.start, one.due, true)
}

function every(tree: Extract<Deadline, { node: 'every' }>): string {
  const except = tree.except?.map((span) => exceptText(span)).join(', ')
  const within =
    (tree.within ? `, ${itemText(tree.within, true)}` : '') + (except ? `, кроме ${except}` : '')
  const rhythm = tree.step > 1 ? stepped(tree.unit, tree.step) : RHYTHMS[tree.unit]
  if (tree.items.length === 0) return rhythm + within
  const weekdays = tree.items.every(
    (item) => item.span.kind === 'weekday' && item.span.n === null && item.rel === 'at',
  )
  if (weekdays && tree.unit === 'week' && tree.step === 1)
    return tree.items.map((item) => `по ${dative(item.span)}`).join(' и ') + within
  const monthless = tree.items.some((item) => item.span.kind === 'day' && item.span.month === null)
  const following = tree.following ? followingText(tree.unit, monthless) : ''
  return `${rhythm}, ${tree.items.map((item) => itemText(item, false)).join('; ')}${following}${within}`
}

const followingText = (unit: Unit, monthless: boolean): string => {
  if (unit === 'year' && !monthless) return ' года, следующего за отчётным'
  const reported =
    { quarter: 'кварталом', half: 'полугодием', year: 'годом' }[unit as 'quarter'] ?? 'месяцем'
  return ` месяца, следующего за отчётным ${reported}`
}

const exceptText = (span: Span): string =>
  span.kind === 'range'
    ? `${renderSpan(span.from, 'genitive')} – ${renderSpan(span.to, 'genitive')}`
    : renderSpan(span, 'genitive')

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

/** «до 5 числа»; of a whole month or year «до конца», or its beginning would be meant. */
function dueText(span: Span): string {
  if (span.kind === 'range') return dueText(span.to)
  if (span.kind === 'nthMonth' && span.day === null)
    return `не позднее ${renderSpan(span, 'genitive')}`
  if (span.kind === 'years') return `до конца ${span.to} года`
  const whole = [
    'month',
    'quarter',
    'half',
    'schoolHalf',
    'term',
    'schoolYear',
    'year',
    'season',
    'holidays',
  ]
  return `до ${whole.includes(span.kind) ? 'конца ' : ''}${monthless(span, 'genitive')}`
}

/** «последняя пятница»: the rhythm before it says of what. */
const monthless = (span: Span, form: Case): string =>
  (span.kind === 'week' && form === 'genitive') || span.kind === 'nthMonth'
    ? renderSpan(span, form)
    : renderSpan(span, form).replace(/ месяца$/, '')

/** An item by its words, not by its place: what repeats has no one year. */
function itemText(item: Item, within: boolean): string {
  const { rel, span } = item
  switch (rel) {
    case 'by':
      return dueText(span)
    case 'before':
      return `до начала ${renderSpan(span, 'genitive')}`
    case 'from':
      return `с ${renderSpan(span, 'genitive')}`
    case 'after':
      return `после ${renderSpan(span, 'genitive')}`
    case 'at':
      return within && span.kind !== 'range' && span.kind !== 'day'
        ? `в течение ${renderSpan(span, 'genitive')}`
        : monthless(span, 'nominative')
  }
}
