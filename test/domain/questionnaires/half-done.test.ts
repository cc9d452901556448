import { expect, test } from 'vitest'
import type { Actor } from '../../../src/domain/shared/access.ts'
import { openRooms, type Rooms } from '../../support/people.ts'

async function begun(rooms: Rooms, name: string) {
  const place = await rooms.place('Город Магадан', 'Школа № 1')
  const actor = await rooms.citizen('teacher', place, name)
  await rooms.run(async ({ consents }) => {
    const { hash } = await consents.showDocument(actor, 'personal-data')
    await consents.give(actor, 'personal-data', hash)
  })
  const id = await rooms.run(({ questionnaires }) => questionnaires.begin(actor, 'onboarding'))
  return { actor, id, municipalityId: place.municipalityId }
}

const answer = (rooms: Rooms, actor: Actor, id: number, code = 'position', value = 'primary') =>
  rooms.run(({ questionnaires }) =>
    questionnaires.answer(actor, { id, questionnaire: 'onboarding' }, code, value),
  )

const heard = (rooms: Rooms) =>
  rooms.db.query<{ key: string }>(
    `SELECT content -> 'text' -> 0 ->> 'key' AS key FROM delivery ORDER BY id`,
  )

test('what was begun and left is called to mind twice, politely, and then never again', async () => {
  const rooms = await openRooms()
  const { actor, id, municipalityId } = await begun(rooms, 'Котова Анна Ильинична')
  const morning = () =>
    rooms.run(({ questionnaires }) => questionnaires.remindHalfDone(municipalityId))
  // Opened and not answered: that is no promise.
  rooms.wait({ days: 5 })
  expect(await morning()).toBe(0)
  await answer(rooms, actor, id)
  rooms.wait({ days: 2 })
  expect(await morning()).toBe(0)
  rooms.wait({ days: 2 })
  expect(await morning()).toBe(1)
  expect(await morning()).toBe(0)
  rooms.wait({ days: 6 })
  expect(await morning()).toBe(0)
  rooms.wait({ days: 2 })
  expect(await morning()).toBe(1)
  rooms.wait({ days: 60 })
  expect(await morning()).toBe(0)
  expect((await heard(rooms)).map(({ key }) => key)).toEqual([
    'questionnaire-rests',
    'questionnaire-rests-last',
  ])
})

test('who answers again, is away, has left the role, or has a digest of the morning is left in peace', async () => {
  const rooms = await openRooms()
  const { actor, id, municipalityId } = await begun(rooms, 'Котова Анна Ильинична')
  const morning = () =>
    rooms.run(({ questionnaires }) => questionnaires.remindHalfDone(municipalityId))
  await answer(rooms, actor, id)
  rooms.wait({ days: 4 })
  await answer(rooms, actor, id, 'experience', 7 as never)
  expect(await morning()).toBe(0)
  rooms.wait({ days: 4 })
  await rooms.db.query(
    `INSERT INTO digest (person_id, day, items, created_at) VALUES ($1, '2026-10-13', '[]', now())`,
    [actor.personId],
  )
  expect(await morning()).toBe(0)
  await rooms.db.query('DELETE FROM digest')
  await rooms.db.query(
    `INSERT INTO absence (person_id, since, until) VALUES ($1, '2026-10-10', '2026-10-20')`,
    [actor.personId],
  )
  expect(await morning()).toBe(0)
  rooms.wait({ days: 9 })
  // Whoever is no teacher any more is not asked what teachers are asked.
  await rooms.db.query(`UPDATE membership SET until = '2026-10-15'`)
  expect(await morning()).toBe(0)
  await rooms.db.query('UPDATE membership SET until = NULL')
  expect(await morning()).toBe(1)
})

test('who has a digest of every morning hears of it all the same, some days later', async () => {
  const rooms = await openRooms()
  const { actor, id, municipalityId } = await begun(rooms, 'Котова Анна Ильинична')
  await answer(rooms, actor, id)
  const reminded: number[] = []
  for (let day = 1; day <= 25; day++) {
    rooms.wait({ days: 1 })
    await rooms.db.query(
      `INSERT INTO digest (person_id, day, items, created_at)
       SELECT $1, ($2::timestamptz AT TIME ZONE 'Europe/Moscow')::date, '[]', now()`,
      [actor.personId, rooms.outside.now()],
    )
    const told = await rooms.run(({ questionnaires }) =>
      questionnaires.remindHalfDone(municipalityId),
    )
    if (told > 0) reminded.push(day)
  }
  expect(reminded).toEqual([8, 20])
})
