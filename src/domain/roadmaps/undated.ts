import { type Actor, allow } from '../shared/access.ts'
import { isIsoDate } from '../shared/calendar.ts'
import { DomainError } from '../shared/errors.ts'
import type { Room } from '../shared/room.ts'
import { activityStore, periodOfMap, type StoredActivity } from './activity-store.ts'
import { editedRows } from './edited-rows.ts'
import { ofSchools } from './holders.ts'
import { reachOf, shortTitle, undatedKinds } from './rules.ts'
import { type CheckEvery, checkEvery, checkWindows, dueAfter } from './undated-rules.ts'

/** Rows without a due of their own: constant work is looked after, an event is waited for. */
export function undatedService(room: Room) {
  const store = activityStore(room.tx)

  const { find, lister, open, settle } = editedRows(room)

  /** A row that is not cancelled; in an approved plan the school itself says when and how often. */
  const running = async (actor: Actor, id: number): Promise<StoredActivity> => {
    const row = await find(actor, id)
    if (row.cancelled !== null) throw new DomainError('row-unknown')
    return row.approval === 'approved' ? row : open(actor, id)
  }

  return {
    /** Rows without dates that concern the actor, in the order of the plan. */
    async listUndated(actor: Actor) {
      const { municipalityId } = allow(actor, 'road-map.view')
      const { everywhere, schools } = reachOf(actor)
      const rows = await store.listOfKinds(municipalityId, [...undatedKinds], schools)
      return rows
        .filter(
          ({ holders }) =>
            everywhere || ofSchools(holders) || holders.includes(`person:${actor.personId!}`),
        )
        .map(({ id, schoolId, number, title, kind, phrase, checkEvery: every, eventOn }) => ({
          id,
          /** Of the school's own plan: it says itself when an event has come. */
          own: schoolId !== null,
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
      const { municipalityId } = await lister(actor, null)
      const rows = await store.listOfKinds(municipalityId, ['continuous'])
      return rows
        .filter((row) => row.checkEvery === null)
        .map(({ id, number, title }) => ({ id, number, title: shortTitle(title) }))
    },

    /** Says how often these rows are looked after. @returns how many assignments have changed */
    async setCheck(actor: Actor, ids: readonly number[], every: CheckEvery): Promise<number> {
      if (!checkEvery.includes(every)) throw new DomainError('row-no-such-reading')
      let changed = 0
      for (const id of ids) {
        const row = await running(actor, id)
        if (row.kind !== 'continuous') throw new DomainError('row-not-continuous')
        row.checkEvery = every
        changed += await settle(row, checkWindows(every, periodOfMap(row)))
      }
      return changed
    },

    /** The due that a row would have if its event were on this day; null when it says no term. */
    async previewEvent(actor: Actor, id: number, day: string): Promise<string | null> {
      const row = await running(actor, id)
      return dueAfter(row.phrase, day)
    },

    /** The event has come: from its day the row has a due. */
    async dateEvent(actor: Actor, id: number, day: string, due: string) {
      const row = await running(actor, id)
      if (row.kind !== 'event' && row.kind !== 'on_request') throw new DomainError('row-not-event')
      if (!isIsoDate(day) || !isIsoDate(due) || due < day) throw new DomainError('row-event-order')
      row.eventOn = day
      const changed = await settle(row, [[day, due]])
      return { number: row.number, due, changed }
    },
  }
}
