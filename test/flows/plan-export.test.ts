import { describe, expect, test } from 'vitest'
import { readDocument } from '../../src/documents/read-document.ts'
import { readRoadMap } from '../../src/domain/roadmaps/read.ts'
import { loadPasted, openPlanned } from '../support/planned-town.ts'
import { openTown, type Speaker, type Town } from '../support/talk.ts'

const map = [
  'Дорожная карта наставничества на 2023-2024 учебный год',
  '№\tМероприятие\tСрок\tОтветственные',
  '1\tИздать приказ о наставничестве\tдо 1 октября 2023 года\tРуководители ОО',
  '2\tПровести семинар наставников\t20 сентября 2023 года\tИМЦ',
  '3\tКонсультировать наставников\tпостоянно\tИМЦ',
].join('\n')

async function openPlan(messenger: 'telegram' | 'vk'): Promise<{
  town: Town
  coordinator: Speaker
  curator: Speaker
}> {
  const { town, coordinator, curator } = await openPlanned(messenger, map, {
    at: '2023-09-10T01:00:00Z',
  })
  return { town, coordinator, curator }
}

/** What the last message brought, as the person could open it. */
function received(town: Town, speaker: Speaker) {
  const { file, picture } = speaker.last()
  const id = file?.id ?? picture?.id ?? ''
  const found = town[speaker.messenger].file(id)
  if (!found) throw new Error(`no file came: ${speaker.last().text}`)
  return { name: file?.name ?? '', bytes: found.bytes, picture: picture !== undefined }
}

describe.each(['telegram', 'vk'] as const)('«Выгрузить план» in %s', (messenger) => {
  test('brings the whole map to the coordinator as a table and a document that read back', async () => {
    const { town, coordinator, curator } = await openPlan(messenger)
    await curator.say('/done')
    await coordinator.say('/plan')
    await coordinator.say('Другие виды и файлы')
    await coordinator.tap('Выгрузить план')
    expect(coordinator.buttons()).toEqual(expect.arrayContaining(['Картинка по школам']))
    await coordinator.tap('Таблица Excel (.xlsx)')
    expect(coordinator.last().text).toContain('наставничества')
    const table = received(town, coordinator)
    expect(table.name).toBe('Дорожная карта на 2023-09-10.xlsx')
    const read = readRoadMap(await readDocument(table))
    expect(read.rows.map(({ number, activity, phrase }) => [number, activity, phrase])).toEqual([
      ['1', 'Издать приказ о наставничестве', 'до 1 октября 2023 года'],
      ['2', 'Провести семинар наставников', '20 сентября 2023 года'],
      ['3', 'Консультировать наставников', 'постоянно'],
    ])

    await coordinator.say('/export')
    await coordinator.tap('Документ Word (.docx)')
    const paper = received(town, coordinator)
    expect(paper.name).toMatch(/\.docx$/)
    expect(readRoadMap(await readDocument(paper)).rows).toHaveLength(3)
    const kept = await town.app.database.query('SELECT name FROM stored_file ORDER BY name')
    expect(kept).toHaveLength(2)
  })

  test('draws pictures; a curator gets the own school’s part', async () => {
    const { town, coordinator, curator } = await openPlan(messenger)
    await coordinator.say('/export')
    await coordinator.tap('Картинка по школам')
    const schools = received(town, coordinator)
    expect(schools.picture).toBe(true)
    expect(schools.bytes.subarray(1, 4).toString()).toBe('PNG')

    await curator.say('/export')
    expect(curator.buttons()).not.toContain('Картинка по школам')
    await curator.tap('Картинка года')
    expect(received(town, curator).bytes.length).toBeGreaterThan(5_000)
    await curator.say('/export')
    await curator.tap('Таблица Excel (.xlsx)')
    const { rows } = readRoadMap(await readDocument(received(town, curator)))
    expect(rows.map(({ number }) => number)).toEqual(['1'])
  })
})

test('a map that was replaced before its file was made is told, and nothing hangs', async () => {
  const { town, coordinator } = await openPlan('telegram')
  await coordinator.say('/export')
  await town.app.database.query('UPDATE road_map SET replaced = true')
  await coordinator.tap('Таблица Excel (.xlsx)')
  expect(coordinator.last().text).toBe('Этой дорожной карты больше нет.')
})

test('a teacher has no plan to export', async () => {
  const { town } = await openPlan('telegram')
  const teacher = await town.citizen('telegram', 'Ручьева Ольга Олеговна', 'teacher')
  await teacher.say('/export')
  expect(teacher.last().text).toContain('недоступно')
})

test('a road map without a title has a heading on paper', async () => {
  const town = await openTown({ at: '2023-09-10T01:00:00Z' })
  const coordinator = await town.citizen('vk', 'Северцева Ольга Викторовна', 'coordinator')
  await loadPasted(coordinator, map.slice(map.indexOf('\n') + 1), '2023-2024 учебный год')
  for (const kind of ['Таблица Excel (.xlsx)', 'Документ Word (.docx)']) {
    await coordinator.say('/export')
    await coordinator.tap(kind)
    const { blocks } = await readDocument(received(town, coordinator))
    expect(JSON.stringify(blocks[0])).toContain('Дорожная карта')
  }
})
