import { randomBytes } from 'node:crypto'
import { assignmentStore } from '../roadmaps/assignment-store.ts'
import { reachOf } from '../roadmaps/rules.ts'
import { type Actor, allow, may } from '../shared/access.ts'
import { addDays } from '../shared/calendar.ts'
import { hashCode } from '../shared/codes.ts'
import { DomainError } from '../shared/errors.ts'
import type { Room } from '../shared/room.ts'
import { wallClock } from '../shared/zone.ts'
import { type CalendarDue, calendarStore } from './store.ts'

/** Days shown behind and ahead. */
const behind = 90
const ahead = 2 * 366

/** A calendar of a person's dues: as a file, or as a feed to subscribe to under a secret address. */
export function calendarService(room: Room) {
  const store = calendarStore(room.tx)
  const duesOf = async (actor: Actor): Promise<CalendarDue[]> => {
    const { municipalityId } = allow(actor, 'road-map.view')
    const zone = await assignmentStore(room.tx).findZone(municipalityId)
    const { day } = wallClock(room.now(), zone)
    const period = { from: addDays(day, -behind), to: addDays(day, ahead) }
    return store.listDues(municipalityId, reachOf(actor), period, room.now())
  }

  return {
    /** Whether there is a subscription, and whether there can be one: somebody must serve it. */
    async showFeed(actor: Actor): Promise<{ subscribed: boolean; possible: boolean }> {
      const { personId } = allow(actor, 'road-map.view')
      const possible = room.outside.publicUrl !== undefined
      return { subscribed: (await store.find(personId)) !== null, possible }
    },

    /**
     * A new secret address of the feed; the one before it is no longer good. Only its hash is kept.
     * @throws DomainError('calendar-no-feed')
     */
    async issue(actor: Actor): Promise<{ url: string }> {
      const { personId } = allow(actor, 'road-map.view')
      const { publicUrl } = room.outside
      if (publicUrl === undefined) throw new DomainError('calendar-no-feed')
      const secret = randomBytes(24).toString('base64url')
      await store.put(personId, hashCode(secret), room.now())
      return { url: `${publicUrl}/calendar/${secret}.ics` }
    },

    /** The address is good no longer, and there is no other. */
    async revoke(actor: Actor): Promise<void> {
      const { personId } = allow(actor, 'road-map.view')
      await store.drop(personId)
    },

    /** What the actor's calendar shows. */
    async listDues(actor: Actor): Promise<CalendarDue[]> {
      return duesOf(actor)
    },

    /** What the feed under a secret shows; null where there is none, or its owner sees no plan any more. */
    async findFeed(secret: string): Promise<CalendarDue[] | null> {
      const owner = await store.findOwner(hashCode(secret))
      return owner && may(owner, 'road-map.view') ? duesOf(owner) : null
    },
  }
}
