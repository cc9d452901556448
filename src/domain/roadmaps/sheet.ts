import { type Actor, allow } from '../shared/access.ts'
import { earlierOf } from '../shared/calendar.ts'
import { DomainError } from '../shared/errors.ts'
import type { Room } from '../shared/room.ts'
import { wallClock } from '../shared/zone.ts'
import { ofSchools } from './holders.ts'
import { type Reach, reachOf } from './rules.ts'
import { type PlanSheet, type PlanSheetOccurrence, planStatus } from './sheet-rules.ts'
import { type SheetActivity, type SheetAssignment, sheetStore } from './sheet-store.ts'

/** Whole road maps as they are exported and drawn. */
export function sheetService(room: Room) {
  const store = sheetStore(room.tx)

  return {
    /** Road maps in force and own plans that the actor may export, the newest first, with the day it is there. */
    async listMaps(actor: Actor) {
      const { municipalityId } = allow(actor, 'road-map.view')
      return (await store.listMaps(municipalityId, reachOf(actor).schools)).map(
        ({ id, schoolId, title, start, end, zone }) => ({
          id,
          /** It is the plan of this school. */
          schoolId,
          title,
          start,
          end,
          today: wallClock(room.now(), zone).day,
        }),
      )
    },

    /**
     * A road map with what became of it: all of it for the municipality, else what concerns the
     * actor's schools. Names of those who marked are left out where the messenger that the actor
     * speaks from may not carry personal data.
     * @param own with the rows that schools have added to it in their own plans
     * @throws DomainError('road-map-unknown') also for a plan of another school
     */
    async showSheet(actor: Actor, roadMapId: number, own = false): Promise<PlanSheet> {
      const { municipalityId } = allow(actor, 'road-map.view')
      const map = await store.findMap(municipalityId, roadMapId)
      const reach = reachOf(actor)
      if (
        !map ||
        !(map.schoolId === null || reach.everywhere || reach.schools.includes(map.schoolId))
      )
        throw new DomainError('road-map-unknown')
      const { zone } = map
      const day = wallClock(room.now(), zone).day
      const named = room.outside.personalDataMessengers?.includes(actor.messenger) ?? true
      const activities = await store.listActivities(map.id, own && reach.everywhere)
      const byRow = new Map<number, SheetAssignment[]>()
      for (const one of await store.listAssignments(map.id, reach, room.now())) {
        const of = byRow.get(one.activityId)
        if (of) of.push(one)
        else byRow.set(one.activityId, [one])
      }
      const rows = activities
        .filter((row) => byRow.has(row.id) || map.schoolId !== null || concerns(reach, row))
        .map(({ id, holders: _, ...row }) => ({
          ...row,
          occurrences: occurrencesOf(byRow.get(id) ?? [], (one) => ({
            school: one.school,
            status: planStatus(one.status, one.due, one.history, day),
            doneOn: one.doneAt === null ? null : wallClock(one.doneAt, zone).day,
            doneBy: named ? one.doneBy : null,
            comment: one.comment,
          })),
        }))
      const { title, municipality, start, end } = map
      return { title, municipality, period: { start, end }, day, rows }
    },
  }
}

const concerns = ({ everywhere, personId }: Reach, { holders }: SheetActivity): boolean =>
  everywhere || ofSchools(holders) || holders.includes(`person:${personId}`)

/** An occurrence that was moved for somebody alone stands beside it with its own due. */
function occurrencesOf(
  assignments: readonly SheetAssignment[],
  stateOf: (one: SheetAssignment) => PlanSheetOccurrence['states'][number],
): PlanSheetOccurrence[] {
  const groups = new Map<string, PlanSheetOccurrence>()
  for (const one of assignments) {
    const key = `${one.occurrenceId} ${one.due}`
    const group = groups.get(key) ?? {
      start: earlierOf(one.start, one.due),
      due: one.due,
      states: [],
    }
    groups.set(key, group)
    group.states.push(stateOf(one))
  }
  return [...groups.values()]
}
