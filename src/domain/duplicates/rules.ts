import { type Actor, may } from '../shared/access.ts'

/** One of two who may be the same person. */
export interface Twin {
  personId: number
  /** ISO instant from which the person is known. */
  since: string
  messengers: string[]
  roles: { role: string; schoolId: number | null; school: string | null }[]
}

/**
 * Whether the actor may say that these two are one. Every role of both must be in the actor's reach: who
 * answers for one school cannot hand a coordinator's profile to anybody.
 */
export function mayMerge(actor: Actor, municipalityId: number, twins: readonly Twin[]): boolean {
  const places = twins.flatMap(({ roles }) => roles.map(({ schoolId }) => schoolId))
  return (
    places.length > 0 &&
    places.every((schoolId) => may(actor, 'person.merge', { municipalityId, schoolId }))
  )
}
