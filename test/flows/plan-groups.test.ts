import { describe, expect, test } from 'vitest'
import { loadPasted } from '../support/planned-town.ts'
import { openTown } from '../support/talk.ts'

const rows = Array.from(
  { length: 13 },
  (_, i) => `${i + 1}\tПровести семинар ${i + 1}\t${i + 11} сентября 2023 года\tИМЦ`,
)
const map = [
  'Дорожная карта наставничества на 2023-2024 учебный год',
  '№\tРаздел\tМероприятие\tСрок\tОтветственные',
  ...rows.map((row) => row.replace('\t', '\tПодготовка\t')),
  '14\tРабота пар\tСдать отчёт\tежемесячно\tРуководители ОО, ИМЦ',
  '15\tРабота пар\tИздать приказ\tдо 1 октября 2023 года\tРуководители ОО',
].join('\n')

describe.each(['telegram', 'vk'] as const)('the plan in %s', (messenger) => {
  test('is shown by who answers, ten rows a page, each with its next due', async () => {
    const town = await openTown({ at: '2023-09-10T01:00:00Z' })
    const coordinator = await town.citizen(messenger, 'Северцева Ольга Викторовна', 'coordinator')
    await loadPasted(coordinator, map)
    town.clock.set('2023-09-12T01:00:00Z')
    await coordinator.say('/plan')
    await coordinator.say('Другие виды и файлы')
    await coordinator.tap('По ответственным')
    expect(coordinator.buttons()).toEqual(
      expect.arrayContaining(['ИМЦ (14, просрочено 1)', 'Руководители ОО (2)']),
    )
    await coordinator.tap('ИМЦ (14, просрочено 1)')
    const first = coordinator.last().text
    expect(first).toContain('1 Провести семинар 1 — срок был 11 сентября')
    expect(first.match(/Провести семинар/g)).toHaveLength(10)
    await coordinator.say('Следующие строки')
    expect(coordinator.last().text).toContain('13 Провести семинар 13 — до 23 сентября')
    expect(coordinator.last().text).toContain(
      '14 Сдать отчёт — до 30 сентября, потом ещё 11 сроков',
    )
    await coordinator.say('К ответственным')
    await coordinator.tap('Руководители ОО (2)')
    await coordinator.tap('15 — 1 октября')
    expect(coordinator.last().text).toContain('Издать приказ')
  })

  test('is shown by section; a curator sees the own school’s rows', async () => {
    const town = await openTown({ at: '2023-09-10T01:00:00Z' })
    const coordinator = await town.citizen(messenger, 'Северцева Ольга Викторовна', 'coordinator')
    const curator = await town.citizen(messenger, 'Лугова Марина Сергеевна', 'curator')
    await curator.say('/plan')
    await curator.say('Другие виды и файлы')
    await curator.tap('По разделам')
    expect(curator.last().text).toContain('сроков впереди нет')
    await loadPasted(coordinator, map)
    await curator.say('/plan')
    await curator.say('Другие виды и файлы')
    await curator.tap('По разделам')
    expect(curator.buttons()).toEqual(['Работа пар (2)', 'Отменить'])
    await curator.tap('Работа пар (2)')
    expect(curator.last().text).toContain('14 Сдать отчёт')
    expect(curator.last().text).toContain('15 Издать приказ — до 1 октября')
  })
})
