import { type Actor, allow, type Member, member } from '../shared/access.ts'
import { DomainError } from '../shared/errors.ts'
import type { Room } from '../shared/room.ts'
import { type Municipality, organisationStore, type School } from './store.ts'

export type { Municipality, School } from './store.ts'

const LONGEST_NAME = 120

/** Municipalities and their schools. */
export function organisationService(room: Room) {
  const store = organisationStore(room.tx)

  /** A coordinator sees every school of the municipality, everybody else the own ones. */
  const own = async (who: Member): Promise<School[]> => {
    const all = await store.listSchools(who.municipalityId)
    if (who.roles.some(({ role }) => role === 'coordinator' || role === 'methodist')) return all
    return all.filter(({ id }) => who.roles.some(({ schoolId }) => schoolId === id))
  }

  /** A new school gets its part of the road maps that are in force. */
  const add = async (municipalityId: number, name: string): Promise<School> => {
    const school = await store.addSchool(municipalityId, name)
    await room.domain.roadMaps.includeSchool(municipalityId, school.id)
    return school
  }

  return {
    /** The municipality of this name, made when it is new. For the operator, not for people. */
    async openMunicipality(name: string, timeZone: string): Promise<Municipality> {
      return (await store.findMunicipality(name)) ?? (await store.addMunicipality(name, timeZone))
    },

    async showMunicipality(actor: Actor): Promise<Municipality> {
      return store.loadMunicipality(member(actor).municipalityId)
    },

    /** The school of this name, made when it is new. For the operator, not for people. */
    async openSchool(municipalityId: number, name: string): Promise<School> {
      return (
        (await store.findSchoolNamed(municipalityId, name)) ?? (await add(municipalityId, name))
      )
    },

    /** @throws DomainError('school-known' | 'school-name' | 'not-allowed') */
    async addSchool(actor: Actor, name: string): Promise<School> {
      const municipalityId = member(actor).municipalityId
      allow(actor, 'school.add', { municipalityId })
      const clean = name.trim().replace(/\s+/g, ' ')
      if (clean.length < 2 || clean.length > LONGEST_NAME) throw new DomainError('school-name')
      if (await store.findSchoolNamed(municipalityId, clean))
        throw new DomainError('school-known', { name: clean })
      return add(municipalityId, clean)
    },

    /** The schools that the actor works with, by name. */
    async listSchools(actor: Actor): Promise<School[]> {
      return own(member(actor))
    },

    /** @throws DomainError('school-unknown') also when it is another municipality's */
    async findSchool(actor: Actor, id: number): Promise<School> {
      const school = await store.findSchool(id)
      if (!school || school.municipalityId !== member(actor).municipalityId)
        throw new DomainError('school-unknown')
      return school
    },
  }
}
