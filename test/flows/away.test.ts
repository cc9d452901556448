import { describe, expect, test } from 'vitest'
import { openPlanned, twoRows } from '../support/planned-town.ts'
import type { Town } from '../support/talk.ts'

async function town(messenger: 'telegram' | 'vk') {
  const {
    town: open,
    coordinator,
    curator,
  } = await openPlanned(messenger, twoRows, { at: '2023-08-31T01:00:00Z' })
  const teacher = await open.citizen(messenger, 'Зорин Павел Петрович', 'teacher')
  return Object.assign(open, { coordinator, curator, teacher })
}

async function morning(open: Town, day: string, time = '09:00') {
  open.clock.set(`${day}T${time}:00+11:00`)
  await open.settled()
}

describe.each(['telegram', 'vk'] as const)('somebody is away in %s', (messenger) => {
  test('a deputy is pinged instead, may mark it as done, and only until the end', async () => {
    const it = await town(messenger)
    const { curator, teacher } = it
    await curator.say('/away')
    await curator.tap('За меня ответит другой')
    await curator.say('Зорин Павел Петрович — педагог (Школа № 1)')
    await curator.say('15.09.2020')
    expect(curator.last().text).toContain('не раньше 31 августа')
    await curator.say('15.09.2023')
    expect(curator.last().text).toContain('пишу: Зорин Павел Петрович')
    expect(teacher.last().text).toContain('Лугова Марина Сергеевна просит вас')
    // Whoever is away answers for nobody.
    await teacher.say('/away')
    await teacher.tap('За меня ответит другой')
    expect(teacher.last().text).not.toContain('Лугова')
    await teacher.say('/cancel')
    const heard = curator.heard().length
    await morning(it, '2023-09-08')
    expect(curator.heard()).toHaveLength(heard)
    expect(teacher.last().text).toContain('1 Издать приказ')
    await teacher.tap('Сделано')
    expect(teacher.last().text).toContain('Отметили как сделанное: 1')
    await morning(it, '2023-09-18')
    expect(curator.last().text).toContain('2 Провести семинар')
    const [row] = await it.app.database.query<{ id: number }>(
      "SELECT id FROM assignment WHERE status = 'planned'",
    )
    await teacher.say(`/done ${row!.id}`)
    expect(teacher.last().text).toContain('недоступно')
  })

  test('on leave nobody is disturbed, the coordinator knows, and nothing is lost afterwards', async () => {
    const it = await town(messenger)
    const { curator, coordinator } = it
    await curator.say('/away')
    await curator.tap('Я в отпуске')
    await curator.say('17.09.2023')
    const heard = curator.heard().length
    await morning(it, '2023-09-08')
    expect(curator.heard()).toHaveLength(heard)
    expect(coordinator.last().text).toContain(
      'Не смог сказать о сроках, передайте сами: Лугова Марина Сергеевна',
    )
    await morning(it, '2023-09-18')
    expect(curator.last().text).toContain('1 Издать приказ')
    expect(curator.last().text).toContain('опоздание 3 дня')
  })

  test('the coordinator hears of a curator whom no messenger reaches', async () => {
    const it = await town(messenger)
    await it.app.database.query('UPDATE account SET reachable = false WHERE person_id = $1', [
      it.curator.personId,
    ])
    await morning(it, '2023-09-08')
    expect(it.coordinator.last().text).toContain('передайте сами: Лугова Марина Сергеевна')
  })

  test('the coordinator sets when to remind; a curator may not', async () => {
    const it = await town(messenger)
    const { coordinator, curator } = it
    await curator.say('/reminders')
    expect(curator.last().text).toContain('недоступно')
    await coordinator.say('/reminders')
    await coordinator.tap('За сколько дней до срока')
    await coordinator.say('завтра')
    expect(coordinator.last().text).toContain('Нужны числа')
    await coordinator.say('5 и 2')
    await coordinator.say('/reminders')
    expect(coordinator.last().text).toContain('за 5, 2 дн.')
    await coordinator.tap('Час напоминаний')
    await coordinator.tap('11:00')
    const heard = curator.heard().length
    await morning(it, '2023-09-08', '10:30')
    expect(curator.heard()).toHaveLength(heard)
    await morning(it, '2023-09-13', '11:00')
    expect(curator.last().text).toContain('1 Издать приказ')
  })
})
