/** Several at once: «первые две недели сентября», «последние 2 недели мая», «первые 10 дней месяца». */
import type { Cursor } from './cursor.ts'
import { monthsAfter } from './parse-counted.ts'
import { smallNumber } from './parse-times.ts'
import type { Span } from './tree.ts'

/** The first or last weeks, or the first days, of each named month; null when it is something else. */
export function parseFew(cur: Cursor): Span[] | null {
  return cur.attempt(() => {
    const which = cur.word()
    if (which?.c !== 'ordinal' || !/(ые|ых|ие|их)$/.test(cur.peek()?.text ?? '')) return null
    cur.i++
    const count = smallNumber(cur)
    const unit = cur.word()
    if (!count || unit?.c !== 'unit') return null
    cur.i++
    const months = cur.isUnit('month') ? [null] : monthsAfter(cur)
    const make = stretchOf(which.n, count, unit.u)
    if (!months || !make) return null
    if (unit.u === 'week') cur.flag('week-of-month')
    return months.map(make)
  })
}

function stretchOf(
  which: number,
  count: number,
  unit: string,
): ((month: number | null) => Span) | null {
  if (unit === 'day' && which === 1 && count <= 28)
    return (month) => ({ kind: 'range', from: day(1, month), to: day(count, month) })
  if (unit !== 'week' || count > 4) return null
  if (which === 1)
    return (month) => ({ kind: 'range', from: week(1, month), to: week(count, month) })
  if (which !== -1) return null
  return (month) => ({ kind: 'range', from: week(-count, month), to: week(-1, month) })
}

const day = (n: number, month: number | null): Span => ({ kind: 'day', day: n, month, year: null })
const week = (n: number, month: number | null): Span => ({ kind: 'week', n, month, year: null })
