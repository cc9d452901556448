import type { Recipient } from './digest.ts'

/** Persons by what they are; a town has thousands, and a morning asks for each of its rows. */
interface Directory {
  byRole: Map<string, number[]>
  persons: Set<number>
}

const directories = new WeakMap<readonly Recipient[], Directory>()

/** The persons in a role, of one school or (null) of all, each once, in the order given. */
export function inRole(
  recipients: readonly Recipient[],
  role: string,
  schoolId: number | null,
): readonly number[] {
  return directoryOf(recipients).byRole.get(`${role} ${schoolId ?? 'all'}`) ?? []
}

/** Whether the person is one of them. */
export function isAmong(recipients: readonly Recipient[], personId: number): boolean {
  return directoryOf(recipients).persons.has(personId)
}

/** Made once for a list: nobody changes one. */
function directoryOf(recipients: readonly Recipient[]): Directory {
  const known = directories.get(recipients)
  if (known) return known
  const byRole = new Map<string, Set<number>>()
  const add = (key: string, personId: number) => {
    const persons = byRole.get(key) ?? new Set()
    byRole.set(key, persons.add(personId))
  }
  for (const { role, schoolId, personId } of recipients) {
    add(`${role} all`, personId)
    if (schoolId !== null) add(`${role} ${schoolId}`, personId)
  }
  const made = {
    byRole: new Map([...byRole].map(([key, persons]) => [key, [...persons]])),
    persons: new Set(recipients.map(({ personId }) => personId)),
  }
  directories.set(recipients, made)
  return made
}
