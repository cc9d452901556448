import { describe, expect, test } from 'vitest'
import { loadPasted } from '../support/planned-town.ts'
import { openTown, type Speaker, type Town } from '../support/talk.ts'

const map = [
  'Дорожная карта наставничества на 2023-2024 учебный год',
  '№\tМероприятие\tСрок\tОтветственные\tРезультат',
  '1\tИздать приказ о наставничестве в школе\tдо 1 октября 2023 года\tРуководители ОО\tприказ',
  '2\tПровести неделю наставничества в школе\tдо 1 декабря 2023 года\tРуководители ОО\tотчёт',
  '3\tПровести городской семинар кураторов\tдо 20 октября 2023 года\tИМЦ\tсправка',
].join('\n')

const untitled = map.slice(map.indexOf('\n') + 1)

interface Place {
  town: Town
  coordinator: Speaker
  curator: Speaker
  second: Speaker
}

/** @param titled whether the road map has a title, which names its years */
async function place(messenger: 'telegram' | 'vk', titled = true): Promise<Place> {
  const town = await openTown({ at: '2023-08-31T01:00:00Z' })
  const { id } = await town.domain((d) =>
    d.organisations.openSchool(town.municipalityId, 'Школа № 2'),
  )
  const coordinator = await town.citizen(messenger, 'Северцева Ольга Викторовна', 'coordinator')
  const curator = await town.citizen(messenger, 'Лугова Марина Сергеевна', 'curator')
  const second = await town.citizen(messenger, 'Полева Анна Ивановна', 'curator', { schoolId: id })
  if (titled) await loadPasted(coordinator, map)
  else await loadPasted(coordinator, untitled, '2023-2024 учебный год')
  return { town, coordinator, curator, second }
}

/** Sends the road map to all schools, the second row may be left out, by 15 September. */
async function send({ coordinator }: Place): Promise<void> {
  await coordinator.say('/school_plans')
  await coordinator.say(coordinator.buttons()[0] ?? '')
  await coordinator.tap('Всем (2)')
  await coordinator.tap('Отмечу, какие можно')
  await coordinator.say('2')
  await coordinator.tap('Готово')
  await coordinator.say('15.09.2023')
}

/** The school's own plan in place of the road map's copy, pasted where that is open. */
async function pasteOwn(curator: Speaker, rows: readonly string[]): Promise<void> {
  await curator.tap('Прислать свой план')
  const head = [
    'План наставничества школы на 2023-2024 учебный год',
    '№\tМероприятие\tСрок\tОтветственные',
  ]
  await curator.say([...head, ...rows].join('\n'))
  await curator.tap('Это всё')
  await curator.tap('Взять этот план')
}

async function morning(town: Town, day: string): Promise<void> {
  town.clock.set(`${day}T09:30:00+11:00`)
  await town.settled()
}

const assignments = (town: Town) =>
  town.app.database.query<{
    number: string
    school: string | null
    due: string
    status: string
    plan: boolean
  }>(
    `SELECT x.number, s.name AS school, a.due, a.status, m.school_id IS NOT NULL AS plan
     FROM assignment a JOIN occurrence o ON o.id = a.occurrence_id JOIN activity x ON x.id = o.activity_id
     JOIN road_map m ON m.id = x.road_map_id LEFT JOIN school s ON s.id = a.school_id
     WHERE a.status <> 'cancelled' ORDER BY s.name NULLS FIRST, x.number, a.due`,
  )

describe.each(['telegram', 'vk'] as const)('a school’s plan in %s', (messenger) => {
  test('is made of the road map, returned, mended and approved; then its rows run, none asked twice', async () => {
    const here = await place(messenger)
    const { town, coordinator, curator, second } = here
    await send(here)
    expect(coordinator.heard().at(-2)?.text).toContain('Отправил 2 школам')
    expect(coordinator.last().text).toContain('Не начали (2): Школа № 1, Школа № 2')
    expect(curator.last().text).toContain('пришлите на согласование до 15 сентября')

    await curator.tap('Открыть план')
    expect(curator.last().text).toContain('Школа № 1 — не начат')
    await curator.tap('Взять карту за основу')
    expect(curator.last().text).toContain('От дорожной карты не отличается (строк: 2)')
    // Another deadline.
    await curator.tap('Изменить строки')
    await curator.say('1')
    expect(curator.buttons()).not.toContain('Убрать из плана')
    await curator.tap('Срок')
    await curator.tap('Написать срок')
    await curator.say('до 20 сентября 2023 года')
    await curator.tap('Верно')
    await curator.say('К плану школы')
    // A row is left out, another is added.
    await curator.tap('Изменить строки')
    await curator.say('2')
    await curator.say('Убрать из плана')
    await curator.say('Проводим раз в два года')
    await curator.tap('Изменить строки')
    await curator.say('Добавить строку')
    await curator.say('Собрать совет наставников школы')
    await curator.tap('Написать срок')
    await curator.say('до 10 ноября 2023 года')
    await curator.tap('Верно')
    await curator.say('Директор')
    await curator.say('К плану школы')
    expect(curator.last().text).toContain('срок: до 20 сентября 2023 года')
    expect(curator.last().text).toContain('Убрано строк: 1')

    // Until it is approved the school answers by the road map; what it does then stays done.
    await curator.say('/plan next')
    await curator.tap('1 — 1 октября')
    await curator.tap('Сделано')

    await curator.say('/school_plans')
    await curator.tap('Отправить на согласование')
    expect(curator.last().text).toContain('Отправил координатору')
    expect(coordinator.last().text).toContain('Школа № 1 просит согласовать план')
    await coordinator.tap('Открыть план')
    expect(coordinator.last().text).toContain('Добавлено строк: 1')
    expect(coordinator.last().text).toContain('Собрать совет наставников школы')
    await coordinator.tap('Вернуть с замечанием')
    await coordinator.say('Совет наставников нужен до 1 ноября')
    expect(curator.last().text).toContain('Совет наставников нужен до 1 ноября')
    await curator.tap('Открыть план')
    expect(curator.last().text).toContain('Координатор вернул план: Совет наставников')
    await curator.tap('Изменить строки')
    await curator.say('совет')
    await curator.tap('Срок')
    await curator.tap('Написать срок')
    await curator.say('до 1 ноября 2023 года')
    await curator.tap('Верно')
    await curator.say('К плану школы')
    await curator.tap('Отправить на согласование')
    await coordinator.tap('Открыть план')
    await coordinator.tap('Согласовать')
    expect(coordinator.last().text).toContain('Согласован план: Школа № 1')
    expect(curator.last().text).toContain('План школы согласован')

    expect(await assignments(town)).toEqual([
      { number: '3', school: null, due: '2023-10-20', status: 'planned', plan: false },
      { number: '+3', school: 'Школа № 1', due: '2023-11-01', status: 'planned', plan: true },
      { number: '1', school: 'Школа № 1', due: '2023-10-01', status: 'done', plan: true },
      { number: '1', school: 'Школа № 2', due: '2023-10-01', status: 'planned', plan: false },
      { number: '2', school: 'Школа № 2', due: '2023-12-01', status: 'planned', plan: false },
    ])
    // A second tap is answered and changes nothing.
    const [plan] = await town.app.database.query<{ id: number }>(
      "SELECT id FROM road_map WHERE approval = 'approved'",
    )
    await coordinator.say(`/approve_plan ${plan!.id}`)
    expect(coordinator.last().text).toContain('уже согласован')
    await curator.say('/plan next')
    expect(curator.last().text).toContain('Собрать совет наставников')
    expect(curator.last().text).not.toContain('неделю наставничества')
    // Another school sees nothing of it.
    await second.say('/plan next')
    expect(second.last().text).not.toContain('Собрать совет')
    await second.say(`/school_plan ${plan!.id}`)
    expect(second.last().text).toContain('Такого плана нет')
    // The board says how it runs.
    await coordinator.say('/school_plans')
    expect(coordinator.last().text).toContain('Согласованы (1): Школа № 1 (1/2)')
    expect(coordinator.last().text).toContain('Не начали (1): Школа № 2')
  }, 60_000)

  test('is not approved as it was seen when the school has sent another one meanwhile', async () => {
    const here = await place(messenger)
    const { coordinator, curator } = here
    await send(here)
    await curator.tap('Открыть план')
    await curator.tap('Взять карту за основу')
    await curator.tap('Отправить на согласование')
    await coordinator.tap('Открыть план')
    expect(coordinator.last().text).toContain('От дорожной карты не отличается')
    await curator.say('/school_plans')
    await curator.tap('Отозвать и изменить')
    await curator.tap('Изменить строки')
    await curator.say('2')
    await curator.say('Убрать из плана')
    await curator.say('Проводим раз в два года')
    await curator.say('К плану школы')
    await curator.tap('Отправить на согласование')
    // The button that still stands below what was seen first.
    await coordinator.tap('Согласовать')
    const said = coordinator.heard().map(({ text }) => text)
    expect(said).toContainEqual(expect.stringContaining('прислала план заново'))
    expect(said).not.toContainEqual(expect.stringContaining('Согласован план'))
    await coordinator.tap('Открыть план')
    expect(coordinator.last().text).toContain('Убрано строк: 1')
    // Whoever types the command has not seen what is approved: it is shown first.
    const [plan] = await here.town.app.database.query<{ id: number }>(
      "SELECT id FROM road_map WHERE approval = 'waiting'",
    )
    await coordinator.say(`/approve_plan ${plan?.id}`)
    expect(coordinator.last().text).toContain('Убрано строк: 1')
    expect(
      await here.town.app.database.query('SELECT FROM road_map WHERE approval = $1', ['approved']),
    ).toEqual([])
    await coordinator.tap('Согласовать')
    expect(coordinator.last().text).toContain('Согласован план: Школа № 1')
  }, 60_000)

  test('may be the school’s own, from a file: obligatory rows that it lacks stay asked for', async () => {
    const here = await place(messenger)
    const { town, coordinator, curator } = here
    await send(here)
    await curator.tap('Открыть план')
    await pasteOwn(curator, [
      '1\tНазначить наставников молодым педагогам\tдо 10 октября 2023 года\tДиректор',
      '2\tПровести неделю наставничества в школе\tдо 20 ноября 2023 года\tИванова А.А.',
    ])
    await curator.say(curator.buttons()[0] ?? '')
    expect(curator.last().text).toContain('Обязательных строк нет в плане школы: 1')
    await curator.tap('Отправить на согласование')
    await coordinator.tap('Открыть план')
    await coordinator.tap('Согласовать')
    const own = (await assignments(town)).filter(({ school }) => school === 'Школа № 1')
    expect(own).toEqual([
      { number: '1', school: 'Школа № 1', due: '2023-10-01', status: 'planned', plan: false },
      { number: '1', school: 'Школа № 1', due: '2023-10-10', status: 'planned', plan: true },
      { number: '2', school: 'Школа № 1', due: '2023-11-20', status: 'planned', plan: true },
    ])
  })

  test('of a road map without a title has a name on its buttons and where it is shown', async () => {
    const here = await place(messenger, false)
    await send(here)
    const { curator } = here
    await curator.tap('Открыть план')
    expect(curator.last().text).toContain('План школы: дорожная карта без названия')
    await pasteOwn(curator, [
      '1\tПровести неделю наставничества в школе\tдо 20 ноября 2023 года\tДиректор',
    ])
    expect(curator.buttons()[0]).toBe('Вместо: дорожная карта без названия')
    await curator.tap('Отдельный план')
    await curator.say('/school_plans')
    expect(curator.last().text).toContain('дорожная карта без названия — ')
  })

  test('is reminded of in the one morning digest, and a change of the road map is asked about there', async () => {
    const here = await place(messenger)
    const { town, coordinator, curator, second } = here
    await send(here)
    await curator.tap('Открыть план')
    await curator.tap('Взять карту за основу')
    const told = (who: Speaker, words: string) =>
      who.heard().filter(({ text }) => text.includes(words)).length
    await morning(town, '2023-09-08')
    expect(told(curator, 'прислать на согласование до 15 сентября')).toBe(1)
    const digest = curator
      .heard()
      .find(({ text }) => text.includes('прислать на согласование до 15'))
    expect(digest?.text).toContain('Доброе утро')
    await curator.say('/school_plans')
    await curator.tap('Отправить на согласование')
    await morning(town, '2023-09-18')
    // The other school is late: it is told, and so is the coordinator, who has not answered either.
    expect(told(second, 'ждали до 15 сентября')).toBe(1)
    expect(told(curator, 'ждали до 15 сентября')).toBe(0)
    expect(coordinator.last().text).toContain('Планы школ ждут вашего согласования (1): Школа № 1')
    expect(coordinator.last().text).toContain('планов ещё нет (1): Школа № 2')
    await coordinator.tap('Планы школ')
    expect(coordinator.last().text).toContain('Ждут вашего ответа (1): Школа № 1')
    expect(coordinator.last().text).toContain('Срок прошёл (1): Школа № 2')
    await coordinator.say('Школа № 1 — ждёт согласования')
    await coordinator.tap('Согласовать')

    await coordinator.say('/row 1')
    await coordinator.tap('Срок')
    await coordinator.tap('Написать срок')
    await coordinator.say('до 15 октября 2023 года')
    await coordinator.tap('Верно')
    const due = async (school: string) =>
      (await assignments(town)).find((one) => one.school === school && one.number === '1')?.due
    expect(await due('Школа № 2')).toBe('2023-10-15')
    // Nothing changes by itself in the plan of the school.
    expect(await due('Школа № 1')).toBe('2023-10-01')
    await morning(town, '2023-09-19')
    expect(curator.last().text).toContain('изменились строки вашего плана')
    await morning(town, '2023-09-20')
    expect(told(curator, 'изменились строки вашего плана')).toBe(1)
    await curator.tap('Открыть план')
    await curator.tap('Изменения в карте (1)')
    expect(curator.last().text).toContain('Срок: до 15 октября 2023 года')
    await curator.tap('Взять как в карте')
    expect(await due('Школа № 1')).toBe('2023-10-15')
  }, 60_000)
})
