import { expect, onTestFinished, test, vi } from 'vitest'
import { readDeadline } from '../../src/domain/roadmaps/deadlines/index.ts'
import { aDraft, aRow, loadDraft } from '../support/drafts.ts'
import { listPings, openMornings } from '../support/mornings.ts'
import { openRooms, type Rooms } from '../support/people.ts'
import { openTown } from '../support/talk.ts'
import { russianZones } from '../support/zones.ts'

const hour = 3_600_000
/** The due is the last day of February of a leap year. */
const leapDay = '2028-02-29'
const period = { start: '2027-09-01', end: '2028-08-31' }

/** A town with one assignment due on the leap day. */
async function town(rooms: Rooms, name: string, zone: string, due: string) {
  const place = await rooms.run(async ({ organisations }) => {
    const { id } = await organisations.openMunicipality(name, zone)
    return { municipalityId: id, schoolId: (await organisations.openSchool(id, name)).id }
  })
  const coordinator = await rooms.citizen('coordinator', place)
  const curator = await rooms.citizen('curator', place)
  const [year, month, day] = due.split('-')
  const phrase = `до ${day}.${month}.${year}`
  const deadline = readDeadline(phrase, period)
  const row = aRow({ number: '1', responsible: ['Руководители ОО'], phrase, deadline })
  await loadDraft(rooms, coordinator, { ...aDraft([row]), period })
  const [assignment] = await rooms.db.query<{ due: string }>(
    'SELECT due::text AS due FROM assignment WHERE municipality_id = $1',
    [place.municipalityId],
  )
  expect(assignment?.due).toBe(due)
  return { name, municipalityId: place.municipalityId, accountId: curator.accountId }
}

/** The pings of a person: how many days before or after the due each one was. */
async function pings(rooms: Rooms, accountId: number): Promise<string[]> {
  return (await listPings(rooms, { accountId })).map(({ text }) =>
    text
      .flatMap((line) =>
        'key' in line && line.key.startsWith('reminders-row')
          ? [`${line.key.replace('reminders-row', '')}${line.args?.days ?? ''}`]
          : [],
      )
      .join(),
  )
}

test('29 February, DST and a zone that changes: every town hears the same, nothing twice', async () => {
  const rooms = await openRooms()
  let now = Date.parse('2028-01-28T00:00:00Z')
  rooms.outside = { ...rooms.outside, now: () => new Date(now) }
  const zones = [...russianZones, 'Europe/Berlin', 'America/New_York']
  const towns = []
  for (const zone of zones) towns.push(await town(rooms, zone, zone, leapDay))
  const moving = await town(rooms, 'Переезжий', 'Asia/Magadan', leapDay)
  const slept = await town(rooms, 'Соня', 'Asia/Magadan', leapDay)
  const move = (zone: string) =>
    rooms.db.query('UPDATE municipality SET time_zone = $2 WHERE id = $1', [
      moving.municipalityId,
      zone,
    ])
  // Until after the DST change of New York (12 March) and Berlin (26 March).
  const end = Date.parse('2028-03-28T00:00:00Z')
  for (; now < end; now += hour) {
    const at = new Date(now).toISOString()
    // Noon in Magadan, three in the morning in Kaliningrad: nine comes once more.
    if (at.startsWith('2028-02-15T01')) await move('Europe/Kaliningrad')
    // Seven in Kaliningrad: in Magadan nine has passed, and was not seen.
    if (at.startsWith('2028-02-22T05')) await move('Asia/Magadan')
    await openMornings(rooms)
  }
  const wanted = await pings(rooms, towns[0]?.accountId ?? 0)
  expect(wanted.length).toBeGreaterThan(3)
  for (const { name, accountId } of [...towns, moving, slept])
    expect([name, await pings(rooms, accountId)]).toEqual([name, wanted])
}, 120_000)

test('three days of downtime over a deadline, then an hour, a month on and a day back: each ping once', async () => {
  const rooms = await openRooms()
  let now = Date.parse('2028-02-01T00:00:00Z')
  rooms.outside = { ...rooms.outside, now: () => new Date(now) }
  const one = await town(rooms, 'Город', 'Asia/Magadan', leapDay)
  const run = async (until: string) => {
    for (; now < Date.parse(until); now += hour) await openMornings(rooms)
  }
  await run('2028-02-28T00:00:00Z')
  const before = await pings(rooms, one.accountId)
  // Nobody is awake over the due.
  now = Date.parse('2028-03-02T00:00:00Z')
  await openMornings(rooms)
  const after = await pings(rooms, one.accountId)
  expect(after).toHaveLength(before.length + 1)
  // The clock is moved: an hour, a month, back a day, and to where it was.
  for (const at of [
    '2028-03-02T01:00:00Z',
    '2028-04-02T01:00:00Z',
    '2028-04-01T01:00:00Z',
    '2028-04-02T01:00:00Z',
  ]) {
    now = Date.parse(at)
    await openMornings(rooms, { anyhow: true })
    await openMornings(rooms, { anyhow: true })
  }
  const moved = await pings(rooms, one.accountId)
  expect(moved.length).toBeLessThanOrEqual(after.length + 1)
  const keys = await rooms.db.query<{ key: string }>(
    'SELECT key FROM delivery WHERE key IS NOT NULL GROUP BY key HAVING count(*) > 1',
  )
  expect(keys).toEqual([])
}, 60_000)

test('no timer is longer than 24 days, wherever the clock is moved and whatever the platform orders', async () => {
  const waits: number[] = []
  const real = { setTimeout: globalThis.setTimeout, setInterval: globalThis.setInterval }
  onTestFinished(() => void vi.unstubAllGlobals())
  for (const name of ['setTimeout', 'setInterval'] as const)
    vi.stubGlobal(name, (work: () => void, ms = 0, ...rest: unknown[]) => {
      waits.push(ms)
      return (real[name] as (...all: unknown[]) => unknown)(work, ms, ...rest)
    })
  const place = await openTown({ at: '2026-10-05T00:00:00Z' })
  const anna = await place.citizen('telegram', 'Котова Анна', 'curator')
  place.world.order({
    messenger: 'telegram',
    method: 'sendMessage',
    kind: 'too-many',
    seconds: 4_000_000,
  })
  await place.telegram.say(anna.userId, { kind: 'text', text: '/help' })
  await expect
    .poll(
      async () =>
        (await place.app.database.query('SELECT FROM delivery WHERE attempts = 1')).length,
      {
        timeout: 8000,
      },
    )
    .toBe(1)
  for (const at of [
    '2026-10-05T01:00:00Z',
    '2026-11-05T01:00:00Z',
    '2026-11-04T01:00:00Z',
    '2031-01-01T00:00:00Z',
  ])
    place.clock.set(at)
  await place.domain(({ deliveries }) =>
    deliveries.tell(anna.personId, { text: [{ key: 'menu-title' }] }),
  )
  place.app.outside.afterCommit({ type: 'deliver', messenger: 'telegram' })
  await new Promise((resolve) => real.setTimeout(resolve, 300))
  expect(waits.length).toBeGreaterThan(5)
  expect(Math.max(...waits)).toBeLessThan(24 * 24 * hour)
}, 30_000)
