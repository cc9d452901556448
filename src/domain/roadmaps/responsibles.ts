import { type Actor, allow, type Member } from '../shared/access.ts'
import { DomainError } from '../shared/errors.ts'
import { fullName } from '../shared/names.ts'
import type { Room } from '../shared/room.ts'
import { wallClock } from '../shared/zone.ts'
import { assignStore } from './assign-store.ts'
import { assignmentStore } from './assignment-store.ts'
import { type Holder, holdersOf, nameKey, roleHolders } from './holders.ts'
import { splitResponsible } from './responsible.ts'
import { responsibleStore } from './responsible-store.ts'
import { isCoordinator, isSchools } from './rules.ts'
import { roadMapStore } from './store.ts'

/** A body or person named in the road maps in force. */
export interface NamedResponsible {
  name: string
  /** Rows that it answers for, and rows whose result it is told. */
  rows: number
  informed: number
  /** Who it is here; null: nobody has said yet. */
  holders: Holder[] | null
  /** Whether the coordinator has to say who it is: schools are understood by themselves. */
  unknown: boolean
}

export interface Candidate {
  [name: string]: string | number | null
  personId: number
  name: string
  role: string
  school: string | null
}

/** Who the names in road maps are: said once a municipality, for all its road maps. */
export function responsibleService(room: Room) {
  const store = responsibleStore(room.tx)

  const mapper = (actor: Actor): Member => {
    const who = allow(actor, 'road-map.edit')
    return allow(actor, 'road-map.edit', { municipalityId: who.municipalityId })
  }
  const names = async (municipalityId: number): Promise<NamedResponsible[]> => {
    const mapping = await store.findMapping(municipalityId)
    const found = new Map<string, NamedResponsible>()
    const entry = (name: string) => {
      const key = nameKey(name)
      const known = found.get(key)
      if (known) return known
      const holders = mapping.get(key)
      const fresh: NamedResponsible = {
        name,
        rows: 0,
        informed: 0,
        holders: holders ? [...holders] : null,
        unknown: holders === undefined && !isSchools(name) && !isCoordinator(name),
      }
      found.set(key, fresh)
      return fresh
    }
    for (const { responsible, informWhom } of await store.listRows(municipalityId)) {
      for (const name of responsible) entry(name).rows += 1
      for (const name of splitResponsible(informWhom).names) entry(name).informed += 1
    }
    return [...found.values()].sort(
      (a, b) =>
        Number(b.unknown) - Number(a.unknown) ||
        b.rows + b.informed - a.rows - a.informed ||
        a.name.localeCompare(b.name, 'ru'),
    )
  }

  return {
    /** All names of the road maps in force, those that nobody has explained first. */
    async listNames(actor: Actor): Promise<NamedResponsible[]> {
      return names(mapper(actor).municipalityId)
    },

    /** Names that the coordinator has still to explain. */
    async listUnknown(actor: Actor): Promise<string[]> {
      const all = await names(mapper(actor).municipalityId)
      return all.filter(({ unknown }) => unknown).map(({ name }) => name)
    },

    /** Who may answer by name, those first whose name it seems to be («Кедрова Е.А.»). */
    async listCandidates(actor: Actor, name: string): Promise<Candidate[]> {
      const persons = await store.listPersons(mapper(actor).municipalityId)
      const wanted = nameKey(name)
      const fits = (lastName: string) => wanted.split(' ').includes(nameKey(lastName))
      return persons
        .map((person) => ({
          personId: person.id,
          name: fullName(person),
          role: person.role,
          school: person.school,
          fits: Number(fits(person.lastName)),
        }))
        .sort((a, b) => b.fits - a.fits || a.name.localeCompare(b.name, 'ru'))
    },

    /**
     * Says who a name is. Rows that have it are given to the new holders: what is open moves, what is
     * done stays. @returns how many assignments have changed
     */
    async map(actor: Actor, name: string, holders: readonly Holder[]): Promise<number> {
      const { municipalityId, personId } = mapper(actor)
      const persons = new Set((await store.listPersons(municipalityId)).map(({ id }) => id))
      for (const holder of holders) {
        const person = /^person:(\d+)$/.exec(holder)?.[1]
        const known = person
          ? persons.has(Number(person))
          : roleHolders.some((role) => role === holder)
        if (!known) throw new DomainError('responsible-unknown')
      }
      if (holders.length === 0) throw new DomainError('responsible-unknown')
      await roadMapStore(room.tx).lockMunicipality(municipalityId)
      const key = nameKey(name)
      await store.map(municipalityId, { key, name, holders, personId, at: room.now() })
      const mapping = await store.findMapping(municipalityId)
      const rows = (await store.listRows(municipalityId))
        .filter(({ responsible }) => responsible.some((one) => nameKey(one) === key))
        .map(({ id, responsible }) => ({ id, holders: holdersOf(responsible, mapping) }))
      if (rows.length === 0) return 0
      await store.setHolders(rows)
      const zone = await assignmentStore(room.tx).findZone(municipalityId)
      const from = wallClock(room.now(), zone).day
      const activityIds = rows.map(({ id }) => id)
      const changed = await assignStore(room.tx).settle({ municipalityId, activityIds, from })
      await room.domain.informing.completedRows(activityIds)
      return changed
    },
  }
}
