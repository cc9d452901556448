import type { IsoDate } from '../shared/calendar.ts'
import { shortTitle } from './rules.ts'

export interface NamedMap {
  id: number
  title: string
  start: IsoDate
  end: IsoDate
}

/**
 * What tells road maps in force from one another, short enough for a line of a list: the years where
 * these differ, else what their titles do not share. Empty for a single map: nothing to be told from.
 */
export function mapNames(maps: readonly NamedMap[]): ReadonlyMap<number, string> {
  if (maps.length < 2) return new Map()
  const years = maps.map(yearsOf)
  if (new Set(years).size === maps.length) return new Map(maps.map(({ id }, i) => [id, years[i]!]))
  const shared = sharedStart(maps.map(({ title }) => title))
  return new Map(
    maps.map(({ id, title }, i) => {
      const own = shortTitle(title.slice(shared), 40)
      const same = years.filter((one) => one === years[i]).length > 1
      return [id, same && own ? `«${own}», ${years[i]}` : years[i]!]
    }),
  )
}

function yearsOf({ start, end }: NamedMap): string {
  const [from, to] = [start.slice(0, 4), end.slice(0, 4)]
  return from === to ? from : `${from}–${to}`
}

/** Length of the beginning that all of these have in common, in whole words. */
function sharedStart(titles: readonly string[]): number {
  const [first = ''] = titles
  let length = 0
  while (length < first.length && titles.every((title) => title[length] === first[length])) length++
  return first.lastIndexOf(' ', length) + 1
}
