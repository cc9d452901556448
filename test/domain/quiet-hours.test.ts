import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { expect, test } from 'vitest'
import { openRooms, type Rooms } from '../support/people.ts'

async function quietEnd(rooms: Rooms, from: string, to: string, zone: string, at: string) {
  const [row] = await rooms.db.query<{ until: Date | null }>(
    'SELECT quiet_end($1, $2, $3, $4::timestamptz) AS until',
    [from, to, zone, at],
  )
  return row?.until ?? null
}

test('quiet hours end at their end by the wall of the municipality, also past midnight', async () => {
  const rooms = await openRooms()
  const end = (at: string) => quietEnd(rooms, '22:00', '07:00', 'Asia/Magadan', at)
  // Magadan is eleven hours ahead.
  expect(await end('2026-10-05T10:59:00Z')).toBeNull()
  expect((await end('2026-10-05T11:00:00Z'))?.toISOString()).toBe('2026-10-05T20:00:00.000Z')
  expect((await end('2026-10-05T19:59:00Z'))?.toISOString()).toBe('2026-10-05T20:00:00.000Z')
  expect(await end('2026-10-05T20:00:00Z')).toBeNull()
  const noon = await quietEnd(rooms, '12:00', '14:00', 'Europe/Moscow', '2026-10-05T09:30:00Z')
  expect(noon?.toISOString()).toBe('2026-10-05T11:00:00.000Z')
})

test('whenever they are on, they end within a day, at their hour; and then they are off', async () => {
  const rooms = await openRooms()
  const hour = fc.integer({ min: 0, max: 23 }).map((n) => `${String(n).padStart(2, '0')}:00`)
  await fc.assert(
    fc.asyncProperty(
      hour,
      hour,
      fc.constantFrom('Asia/Magadan', 'Europe/Moscow', 'Europe/Berlin'),
      fc.integer({ min: 0, max: 365 * 24 * 60 }),
      async (from, to, zone, minutes) => {
        const at = new Date(Date.UTC(2026, 0, 1) + minutes * 60_000)
        const end = await quietEnd(rooms, from, to, zone, at.toISOString())
        if (!end) return
        const wall = Temporal.Instant.fromEpochMilliseconds(end.getTime()).toZonedDateTimeISO(zone)
        // The hour that a DST change skips moves on.
        expect([Number(to.slice(0, 2)), Number(to.slice(0, 2)) + 1]).toContain(wall.hour)
        expect(end.getTime()).toBeGreaterThan(at.getTime())
        expect(end.getTime() - at.getTime()).toBeLessThanOrEqual(25 * 3_600_000)
        if (wall.hour === Number(to.slice(0, 2)))
          expect(await quietEnd(rooms, from, to, zone, end.toISOString())).toBeNull()
      },
    ),
    { numRuns: 60 },
  )
})

test('in quiet hours pings wait, replies do not; what waits goes when the trade’s clock has passed them', async () => {
  const rooms = await openRooms()
  const place = await rooms.place('Город Магадан', 'Школа № 1')
  const teacher = await rooms.citizen('teacher', place)
  await rooms.run(({ people }) => people.keepQuiet(teacher, { from: '10:00', to: '18:00' }))
  const tell = (urgency: 'ping' | 'reply') =>
    rooms.run(({ deliveries }) =>
      deliveries.tell(teacher.personId ?? 0, { text: [{ text: urgency }] }, { urgency }),
    )
  await tell('ping')
  await tell('reply')
  const rows = () =>
    rooms.db.query<{ priority: number; hours: number; held: boolean }>(
      `SELECT priority, round(extract(epoch FROM not_before - now()) / 3600)::int AS hours,
              quiet_until IS NOT NULL AS held FROM delivery ORDER BY id`,
    )
  expect(await rows()).toEqual([
    { priority: 1, hours: 7, held: true },
    { priority: 0, hours: 0, held: false },
  ])
  await rooms.run(({ deliveries }) => deliveries.releaseQuiet())
  expect((await rows())[0]?.held).toBe(true)
  rooms.wait({ minutes: 7 * 60 })
  await rooms.run(({ deliveries }) => deliveries.releaseQuiet())
  expect((await rows())[0]).toEqual({ priority: 1, hours: 0, held: false })
})

test('hours that are no hours are refused', async () => {
  const rooms = await openRooms()
  const teacher = await rooms.citizen('teacher', await rooms.place('Город Магадан', 'Школа № 1'))
  for (const hours of [
    { from: '25:00', to: '07:00' },
    { from: '07:00', to: '07:00' },
  ])
    await expect(rooms.run(({ people }) => people.keepQuiet(teacher, hours))).rejects.toMatchObject(
      { code: 'quiet-hours' },
    )
})
