import { beforeEach, describe, expect, test } from 'vitest'
import type { Message } from '../../../src/domain/deliveries/message.ts'
import type { Actor } from '../../../src/domain/shared/access.ts'
import { aDraft, aRow, loadDraft } from '../../support/drafts.ts'
import { listPings, openMornings } from '../../support/mornings.ts'
import type { Place, Rooms } from '../../support/people.ts'
import { hasRoadMaps, readSharedRoadMap } from '../../support/road-maps.ts'
import { openSchool } from '../../support/school.ts'

let rooms: Rooms
let place: Place
let coordinator: Actor
let curator: Actor

beforeEach(async () => {
  ;({ rooms, place, coordinator, curator } = await openSchool())
})

/** Sets the clock by Magadan's wall (UTC+11). */
function magadan(day: string, time: string): void {
  const now = new Date(`${day}T${time}:00+11:00`)
  rooms.outside = { ...rooms.outside, now: () => now }
}

const lines = (message: Message | undefined) =>
  (message?.text ?? []).flatMap((line) =>
    'key' in line && line.key.startsWith('reminders-row')
      ? [[line.key, line.args?.number, line.args?.days]]
      : [],
  )

const oneRow = (phrase = 'до 1 октября 2023 года') =>
  aDraft([aRow({ number: '1', responsible: ['Руководители ОО'], phrase })])

describe.runIf(hasRoadMaps)('the road map of Magadan', () => {
  test('on 1 September 2023 «Ежегодно до 01 октября» is thirty days away, for curator and coordinator', async () => {
    await loadDraft(rooms, coordinator, await readSharedRoadMap('magadan-2021-2024.txt'))
    magadan('2023-09-01', '08:59')
    expect(await openMornings(rooms)).toBe(0)
    magadan('2023-09-01', '09:00')
    expect(await openMornings(rooms)).toBe(2)
    const [digest] = await listPings(rooms, curator)
    expect(lines(digest)).toEqual([
      ['reminders-row-soon', '4.4', 30],
      ['reminders-row-soon', '7.1', 30],
      ['reminders-row-soon', '7.2', 30],
    ])
    expect(digest?.buttons?.flat().map(({ command }) => command)).toEqual([
      'done',
      'show',
      'later',
      'plan',
    ])
    expect(lines((await listPings(rooms, coordinator))[0])).toHaveLength(3)
  })
})

describe('a morning', () => {
  test('is opened once, by however many at once', async () => {
    await loadDraft(rooms, coordinator, oneRow())
    magadan('2023-09-01', '09:00')
    const counts = await Promise.all([
      openMornings(rooms),
      openMornings(rooms),
      openMornings(rooms),
    ])
    expect(counts.reduce((a, b) => a + b)).toBe(1)
    expect(await listPings(rooms, curator)).toHaveLength(1)
  })

  test('«Сделано» stops every further ping', async () => {
    await loadDraft(rooms, coordinator, oneRow())
    const [item] = (await rooms.run((d) => d.assignments.list(curator, 'next'))).items
    await rooms.run((d) => d.assignments.complete(curator, item!.id))
    for (const day of ['2023-09-01', '2023-09-29', '2023-10-02', '2023-10-09']) {
      magadan(day, '10:00')
      expect(await openMornings(rooms)).toBe(0)
    }
  })

  test('past the due it pings again and tells the head, then the coordinator, each once', async () => {
    const head = await rooms.citizen('head', place, 'Громов Павел Андреевич')
    await loadDraft(rooms, coordinator, oneRow())
    magadan('2023-10-02', '10:00')
    expect(await openMornings(rooms)).toBe(2)
    expect(lines((await listPings(rooms, curator))[0])).toEqual([['reminders-row-late', '1', 1]])
    expect(await listPings(rooms, head)).toHaveLength(1)
    expect(await listPings(rooms, coordinator)).toHaveLength(0)
    magadan('2023-10-04', '10:00')
    expect(await openMornings(rooms)).toBe(2)
    expect(await listPings(rooms, curator)).toHaveLength(2)
    expect(lines((await listPings(rooms, coordinator))[0])).toEqual([
      ['reminders-row-above', '1', undefined],
    ])
    magadan('2023-10-09', '10:00')
    expect(await openMornings(rooms)).toBe(1)
    expect(await listPings(rooms, coordinator)).toHaveLength(1)
    expect(await listPings(rooms, head)).toHaveLength(1)
  })

  test('a school without a curator is answered for by its head', async () => {
    await rooms.db.query(`UPDATE membership SET until = now() WHERE role = 'curator'`)
    const head = await rooms.citizen('head', place, 'Громов Павел Андреевич')
    await loadDraft(rooms, coordinator, oneRow())
    magadan('2023-09-01', '10:00')
    await openMornings(rooms)
    expect(lines((await listPings(rooms, head))[0])).toEqual([['reminders-row-soon', '1', 30]])
    expect(await listPings(rooms, curator)).toHaveLength(0)
  })

  test.each(['that follows other mornings', 'before the very first morning'])(
    'after downtime of weeks %s there is one digest that forgets nothing',
    async (when) => {
      magadan('2023-08-31', '13:00')
      if (when.startsWith('that')) await openMornings(rooms)
      await loadDraft(
        rooms,
        coordinator,
        aDraft(
          ['10 сентября', '20 сентября', '2 октября', '15 октября'].map((day, i) =>
            aRow({
              number: `${i + 1}`,
              responsible: ['Руководители ОО'],
              phrase: `до ${day} 2023 года`,
            }),
          ),
        ),
      )
      magadan('2023-10-05', '15:00')
      expect(await openMornings(rooms)).toBe(2)
      expect(lines((await listPings(rooms, curator))[0])).toEqual([
        ['reminders-row-late', '1', 25],
        ['reminders-row-late', '2', 15],
        ['reminders-row-late', '3', 3],
        ['reminders-row-soon', '4', 10],
      ])
      expect(await listPings(rooms, curator)).toHaveLength(1)
    },
  )

  test('no digest by night or on days off, but a clock moved over a morning has opened it', async () => {
    await loadDraft(rooms, coordinator, oneRow())
    magadan('2023-09-01', '23:00')
    expect(await openMornings(rooms)).toBe(0)
    expect(await openMornings(rooms, { anyhow: true })).toBe(1)
    magadan('2023-10-01', '12:00') // a Sunday
    expect(await openMornings(rooms)).toBe(0)
    expect(await openMornings(rooms, { anyhow: true })).toBe(1)
    expect(lines((await listPings(rooms, curator))[1])).toEqual([['reminders-row-today', '1', 0]])
  })

  test('moving the clock back and forth doubles nothing', async () => {
    await loadDraft(rooms, coordinator, oneRow())
    for (const day of ['2023-09-01', '2023-08-25', '2023-09-01', '2026-05-05', '2023-09-01']) {
      magadan(day, '12:00')
      await openMornings(rooms, { anyhow: true })
    }
    const days = await rooms.db.query<{ day: string }>(
      'SELECT day FROM digest WHERE person_id = $1 ORDER BY day',
      [curator.personId],
    )
    expect(new Set(days.map(({ day }) => day)).size).toBe(days.length)
    expect(await listPings(rooms, curator)).toHaveLength(days.length)
  })

  test('a map that was loaded with the clock in the future works when the clock goes back', async () => {
    magadan('2026-11-23', '12:00')
    await openMornings(rooms)
    await loadDraft(rooms, coordinator, oneRow())
    magadan('2023-09-01', '12:00')
    expect(await openMornings(rooms, { anyhow: true })).toBe(1)
    magadan('2023-10-04', '12:00')
    expect(await openMornings(rooms, { anyhow: true })).toBe(2)
  })

  test('the digest’s buttons find the rows that are open still, and only one’s own', async () => {
    const rows = ['1', '2'].map((number) =>
      aRow({ number, responsible: ['Руководители ОО'], phrase: 'до 1 октября 2023 года' }),
    )
    await loadDraft(rooms, coordinator, aDraft(rows))
    magadan('2023-09-01', '10:00')
    await openMornings(rooms)
    const open = await rooms.run((d) => d.reminders.listDigest(curator, '2023-09-01'))
    expect(open.map(({ number }) => number)).toEqual(['1', '2'])
    await rooms.run((d) => d.assignments.complete(curator, open[0]!.id))
    expect(await rooms.run((d) => d.reminders.listDigest(curator, '2023-09-01'))).toHaveLength(1)
    expect(await rooms.run((d) => d.reminders.listDigest(coordinator, '2023-09-01'))).toEqual([])
  })
})

describe('«Напомнить позже»', () => {
  const snoozed = async (choice: 'hours' | 'tomorrow') => {
    await loadDraft(rooms, coordinator, oneRow())
    const [item] = (await rooms.run((d) => d.assignments.list(curator, 'next'))).items
    const when = await rooms.run((d) => d.reminders.snooze(curator, item!.id, choice))
    const [waiting] = await rooms.run((d) => d.reminders.listSnoozes(new Date('2030-01-01')))
    return { item: item!.id, when, id: waiting!.id }
  }

  test('reminds once in two hours', async () => {
    const { when, id } = await snoozed('hours')
    expect(when).toEqual({ day: '2023-08-31', time: '14:00' })
    expect(await rooms.run((d) => d.reminders.fireSnooze(id))).toBe(false)
    magadan('2023-08-31', '14:00')
    await Promise.all([1, 2, 3].map(() => rooms.run((d) => d.reminders.fireSnooze(id))))
    expect(await listPings(rooms, curator)).toHaveLength(1)
  })

  test('what was put off until the morning is part of the digest', async () => {
    const { when, id } = await snoozed('tomorrow')
    expect(when).toEqual({ day: '2023-09-01', time: '09:00' })
    magadan('2023-09-01', '09:00')
    await rooms.run((d) => d.reminders.fireSnooze(id))
    await openMornings(rooms)
    const messages = await listPings(rooms, curator)
    expect(messages).toHaveLength(1)
    expect(lines(messages[0])).toEqual([['reminders-row-soon', '1', 30]])
  })

  test('nothing is said of what is done by then', async () => {
    const { item, id } = await snoozed('hours')
    await rooms.run((d) => d.assignments.complete(curator, item))
    magadan('2023-08-31', '15:00')
    expect(await rooms.run((d) => d.reminders.fireSnooze(id))).toBe(true)
    expect(await listPings(rooms, curator)).toHaveLength(0)
  })
})
