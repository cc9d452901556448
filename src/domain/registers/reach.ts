import { type Actor, allow, may } from '../shared/access.ts'
import type { IsoDate } from '../shared/calendar.ts'
import { DomainError } from '../shared/errors.ts'
import type { Room } from '../shared/room.ts'
import { wallClock } from '../shared/zone.ts'
import { type RegisterKind, registerKinds } from './rules.ts'

/** What an actor reaches of the registers, for the room's services. */
export function registerReach(room: Room) {
  /** The schools whose registers the actor may see or keep. */
  const schoolsOf = async (actor: Actor, action: 'register.view' | 'register.keep') => {
    const who = allow(actor, action)
    const all = await room.domain.organisations.listSchools(actor)
    const schools = all.filter(({ id }) =>
      may(actor, action, { municipalityId: who.municipalityId, schoolId: id }),
    )
    return { who, schools, ids: schools.map(({ id }) => id) }
  }
  const todayOf = async (actor: Actor): Promise<IsoDate> => {
    const { timeZone } = await room.domain.organisations.showMunicipality(actor)
    return wallClock(room.now(), timeZone).day
  }
  const known = (kind: string): RegisterKind => {
    const found = registerKinds.find((one) => one === kind)
    if (!found) throw new DomainError('register-unknown')
    return found
  }
  return { schoolsOf, todayOf, known }
}
