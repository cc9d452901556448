import { reminderStore } from '../reminders/store.ts'
import { type Actor, allow, type Member, may, member } from '../shared/access.ts'
import type { IsoDate } from '../shared/calendar.ts'
import { DomainError } from '../shared/errors.ts'
import type { Room } from '../shared/room.ts'
import { wallClock } from '../shared/zone.ts'
import { activityStore, type MapRow, type StoredActivity } from './activity-store.ts'
import { assignStore } from './assign-store.ts'
import { assignmentStore } from './assignment-store.ts'
import type { Window } from './deadlines/index.ts'
import { type Holder, holdersOf, schoolHoldersOf } from './holders.ts'
import { remake } from './remake.ts'
import { responsibleStore } from './responsible-store.ts'

/** Whose a row or a road map is: the municipality's, or a school's and how far its approval has come. */
type Whose = Pick<MapRow, 'municipalityId' | 'schoolId' | 'approval'>

/** Rows that somebody changes: whether the actor may, and what follows from a change. */
export function editedRows(room: Room) {
  const store = activityStore(room.tx)

  /** @throws DomainError('row-unknown' | 'not-allowed') as if a plan of another school were not there */
  const checkSeen = (actor: Actor, whose: Whose | null): void => {
    if (!may(actor, 'road-map.edit') && !may(actor, 'road-map.adapt')) allow(actor, 'road-map.edit')
    if (!whose) throw new DomainError('row-unknown')
    if (whose.schoolId === null) allow(actor, 'road-map.edit', whose)
    else if (!may(actor, 'road-map.adapt', whose) && !may(actor, 'road-map.edit', whose))
      throw new DomainError('row-unknown')
  }
  const checkOpen = (actor: Actor, whose: Whose): void => {
    if (whose.schoolId === null || mayChange(actor, whose)) return
    const own = may(actor, 'road-map.adapt', whose)
    throw new DomainError(own ? 'school-plan-closed' : 'school-plan-not-approved')
  }
  const today = async (municipalityId: number): Promise<IsoDate> =>
    wallClock(room.now(), await assignmentStore(room.tx).findZone(municipalityId)).day

  const find = async (actor: Actor, id: number): Promise<StoredActivity> => {
    const row = await store.find(member(actor).municipalityId, id)
    checkSeen(actor, row)
    return row!
  }
  /** A school's plan stays where it is on its way while a row of it is changed. */
  const held = async (actor: Actor, { id, roadMapId }: StoredActivity): Promise<StoredActivity> => {
    await store.holdMap(roadMapId)
    return find(actor, id)
  }
  const open = async (actor: Actor, id: number): Promise<StoredActivity> => {
    const seen = await find(actor, id)
    const row = seen.schoolId === null ? seen : await held(actor, seen)
    checkOpen(actor, row)
    return row
  }

  return {
    today,

    /** A row that the actor may look into. @throws DomainError('row-unknown' | 'not-allowed') */
    find,

    /**
     * A row that the actor may change: the coordinator the municipality's and those of approved plans,
     * a school its own until it has sent the plan.
     * @throws DomainError('school-plan-closed' | 'school-plan-not-approved' | 'row-unknown' | …)
     */
    open,

    /** The same, if the row was not cancelled. */
    async living(actor: Actor, id: number): Promise<StoredActivity> {
      const row = await open(actor, id)
      if (row.cancelled !== null) throw new DomainError('row-cancelled', { number: row.number })
      return row
    },

    canOpen: mayChange,

    /** The road map, or the plan, that the actor may add rows to. */
    async openMap(actor: Actor, roadMapId: number): Promise<MapRow> {
      const { municipalityId } = member(actor)
      checkSeen(actor, await store.findMap(municipalityId, roadMapId))
      await store.holdMap(roadMapId)
      const map = await store.findMap(municipalityId, roadMapId)
      checkSeen(actor, map)
      checkOpen(actor, map!)
      return map!
    },

    /** Who lists rows of the municipality, or of a plan where one is named. */
    async lister(actor: Actor, plan: number | null): Promise<Member> {
      const who = member(actor)
      if (plan === null) return allow(actor, 'road-map.edit', who)
      checkSeen(actor, await store.findMap(who.municipalityId, plan))
      return who
    },

    /** Who answers for names; in a school's plan the school answers for everything. */
    async holdersFor(
      { municipalityId, schoolId }: Pick<Whose, 'municipalityId' | 'schoolId'>,
      names: readonly string[],
    ): Promise<Holder[]> {
      const mapping = await responsibleStore(room.tx).findMapping(municipalityId)
      if (schoolId === null) return holdersOf(names, mapping)
      const recipients = await reminderStore(room.tx).listRecipients(municipalityId)
      const staff = recipients.filter((one) => one.schoolId === schoolId)
      return schoolHoldersOf(
        names,
        mapping,
        staff.map(({ personId }) => personId),
      )
    },

    /**
     * Keeps a changed row, and makes its dates and its open assignments what it says now; schools
     * that have a copy of it are asked. @param wanted its dates, when they are others now
     * @returns how many assignments have changed
     */
    async settle(row: StoredActivity, wanted?: readonly Window[]): Promise<number> {
      const { id, municipalityId } = row
      const before = await store.find(municipalityId, id)
      if (wanted) await store.applyRemake(id, remake(await store.listWindows(id), wanted))
      await store.save(row)
      if (wanted || (before && differs(before, row))) await store.markCopies(id, room.now())
      await room.domain.informing.plan({ activityIds: [id] })
      const from = await today(municipalityId)
      const changed = await assignStore(room.tx).settle({ municipalityId, activityIds: [id], from })
      await room.domain.informing.completedRows([id])
      return changed
    },
  }
}

function mayChange(actor: Actor, whose: Whose): boolean {
  if (whose.schoolId === null || whose.approval === 'approved')
    return may(actor, 'road-map.edit', whose)
  const { approval } = whose
  return (approval === 'adapting' || approval === 'returned') && may(actor, 'road-map.adapt', whose)
}

/** Whether a school that has a copy sees a difference. */
const differs = (before: StoredActivity, now: StoredActivity): boolean =>
  before.title !== now.title ||
  before.result !== now.result ||
  before.cancelled !== now.cancelled ||
  before.responsible.join() !== now.responsible.join()
