import type { Flag } from './cursor.ts'
import type { Item, Period, Span } from './tree.ts'

/** A plan of school years: from August or September to May … August. */
export function isSchoolPlan(period: Period): boolean {
  const [start, end] = [Number(period.start.slice(5, 7)), Number(period.end.slice(5, 7))]
  return (start === 8 || start === 9) && end >= 5 && end <= 8
}

/** «I полугодие» in a school year's plan is the school's, and asked about. */
export function schoolHalves(item: Item, period: Period, flags: Flag[]): Item {
  if (!isSchoolPlan(period)) return item
  const span = schoolHalf(item.span)
  if (span === item.span) return item
  flags.push({ code: 'half-in-school-plan' })
  return { ...item, span }
}

function schoolHalf(span: Span): Span {
  if (span.kind === 'half' && span.year === null)
    return { kind: 'schoolHalf', n: span.n, year: null }
  if (span.kind === 'range') {
    const [from, to] = [schoolHalf(span.from), schoolHalf(span.to)]
    return from === span.from && to === span.to ? span : { ...span, from, to }
  }
  if (span.kind !== 'part' || span.of === null) return span
  if (span.of.kind === 'yearless' && (span.edge === 'half1' || span.edge === 'half2'))
    return { kind: 'schoolHalf', n: span.edge === 'half1' ? 1 : 2, year: null }
  const of = schoolHalf(span.of)
  return of === span.of ? span : { ...span, of }
}
