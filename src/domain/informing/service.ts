import type { Message } from '../deliveries/message.ts'
import { answering, type Recipient } from '../reminders/digest.ts'
import { reminderStore } from '../reminders/store.ts'
import { nameKey } from '../roadmaps/holders.ts'
import { splitResponsible } from '../roadmaps/responsible.ts'
import { responsibleStore } from '../roadmaps/responsible-store.ts'
import { shortTitle } from '../roadmaps/rules.ts'
import { coordinatorsOf, staffOf } from '../schoolplans/people.ts'
import { addDays, type IsoDate } from '../shared/calendar.ts'
import type { Room } from '../shared/room.ts'
import { informingDays, informingDue, informingWindow } from './rules.ts'
import { informingStore, type ToInform } from './store.ts'

/** Schools that are named; more are counted. */
const shownSchools = 10

/** «Кого и когда информировать»: a second deadline. The bot sends the result there, or reminds. */
export function informingService(room: Room) {
  const store = informingStore(room.tx)

  const municipal = new Set(['coordinator', 'methodist'])

  /** The persons that a row's «кого информировать» means; none while nobody has said who that is. */
  const recipientsOf = async (row: ToInform, all: readonly Recipient[]): Promise<number[]> => {
    const mapping = await responsibleStore(room.tx).findMapping(row.municipalityId)
    const holders = splitResponsible(row.informWhom).names.flatMap(
      (name) => mapping.get(nameKey(name)) ?? [],
    )
    const found = all.filter(
      ({ role, personId }) =>
        holders.some((holder) => holder === role) || holders.includes(`person:${personId}`),
    )
    return [...new Set(found.map(({ personId }) => personId))]
  }

  /** @param by names of who has done it, where they may be said */
  const message = (
    row: ToInform,
    key: string,
    button: boolean,
    by: string | null = null,
  ): Message => {
    const { number, done, total, open, informWhom } = row
    const args = { number, title: shortTitle(row.title, 200), whom: informWhom, done, total }
    return {
      text: [
        { key, args },
        ...(by ? [{ key: 'informing-by', args: { by } }] : []),
        ...(row.comment ? [{ key: 'informing-comment', args: { text: row.comment } }] : []),
        ...(open.length > 0
          ? [
              {
                key: 'informing-open',
                args: {
                  names: open.slice(0, shownSchools).join(', '),
                  more: Math.max(0, open.length - shownSchools),
                },
              },
            ]
          : []),
      ],
      ...(button && row.assignmentId !== null
        ? {
            buttons: [
              [
                {
                  label: { key: 'assignment-show' },
                  command: 'show',
                  arg: String(row.assignmentId),
                },
              ],
            ],
          }
        : {}),
    }
  }

  /** Sends the result, once; to the coordinators when nobody has said who is to be informed. */
  const tell = async (row: ToInform, by: number | null): Promise<void> => {
    if (!(await store.markTold(row.occurrenceId, room.now()))) return
    const all = await reminderStore(room.tx).listRecipients(row.municipalityId)
    const known = await recipientsOf(row, all)
    // A school passes on what is its own; the coordinators what is the municipality's, and that of a
    // school where nobody is left.
    const staff = row.schoolId === null ? [] : staffOf(row.schoolId, all)
    const others = staff.length > 0 ? staff : coordinatorsOf(all)
    const people = known.length > 0 ? known : others
    const passing = staff.length > 0 ? 'informing-pass-on-own' : 'informing-pass-on'
    const key = known.length > 0 ? 'informing-result' : passing
    for (const personId of people) {
      if (personId === by && known.length > 0) continue
      const button = all.some((one) => one.personId === personId && municipal.has(one.role))
      const unique = { key: `informing:${row.occurrenceId}:${personId}` }
      const named = row.doneBy
        ? await room.domain.deliveries.tell(personId, message(row, key, button, row.doneBy), {
            ...unique,
            personal: true,
          })
        : false
      // Where no messenger may carry names, the result is told without them.
      if (!named) await room.domain.deliveries.tell(personId, message(row, key, button), unique)
    }
  }

  return {
    /** Keeps when the result of each date of these rows is to be told. */
    async plan(of: { roadMapId: number } | { activityIds: readonly number[] }): Promise<void> {
      const occurrences = await store.listOccurrences(of)
      // A phrase is read once, not for each of its dates.
      const read = new Map<string, IsoDate[]>()
      const daysOf = (phrase: string, start: IsoDate, end: IsoDate): IsoDate[] => {
        const key = `${start} ${end} ${phrase}`
        const days = read.get(key) ?? informingDays(phrase, { start, end })
        read.set(key, days)
        return days
      }
      await store.plan(
        occurrences.map(({ id, municipalityId, due, informWhen, start, end }) => ({
          id,
          municipalityId,
          due: informingDue(daysOf(informWhen, start, end), due),
        })),
      )
    },

    /** After somebody has done his part: sends the result when everybody has. */
    async completed(occurrenceId: number, by: number): Promise<void> {
      const [row] = await store.listUntold({ occurrenceId })
      if (row && row.done === row.total) await tell(row, by)
    },

    /** The same after the dates or the holders of rows have changed: who was left to answer may not be asked any more. */
    async completedRows(activityIds: readonly number[]): Promise<void> {
      if (activityIds.length === 0) return
      for (const row of await store.listUntold({ activityIds }))
        if (row.done > 0 && row.done === row.total) await tell(row, null)
    },

    /**
     * On a morning: what is to be told by now is sent as it stands; where nothing is done, those who
     * answer are reminded, once.
     */
    async openMorning(municipalityId: number, day: IsoDate): Promise<void> {
      const rows = await store.listUntold({
        municipalityId,
        from: addDays(day, -informingWindow),
        to: day,
      })
      if (rows.length === 0) return
      const all = await reminderStore(room.tx).listRecipients(municipalityId)
      for (const row of rows) {
        if (row.done > 0) await tell(row, null)
        else {
          const open = await store.listOpen(row.occurrenceId)
          const tellings = open.flatMap((owner) =>
            answering(owner, all).map((personId) => ({
              personId,
              message: message({ ...row, open: [], assignmentId: owner.id }, 'informing-due', true),
              key: `informing-due:${row.occurrenceId}:${personId}`,
            })),
          )
          await room.domain.deliveries.tellEach(tellings, { urgency: 'ping' })
        }
      }
    },
  }
}
