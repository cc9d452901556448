import { type Actor, allow, type Member } from '../shared/access.ts'
import { isIsoDate } from '../shared/calendar.ts'
import { DomainError } from '../shared/errors.ts'
import type { Room } from '../shared/room.ts'
import { wallClock } from '../shared/zone.ts'
import { activityStore, periodOfMap, type StoredActivity } from './activity-store.ts'
import { assignStore } from './assign-store.ts'
import { assignmentStore } from './assignment-store.ts'
import type { Window } from './deadlines/index.ts'
import { ofSchools } from './holders.ts'
import { remake } from './remake.ts'
import { reachOf, shortTitle, undatedKinds } from './rules.ts'
import { type CheckEvery, checkEvery, checkWindows, dueAfter } from './undated-rules.ts'

export type Undated = ReturnType<typeof undatedService>

/** Rows without a due of their own: constant work is looked after, an event is waited for. */
export function undatedService(room: Room) {
  const store = activityStore(room.tx)

  const editor = (actor: Actor): Member => {
    const who = allow(actor, 'road-map.edit')
    return allow(actor, 'road-map.edit', { municipalityId: who.municipalityId })
  }
  const rowOf = async (actor: Actor, id: number): Promise<StoredActivity> => {
    const found = await store.find(editor(actor).municipalityId, id)
    if (!found || found.cancelled !== null) throw new DomainError('row-unknown')
    return found
  }
  const settle = async (row: StoredActivity, windows: readonly Window[]): Promise<number> => {
    await store.applyRemake(row.id, remake(await store.listWindows(row.id), windows))
    await store.save(row)
    await room.domain.informing.plan({ activityIds: [row.id] })
    const { municipalityId } = row
    const zone = await assignmentStore(room.tx).findZone(municipalityId)
    const from = wallClock(room.now(), zone).day
    return assignStore(room.tx).settle({ municipalityId, activityIds: [row.id], from })
  }

  return {
    /** Rows without dates that concern the actor, in the order of the plan. */
    async listUndated(actor: Actor) {
      const { municipalityId } = allow(actor, 'road-map.view')
      const { everywhere } = reachOf(actor)
      const rows = await store.listOfKinds(municipalityId, [...undatedKinds])
      return rows
        .filter(
          ({ holders }) =>
            everywhere || ofSchools(holders) || holders.includes(`person:${actor.personId!}`),
        )
        .map(({ id, number, title, kind, phrase, checkEvery: every, eventOn }) => ({
          id,
          number,
          title: shortTitle(title),
          kind: kind as string,
          phrase,
          every,
          eventOn,
        }))
    },

    /** Constant work of which nobody has said how often to look after it. */
    async listUnchecked(actor: Actor): Promise<{ id: number; number: string; title: string }[]> {
      const rows = await store.listOfKinds(editor(actor).municipalityId, ['continuous'])
      return rows
        .filter((row) => row.checkEvery === null)
        .map(({ id, number, title }) => ({ id, number, title: shortTitle(title) }))
    },

    /** Says how often these rows are looked after. @returns how many assignments have changed */
    async setCheck(actor: Actor, ids: readonly number[], every: CheckEvery): Promise<number> {
      if (!checkEvery.includes(every)) throw new DomainError('row-no-such-reading')
      let changed = 0
      for (const id of ids) {
        const row = await rowOf(actor, id)
        if (row.kind !== 'continuous') throw new DomainError('row-not-continuous')
        row.checkEvery = every
        changed += await settle(row, checkWindows(every, periodOfMap(row)))
      }
      return changed
    },

    /** The due that a row would have if its event were on this day; null when it says no term. */
    async previewEvent(actor: Actor, id: number, day: string): Promise<string | null> {
      const row = await rowOf(actor, id)
      return dueAfter(row.phrase, day)
    },

    /** The event has come: from its day the row has a due. */
    async dateEvent(actor: Actor, id: number, day: string, due: string) {
      const row = await rowOf(actor, id)
      if (row.kind !== 'event' && row.kind !== 'on_request') throw new DomainError('row-not-event')
      if (!isIsoDate(day) || !isIsoDate(due) || due < day) throw new DomainError('row-event-order')
      row.eventOn = day
      const changed = await settle(row, [[day, due]])
      return { number: row.number, due, changed }
    },
  }
}
