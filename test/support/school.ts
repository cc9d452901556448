import type { Actor } from '../../src/domain/shared/access.ts'
import { openRooms, type Place, type Rooms } from './people.ts'

/** A school that will have a plan: who loads it, and who answers for the school. */
export interface School {
  rooms: Rooms
  place: Place
  coordinator: Actor
  curator: Actor
}

/** Opens one. @param at an instant; the day before the plans of `drafts.ts` begin unless another is given */
export async function openSchool(at = '2023-08-31T01:00:00Z'): Promise<School> {
  const rooms = await openRooms()
  rooms.outside = { ...rooms.outside, now: () => new Date(at) }
  const place = await rooms.place('Город Пример', 'Школа № 1')
  const coordinator = await rooms.citizen('coordinator', place)
  const curator = await rooms.citizen('curator', place, 'Петрова Анна Ильинична')
  return { rooms, place, coordinator, curator }
}
