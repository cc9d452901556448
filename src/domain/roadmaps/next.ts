import type { CommandButton } from '../deliveries/message.ts'
import { type Actor, allow, type Member } from '../shared/access.ts'
import type { IsoDate } from '../shared/calendar.ts'
import { DomainError } from '../shared/errors.ts'
import type { Room } from '../shared/room.ts'
import { askingOn, endsToAsk, movedPeriod, nextRow, nextTitle, yearsToMove } from './next-rules.ts'
import { nextStore } from './next-store.ts'
import { mapTitle } from './rules.ts'

/** The plan after this one: asked for when this one ends, and made from it. */
export function nextPlanService(room: Room) {
  const store = nextStore(room.tx)
  const importer = (actor: Actor): Member => {
    const who = allow(actor, 'road-map.import')
    return allow(actor, 'road-map.import', { municipalityId: who.municipalityId })
  }

  return {
    /**
     * Asks the coordinators for the next plan, of each road map at most twice: a month before its
     * end, and at the end if none has come. Safe to run twice. @returns how many maps were asked about
     */
    async askEnding(municipalityId: number, day: IsoDate): Promise<number> {
      let count = 0
      for (const map of await store.lockEnding(municipalityId, endsToAsk(day))) {
        const asking = askingOn(day, map.end)
        if (map.asked === 'end' || map.asked === asking) continue
        const message = {
          text: [
            {
              key: `next-plan-${asking}`,
              args: { title: mapTitle(map.title), end: map.end },
            },
          ],
          buttons: buttons(map.id),
        }
        const people = await store.listCoordinators(municipalityId)
        const told = await room.domain.deliveries.tellEach(
          people.map((personId) => ({ personId, message })),
        )
        if (told === 0) continue
        await store.setAsked(map.id, asking)
        count += 1
      }
      return count
    },

    /** The coordinator wants no plan made from this one, or has another. */
    async decline(actor: Actor, roadMapId: number): Promise<void> {
      const { municipalityId } = importer(actor)
      if (!(await store.decline(municipalityId, roadMapId)))
        throw new DomainError('road-map-unknown')
    },

    /**
     * A draft of the next plan from this one, its period moved on by whole years: to be looked at
     * and loaded as any other. @returns the draft's id, and how many rows name a year in their title
     */
    async makeDraft(actor: Actor, roadMapId: number) {
      const { municipalityId } = importer(actor)
      const map = await store.findMap(municipalityId, roadMapId)
      if (!map) throw new DomainError('road-map-unknown')
      const years = yearsToMove(map)
      const period = movedPeriod(map, years)
      const rows = (await store.listRows(roadMapId)).map((row) => nextRow(row, map, period, years))
      const title = nextTitle(map.title, map, years)
      const draft = { title, period, rows, doubts: [] }
      const draftId = await room.domain.roadMaps.addDraft(actor, draft)
      const named = rows.filter(({ activity }) => /(?<!\d)20\d\d(?!\d)/.test(activity))
      return { draftId, period, named: named.map(({ number }) => number) }
    },
  }
}

const buttons = (id: number): CommandButton[][] => [
  [{ label: { key: 'next-plan-make' }, command: 'next-plan', arg: String(id) }],
  [{ label: { key: 'next-plan-decline' }, command: 'no-next-plan', arg: String(id) }],
]
