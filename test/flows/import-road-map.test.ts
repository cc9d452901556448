import { describe, expect, test } from 'vitest'
import { loadPasted } from '../support/planned-town.ts'
import { hasRoadMaps, roadMapFile } from '../support/road-maps.ts'
import { allHeard, openTown } from '../support/talk.ts'

const magadan = 'magadan-2021-2024.txt'
const table = [
  'Дорожная карта наставничества на 2023-2024 учебный год',
  '№\tМероприятие\tСрок\tОтветственные',
  '1\tИздать приказ о назначении куратора в каждой организации\tдо 15 сентября 2023 года\tРуководители ОО',
  '2\tПровести семинар для кураторов и наставников города\t20 октября 2023 года\tИМЦ',
  '3\tКонсультировать наставников\tв течение года\tИМЦ',
].join('\n')

const file = (name: string, bytes: Buffer) => ({
  kind: 'file' as const,
  name,
  mime: 'text/plain',
  bytes,
})

describe('a road map is sent to the bot', () => {
  test.runIf(hasRoadMaps)(
    'the coordinator sees what was read, loads it, and hears what is due next',
    async () => {
      const town = await openTown({ at: '2023-08-31T01:00:00Z' })
      const coordinator = await town.citizen(
        'telegram',
        'Северцева Ольга Викторовна',
        'coordinator',
      )
      await coordinator.send(file(magadan, roadMapFile(magadan)))
      const preview = coordinator.last().text
      expect(preview).toContain('18 строк')
      expect(preview).toContain('1 января 2021 года')
      expect(preview).toContain('Загрузить?')
      expect(coordinator.buttons()).toContain('Загрузить')
      await coordinator.tap('Загрузить')
      const loaded = allHeard(coordinator)
      expect(loaded).toContain('Загрузил: строк — 18')
      expect(loaded).toContain('до 1 октября, через 31 день')

      await coordinator.send(file(magadan, roadMapFile(magadan)))
      expect(coordinator.buttons()).toContain('Заменить')
      await coordinator.tap('Отменить')
      expect(await town.app.database.query('SELECT id FROM road_map')).toHaveLength(1)
    },
  )

  test('in VK, pasted as text, too', async () => {
    const town = await openTown({ at: '2023-08-31T01:00:00Z' })
    const coordinator = await town.citizen('vk', 'Северцева Ольга Викторовна', 'coordinator')
    await coordinator.say(table)
    await coordinator.tap('Это всё')
    expect(coordinator.last().text).toContain('3 строки')
    await coordinator.tap('Загрузить')
    expect(coordinator.last().text).toContain('до 15 сентября, через 15 дней')
  })

  test('a teacher is told who loads road maps', async () => {
    const town = await openTown()
    const teacher = await town.citizen('vk', 'Лугова Марина Сергеевна', 'teacher')
    await teacher.send(file('план.txt', Buffer.from(table)))
    expect(teacher.last().text).toContain('координатор')
    expect(await town.app.database.query('SELECT id FROM road_map_draft')).toHaveLength(0)
  })

  test('a curator’s file is the plan of the school, and runs only when it is approved', async () => {
    const town = await openTown({ at: '2023-09-04T01:00:00Z' })
    const curator = await town.citizen('vk', 'Лугова Марина Сергеевна', 'curator')
    await curator.send(file('план.txt', Buffer.from(table)))
    expect(curator.last().text).toContain('план вашей школы')
    await curator.tap('Взять этот план')
    expect(curator.last().text).toContain('Школа № 1 — составляется')
    const maps = await town.app.database.query('SELECT school_id AS school, approval FROM road_map')
    expect(maps).toEqual([{ school: town.schoolId, approval: 'adapting' }])
    expect(await town.app.database.query('SELECT id FROM assignment')).toHaveLength(0)
  })

  test.each([
    ['пусто.txt', Buffer.alloc(0)],
    ['программа.docx', Buffer.from('MZ\x90\x00\x03\x00\x00\x00\x04\x00\x00\x00\xff\xff')],
    [
      'рассказ.txt',
      Buffer.from('Жили-были наставник и молодой педагог.\nИ всё у них было хорошо.'),
    ],
  ])('%s is refused with a clear sentence', async (name, bytes) => {
    const town = await openTown()
    const coordinator = await town.citizen('telegram', 'Северцева Ольга Викторовна', 'coordinator')
    await coordinator.send(file(name, bytes))
    expect(coordinator.last().text).toMatch(/[А-Яа-я]{3,}.*[.!]$/s)
    expect(coordinator.last().text).not.toMatch(/error-|ошибка №/)
    expect(await town.app.database.query('SELECT id FROM road_map_draft')).toHaveLength(0)
  })
})

test.each(['telegram', 'vk'] as const)(
  'a file of 100 MB is refused in %s before it is fetched, and the next one is read',
  async (messenger) => {
    const town = await openTown({ at: '2023-08-31T01:00:00Z' })
    const coordinator = await town.citizen(messenger, 'Северцева Ольга Викторовна', 'coordinator')
    await coordinator.send(file('план.docx', Buffer.alloc(100 * 1024 * 1024)))
    expect(coordinator.last().text).toContain('до 20 МБ')
    expect(town.telegram.calls().map(({ method }) => method)).not.toContain('getFile')
    await coordinator.send(file('план.txt', Buffer.from(table)))
    expect(coordinator.last().text).toContain('3 строки')
  },
)

test('names that end with a dot are listed as they are, and the coordinator needs no explaining', async () => {
  const town = await openTown({ at: '2023-08-31T01:00:00Z' })
  const coordinator = await town.citizen('vk', 'Северцева Ольга Викторовна', 'coordinator')
  await loadPasted(
    coordinator,
    table.replaceAll('\tИМЦ', '\tМуниципальный координатор, Петров П.П.'),
  )
  const said = allHeard(coordinator)
  expect(said).toContain('Не знаю, кто это у вас: Петров П.П.\nПока за их строки')
})

describe('the preview of a road map', () => {
  const bare = table.split('\n').slice(1).join('\n').replaceAll('\t', ';')

  test('a table without a title is called by its file', async () => {
    const town = await openTown({ at: '2023-08-31T01:00:00Z' })
    const coordinator = await town.citizen('telegram', 'Северцева Ольга Викторовна', 'coordinator')
    await coordinator.send(file('План на год.csv', Buffer.from(bare)))
    await coordinator.say('2023-2024 учебный год')
    expect(coordinator.last().text).toContain('Прочитал: План на год')
    await coordinator.tap('Загрузить')
    await coordinator.send(file('Совсем другое.csv', Buffer.from(bare)))
    await coordinator.say('2023-2024 учебный год')
    expect(coordinator.buttons()).toContain('Загрузить')
  })

  test('does not deny doubts right after naming one', async () => {
    const town = await openTown({ at: '2023-08-31T01:00:00Z' })
    const coordinator = await town.citizen('telegram', 'Северцева Ольга Викторовна', 'coordinator')
    const gap = table.replace('\n3\t', '\n5\t')
    await coordinator.send(file('план.txt', Buffer.from(gap)))
    expect(coordinator.last().text).toContain('⚠️')
    expect(coordinator.last().text).not.toContain('Сомнений нет')
  })

  test('after loading, only the dues of that road map are said to be next', async () => {
    const town = await openTown({ at: '2023-08-31T01:00:00Z' })
    const coordinator = await town.citizen('telegram', 'Северцева Ольга Викторовна', 'coordinator')
    await coordinator.send(file('план.txt', Buffer.from(table)))
    await coordinator.tap('Загрузить')
    const past = table
      .replaceAll('2023-2024', '2021-2022')
      .replaceAll('2023 года', '2021 года')
      .replace('Дорожная карта', 'План')
    await coordinator.send(file('прошлый.txt', Buffer.from(past)))
    await coordinator.tap('Загрузить')
    expect(coordinator.last().text).toContain('В этой дорожной карте на год вперёд сроков нет')
    await coordinator.say('/plan')
    await coordinator.tap('Что дальше')
    expect(coordinator.last().text).toContain('(план 2023–2024)')
  })
})
