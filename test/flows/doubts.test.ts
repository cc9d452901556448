import { describe, expect, test } from 'vitest'
import { loadPasted } from '../support/planned-town.ts'
import { lately, openTown, type Town } from '../support/talk.ts'

const map = (title: string, rows: string[]) =>
  [title, '№\tМероприятие\tСрок\tОтветственные', ...rows].join('\n')

const doubtful = map('Дорожная карта наставничества на 2021-2024 годы', [
  '1\tИздать приказ о назначении куратора в каждой организации\tдо 15 сентября 2023 года\tРуководители ОО',
  '2\tПодвести итоги работы наставников за полугодие\tЯнварь, июль\tИМЦ',
  '3\tПровести семинар для кураторов и наставников города\tкогда решит департамент\tИМЦ',
  '4\tПровести круглый стол для всех наставников города\tпервого апреляяя\tИМЦ',
])

async function town(messenger: 'telegram' | 'vk') {
  const open = await openTown({ at: '2023-08-31T01:00:00Z' })
  const coordinator = await open.citizen(messenger, 'Северцева Ольга Викторовна', 'coordinator')
  return Object.assign(open, { coordinator })
}

const open = async (town: Town, number: string) =>
  town.app.database.query<{ due: string; status: string; school: number | null }>(
    `SELECT a.due, a.status, a.school_id AS school FROM assignment a
     JOIN occurrence o ON o.id = a.occurrence_id JOIN activity x ON x.id = o.activity_id
     JOIN road_map m ON m.id = x.road_map_id AND NOT m.replaced
     WHERE x.number = $1 AND a.status <> 'cancelled' ORDER BY a.due, a.id`,
    [number],
  )

describe.each(['telegram', 'vk'] as const)('questions about rows in %s', (messenger) => {
  test('each doubtful row is one question before the import; what was answered is not asked again', async () => {
    const it = await town(messenger)
    const { coordinator } = it
    await coordinator.say(doubtful)
    await coordinator.tap('Это всё')
    expect(coordinator.buttons()).toContain('Ответить на вопросы (3)')
    await coordinator.tap('Ответить на вопросы (3)')
    expect(lately(coordinator)).toContain('Один раз или каждый год?')
    // The first reading is what was understood, the second «каждый год».
    await coordinator.tap('2')
    expect(lately(coordinator)).toContain('2: каждый год')
    expect(lately(coordinator)).toContain('3 Провести семинар')
    await coordinator.tap('Написать срок')
    await coordinator.say('до 20 октября 2023 года')
    expect(lately(coordinator)).toContain('Понял так')
    await coordinator.tap('Верно')
    expect(lately(coordinator)).toContain('4 Провести круглый стол')
    await coordinator.tap('Спросить позже')
    expect(coordinator.buttons()).toContain('Ответить на вопросы (1)')
    await coordinator.tap('Загрузить')
    expect((await open(it, '3')).map(({ due }) => due)).toEqual(['2023-10-20'])
    expect((await open(it, '2')).map(({ due }) => due)).toHaveLength(8)

    await coordinator.say('/doubts')
    expect(lately(coordinator)).toContain('4 Провести круглый стол')
    await coordinator.tap('Без срока')
    expect(lately(coordinator)).toContain('Вопросов больше нет')
    await coordinator.say('/doubts')
    expect(lately(coordinator)).toContain('Вопросов больше нет')
  })

  test('a plan without a period asks what time it is for', async () => {
    const it = await town(messenger)
    const { coordinator } = it
    await coordinator.say(
      map('Дорожная карта наставничества города Примера и его организаций', [
        '1\tИздать приказ о назначении куратора в каждой организации\tдо 15 сентября\tРуководители ОО',
        '2\tПровести семинар для кураторов и наставников города\tмай\tИМЦ',
      ]),
    )
    await coordinator.tap('Это всё')
    expect(lately(coordinator)).toContain('На какое время этот план?')
    await coordinator.say('когда-нибудь')
    expect(lately(coordinator)).toContain('Не понял период')
    await coordinator.say('2023-2024 учебный год')
    expect(lately(coordinator)).toContain('Период: 1 сентября 2023 года — 31 августа 2024 года')
    await coordinator.tap('Загрузить')
    expect((await open(it, '2')).map(({ due }) => due)).toEqual(['2024-05-31'])
  })
})

describe.each(['telegram', 'vk'] as const)('a row is edited in %s', (messenger) => {
  const plain = map('Дорожная карта наставничества на 2023-2024 учебный год', [
    '1\tИздать приказ о назначении куратора в каждой организации\tдо 15 сентября 2023 года\tРуководители ОО',
    '2\t1) Провести семинар для кураторов города 2) Провести семинар для наставников\t20 октября 2023 года\tИМЦ, руководители ОО',
  ])

  test('its deadline moves the open assignments and keeps what is done', async () => {
    const it = await town(messenger)
    const { coordinator } = it
    await it.domain((d) => d.organisations.openSchool(it.municipalityId, 'Школа № 2'))
    const curator = await it.citizen(messenger, 'Лугова Марина Сергеевна', 'curator')
    await loadPasted(coordinator, plain)
    await curator.say('/plan next')
    await curator.tap('1 — 15 сентября')
    await curator.tap('Сделано')

    await coordinator.say('/row 1')
    expect(lately(coordinator)).toContain('открыто 1, сделано 1')
    await coordinator.tap('Срок')
    await coordinator.tap('Написать срок')
    await coordinator.say('до 1 октября 2023')
    await coordinator.tap('Верно')
    expect(lately(coordinator)).toContain('Записал: 1.')
    const rows = await open(it, '1')
    expect(rows.map(({ due, status }) => [due, status])).toEqual([
      ['2023-10-01', 'done'],
      ['2023-10-01', 'planned'],
    ])
  })

  test('it is split, cancelled with a reason, brought back, and a new one is added', async () => {
    const it = await town(messenger)
    const { coordinator } = it
    await loadPasted(coordinator, plain)
    await coordinator.say('/row 2')
    await coordinator.say('Разделить на несколько')
    await coordinator.say('Провести семинар для кураторов города\nПровести семинар для наставников')
    expect(lately(coordinator)).toContain('теперь их 2 (2, 2-2)')
    expect(await open(it, '2-2')).toHaveLength(2)
    await coordinator.say('/row 2-2')
    await coordinator.say('Отменить строку')
    await coordinator.say('Семинары объединили')
    expect(lately(coordinator)).toContain('Отменил: 2-2')
    expect(await open(it, '2-2')).toHaveLength(0)
    await coordinator.tap('Вернуть строку')
    await coordinator.tap('Вернуть строку')
    expect((await open(it, '2-2')).map(({ status }) => status)).toEqual(['planned', 'planned'])

    await coordinator.say('/row')
    await coordinator.say('Добавить строку')
    await coordinator.say('Провести конкурс наставников')
    await coordinator.tap('Написать срок')
    await coordinator.say('каждый квартал')
    await coordinator.tap('Верно')
    await coordinator.say('руководители ОО')
    expect(lately(coordinator)).toContain('Добавил строку +4, поручений — 4')
  })

  test('a curator may not', async () => {
    const it = await town(messenger)
    await loadPasted(it.coordinator, plain)
    const curator = await it.citizen(messenger, 'Лугова Марина Сергеевна', 'curator')
    for (const command of ['/row 1', '/doubts']) {
      await curator.say(command)
      expect(lately(curator)).toContain('недоступно')
    }
  })
})
