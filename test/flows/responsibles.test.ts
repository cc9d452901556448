import { describe, expect, test } from 'vitest'
import { loadPasted } from '../support/planned-town.ts'
import { allHeard, lately, openTown } from '../support/talk.ts'

const map = [
  'Дорожная карта наставничества на 2023-2024 учебный год',
  '№\tМероприятие\tСрок\tОтветственные',
  '1\tИздать приказ о назначении куратора в каждой организации\tдо 15 сентября 2023 года\tРуководители ОО',
  '2\tПровести семинар для кураторов и наставников города\t20 октября 2023 года\tКедрова Е.А., ИМО ДО',
  '3\tПодготовить справку о наставничестве в городе\t20 сентября 2023 года\tИМО ДО',
].join('\n')

describe.each(['telegram', 'vk'] as const)('responsibles in %s', (messenger) => {
  test('are explained once; open assignments move, what is done stays', async () => {
    const town = await openTown({ at: '2023-08-31T01:00:00Z' })
    const coordinator = await town.citizen(messenger, 'Северцева Ольга Викторовна', 'coordinator')
    const methodist = await town.citizen(messenger, 'Кедрова Елена Андреевна', 'methodist', {
      schoolId: null,
    })
    await loadPasted(coordinator, map)
    const said = () => allHeard(coordinator)
    expect(said()).toContain('Не знаю, кто это у вас: ИМО ДО; Кедрова Е.А.')

    await coordinator.say('/plan next')
    await coordinator.tap('3 — 20 сентября')
    await coordinator.tap('Сделано')

    await coordinator.tap('Указать, кто это')
    await coordinator.say('❓ Кедрова Е.А. (1)')
    // The person of this name is ticked already.
    expect(lately(coordinator)).toContain('✓ 5. Кедрова Елена Андреевна')
    await coordinator.tap('Готово')
    expect(lately(coordinator)).toContain('Запомнил: «Кедрова Е.А.»')
    await coordinator.say('❓ ИМО ДО (2)')
    await coordinator.say('Методист')
    await coordinator.tap('Готово')
    expect(lately(coordinator)).toContain('Все указаны')

    const rows = await town.app.database.query(
      `SELECT x.number, a.role, a.status FROM assignment a
       JOIN occurrence o ON o.id = a.occurrence_id JOIN activity x ON x.id = o.activity_id
       WHERE a.status <> 'cancelled' ORDER BY x.number, a.role`,
    )
    expect(rows).toEqual([
      { number: '1', role: 'curator', status: 'planned' },
      { number: '2', role: 'methodist', status: 'planned' },
      { number: '2', role: 'person', status: 'planned' },
      { number: '3', role: 'coordinator', status: 'done' },
    ])

    town.clock.set('2023-10-19T09:00:00+11:00')
    await town.settled()
    expect(methodist.last().text).toContain('2 Провести семинар')
    // The coordinator hears of schools that are late, not of what is the methodist's.
    expect(coordinator.last().text).not.toContain('2 Провести семинар')
    // The same road map again: nobody is unknown any more.
    await coordinator.say('/cancel')
    const before = coordinator.heard().length
    await coordinator.say(map)
    await coordinator.tap('Это всё')
    await coordinator.tap('Заменить')
    const after = coordinator.heard().slice(before)
    expect(after.some((message) => message.text.includes('Не знаю, кто это'))).toBe(false)
  })

  test('a curator may not say who is who, and a methodist not what is the school’s', async () => {
    const town = await openTown({ at: '2023-08-31T01:00:00Z' })
    const coordinator = await town.citizen(messenger, 'Северцева Ольга Викторовна', 'coordinator')
    const curator = await town.citizen(messenger, 'Лугова Марина Сергеевна', 'curator')
    const methodist = await town.citizen(messenger, 'Кедрова Елена Андреевна', 'methodist', {
      schoolId: null,
    })
    await loadPasted(coordinator, map)
    await curator.say('/responsibles')
    expect(curator.last().text).toContain('недоступно')
    const [row] = await town.app.database.query<{ id: number }>(
      'SELECT id FROM assignment WHERE school_id IS NOT NULL',
    )
    await methodist.say(`/done ${row!.id}`)
    expect(methodist.last().text).toContain('недоступно')
  })
})
