import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays } from '../../../src/domain/shared/calendar.ts'
import { instantAt } from '../../../src/domain/shared/zone.ts'
import { aDraft, aRow, loadDraft } from '../../support/drafts.ts'
import { openRooms } from '../../support/people.ts'
import { russianZones } from '../../support/zones.ts'

const day = (offset: number) => addDays('2023-09-01', offset)
const said = (iso: string) => `${iso.slice(8)}.${iso.slice(5, 7)}.${iso.slice(0, 4)}`

test('through any downtime and any moves of the clock nothing is doubled and nothing forgotten', async () => {
  const rooms = await openRooms()
  let now = new Date('2023-08-20T00:00:00Z')
  rooms.outside = { ...rooms.outside, now: () => now }
  let towns = 0

  const walks = fc.record({
    zone: fc.constantFrom(...russianZones),
    dues: fc.array(fc.integer({ min: 30, max: 150 }), { minLength: 1, maxLength: 4 }),
    /** Days until the next look at the clock: much of it downtime, some of it back in time. */
    steps: fc.array(fc.integer({ min: -5, max: 25 }), { minLength: 3, maxLength: 12 }),
    time: fc.constantFrom('03:00', '09:00', '12:30', '23:30'),
  })
  await fc.assert(
    fc.asyncProperty(walks, async ({ zone, dues, steps, time }) => {
      towns += 1
      now = new Date('2023-08-20T00:00:00Z')
      const place = await rooms.run(async ({ organisations }) => {
        const { id } = await organisations.openMunicipality(`Город ${towns}`, zone)
        const school = await organisations.openSchool(id, 'Школа № 1')
        return { municipalityId: id, schoolId: school.id }
      })
      const coordinator = await rooms.citizen('coordinator', place)
      const curator = await rooms.citizen('curator', place, 'Петрова Анна Ильинична')
      const rows = dues.map((due, i) =>
        aRow({
          number: `${i + 1}`,
          phrase: `до ${said(day(due))}`,
          responsible: ['Руководители ОО'],
        }),
      )
      await loadDraft(rooms, coordinator, aDraft(rows))

      const watch = async (at: string) => {
        now = instantAt(at, time, zone)
        const anyhow = time === '03:00' || time === '23:30'
        const due = await rooms.run((d) => d.mornings.listDue({ anyhow }))
        for (const morning of due.filter((m) => m.municipalityId === place.municipalityId))
          for (const again of [anyhow, anyhow]) // the watchdog and the queue at once
            await rooms.run((d) => d.mornings.open(morning.municipalityId, morning.day, { again }))
      }
      let at = day(0)
      for (const step of steps) {
        await watch(at)
        at = addDays(at, step)
      }
      await watch(at)
      for (let last = day(155); last <= day(170); last = addDays(last, 1)) await watch(last)

      const digests = await rooms.db.query<{
        personId: number
        day: string
        items: { id: number }[]
      }>('SELECT person_id AS "personId", day, items FROM digest WHERE person_id = ANY ($1)', [
        [curator.personId, coordinator.personId],
      ])
      const sent = await rooms.db.query(
        `SELECT id FROM delivery WHERE priority = 1 AND account_id = ANY ($1)`,
        [[curator.accountId, coordinator.accountId]],
      )
      expect(sent).toHaveLength(digests.length)
      const of = (personId: number | null) => digests.filter((one) => one.personId === personId)
      const named = (personId: number | null) => of(personId).flatMap(({ items }) => items)
      for (const mine of [curator.personId, coordinator.personId])
        for (const { items } of of(mine))
          expect(new Set(items.map(({ id }) => id)).size).toBe(items.length)
      // Every row was named to the curator, and to the coordinator exactly once.
      expect(new Set(named(curator.personId).map(({ id }) => id)).size).toBe(dues.length)
      expect(named(coordinator.personId)).toHaveLength(dues.length)
    }),
    { numRuns: 12 },
  )
}, 120_000)
