import { peopleStore } from '../people/store.ts'
import { type Actor, member } from '../shared/access.ts'
import { isIsoDate } from '../shared/calendar.ts'
import { DomainError } from '../shared/errors.ts'
import { fullName } from '../shared/names.ts'
import type { Room } from '../shared/room.ts'
import { wallClock } from '../shared/zone.ts'
import { zoneStore } from '../shared/zone-store.ts'
import { absenceStore } from './store.ts'

/** «Я в отпуске» and «за меня ответит …», with an end. */
export function absenceService(room: Room) {
  const store = absenceStore(room.tx)
  const todayOf = async (municipalityId: number) =>
    wallClock(room.now(), await zoneStore(room.tx).findZone(municipalityId)).day

  return {
    /** Until when the actor is away, and who answers; null when the actor is here. */
    async showMine(actor: Actor) {
      const { personId, municipalityId } = member(actor)
      const found = await store.find(personId)
      return found && found.until >= (await todayOf(municipalityId)) ? found : null
    },

    /** The day that it is for the actor: an absence ends no earlier. */
    async showToday(actor: Actor): Promise<string> {
      return todayOf(member(actor).municipalityId)
    },

    /** Who may stand in for the actor: whoever is here today, or two would wait for each other. */
    async listColleagues(actor: Actor) {
      const who = member(actor)
      const schools = who.roles.flatMap(({ schoolId }) => (schoolId === null ? [] : [schoolId]))
      const today = await todayOf(who.municipalityId)
      const rows = await store.listColleagues(who.municipalityId, schools, who.personId, today)
      return rows.map((row) => ({
        personId: row.id,
        name: fullName(row),
        role: row.role as string,
        school: row.school,
      }))
    },

    /** From today until a day nobody disturbs the actor; a deputy is told that he answers. */
    async leave(actor: Actor, until: string, deputyId: number | null): Promise<void> {
      const { personId, municipalityId } = member(actor)
      const today = await todayOf(municipalityId)
      if (!isIsoDate(until) || until < today) throw new DomainError('absence-past')
      if (deputyId !== null) {
        const known = (await this.listColleagues(actor)).some((one) => one.personId === deputyId)
        if (!known) throw new DomainError('absence-deputy')
      }
      await store.set({ personId, since: today, until, deputyId })
      if (deputyId === null) return
      const name = fullName(await peopleStore(room.tx).find(personId))
      await room.domain.deliveries.tell(
        deputyId,
        { text: [{ key: 'absence-deputy-told', args: { name, until } }] },
        { personal: true },
      )
    },

    /** Back before the time. */
    async comeBack(actor: Actor): Promise<void> {
      const { personId, municipalityId } = member(actor)
      const today = await todayOf(municipalityId)
      const yesterday = wallClock(new Date(room.now().getTime() - 86_400_000), 'UTC').day
      await store.end(personId, yesterday < today ? yesterday : today)
    },

    /** The actors that this one may act as today: oneself, and those whom one stands in for. */
    async listActing(actor: Actor): Promise<Actor[]> {
      if (actor.personId === null || actor.municipalityId === null) return [actor]
      const today = await todayOf(actor.municipalityId)
      const principals = new Map<number, Actor>()
      for (const { personId, role, schoolId } of await store.listPrincipals(
        actor.personId,
        today,
      )) {
        const known = principals.get(personId) ?? { ...actor, personId, roles: [] }
        principals.set(personId, { ...known, roles: [...known.roles, { role, schoolId }] })
      }
      return [actor, ...principals.values()]
    },
  }
}
