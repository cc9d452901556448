import { beforeEach, describe, expect, test } from 'vitest'
import type { Message } from '../../../src/domain/deliveries/message.ts'
import type { RoadMapDraft } from '../../../src/domain/roadmaps/draft.ts'
import type { Actor } from '../../../src/domain/shared/access.ts'
import { aDraft, aRow } from '../../support/drafts.ts'
import { openRooms, type Place, type Rooms } from '../../support/people.ts'
import { hasRoadMaps, readSharedRoadMap } from '../../support/road-maps.ts'

let rooms: Rooms
let place: Place
let coordinator: Actor
let curator: Actor

beforeEach(async () => {
  rooms = await openRooms()
  magadan('2023-08-31', '12:00')
  place = await rooms.place('Город Пример', 'Школа № 1')
  coordinator = await rooms.citizen('coordinator', place)
  curator = await rooms.citizen('curator', place, 'Петрова Анна Ильинична')
})

/** Sets the clock by Magadan's wall (UTC+11). */
function magadan(day: string, time: string): void {
  const now = new Date(`${day}T${time}:00+11:00`)
  rooms.outside = { ...rooms.outside, now: () => now }
}

const load = (draft: RoadMapDraft) =>
  rooms.run(async ({ roadMaps }) =>
    roadMaps.load(coordinator, await roadMaps.addDraft(coordinator, draft)),
  )

/** What the watchdog does. */
async function watch({ anyhow = false } = {}): Promise<number> {
  let digests = 0
  for (const { municipalityId, day } of await rooms.run((d) => d.mornings.listDue({ anyhow })))
    digests += await rooms.run((d) => d.mornings.open(municipalityId, day, { again: anyhow }))
  return digests
}

async function heard(actor: Actor): Promise<Message[]> {
  const rows = await rooms.db.query<{ content: Message }>(
    'SELECT content FROM delivery WHERE account_id = $1 AND priority = 1 ORDER BY id',
    [actor.accountId],
  )
  return rows.map(({ content }) => content)
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
    await load(await readSharedRoadMap('magadan-2021-2024.txt'))
    magadan('2023-09-01', '08:59')
    expect(await watch()).toBe(0)
    magadan('2023-09-01', '09:00')
    expect(await watch()).toBe(2)
    const [digest] = await heard(curator)
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
    expect(lines((await heard(coordinator))[0])).toHaveLength(3)
  })
})

describe('a morning', () => {
  test('is opened once, by however many at once', async () => {
    await load(oneRow())
    magadan('2023-09-01', '09:00')
    const counts = await Promise.all([watch(), watch(), watch()])
    expect(counts.reduce((a, b) => a + b)).toBe(1)
    expect(await heard(curator)).toHaveLength(1)
  })

  test('«Сделано» stops every further ping', async () => {
    await load(oneRow())
    const [item] = (await rooms.run((d) => d.assignments.list(curator, 'next'))).items
    await rooms.run((d) => d.assignments.complete(curator, item!.id))
    for (const day of ['2023-09-01', '2023-09-29', '2023-10-02', '2023-10-09']) {
      magadan(day, '10:00')
      expect(await watch()).toBe(0)
    }
  })

  test('past the due it pings again and tells the head, then the coordinator, each once', async () => {
    const head = await rooms.citizen('head', place, 'Громов Павел Андреевич')
    await load(oneRow())
    magadan('2023-10-02', '10:00')
    expect(await watch()).toBe(2)
    expect(lines((await heard(curator))[0])).toEqual([['reminders-row-late', '1', 1]])
    expect(await heard(head)).toHaveLength(1)
    expect(await heard(coordinator)).toHaveLength(0)
    magadan('2023-10-04', '10:00')
    expect(await watch()).toBe(2)
    expect(await heard(curator)).toHaveLength(2)
    expect(lines((await heard(coordinator))[0])).toEqual([['reminders-row-above', '1', undefined]])
    magadan('2023-10-09', '10:00')
    expect(await watch()).toBe(1)
    expect(await heard(coordinator)).toHaveLength(1)
    expect(await heard(head)).toHaveLength(1)
  })

  test('a school without a curator is answered for by its head', async () => {
    await rooms.db.query(`UPDATE membership SET until = now() WHERE role = 'curator'`)
    const head = await rooms.citizen('head', place, 'Громов Павел Андреевич')
    await load(oneRow())
    magadan('2023-09-01', '10:00')
    await watch()
    expect(lines((await heard(head))[0])).toEqual([['reminders-row-soon', '1', 30]])
    expect(await heard(curator)).toHaveLength(0)
  })

  test.each(['that follows other mornings', 'before the very first morning'])(
    'after downtime of weeks %s there is one digest that forgets nothing',
    async (when) => {
      magadan('2023-08-31', '13:00')
      if (when.startsWith('that')) await watch()
      await load(
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
      expect(await watch()).toBe(2)
      expect(lines((await heard(curator))[0])).toEqual([
        ['reminders-row-late', '1', 25],
        ['reminders-row-late', '2', 15],
        ['reminders-row-late', '3', 3],
        ['reminders-row-soon', '4', 10],
      ])
      expect(await heard(curator)).toHaveLength(1)
    },
  )

  test('no digest by night or on days off, but a clock moved over a morning has opened it', async () => {
    await load(oneRow())
    magadan('2023-09-01', '23:00')
    expect(await watch()).toBe(0)
    expect(await watch({ anyhow: true })).toBe(1)
    magadan('2023-10-01', '12:00') // a Sunday
    expect(await watch()).toBe(0)
    expect(await watch({ anyhow: true })).toBe(1)
    expect(lines((await heard(curator))[1])).toEqual([['reminders-row-today', '1', 0]])
  })

  test('moving the clock back and forth doubles nothing', async () => {
    await load(oneRow())
    for (const day of ['2023-09-01', '2023-08-25', '2023-09-01', '2026-05-05', '2023-09-01']) {
      magadan(day, '12:00')
      await watch({ anyhow: true })
    }
    const days = await rooms.db.query<{ day: string }>(
      'SELECT day FROM digest WHERE person_id = $1 ORDER BY day',
      [curator.personId],
    )
    expect(new Set(days.map(({ day }) => day)).size).toBe(days.length)
    expect(await heard(curator)).toHaveLength(days.length)
  })

  test('a map that was loaded with the clock in the future works when the clock goes back', async () => {
    magadan('2026-11-23', '12:00')
    await watch()
    await load(oneRow())
    magadan('2023-09-01', '12:00')
    expect(await watch({ anyhow: true })).toBe(1)
    magadan('2023-10-04', '12:00')
    expect(await watch({ anyhow: true })).toBe(2)
  })

  test('the digest’s buttons find the rows that are open still, and only one’s own', async () => {
    const rows = ['1', '2'].map((number) =>
      aRow({ number, responsible: ['Руководители ОО'], phrase: 'до 1 октября 2023 года' }),
    )
    await load(aDraft(rows))
    magadan('2023-09-01', '10:00')
    await watch()
    const open = await rooms.run((d) => d.reminders.listDigest(curator, '2023-09-01'))
    expect(open.map(({ number }) => number)).toEqual(['1', '2'])
    await rooms.run((d) => d.assignments.complete(curator, open[0]!.id))
    expect(await rooms.run((d) => d.reminders.listDigest(curator, '2023-09-01'))).toHaveLength(1)
    expect(await rooms.run((d) => d.reminders.listDigest(coordinator, '2023-09-01'))).toEqual([])
  })
})

describe('«Напомнить позже»', () => {
  const snoozed = async (choice: 'hours' | 'tomorrow') => {
    await load(oneRow())
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
    expect(await heard(curator)).toHaveLength(1)
  })

  test('what was put off until the morning is part of the digest', async () => {
    const { when, id } = await snoozed('tomorrow')
    expect(when).toEqual({ day: '2023-09-01', time: '09:00' })
    magadan('2023-09-01', '09:00')
    await rooms.run((d) => d.reminders.fireSnooze(id))
    await watch()
    const messages = await heard(curator)
    expect(messages).toHaveLength(1)
    expect(lines(messages[0])).toEqual([['reminders-row-soon', '1', 30]])
  })

  test('nothing is said of what is done by then', async () => {
    const { item, id } = await snoozed('hours')
    await rooms.run((d) => d.assignments.complete(curator, item))
    magadan('2023-08-31', '15:00')
    expect(await rooms.run((d) => d.reminders.fireSnooze(id))).toBe(true)
    expect(await heard(curator)).toHaveLength(0)
  })
})
