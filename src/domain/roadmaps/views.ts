import { type Actor, allow } from '../shared/access.ts'
import type { Room } from '../shared/room.ts'
import { wallClock } from '../shared/zone.ts'
import { assignmentStore } from './assignment-store.ts'
import { daysLeft, reachOf, shortTitle } from './rules.ts'
import { type GroupBy, viewStore } from './view-store.ts'

/** The plan by who answers and by section. */
export function viewService(room: Room) {
  const store = viewStore(room.tx)
  const todayOf = async (municipalityId: number) =>
    wallClock(room.now(), await assignmentStore(room.tx).findZone(municipalityId)).day

  return {
    /** Who answers, or the sections, with how many rows have something to do and how many are late. */
    async listGroups(actor: Actor, by: GroupBy) {
      const { municipalityId } = allow(actor, 'road-map.view')
      const today = await todayOf(municipalityId)
      return store.listGroups(municipalityId, reachOf(actor), by, room.now(), today)
    },

    /**
     * Rows of a group, each with its next due; `more` dues come after it.
     * @param name as printed; empty: rows without one
     */
    async listGroup(actor: Actor, by: GroupBy, name: string, from: number, size: number) {
      const { municipalityId } = allow(actor, 'road-map.view')
      const today = await todayOf(municipalityId)
      const page = { from, size }
      const found = await store.listRows(municipalityId, reachOf(actor), by, name, room.now(), page)
      return {
        total: found[0]?.all ?? 0,
        items: found.map(({ id, number, title, due, more }) => ({
          id,
          number,
          title: shortTitle(title),
          due,
          left: daysLeft(due, today),
          more,
        })),
      }
    },
  }
}
