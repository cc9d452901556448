/** Years written once for several items: «сентябрь, октябрь 2023», «2024 год: март, май». */
import { inSchoolYear, lacksYear, withYear, yearOf } from './parse-year.ts'
import type { Item, Span } from './tree.ts'

/** The month that a span begins in, 1–12; null where it has none. */
function monthOf(span: Span): number | null {
  switch (span.kind) {
    case 'day':
    case 'lastDay':
    case 'workday':
    case 'week':
    case 'weekday':
    case 'month':
      return span.month
    case 'quarter':
      return span.n * 3 - 2
    case 'half':
      return span.n * 6 - 5
    case 'season':
      return [1, 3, 6, 9][span.n - 1] ?? null
    case 'part':
      return span.of ? monthOf(span.of) : null
    case 'range':
      return monthOf(span.from)
    default:
      return null
  }
}

/** A year alone, which the items beside it may share. */
export const isLabel = (item: Item | undefined): boolean =>
  item !== undefined &&
  item.rel === 'at' &&
  yearOf(item.span) !== null &&
  (item.span.kind === 'year' || item.span.kind === 'schoolYear')

const label = (item: Item, by: Item): Item => {
  const year = yearOf(by.span) ?? 0
  if (by.span.kind === 'schoolYear') return { ...item, span: inSchoolYear(item.span, year) }
  return { ...item, span: withYear(item.span, year) }
}

const datable = (item: Item | undefined): boolean =>
  item !== undefined && lacksYear(item.span) && monthOf(item.span) !== null

/** Gives years to the items that share one; `flag` hears of guesses. */
export function shareYears(items: Item[], flag: (code: string) => void): Item[] {
  return inherit(spread(labelled(items, flag), flag), flag)
}

/** «2023 год – сентябрь, 2024 год – май»; «май, 2024 год». */
function labelled(items: Item[], flag: (code: string) => void): Item[] {
  if (!items.some(isLabel) || !items.some(datable)) return items
  const out: Item[] = []
  if (isLabel(items[0])) {
    let current = items[0]
    let used = false
    for (const item of items) {
      if (isLabel(item)) {
        if (current && !used && current !== item) out.push(current)
        current = item
        used = false
      } else {
        out.push(current && datable(item) ? label(item, current) : item)
        used = true
      }
    }
    if (current && !used) out.push(current)
    return out
  }
  for (const item of items) {
    if (!isLabel(item) || !datable(out[out.length - 1])) {
      out.push(item)
      continue
    }
    for (let k = out.length - 1; k >= 0 && datable(out[k]); k--) {
      const before = out[k]
      if (before) out[k] = label(before, item)
    }
    if (items.length > 2) flag('year-shared')
  }
  return out
}

/** «октябрь 2022, 2023, 2024»: the same month of each year. */
function spread(items: Item[], flag: (code: string) => void): Item[] {
  let model: Item | null = null
  return items.map((item) => {
    if (item.span.kind === 'year' && item.rel === model?.rel && model) {
      flag('years-spread')
      return { ...model, span: replaceYear(model.span, item.span.year ?? 0) }
    }
    model = monthOf(item.span) !== null && yearOf(item.span) !== null ? item : null
    return item
  })
}

function replaceYear(span: Span, year: number): Span {
  if (span.kind === 'part') return span.of ? { ...span, of: replaceYear(span.of, year) } : span
  if (span.kind === 'range')
    return { ...span, from: replaceYear(span.from, year), to: replaceYear(span.to, year) }
  return span.kind === 'years' ? span : { ...span, year }
}

const opens = (item: Item): boolean => item.rel === 'from' || item.rel === 'after'

const lastMonth = (span: Span): number | null =>
  span.kind === 'range' ? monthOf(span.to) : monthOf(span)

/** Neighbours lend their year; a step back in the months is a step over the new year, and a guess. */
function inherit(items: Item[], flag: (code: string) => void): Item[] {
  const out = [...items]
  for (let k = out.length - 2; k >= 0; k--) {
    const item = out[k]
    const next = out[k + 1]
    if (!item || !next || !datable(item) || opens(next) !== opens(item)) continue
    const year =
      next.span.kind === 'range'
        ? (yearOf(next.span.from) ?? yearOf(next.span.to))
        : yearOf(next.span)
    const here = lastMonth(item.span)
    const there = monthOf(next.span)
    if (year === null || here === null || there === null) continue
    const back = here > there
    if (back) flag('year-guess')
    out[k] = { ...item, span: withYear(item.span, back ? year - 1 : year) }
  }
  for (let k = 1; k < out.length; k++) {
    const item = out[k]
    const before = out[k - 1]
    if (!item || !before || !datable(item) || opens(before) !== opens(item)) continue
    const year =
      before.span.kind === 'range'
        ? (yearOf(before.span.to) ?? yearOf(before.span.from))
        : yearOf(before.span)
    const here = monthOf(item.span)
    const there = lastMonth(before.span)
    if (year === null || here === null || there === null) continue
    if (here < there) flag('year-guess')
    else flag('year-carried')
    out[k] = { ...item, span: withYear(item.span, here < there ? year + 1 : year) }
  }
  return out
}
