/** Recurrence: «ежегодно», «не реже 1 раза в квартал», «каждый вторник», «по средам», «каждого месяца». */
import type { Cursor } from './cursor.ts'
import { counted, smallNumber, stepped, takeUnit } from './parse-times.ts'
import { plain, type Recurrence } from './recurrence.ts'
import type { Span, Unit } from './tree.ts'

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

/** «(в) рабочие дни», «кроме выходных (дней)». */
function workdays(cur: Cursor): boolean {
  const found = cur.attempt(() => {
    cur.takeMark(',')
    if (cur.take('except')) {
      if (!cur.take('weekend')) return null
      cur.takeUnit('day')
      return true
    }
    cur.take('in')
    return cur.is('working') && cur.isUnit('day', 1) ? cur.skip(2) : null
  })
  if (found) cur.flag('working-days')
  return found ?? false
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
  cur.take('calendar')
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
    const last = cur.word(1)
    if (cur.isMark('-') && last?.c === 'weekday' && last.n > word.n) {
      for (let n = word.n + 1; n <= last.n; n++) spans.push(weekday(n))
      cur.i += 2
    }
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

/** «с понедельника по пятницу». */
function weekdayRange(cur: Cursor): Span[] | null {
  const [first, last] = [cur.word(1), cur.word(3)]
  if (!cur.is('since') || first?.c !== 'weekday' || last?.c !== 'weekday' || last.n <= first.n)
    return null
  if (!cur.is('along', 2) && !cur.is('to', 2)) return null
  cur.i += 4
  return Array.from({ length: last.n - first.n + 1 }, (_, k) => weekday(first.n + k))
}

/** «вторник, четверг», «в пятницу»: probably every week. */
function bareWeekday(cur: Cursor): Recurrence | null {
  const range = cur.attempt(() => weekdayRange(cur))
  if (!range) cur.take('in')
  const spans = range ?? weekdays(cur)
  if (spans.length === 0) return null
  if (
    spans.length === 5 &&
    spans.every((span, k) => span.kind === 'weekday' && span.weekday === k + 1)
  ) {
    cur.flag('working-days')
    return plain('workday')
  }
  cur.flag('weekday-bare')
  return { ...plain('week', 1, spans), bare: true }
}
