/** The items of a phrase put together: shared prepositions, months, years, lost dashes. */
import { type Clause, needsUnit } from './parse.ts'
import { lacksYear } from './parse-year.ts'
import type { Item, Span } from './tree.ts'
import { isLabel, shareYears } from './years.ts'

export type Of<C extends Clause['c']> = Extract<Clause, { c: C }>

/** Whether the span is a year or more: it bounds rather than dates. */
export const wide = (span: Span): boolean =>
  span.kind === 'year' || span.kind === 'years' || span.kind === 'schoolYear'

/** The items of all clauses in order, with shared prepositions and years. */
export function gather(clauses: Clause[], flag: (code: string) => void): Item[] {
  const items: Item[] = []
  let before: Of<'items'> | null = null
  for (const clause of clauses) {
    if (clause.c !== 'items') {
      if (clause.c !== 'every') before = null
      continue
    }
    let own = clause.items
    const lent = before?.items[0]?.rel
    // «2025 г. – до 1 ноября, 2026 г. – до 1 октября»: the years lead.
    const led = isLabel(items[0])
    if (before && lends(lent, clause)) {
      const dates = own.every(
        (item) =>
          item.span.kind === 'day' ||
          item.span.kind === 'lastDay' ||
          item.span.kind === 'workday' ||
          item.span.kind === 'weekday' ||
          wide(item.span),
      )
      if (dates && (lent === 'by' || lent === 'before'))
        own = own.map((item) => (led && isLabel(item) ? item : lend(item, lent)))
      else flag('mixed')
    }
    const joined = before && clause.bare ? lostDash(items, own, clause.sep, flag) : null
    if (before && !joined && !lends(lent, clause))
      separatorDoubt(before, clause, items.length + own.length, flag)
    if (joined) items.splice(items.length - 1, 1, ...joined)
    else items.push(...own)
    before = { ...clause, items: own }
  }
  return asRange(shareYears(monthOfPart(items), flag), flag)
}

/** «сентябрь, не позднее 20 числа», «октябрь, 2 декада»: a part belongs to the month before it. */
export function monthOfPart(items: Item[]): Item[] {
  const out: Item[] = []
  let month: Extract<Span, { kind: 'month' }> | null = null
  let taken = false
  for (const item of items) {
    const span = month && needsUnit(item.span) ? inMonth(item.span, month) : null
    if (span) {
      if (!taken) out.pop()
      taken = true
      out.push({ ...item, span })
      continue
    }
    month = item.rel === 'at' && item.span.kind === 'month' ? item.span : null
    taken = false
    out.push(item)
  }
  return out
}

function inMonth(span: Span, of: Extract<Span, { kind: 'month' }>): Span | null {
  switch (span.kind) {
    case 'day':
    case 'lastDay':
    case 'workday':
    case 'week':
    case 'weekday':
      return { ...span, month: of.month, year: of.year }
    case 'part':
      return { ...span, of }
    case 'range': {
      const from = inMonth(span.from, of)
      const to = inMonth(span.to, of)
      return from && to && { kind: 'range', from, to }
    }
    default:
      return null
  }
}

/** «не раньше 1 марта и не позднее 1 апреля» is one stretch. */
function asRange(items: Item[], flag: (code: string) => void): Item[] {
  const [from, to] = items
  if (items.length !== 2 || from?.rel !== 'from' || (to?.rel !== 'by' && to?.rel !== 'before'))
    return items
  if (to.rel === 'before' || needsUnit(from.span) || needsUnit(to.span)) return items
  if (wide(from.span) && lacksYear(to.span)) return items
  flag('mixed')
  return [{ rel: 'at', span: { kind: 'range', from: from.span, to: to.span } }]
}

const lend = (item: Item, rel: 'by' | 'before'): Item => ({
  ...item,
  rel: item.span.kind === 'year' ? rel : 'by',
})

/** Whether «до» of the items before holds for these too: «до 15 июня, 15 декабря». */
const lends = (rel: Item['rel'] | undefined, clause: Of<'items'>): boolean =>
  clause.bare &&
  rel !== undefined &&
  rel !== 'at' &&
  ['', ',', ';', 'and', '/'].includes(clause.sep)

function separatorDoubt(
  before: Of<'items'>,
  clause: Of<'items'>,
  count: number,
  flag: (code: string) => void,
): void {
  const a = before.items[before.items.length - 1]?.span
  const b = clause.items[0]?.span
  if (!a || !b) return
  if (clause.sep === '-' && !wide(a) && !(a.kind === 'month' && needsUnit(b))) flag('dash')
  if (clause.sep === '/' && !(wide(a) && wide(b))) flag('slash')
  if (clause.sep === '' && a.kind === 'day' && b.kind === 'day' && count === 2) flag('two-dates')
  if (clause.sep === '' && lacksYear(a) && !wide(b)) flag('lost-comma')
  const alike = needsUnit(a) === needsUnit(b)
  if (
    !clause.bare &&
    alike &&
    !isLabel(before.items[0]) &&
    clause.items[0]?.rel !== before.items[0]?.rel
  )
    flag('mixed')
}

/** «март апрель 2021»: neighbours without a mark are a range that lost its dash. */
function lostDash(
  items: Item[],
  own: Item[],
  sep: string,
  flag: (code: string) => void,
): Item[] | null {
  const a = items[items.length - 1]
  const b = own[0]
  if (sep !== '' || a?.span.kind !== 'month' || b?.span.kind !== 'month' || a.span.year !== null)
    return null
  if (b.span.month !== (a.span.month % 12) + 1) return null
  flag('lost-dash')
  return [{ rel: a.rel, span: { kind: 'range', from: a.span, to: b.span } }, ...own.slice(1)]
}
