/** Recurrence: «ежегодно», «не реже 1 раза в квартал», «каждый вторник», «по средам», «каждого месяца». */
import type { Cursor } from './cursor.ts'
import type { Item, Span, Unit } from './tree.ts'

export interface Recurrence {
  unit: Unit
  step: number
  items: Item[]
  following: boolean
  /** A weekday alone, which may only remark on a date. */
  bare?: boolean
}

const plain = (unit: Unit, step = 1, spans: Span[] = []): Recurrence => ({
  unit,
  step,
  items: spans.map((span) => ({ rel: 'at', span })),
  following: false,
})

const weekday = (n: number): Span => ({
  kind: 'weekday',
  weekday: n,
  n: null,
  month: null,
  year: null,
})

/** A recurrence at the cursor. */
export function parseEvery(cur: Cursor): Recurrence | null {
  const word = cur.word()
  if (word?.c === 'adverb') {
    cur.i++
    return word.u === 'day' && workdays(cur) ? plain('workday') : plain(word.u)
  }
  return (
    cur.attempt(() => counted(cur)) ??
    cur.attempt(() => each(cur)) ??
    cur.attempt(() => along(cur)) ??
    cur.attempt(() => following(cur)) ??
    cur.attempt(() => bareWeekday(cur))
  )
}

/** «(в) рабочие дни». */
function workdays(cur: Cursor): boolean {
  const found = cur.attempt(() => {
    cur.take('in')
    return cur.is('working') && cur.isUnit('day', 1) ? cur.skip(2) : null
  })
  if (found) cur.flag('working-days')
  return found ?? false
}

function smallNumber(cur: Cursor): number | null {
  const token = cur.peek()
  if (token?.type === 'num' && token.digits <= 2) {
    cur.i++
    return token.value
  }
  if (token?.type === 'word' && token.word?.c === 'cardinal') {
    cur.i++
    return token.word.n
  }
  return null
}

const COUNTED = /^(мероприят|встреч|заседан|заняти|семинар|консультац|совещан)/

/** «2 раза в год», «не реже одного раза в квартал», «раз в полугодие», «дважды в год». */
function counted(cur: Cursor): Recurrence | null {
  if (cur.take('not')) {
    if (!cur.take('rarer') && !cur.take('fewer')) return null
    cur.takeMark(',')
    cur.take('than')
  } else cur.take('fewer')
  let count = 1
  const often = cur.word()
  if (often?.c === 'often') {
    cur.i++
    count = often.n
  } else {
    const first = smallNumber(cur)
    if (first !== null) count = first
    if (first !== null && cur.takeMark('-')) {
      const last = smallNumber(cur)
      if (last === null) return null
      cur.flag('times-range')
      count = last
    }
    const once = cur.peek(-1)?.text === 'однажды' || cur.peek(-1)?.text === 'единожды'
    const counted = first !== null && cur.takeStem(COUNTED)
    if (!counted && !cur.take('times') && !once) return null
  }
  if (!cur.take('in') && !cur.take('behind') && !cur.takeMark('/')) return null
  cur.take('every')
  const step = smallNumber(cur) ?? 1
  cur.take('calendar')
  if (cur.take('school')) cur.flag('school-period')
  const unit = takeUnit(cur)
  if (unit === null || count < 1 || step < 1) return null
  return perPeriod(cur, count, step, unit)
}

function takeUnit(cur: Cursor): Unit | null {
  if (cur.take('halfYear')) return 'half'
  const word = cur.word()
  if (word?.c !== 'unit' || word.u === 'hour' || word.u === 'minute' || word.u === 'decade')
    return null
  cur.i++
  return word.u
}

const MONTHS_IN: Partial<Record<Unit, number>> = { year: 12, half: 6, quarter: 3, month: 1 }

/** So many times a period, as a unit of its own where the calendar has one. */
function perPeriod(cur: Cursor, count: number, step: number, unit: Unit): Recurrence {
  const months = MONTHS_IN[unit]
  if (count === 1 && unit !== 'term') return step === 1 ? plain(unit) : stepped(cur, unit, step)
  // «2 раза в год» are half-years; «3 раза в год» have no calendar name, their days are asked.
  if (months !== undefined && [1, 3, 6].includes((months * step) / count)) {
    if (unit !== 'year') cur.flag('times', String(count))
    return stepped(cur, 'month', (months * step) / count)
  }
  if (count > 1 || unit === 'term') cur.flag(count > 1 ? 'times' : 'terms', String(count))
  return plain(unit, step)
}

/** Every so many units, under the usual name of that stretch. */
function stepped(cur: Cursor, unit: Unit, step: number): Recurrence {
  const months = (MONTHS_IN[unit] ?? 0) * step
  if (months === 12) return plain('year')
  if (months === 6) return plain('half')
  if (months === 3) return plain('quarter')
  if (months === 1) return plain('month')
  cur.flag('step')
  return plain(unit, Math.max(1, step))
}

/** «каждый год», «каждые две недели», «каждый второй вторник месяца», «каждое 15 число», «каждый май». */
function each(cur: Cursor): Recurrence | null {
  if (!cur.take('in')) cur.take('on')
  if (!cur.take('every')) return null
  if (cur.is('working') && cur.isUnit('day', 1)) {
    cur.i += 2
    cur.flag('working-days')
    return plain('workday')
  }
  if (cur.take('school')) cur.flag('school-period')
  const step = cur.attempt(() => {
    const n = smallNumber(cur)
    const unit = n === null ? null : takeUnit(cur)
    return n && unit && n > 0 ? stepped(cur, unit, n) : null
  })
  if (step) return step
  const dayOfMonth = cur.attempt(() => {
    const token = cur.peek()
    if (token?.type !== 'num' || token.digits > 2) return null
    cur.i++
    if (!cur.take('number')) return null
    if (cur.isUnit('month')) cur.i++
    return plain('month', 1, [{ kind: 'day', day: token.value, month: null, year: null }])
  })
  if (dayOfMonth) return dayOfMonth
  const nth = cur.word()
  if (nth?.c === 'ordinal') {
    cur.i++
    const day = cur.word()
    if (day?.c !== 'weekday') return null
    cur.i++
    if (!cur.takeUnit('month')) {
      if (nth.n !== -1) return null
      cur.flag('weekday-nth')
    }
    return plain('month', 1, [
      { kind: 'weekday', weekday: day.n, n: nth.n, month: null, year: null },
    ])
  }
  if (nth?.c === 'weekday') return plain('week', 1, weekdays(cur))
  if (nth?.c === 'month') {
    const spans: Span[] = []
    for (let word = cur.word(); word?.c === 'month'; word = cur.word()) {
      spans.push({ kind: 'month', month: word.n, year: null })
      cur.i++
      if ((cur.is('and') || cur.isMark(',')) && cur.is('month', 1)) cur.i++
    }
    return plain('year', 1, spans)
  }
  if (nth?.c === 'season') {
    cur.i++
    return plain('year', 1, [{ kind: 'season', n: nth.n, year: null }])
  }
  const unit = takeUnit(cur)
  if (unit === null) return null
  if (unit === 'term') cur.flag('terms')
  return plain(unit)
}

function weekdays(cur: Cursor): Span[] {
  const spans: Span[] = []
  for (let word = cur.word(); word?.c === 'weekday'; word = cur.word()) {
    spans.push(weekday(word.n))
    cur.i++
    if ((cur.is('and') || cur.isMark(',')) && cur.is('weekday', 1)) cur.i++
  }
  return spans
}

const pluralDative = (text: string | undefined): boolean => /(ам|ям)$/.test(text ?? '')

/** «по средам и пятницам», «по полугодиям», «по рабочим дням». */
function along(cur: Cursor): Recurrence | null {
  const on = cur.take('in')
  if (!on && !cur.take('along')) return null
  if (cur.is('working') && cur.isUnit('day', 1)) {
    cur.i += 2
    cur.flag('working-days')
    return plain('workday')
  }
  if (on) return null
  if (cur.is('weekday') && pluralDative(cur.peek()?.text)) return plain('week', 1, weekdays(cur))
  if (!pluralDative(cur.peek()?.text)) return null
  const unit = takeUnit(cur)
  if (unit === 'term') cur.flag('terms')
  return unit === null || unit === 'day' ? null : plain(unit)
}

/** «месяца, следующего за отчётным (кварталом)», «следующего месяца». */
function following(cur: Cursor): Recurrence | null {
  const ofYear = cur.takeUnit('year')
  const lead = ofYear || cur.takeUnit('month')
  cur.takeMark(',')
  if (!cur.take('next')) return null
  const named = takeUnit(cur)
  if (named === 'day' || named === 'workday') return null
  if (!lead && named === null && !cur.is('behind')) return null
  let unit: Unit = ofYear ? 'year' : 'month'
  if (named !== null && named !== 'week') unit = named
  if (cur.is('behind')) {
    cur.i++
    if (!cur.take('reported')) return null
    const reported = takeUnit(cur)
    if (reported === null) cur.take('period')
    if (reported === 'quarter' || reported === 'half' || reported === 'year') unit = reported
  }
  cur.flag('following')
  return { unit, step: 1, items: [], following: true }
}

/** «вторник, четверг», «в пятницу»: probably every week. */
function bareWeekday(cur: Cursor): Recurrence | null {
  cur.take('in')
  const spans = weekdays(cur)
  if (spans.length === 0) return null
  cur.flag('weekday-bare')
  return { ...plain('week', 1, spans), bare: true }
}
