import { beforeEach, describe, expect, test } from 'vitest'
import { planStatus } from '../../../src/domain/roadmaps/sheet-rules.ts'
import type { Actor } from '../../../src/domain/shared/access.ts'
import { aDraft, aRow, loadDraft } from '../../support/drafts.ts'
import type { Place, Rooms } from '../../support/people.ts'
import { openSchool } from '../../support/school.ts'

let rooms: Rooms
let place: Place
let coordinator: Actor
let curator: Actor
let mapId: number

const at = (instant: string) => {
  rooms.outside = { ...rooms.outside, now: () => new Date(instant) }
}

beforeEach(async () => {
  ;({ rooms, place, coordinator, curator } = await openSchool('2023-09-10T01:00:00Z'))
  await rooms.place('Город Пример', 'Школа № 2')
  const rows = [
    aRow({ number: '1', responsible: ['Руководители ОО'], phrase: 'до 1 октября 2023 года' }),
    aRow({ number: '2', responsible: ['ИМЦ'], phrase: '20 сентября 2023 года' }),
    aRow({ number: '3', responsible: ['Руководители ОО'], phrase: 'постоянно' }),
    aRow({ number: '4', responsible: ['ИМЦ'], phrase: '5 сентября 2023 года' }),
  ]
  const draft = aDraft(rows, 'Карта на 2023-2024 уч. год')
  mapId = (await loadDraft(rooms, coordinator, draft)).roadMapId
})

const sheet = (actor: Actor) => rooms.run((d) => d.sheets.showSheet(actor, mapId))

test('a due is late the day after it, and never when it had passed before the map was loaded', () => {
  expect(planStatus('planned', '2023-10-01', false, '2023-10-01')).toBe('planned')
  expect(planStatus('in_work', '2023-10-01', false, '2023-10-02')).toBe('late')
  expect(planStatus('planned', '2023-10-01', true, '2023-10-02')).toBe('past')
  expect(planStatus('done', '2023-10-01', true, '2023-10-02')).toBe('done')
  expect(planStatus('cancelled', '2023-10-01', false, '2023-10-02')).toBe('cancelled')
})

describe('the sheet of a road map', () => {
  test('has every row for the coordinator, with what became of it', async () => {
    const [first] = (await rooms.run((d) => d.assignments.list(curator, 'next'))).items
    await rooms.run((d) => d.assignments.complete(curator, first!.id, { comment: 'Приказ № 7' }))
    at('2023-10-05T01:00:00Z')
    const whole = await sheet(coordinator)
    expect(whole).toMatchObject({
      title: 'Карта на 2023-2024 уч. год',
      municipality: 'Город Пример',
      period: { start: '2023-09-01', end: '2024-08-31' },
      day: '2023-10-05',
    })
    const seen = whole.rows.map(({ number, occurrences }) => [
      number,
      occurrences.flatMap(({ due, states }) =>
        states.map(({ school, status, doneOn }) => [due, school, status, doneOn]),
      ),
    ])
    expect(seen).toEqual([
      [
        '1',
        [
          ['2023-10-01', 'Школа № 1', 'done', '2023-09-10'],
          ['2023-10-01', 'Школа № 2', 'late', null],
        ],
      ],
      ['2', [['2023-09-20', null, 'late', null]]],
      ['3', []],
      ['4', [['2023-09-05', null, 'past', null]]],
    ])
    expect(whole.rows[0]?.occurrences[0]?.states[0]).toMatchObject({
      doneBy: 'Анна Ильинична Петрова',
      comment: 'Приказ № 7',
    })
  })

  test('shows a school its own, and nobody a foreign map', async () => {
    const own = await sheet(curator)
    expect(own.rows.map(({ number }) => number)).toEqual(['1', '3'])
    const schools = own.rows.flatMap((row) =>
      row.occurrences.flatMap(({ states }) => states.map(({ school }) => school)),
    )
    expect(schools).toEqual(['Школа № 1'])
    const away = await rooms.citizen('coordinator', await rooms.place('Другой', 'Школа № 9'))
    await expect(sheet(away)).rejects.toMatchObject({ code: 'road-map-unknown' })
    const teacher = await rooms.citizen('teacher', place, 'Учителева Ольга')
    await expect(sheet(teacher)).rejects.toMatchObject({ code: 'not-allowed' })
  })

  test('names nobody where the messenger may not carry personal data', async () => {
    const [first] = (await rooms.run((d) => d.assignments.list(curator, 'next'))).items
    await rooms.run((d) => d.assignments.complete(curator, first!.id))
    rooms.outside = { ...rooms.outside, personalDataMessengers: ['vk'] }
    const { rows } = await sheet(coordinator)
    expect(rows[0]?.occurrences[0]?.states[0]).toMatchObject({ status: 'done', doneBy: null })
  })
})
