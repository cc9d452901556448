import { isSchools } from './rules.ts'

/**
 * Who answers for a row: the curator or the head of each school, the coordinator, the methodist, or
 * a person by number.
 */
export type Holder = 'curator' | 'head' | 'coordinator' | 'methodist' | `person:${number}`

export const roleHolders = ['coordinator', 'methodist', 'curator', 'head'] as const

/** Who a name means, as the coordinator has said, by the folded name. */
export type Mapping = ReadonlyMap<string, readonly Holder[]>

/** A name as it is compared: without case, quotes, dots and spaces in a row. */
export function nameKey(name: string): string {
  return name
    .toLocaleLowerCase('ru')
    .replaceAll('ё', 'е')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}

/** Who a name means until the coordinator says otherwise. */
export const usualHolder = (name: string): Holder => (isSchools(name) ? 'curator' : 'coordinator')

/** Who answers for a row with these names; a row without names is the coordinator's. */
export function holdersOf(names: readonly string[], mapping: Mapping = new Map()): Holder[] {
  if (names.length === 0) return ['coordinator']
  const found = names.flatMap((name) => mapping.get(nameKey(name)) ?? [usualHolder(name)])
  return [...new Set(found)].sort()
}

/** One person who leads the school. */
const ownHead = /^(директор|заведующ(ий|ая)|руководитель)(?![а-яё])/i

/**
 * Who answers for a row of a school's own plan: somebody of that school in any case, the curator when
 * nobody has said otherwise. @param staff persons of the school who may answer by name
 */
export function schoolHoldersOf(
  names: readonly string[],
  mapping: Mapping,
  staff: readonly number[],
): Holder[] {
  const own = (holder: Holder) =>
    ofSchools([holder]) || staff.some((personId) => holder === `person:${personId}`)
  const found = names.flatMap((name) => {
    const mapped = (mapping.get(nameKey(name)) ?? []).filter(own)
    if (mapped.length > 0) return mapped
    return [ownHead.test(name.trim()) ? ('head' as const) : ('curator' as const)]
  })
  return found.length === 0 ? ['curator'] : [...new Set(found)].sort()
}

/** Whether schools are asked for a row. */
export const ofSchools = (holders: readonly string[]): boolean =>
  holders.some((holder) => holder === 'curator' || holder === 'head')

/** Whether the municipality is: a role of it or a person. */
export const ofMunicipality = (holders: readonly string[]): boolean =>
  holders.some((holder) => holder !== 'curator' && holder !== 'head')
