import { describe, expect, test } from 'vitest'
import { openPlanned } from '../support/planned-town.ts'

const map = [
  'Дорожная карта наставничества на 2023-2024 учебный год',
  '№\tМероприятие\tСрок\tОтветственные',
  '1\tКонсультировать наставников города и школ\tпостоянно\tИМЦ',
  '2\tВести страницу о наставничестве на сайте школы\tпостоянно\tРуководители ОО',
  '3\tСдать отчёт о проведённом мероприятии\tв течение 10 дней со дня проведения\tРуководители ОО',
].join('\n')

describe.each(['telegram', 'vk'] as const)('rows without a date in %s', (messenger) => {
  test('constant work is given a check, an event is dated, and both are in the plan', async () => {
    const { town, coordinator, curator } = await openPlanned(messenger, map, {
      at: '2023-08-31T01:00:00Z',
    })
    await coordinator.tap('Как часто проверять (2)')
    await coordinator.tap('Решить для каждой')
    await coordinator.tap('Раз в квартал')
    await coordinator.tap('Раз в месяц')
    expect(coordinator.last().text).toContain('уже сказано')
    const dues = await town.app.database.query(
      `SELECT x.number, count(*) AS n FROM assignment a JOIN occurrence o ON o.id = a.occurrence_id
       JOIN activity x ON x.id = o.activity_id WHERE a.status = 'planned' GROUP BY x.number ORDER BY 1`,
    )
    expect(dues).toEqual([
      { number: '1', n: 4 },
      { number: '2', n: 12 },
    ])

    await curator.say('/plan next')
    await curator.say('Без срока (2)')
    expect(curator.last().text).toContain('3 Сдать отчёт')
    expect(curator.last().text).not.toContain('1 Консультировать')
    expect(curator.last().text).toContain('проверка: Раз в месяц')

    await coordinator.say('/row 3')
    await coordinator.say('Событие наступило')
    await coordinator.say('10.10.2023')
    expect(coordinator.last().text).toContain('Тогда срок — 20 октября')
    await coordinator.tap('Верно')
    await curator.say('/cancel')
    await curator.say('/plan next')
    expect(curator.last().text).toContain('3 Сдать отчёт о проведённом мероприятии — до 20 октября')
  })
})
