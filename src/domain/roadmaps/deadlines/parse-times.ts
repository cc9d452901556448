/** So many times a period: «2 раза в год», «не реже одного раза в квартал», «каждые две недели». */
import type { Cursor } from './cursor.ts'
import { plain, type Recurrence } from './recurrence.ts'
import type { Unit } from './tree.ts'

export function smallNumber(cur: Cursor): number | null {
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
export function counted(cur: Cursor): Recurrence | null {
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

export function takeUnit(cur: Cursor): Unit | null {
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
export function stepped(cur: Cursor, unit: Unit, step: number): Recurrence {
  const months = (MONTHS_IN[unit] ?? 0) * step
  if (months === 12) return plain('year')
  if (months === 6) return plain('half')
  if (months === 3) return plain('quarter')
  if (months === 1) return plain('month')
  cur.flag('step')
  return plain(unit, Math.max(1, step))
}
