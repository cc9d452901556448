import { records } from '../erasures/records.ts'
import { type Actor, allow } from '../shared/access.ts'
import { DomainError } from '../shared/errors.ts'
import { fullName } from '../shared/names.ts'
import type { Room } from '../shared/room.ts'
import { mayMerge, type Twin } from './rules.ts'
import { duplicateStore, type TwinPair } from './store.ts'

/** Two profiles that may be one person's. */
export interface Duplicate {
  [name: string]: string | number | TwinView
  name: string
  keepId: number
  otherId: number
  keep: TwinView
  other: TwinView
}

/** How a profile is told from another one of the same name. */
export interface TwinView {
  [name: string]: string | string[]
  /** Day (ISO) from which it is known. */
  since: string
  messengers: string[]
  roles: string[]
  schools: string[]
}

/** One human seen as two: proposed to the curator where name and school match, never done by itself. */
export function duplicateService(room: Room) {
  const store = duplicateStore(room.tx)
  const labelOf = (messenger: string): string =>
    room.outside.links('').find((link) => link.messenger === messenger)?.label ?? messenger
  const view = ({ since, messengers, roles }: Twin): TwinView => ({
    since: since.slice(0, 10),
    messengers: messengers.map(labelOf),
    roles: roles.map(({ role }) => role),
    schools: [...new Set(roles.flatMap(({ school }) => school ?? []))],
  })
  const subjectOf = (keepId: number, otherId: number) => `${otherId} > ${keepId}`

  /** The pairs that the actor may decide on. */
  const own = async (actor: Actor, personId: number | null = null) => {
    const who = allow(actor, 'person.merge')
    const pairs = await store.listPairs(who.municipalityId, personId)
    return {
      who,
      pairs: pairs.filter(({ keep, other }) => mayMerge(actor, who.municipalityId, [keep, other])),
    }
  }
  const find = async (actor: Actor, keepId: number, otherId: number): Promise<TwinPair> => {
    const { pairs } = await own(actor, otherId)
    const found = pairs.find(
      ({ keep, other }) => keep.personId === keepId && other.personId === otherId,
    )
    if (!found) throw new DomainError('merge-unknown')
    return found
  }

  return {
    /** Profiles of one name and school within the actor's reach. */
    async list(actor: Actor): Promise<Duplicate[]> {
      return (await own(actor)).pairs.map(({ keep, other, ...name }) => ({
        name: fullName(name),
        keepId: keep.personId,
        otherId: other.personId,
        keep: view(keep),
        other: view(other),
      }))
    },

    /**
     * Makes one person of two: all that leads to the other leads to the one kept. Both are told first, each in
     * the own messenger. Safe to repeat. @returns whether it was done now
     * @throws DomainError('merge-unknown' | 'merge-tied' | 'merge-two-mentors')
     */
    async merge(actor: Actor, keepId: number, otherId: number): Promise<{ merged: boolean }> {
      const who = allow(actor, 'person.merge')
      const subject = subjectOf(keepId, otherId)
      if (!(await store.lock([keepId, otherId]))) {
        if (await store.isMerged(who.municipalityId, subject)) return { merged: false }
        throw new DomainError('merge-unknown')
      }
      const { keep, other } = await find(actor, keepId, otherId)
      if (await store.areTied(keepId, otherId)) throw new DomainError('merge-tied')
      if (await store.haveTwoMentors(keepId, otherId)) throw new DomainError('merge-two-mentors')
      const messengers = [...new Set([...keep.messengers, ...other.messengers])].map(labelOf)
      const text = [{ key: 'merge-told', args: { messengers: messengers.join(', ') } }]
      for (const personId of [keepId, otherId])
        await room.domain.deliveries.tell(
          personId,
          { text },
          { key: `merge:${subject}:${personId}` },
        )
      const merging = { from: otherId, to: keepId, at: room.now() }
      for (const one of records) await store.move(one, merging)
      await store.settle(merging)
      await room.domain.guardians.askParents([keepId])
      // Who joins two profiles of their own may be the one who goes.
      const actorId = who.personId === otherId ? keepId : who.personId
      await store.record(who.municipalityId, actorId, subject, merging.at)
      return { merged: true }
    },

    /** They are two: not proposed again. @throws DomainError('merge-unknown') */
    async tellApart(actor: Actor, keepId: number, otherId: number): Promise<void> {
      const { personId } = allow(actor, 'person.merge')
      await find(actor, keepId, otherId)
      await store.tellApart(keepId, otherId, personId, room.now())
    },

    /** Somebody has come in whose name and school are known: the curators are asked. For rooms that let in. */
    async propose(personId: number): Promise<void> {
      const municipalityId = await store.findMunicipality(personId)
      const pairs = await store.listPairs(municipalityId, personId)
      if (pairs.length === 0) return
      const [first] = pairs
      const button = { label: { key: 'duplicates-compare' }, command: 'duplicates' }
      const named = { key: 'duplicates-told', args: { name: fullName(first!) } }
      const numbers = pairs.map(({ keep, other }) => `${keep.personId}-${other.personId}`).join()
      for (const curator of await store.listDeciding(personId)) {
        const key = `duplicates:${numbers}:${curator}`
        const tell = room.domain.deliveries.tell.bind(room.domain.deliveries)
        const message = { text: [named], buttons: [[button]] }
        if (await tell(curator, message, { personal: true, key })) continue
        const nameless = { text: [{ key: 'duplicates-told-nameless' }], buttons: [[button]] }
        await tell(curator, nameless, { key: `${key}:nameless` })
      }
    },
  }
}
