import { beforeEach, describe, expect, test } from 'vitest'
import type { Actor } from '../../../src/domain/shared/access.ts'
import { aDraft, aRow, loadDraft } from '../../support/drafts.ts'
import type { Place, Rooms } from '../../support/people.ts'
import { hasRoadMaps, readSharedRoadMap } from '../../support/road-maps.ts'
import { openSchool } from '../../support/school.ts'

let rooms: Rooms
let place: Place
let coordinator: Actor
let curator: Actor

beforeEach(async () => {
  ;({ rooms, place, coordinator, curator } = await openSchool())
  await rooms.place('Город Пример', 'Школа № 2')
})

function at(instant: string): void {
  rooms.outside = { ...rooms.outside, now: () => new Date(instant) }
}

const three = () =>
  aDraft([
    aRow({ number: '1', responsible: ['Руководители ОО'], phrase: 'до 1 октября 2023 года' }),
    aRow({ number: '2', responsible: ['ИМЦ', 'руководители ОО'], phrase: '20 сентября 2023 года' }),
    aRow({ number: '3', responsible: ['ИМЦ'], phrase: 'постоянно' }),
  ])

describe('loading a road map', () => {
  test('a number that stands twice is shown in Russian everywhere', async () => {
    const draft = aDraft([
      aRow({ number: '3.2', phrase: 'до 1 октября 2023 года', responsible: ['ИМЦ'] }),
      aRow({ number: '3.2 (second)', phrase: 'абракадабра', responsible: ['ИМЦ'] }),
      aRow({ number: '3.2 (third)', phrase: 'до 1 ноября 2023 года', responsible: ['ИМЦ'] }),
    ])
    const id = await rooms.run((d) => d.roadMaps.addDraft(coordinator, draft))
    const doubtful = await rooms.run((d) => d.roadMaps.listDoubtful(coordinator, id))
    expect(doubtful.map(({ number }) => number)).toEqual(['3.2 (второй)'])
    const question = await rooms.run((d) => d.roadMaps.findQuestion(coordinator, id, -1))
    expect(question?.number).toBe('3.2 (второй)')
    await rooms.run((d) => d.roadMaps.load(coordinator, id))
    const { items } = await rooms.run((d) => d.assignments.list(coordinator, 'next'))
    expect(items.map(({ number }) => number)).toEqual(['3.2', '3.2 (третий)'])
  })

  test('keeps every row, and gives dates to who answers for them', async () => {
    const loaded = await loadDraft(rooms, coordinator, three())
    expect(loaded).toMatchObject({ activities: 3, occurrences: 2, assignments: 5 })
    const { items } = await rooms.run((d) => d.assignments.list(curator, 'next'))
    expect(items.map(({ number, due, left }) => [number, due, left])).toEqual([
      ['2', '2023-09-20', 20],
      ['1', '2023-10-01', 31],
    ])
    const all = await rooms.run((d) => d.assignments.list(coordinator, 'next'))
    expect(all.items.map(({ number, done, total }) => [number, done, total])).toEqual([
      ['2', 0, 2],
      ['1', 0, 2],
    ])
  })

  test('the same map a second time is refused, or replaces the first: what was done stays done', async () => {
    await loadDraft(rooms, coordinator, three())
    const [first] = (await rooms.run((d) => d.assignments.list(curator, 'next'))).items
    await rooms.run((d) => d.assignments.complete(curator, first!.id))
    await expect(loadDraft(rooms, coordinator, three())).rejects.toMatchObject({
      code: 'road-map-loaded-already',
    })
    await loadDraft(rooms, coordinator, three(), { replace: true })
    const { items } = await rooms.run((d) => d.assignments.list(curator, 'next'))
    expect(items.map(({ number }) => number)).toEqual(['1'])
    const counts = await rooms.db.query(
      'SELECT status, count(*) AS n FROM assignment GROUP BY status ORDER BY status',
    )
    expect(counts).toEqual([
      { status: 'cancelled', n: 4 },
      { status: 'done', n: 1 },
      { status: 'planned', n: 4 },
    ])
  })

  test('«Загрузить» pressed twice loads once', async () => {
    const id = await rooms.run((d) => d.roadMaps.addDraft(coordinator, three()))
    const twice = await Promise.allSettled([
      rooms.run((d) => d.roadMaps.load(coordinator, id)),
      rooms.run((d) => d.roadMaps.load(coordinator, id)),
    ])
    expect(twice.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(await rooms.db.query('SELECT id FROM road_map')).toHaveLength(1)
  })

  test('a school that comes later gets what is not past', async () => {
    await loadDraft(rooms, coordinator, three())
    at('2023-09-25T01:00:00Z')
    const later = await rooms.place('Город Пример', 'Школа № 3')
    const rows = await rooms.db.query('SELECT due FROM assignment WHERE school_id = $1', [
      later.schoolId,
    ])
    expect(rows).toEqual([{ due: '2023-10-01' }])
  })

  test('a draft is the municipality’s or the school’s own, and only coordinators load it for all', async () => {
    const id = await rooms.run((d) => d.roadMaps.addDraft(coordinator, three()))
    await expect(rooms.run((d) => d.roadMaps.previewDraft(curator, id))).rejects.toMatchObject({
      code: 'road-map-draft-gone',
    })
    const own = await rooms.run((d) => d.roadMaps.addDraft(curator, three()))
    await expect(rooms.run((d) => d.roadMaps.load(curator, own))).rejects.toMatchObject({
      code: 'not-allowed',
    })
    await expect(rooms.run((d) => d.roadMaps.previewDraft(coordinator, own))).rejects.toMatchObject(
      { code: 'road-map-draft-gone' },
    )
    const stranger = await rooms.citizen('coordinator', await rooms.place('Другой', 'Школа № 9'))
    await expect(rooms.run((d) => d.roadMaps.load(stranger, id))).rejects.toMatchObject({
      code: 'road-map-draft-gone',
    })
  })
})

describe('an assignment', () => {
  test('is shown and completed by its own school only, and taken back within the hour', async () => {
    await loadDraft(rooms, coordinator, three())
    const [first] = (await rooms.run((d) => d.assignments.list(curator, 'next'))).items
    const id = first!.id
    const other = await rooms.place('Город Пример', 'Школа № 2')
    const foreign = await rooms.citizen('curator', other, 'Чужая Ольга Олеговна')
    for (const act of ['show', 'complete', 'undo'] as const)
      await expect(rooms.run((d) => d.assignments[act](foreign, id))).rejects.toMatchObject({
        code: 'not-allowed',
      })
    await rooms.run((d) => d.assignments.complete(curator, id, { comment: 'Приказ № 7' }))
    await expect(rooms.run((d) => d.assignments.complete(curator, id))).rejects.toMatchObject({
      code: 'assignment-done',
    })
    expect(await rooms.run((d) => d.assignments.show(curator, id))).toMatchObject({
      status: 'done',
      comment: 'Приказ № 7',
      doneOn: '2023-08-31',
      canUndo: true,
    })
    await rooms.run((d) => d.assignments.undo(curator, id))
    await rooms.run((d) => d.assignments.complete(curator, id))
    at('2023-08-31T03:00:00Z')
    await expect(rooms.run((d) => d.assignments.undo(curator, id))).rejects.toMatchObject({
      code: 'assignment-undo-late',
    })
  })

  test('what had passed before the map was loaded is nowhere late', async () => {
    at('2023-09-25T01:00:00Z')
    await loadDraft(rooms, coordinator, three())
    expect(await rooms.run((d) => d.assignments.countLate(curator))).toBe(0)
    at('2023-10-05T01:00:00Z')
    expect(await rooms.run((d) => d.assignments.countLate(curator))).toBe(1)
  })
})

describe.runIf(hasRoadMaps)('the real road maps', () => {
  test.each([
    ['magadan-2021-2024.txt', 18],
    ['donetsk-leninsky-2023-2024.txt', null],
    ['surgut-2023-2024.txt', null],
    ['krasnoyarsk-2025-2029.txt', null],
  ])('%s is loaded whole', async (name, rows) => {
    const draft = await readSharedRoadMap(name)
    const loaded = await loadDraft(rooms, coordinator, draft)
    expect(loaded.activities).toBe(draft.rows.length)
    if (rows !== null) expect(loaded.activities).toBe(rows)
    const [{ n } = { n: 0 }] = await rooms.db.query<{ n: number }>(
      'SELECT count(*) AS n FROM activity',
    )
    expect(n).toBe(draft.rows.length)
  })
})

test('an assignment of an occurrence or a school that is not there is refused', async () => {
  await loadDraft(rooms, coordinator, three())
  const add = (occurrence: string, school: string) =>
    rooms.db.query(
      `INSERT INTO assignment (occurrence_id, municipality_id, school_id, due)
       SELECT ${occurrence}, $1, ${school}, '2023-10-01' FROM occurrence LIMIT 1`,
      [place.municipalityId],
    )
  await expect(add('-1', 'NULL')).rejects.toMatchObject({ code: '23503' })
  await expect(add('id', '-1')).rejects.toMatchObject({ code: '23503' })
})
