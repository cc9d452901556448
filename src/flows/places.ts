import type { Words } from '../domain/deliveries/message.ts'

/** Where a role is held: «Школа № 1, Город Магадан», or the municipality alone. */
export function place(school: string | null, municipality: string): Words[string] {
  return school === null ? municipality : { key: 'people-place', args: { school, municipality } }
}
