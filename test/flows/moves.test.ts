import { describe, expect, test } from 'vitest'
import { openPlanned, twoRows } from '../support/planned-town.ts'

async function town(messenger: 'telegram' | 'vk') {
  const {
    town: open,
    coordinator,
    curator,
  } = await openPlanned(messenger, twoRows, { at: '2023-08-31T01:00:00Z' })
  const rows = await open.app.database.query<{ id: number }>(
    'SELECT id FROM assignment ORDER BY due',
  )
  return Object.assign(open, { coordinator, curator, ids: rows.map(({ id }) => id) })
}

describe.each(['telegram', 'vk'] as const)('a due in %s', (messenger) => {
  test('is moved when the school asks and the coordinator agrees; plan and fact are shown', async () => {
    const { coordinator, curator, ids, clock, settled } = await town(messenger)
    await curator.say(`/show ${ids[0]}`)
    await curator.tap('В работе')
    expect(curator.last().text).toContain('в работе')
    await curator.say(`/show ${ids[0]}`)
    expect(curator.last().text).toContain('В работе.')
    await curator.tap('Попросить перенести')
    await curator.say('01.10.2023')
    await curator.say('Директор в отпуске')
    expect(curator.last().text).toContain('Передал координатору')
    expect(coordinator.last().text).toContain('Школа № 1 просит перенести 1')
    await curator.say(`/show ${ids[0]}`)
    await curator.tap('Попросить перенести')
    expect(curator.last().text).toContain('уже у координатора')

    await coordinator.tap('Перенести')
    expect(curator.last().text).toContain('Срок перенесли: 1')
    await coordinator.tap('Перенести')
    expect(coordinator.last().text).toContain('уже ответили')

    clock.set('2023-09-19T09:00:00+11:00')
    await settled()
    clock.set('2023-10-03T10:00:00+11:00')
    await settled()
    await curator.say(`/done ${ids[0]}`)
    await curator.say(`/show ${ids[0]}`)
    expect(curator.last().text).toContain('Перенесено с 15 сентября: Директор в отпуске')
    expect(curator.last().text).toContain('План: 15 сентября, факт: 3 октября (позже на 2 дн.)')
  })

  test('is moved or cancelled by the coordinator, who says why', async () => {
    const { coordinator, curator, ids } = await town(messenger)
    await coordinator.say(`/show ${ids[0]}`)
    await coordinator.tap('Перенести')
    await coordinator.say('01.01.2020')
    expect(coordinator.last().text).toContain('уже прошёл')
    await coordinator.say('15.09.2023')
    expect(coordinator.last().text).toContain('На какое число')
    await coordinator.say('20.09.2023')
    await coordinator.say('Ждём письмо департамента')
    expect(curator.last().text).toContain('с 15 сентября на 20 сентября. Ждём письмо')
    await coordinator.say(`/show ${ids[1]}`)
    await coordinator.tap('Отменить поручение')
    await coordinator.say('Семинар провели в августе')
    expect(curator.last().text).toContain('Поручение отменено: 2')
    await curator.say(`/show ${ids[1]}`)
    expect(curator.last().text).toContain('Отменено: Семинар провели в августе')
    await curator.say(`/done ${ids[1]}`)
    expect(curator.last().text).toContain('больше не действует')
  })

  test('that goes with its whole row is told with the reason to everybody who answered for it', async () => {
    const { coordinator, curator } = await town(messenger)
    await coordinator.say('/row 2')
    await coordinator.say('Отменить строку')
    await coordinator.say('Семинар перенесли на весну')
    expect(curator.last().text).toContain('Строка плана отменена: 2 Провести семинар')
    expect(curator.last().text).toContain('Семинар перенесли на весну')
    expect(coordinator.heard().some(({ text }) => text.includes('Строка плана отменена'))).toBe(
      false,
    )
  })

  test('stays when the coordinator says so, and a curator may not move it alone', async () => {
    const { coordinator, curator, ids } = await town(messenger)
    await curator.say(`/move ${ids[0]}`)
    expect(curator.last().text).toContain('недоступно')
    await curator.say(`/show ${ids[0]}`)
    await curator.tap('Попросить перенести')
    await curator.say('01.10.2023')
    await curator.say('Директор в отпуске')
    await coordinator.tap('Оставить срок')
    expect(curator.last().text).toContain('Срок остался прежним: 1')
  })
})
