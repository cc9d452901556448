import { describe, expect, test } from 'vitest'
import { readPastedText } from '../../../src/documents/read-document.ts'
import { readRoadMap, withPeriod } from '../../../src/domain/roadmaps/read.ts'
import type { Actor } from '../../../src/domain/shared/access.ts'
import { aDraft, aRow, loadDraft } from '../../support/drafts.ts'
import { openRooms, type Place, type Rooms } from '../../support/people.ts'

async function town(): Promise<{ rooms: Rooms; place: Place; coordinator: Actor }> {
  const rooms = await openRooms()
  const place = await rooms.place('Город Пример', 'Школа № 1')
  return { rooms, place, coordinator: await rooms.citizen('coordinator', place) }
}

const at = (rooms: Rooms, day: string) => {
  rooms.outside = { ...rooms.outside, now: () => new Date(`${day}T03:00:00Z`) }
}

test('a table without a column of deadlines keeps its rows and asks for each deadline', () => {
  const rows = ['Издать приказ', 'Назначить куратора', 'Собрать базы']
  const draft = readRoadMap(
    readPastedText(
      [
        'Дорожная карта на 2026-2027 учебный год',
        '№\tМероприятие\tОтветственный',
        ...rows.map((row, i) => `${i + 1}\t${row}\tИМЦ`),
      ].join('\n'),
    ),
  )
  expect(draft.doubts.map(({ code }) => code)).toContain('no-deadline-column')
  expect(draft.rows.map(({ activity }) => activity)).toEqual(rows)
  for (const { deadline } of draft.rows) {
    expect(deadline).toMatchObject({ kind: 'unknown', windows: [] })
    expect(deadline.doubts[0]?.text).toContain('Когда')
  }
})

test('a plan from 1996 is read in its own years, and nobody is late with it', async () => {
  const { rooms, coordinator } = await town()
  at(rooms, '2026-10-05')
  const text = [
    'План работы на 1996-1997 учебный год',
    '№\tМероприятие\tСрок\tОтветственный',
    '1\tИздать приказ\tдо 1 октября 1996 г.\tРуководители ОО',
    '2\tСовещание\tежеквартально\tРуководители ОО',
    '3\tОтчёт\tмай\tИМЦ',
  ].join('\n')
  const draft = readRoadMap(readPastedText(text))
  expect(draft.period).toEqual({ start: '1996-09-01', end: '1997-08-31' })
  expect(draft.rows[0]?.deadline.windows).toEqual([['1996-09-01', '1996-10-01']])
  expect(draft.rows[2]?.deadline.windows).toEqual([['1997-05-01', '1997-05-31']])
  const id = await rooms.run((d) => d.roadMaps.addDraft(coordinator, draft))
  const preview = await rooms.run((d) => d.roadMaps.previewDraft(coordinator, id))
  expect(preview.past).toBe(preview.dues)
  await rooms.run((d) => d.roadMaps.load(coordinator, id))
  expect(await rooms.run((d) => d.assignments.countLate(coordinator))).toBe(0)
})

describe('29 February', () => {
  const draft = aDraft([
    aRow({ number: '1', phrase: 'ежегодно, 29 февраля' }),
    aRow({ number: '2', phrase: 'до 29 февраля 2027 года' }),
    aRow({ number: '3', phrase: 'до 29.02.2028' }),
    aRow({ number: '4', phrase: 'последний день февраля 2028 года' }),
  ])
  const { rows } = withPeriod(draft, { start: '2026-01-01', end: '2029-12-31' })
  const read = (n: number) => rows[n - 1]!.deadline

  test('of every year is due in the leap years alone, and the others are asked about', () => {
    expect(read(1).windows).toEqual([['2028-02-29', '2028-02-29']])
    expect(read(1).doubts.map(({ code }) => code)).toContain('impossible-some')
  })

  test('of a year that has none is asked about, of one that has is read', () => {
    expect(read(2)).toMatchObject({ kind: 'unknown', windows: [] })
    expect(read(2).doubts).not.toEqual([])
    expect(read(3).windows).toEqual([['2026-01-01', '2028-02-29']])
    expect(read(4).windows).toEqual([['2028-02-29', '2028-02-29']])
  })
})

test('two road maps of one year live side by side', async () => {
  const { rooms, coordinator } = await town()
  at(rooms, '2023-09-01')
  const rows = [aRow({ number: '1', phrase: 'до 1 октября 2023 года', responsible: ['ИМЦ'] })]
  await loadDraft(rooms, coordinator, aDraft(rows, 'Дорожная карта наставничества'))
  await loadDraft(rooms, coordinator, aDraft(rows, 'План методической работы'))
  const { items } = await rooms.run((d) => d.assignments.list(coordinator, 'next'))
  expect(items.map(({ number, due }) => [number, due])).toEqual([
    ['1', '2023-10-01'],
    ['1', '2023-10-01'],
  ])
})

test('an import that a restart cuts off has loaded nothing, and can be loaded afterwards', async () => {
  const { rooms, coordinator } = await town()
  at(rooms, '2023-09-01')
  const draft = aDraft([
    aRow({ number: '1', phrase: 'до 1 октября 2023 года', responsible: ['Руководители ОО'] }),
    aRow({ number: '2', phrase: 'ежемесячно', responsible: ['ИМЦ'] }),
  ])
  const id = await rooms.run((d) => d.roadMaps.addDraft(coordinator, draft))
  const cut = rooms.run(async (d) => {
    await d.roadMaps.load(coordinator, id)
    throw new Error('the process ends here, before the commit')
  })
  await expect(cut).rejects.toThrow('ends here')
  const stored = () =>
    rooms.db.query(
      'SELECT (SELECT count(*) FROM road_map) + (SELECT count(*) FROM assignment) AS n',
    )
  expect(await stored()).toEqual([{ n: 0 }])
  const loaded = await rooms.run((d) => d.roadMaps.load(coordinator, id))
  expect(loaded).toMatchObject({ activities: 2, occurrences: 13, assignments: 13 })
  await expect(rooms.run((d) => d.roadMaps.load(coordinator, id))).rejects.toMatchObject({
    code: 'road-map-draft-gone',
  })
})

test('a school whose curator has no messenger gets its part of the plan all the same', async () => {
  const { rooms, place, coordinator } = await town()
  at(rooms, '2023-09-01')
  const curator = await rooms.citizen('curator', place, 'Петрова Анна Ильинична')
  await rooms.db.query('UPDATE account SET reachable = false WHERE person_id = $1', [
    curator.personId,
  ])
  await loadDraft(
    rooms,
    coordinator,
    aDraft([
      aRow({ number: '1', phrase: '20 сентября 2023 года', responsible: ['Руководители ОО'] }),
    ]),
  )
  const { items } = await rooms.run((d) => d.assignments.list(curator, 'next'))
  expect(items.map(({ due }) => due)).toEqual(['2023-09-20'])
})
