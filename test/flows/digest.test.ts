import { describe, expect, test } from 'vitest'
import { hasRoadMaps, roadMapFile } from '../support/road-maps.ts'
import { openTown, type Speaker, type Town } from '../support/talk.ts'

const magadan = 'magadan-2021-2024.txt'

/** Magadan on 31 August 2023: the coordinator in Telegram has loaded the road map, the curator is in VK. */
async function town(): Promise<Town & { coordinator: Speaker; curator: Speaker }> {
  const open = await openTown({ at: '2023-08-31T01:00:00Z' })
  const coordinator = await open.citizen('telegram', 'Северцева Ольга Викторовна', 'coordinator')
  const curator = await open.citizen('vk', 'Лугова Марина Сергеевна', 'curator')
  const bytes = roadMapFile(magadan)
  await coordinator.send({ kind: 'file', name: magadan, mime: 'text/plain', bytes })
  await coordinator.tap('Загрузить')
  return Object.assign(open, { coordinator, curator })
}

/** Moves the clock by Magadan's wall and waits until everybody has heard of it. */
async function magadanTime(open: Town, day: string, time: string): Promise<void> {
  open.clock.set(`${day}T${time}:00+11:00`)
  await open.settled()
}

describe.runIf(hasRoadMaps)('the morning after 31 August 2023', () => {
  test('the curator gets one digest at nine, and «Сделано» stops the pings', async () => {
    const open = await town()
    const { curator } = open
    await magadanTime(open, '2023-09-01', '08:59')
    expect(curator.heard()).toHaveLength(0)
    await magadanTime(open, '2023-09-01', '09:00')
    expect(curator.heard()).toHaveLength(1)
    const digest = curator.last().text
    for (const number of ['4.4', '7.1', '7.2']) expect(digest).toContain(`${number} `)
    expect(digest).toContain('до 1 октября, осталось 30 дней')
    expect(curator.buttons()).toEqual(['Сделано', 'Показать', 'Напомнить позже', 'Весь план'])

    await curator.tap('Сделано')
    expect(curator.last().text).toContain('Что сделано?')
    await curator.tap('4.4')
    expect(curator.last().text).toContain('Отметили как сделанное: 4.4')
    await curator.tap('Отметить ещё (2)')
    await curator.tap('Всё перечисленное (2)')
    const heard = curator.heard().length

    for (const day of ['2023-09-22', '2023-09-28', '2023-09-29', '2023-10-02', '2023-10-04'])
      await magadanTime(open, day, '10:00')
    expect(
      curator
        .heard()
        .slice(heard)
        .filter(({ text }) => /4\.4|7\.1|7\.2/.test(text)),
    ).toHaveLength(0)
    expect(open.coordinator.heard().some(({ text }) => text.includes('Школы не успели'))).toBe(
      false,
    )
  })

  test('past 1 October it pings again, and with the second ping tells the coordinator, once', async () => {
    const open = await town()
    const { curator, coordinator } = open
    await magadanTime(open, '2023-09-01', '09:00')
    await magadanTime(open, '2023-10-02', '09:30')
    expect(curator.heard()).toHaveLength(2)
    expect(curator.last().text).toContain('Просрочено')
    expect(curator.last().text).toContain('срок был 1 октября, вчера')
    const told = () => coordinator.heard().filter(({ text }) => text.includes('Школы не успели'))
    expect(told()).toHaveLength(0)
    await magadanTime(open, '2023-10-04', '09:30')
    expect(told()).toHaveLength(1)
    expect(told()[0]?.text).toContain('Школа № 1')
    await magadanTime(open, '2023-10-09', '09:30')
    expect(told()).toHaveLength(1)
  })

  test('«Показать» and «Напомнить позже» do what they say', async () => {
    const open = await town()
    const { curator } = open
    await magadanTime(open, '2023-09-01', '09:00')
    await curator.tap('Показать')
    await curator.say('7.1')
    expect(curator.last().text).toContain('Ежегодно до 01 октября')
    expect(curator.buttons()).toContain('Сделано')
    await curator.tap('Напомнить позже')
    await curator.tap('Через 2 часа')
    expect(curator.last().text).toContain('в 11:00')
    const heard = curator.heard().length
    await magadanTime(open, '2023-09-01', '11:00')
    expect(curator.heard()).toHaveLength(heard + 1)
    expect(curator.last().text).toContain('Вы просили напомнить')
    await curator.tap('Сделано')
    expect(curator.last().text).toContain('Отметили как сделанное: 7.1')
    await curator.tap('Отменить отметку')
    expect(curator.last().text).toContain('снова открыт')
  })

  test('a foreign school’s assignment is refused, a stale button is answered politely', async () => {
    const open = await town()
    const [row] = await open.app.database.query<{ id: number }>(
      'SELECT id FROM assignment WHERE school_id IS NULL ORDER BY id DESC LIMIT 1',
    )
    await magadanTime(open, '2023-09-01', '09:00')
    await open.curator.say(`/done ${row!.id}`)
    expect(open.curator.last().text).toContain('недоступно')
    await open.curator.say('/done 999999')
    expect(open.curator.last().text).toContain('больше нет')
  })

  test('the plan is shown by week, month, late and next', async () => {
    const open = await town()
    await magadanTime(open, '2023-10-02', '09:30')
    await open.curator.say('/plan')
    expect(open.curator.last().text).toContain('На этой неделе сроков больше нет')
    await open.curator.tap('Просрочено (3)')
    expect(open.curator.last().text).toContain('срок был 1 октября')
    await open.coordinator.say('/late')
    expect(open.coordinator.last().text).toContain('школы: 0 из 1')
  })
})
