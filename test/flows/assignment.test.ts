import { expect, test } from 'vitest'
import { assignmentArgs } from '../../src/flows/road-maps/assignment.ts'
import { openPlanned } from '../support/planned-town.ts'

const map = [
  'Дорожная карта наставничества на 2023-2024 учебный год',
  '№\tМероприятие\tСрок\tОтветственные',
  '1\tСобрать отзывы участников программы наставничества\t7 сентября и 8 сентября 2023 года\tКураторы ОО',
  '2\tИздать приказ о назначении куратора в каждой организации\tдо 29 сентября 2023 года\tКураторы ОО',
].join('\n')

async function openLoaded() {
  const { town, coordinator, curator } = await openPlanned('vk', map, {
    at: '2023-08-31T01:00:00Z',
  })
  return Object.assign(town, { coordinator, curator })
}

test('a day that does not exist is no day of a digest, and no row either', () => {
  expect(assignmentArgs('later')('2023-13-45')).toEqual({ act: 'later', id: 0 })
  expect(assignmentArgs('later')('2023-12-15')).toEqual({ act: 'later', day: '2023-12-15' })
})

test('a second comment shows the one that it replaces', async () => {
  const { curator, app } = await openLoaded()
  await curator.say('/plan next')
  await curator.tap('2 — 29 сентября')
  await curator.tap('Сделано')
  await curator.tap('Добавить комментарий')
  expect(curator.last().text).not.toContain('Сейчас записано')
  await curator.say('Приказ № 15')
  const [row] = await app.database.query<{ id: number }>(
    "SELECT id FROM assignment WHERE status = 'done'",
  )
  await curator.say(`/note ${row!.id}`)
  expect(curator.last().text).toContain('Приказ № 15')
})

test('one row with several dues is listed with them', async () => {
  const town = await openLoaded()
  town.clock.set('2023-09-04T09:00:00+11:00')
  await town.settled()
  town.clock.set('2023-09-07T09:00:00+11:00')
  await town.settled()
  await town.curator.say('/done 2023-09-07')
  expect(town.curator.last().text).toContain('1 до 7 сентября')
  expect(town.curator.last().text).toContain('1 до 8 сентября')
})

test.each(['note', 'proof', 'later'])('/%s of what is not one’s own asks nothing', async (act) => {
  const town = await openLoaded()
  const mentee = await town.citizen('vk', 'Зимина Анна Дмитриевна', 'mentee')
  const [row] = await town.app.database.query<{ id: number }>('SELECT id FROM assignment LIMIT 1')
  await mentee.say(`/${act} ${row!.id}`)
  expect(mentee.last().text).toContain('недоступно')
})

test('a request that is not one’s own is not asked about before it is refused', async () => {
  const town = await openLoaded()
  const mentee = await town.citizen('vk', 'Зимина Анна Дмитриевна', 'mentee')
  await mentee.say('/withdraw 12345')
  expect(mentee.last().text).not.toContain('Отозвать')
})
