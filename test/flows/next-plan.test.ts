import { describe, expect, test } from 'vitest'
import { openPlanned } from '../support/planned-town.ts'
import type { Town } from '../support/talk.ts'

const map = [
  'Дорожная карта наставничества на 2023-2024 учебный год',
  '№\tМероприятие\tСрок\tОтветственные',
  '1\tИздать приказ о наставничестве\tдо 1 октября 2023 года\tРуководители ОО',
  '2\tСдать отчёт\tежемесячно\tРуководители ОО',
  '3\tПодвести итоги 2023 года\tмай\tИМЦ',
].join('\n')

async function morning(town: Town, day: string): Promise<void> {
  town.clock.set(`${day}T09:30:00+11:00`)
  await town.settled()
}

describe.each(['telegram', 'vk'] as const)('the end of a plan in %s', (messenger) => {
  test('is told a month ahead and at the end, once each, and the next plan is made from it', async () => {
    const { town, coordinator, curator } = await openPlanned(messenger, map, {
      at: '2023-09-04T01:00:00Z',
    })
    const asked = () => coordinator.heard().filter(({ text }) => text.includes('следующем плане'))
    await morning(town, '2024-07-31')
    expect(asked()).toHaveLength(0)
    await morning(town, '2024-08-02')
    await morning(town, '2024-08-05')
    expect(asked()).toHaveLength(1)
    await morning(town, '2024-09-02')
    await morning(town, '2024-09-03')
    const atEnd = coordinator.heard().filter(({ text }) => text.includes('Следующего пока нет'))
    expect(atEnd).toHaveLength(1)
    expect(curator.heard().some(({ text }) => text.includes('Сделать из этого'))).toBe(false)

    await coordinator.tap('Сделать из этого')
    const [about = '', preview = ''] = coordinator
      .heard()
      .slice(-2)
      .map(({ text }) => text)
    expect(about).toContain('с 1 сентября 2024 года по 31 августа 2025 года')
    expect(about).toContain('назван год, сам я его не менял: 3')
    expect(preview).toContain('Дорожная карта наставничества на 2024-2025 учебный год')
    expect(preview).toContain('было «до 1 октября 2023 года», стало «до 1 октября 2024 года»')
    await coordinator.tap('Ответить на вопросы (1)')
    await coordinator.tap(coordinator.buttons()[0] ?? '')
    await coordinator.tap('Загрузить')
    const dues = await town.app.database.query(
      `SELECT x.number, min(o.due) AS first, count(*) AS n FROM occurrence o
       JOIN activity x ON x.id = o.activity_id JOIN road_map m ON m.id = x.road_map_id
       WHERE m.period_start = '2024-09-01' GROUP BY x.number ORDER BY x.number`,
    )
    expect(dues).toMatchObject([
      { number: '1', first: '2024-10-01', n: 1 },
      { number: '2', n: 12 },
      { number: '3', first: '2025-05-31', n: 1 },
    ])

    await coordinator.say('/next_plan')
    expect(coordinator.last().text).toContain('Из какой дорожной карты')
    await coordinator.tap('1')
    expect(coordinator.heard().at(-2)?.text).toContain('с 1 сентября 2025 года')
    expect(coordinator.last().text).toContain('на 2025-2026 учебный год')
  })

  test('is not asked about again once the coordinator needs none', async () => {
    const { town, coordinator, curator } = await openPlanned(messenger, map, {
      at: '2023-09-04T01:00:00Z',
    })
    await morning(town, '2024-08-02')
    await coordinator.tap('Не нужно')
    await morning(town, '2024-09-02')
    expect(coordinator.heard().some(({ text }) => text.includes('Следующего пока нет'))).toBe(false)
    await curator.say('/next_plan')
    expect(curator.last().text).toContain('недоступно')
  })
})
