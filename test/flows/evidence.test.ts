import { describe, expect, test } from 'vitest'
import { loadPasted, openPlanned } from '../support/planned-town.ts'
import { openTown } from '../support/talk.ts'

const map = [
  'Дорожная карта наставничества на 2023-2024 учебный год',
  '№\tМероприятие\tСрок\tОтветственные\tКого информировать\tСрок информирования',
  '1\tИздать приказ о назначении куратора в каждой организации\tдо 15 сентября 2023 года\tРуководители ОО\tИМЦ\t20.09.2023',
  '2\tПровести семинар для кураторов и наставников города\t20 сентября 2023 года\tРуководители ОО\tДепартамент образования\tпо запросу',
].join('\n')

const picture = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
)

describe.each(['telegram', 'vk'] as const)('what is done in %s', (messenger) => {
  test('is followed by a file that the coordinator opens, and told to whom the plan says', async () => {
    const town = await openTown({ at: '2023-08-31T01:00:00Z' })
    const coordinator = await town.citizen(messenger, 'Северцева Ольга Викторовна', 'coordinator')
    const methodist = await town.citizen(messenger, 'Кедрова Елена Андреевна', 'methodist', {
      schoolId: null,
    })
    const curator = await town.citizen(messenger, 'Лугова Марина Сергеевна', 'curator')
    await loadPasted(coordinator, map)
    await coordinator.say('/responsibles')
    await coordinator.say('❓ ИМЦ (1)')
    await coordinator.say('Методист')
    await coordinator.tap('Готово')
    await coordinator.say('/cancel')

    await curator.say('/plan next')
    await curator.tap('1 — 15 сентября')
    await curator.tap('Сделано')
    await curator.tap('Приложить файл')
    await curator.say('потом')
    expect(curator.last().text).toContain('Пришлите, пожалуйста, файл')
    await curator.send({ kind: 'file', name: 'приказ.png', mime: 'image/png', bytes: picture })
    expect(curator.last().text).toContain('Приложил: приказ.png')
    // Photos of an album come one after another, and a link is evidence, too.
    await curator.send({ kind: 'file', name: 'лист 2.png', mime: 'image/png', bytes: picture })
    expect(curator.last().text).toContain('Приложил: лист 2.png')
    await curator.say('Приказ на сайте: https://school1.example.ru/prikaz-15')
    expect(curator.last().text).toContain('Приложил: Приказ на сайте')
    await curator.tap('Готово')
    expect(curator.last().text).toContain('координатор увидит')
    // All schools have done it: the methodist hears of it before the day of informing.
    expect(methodist.last().text).toContain('Сделано: 1 Издать приказ')

    const [row] = await town.app.database.query<{ id: number }>(
      "SELECT id FROM assignment WHERE status = 'done'",
    )
    await coordinator.say(`/show ${row!.id}`)
    expect(coordinator.last().text).toContain('https://school1.example.ru/prikaz-15')
    const open = coordinator.buttons().find((label) => label.includes('приказ.png'))
    expect(open).toBeDefined()
    await coordinator.tap(open!)
    expect(JSON.stringify(coordinator.last())).toMatch(
      /"(picture|document|file|attachments)"|приказ/,
    )

    // Nobody has said who the department is: the coordinator passes it on.
    await curator.say('/plan next')
    await curator.say('/done abc')
    expect(curator.last().text).toContain('Этой строки плана больше нет')
    await curator.say('/plan next')
    await curator.tap('2 — 20 сентября')
    await curator.tap('Сделано')
    expect(coordinator.last().text).toContain('нужно сообщить: Департамент образования')
  })

  test('is asked for when the day of informing has come', async () => {
    const { town, curator } = await openPlanned(messenger, map, {
      at: '2023-08-31T01:00:00Z',
    })
    const told = () => curator.heard().filter(({ text }) => text.includes('пора сообщить')).length
    town.clock.set('2023-09-20T09:00:00+11:00')
    await town.settled()
    expect(told()).toBe(1)
    town.clock.set('2023-09-21T09:00:00+11:00')
    await town.settled()
    expect(told()).toBe(1)
  })

  test('is told without a name where the messenger may not carry personal data', async () => {
    const other = messenger === 'vk' ? 'telegram' : 'vk'
    const told = async (messengers: string): Promise<string> => {
      const town = await openTown({
        at: '2023-08-31T01:00:00Z',
        env: { PERSONAL_DATA_MESSENGERS: messengers },
      })
      const coordinator = await town.citizen(messenger, 'Северцева Ольга Викторовна', 'coordinator')
      const methodist = await town.citizen(messenger, 'Кедрова Елена Андреевна', 'methodist', {
        schoolId: null,
      })
      await loadPasted(
        coordinator,
        map.replace('до 15 сентября 2023 года\tРуководители ОО', 'до 15 сентября 2023 года\tИМЦ'),
      )
      await town.domain((d) =>
        d.responsibles.map(
          {
            accountId: 0,
            messenger,
            personId: coordinator.personId,
            municipalityId: town.municipalityId,
            roles: [{ role: 'coordinator', schoolId: null }],
          },
          'ИМЦ',
          ['methodist'],
        ),
      )
      const [row] = await town.app.database.query<{ id: number }>(
        "SELECT id FROM assignment WHERE role = 'methodist'",
      )
      await coordinator.say(`/done ${row!.id}`)
      return methodist.last().text
    }
    const open = await told(`${messenger},${other}`)
    expect(open).toContain('Сделано: 1')
    expect(open).toContain('Северцева Ольга')
    const closed = await told(other)
    expect(closed).toContain('Сделано: 1')
    expect(closed).not.toContain('Северцева')
  })

  test('another school’s file stays closed', async () => {
    const town = await openTown({ at: '2023-08-31T01:00:00Z' })
    const coordinator = await town.citizen(messenger, 'Северцева Ольга Викторовна', 'coordinator')
    const { id: second } = await town.domain((d) =>
      d.organisations.openSchool(town.municipalityId, 'Школа № 2'),
    )
    const curator = await town.citizen(messenger, 'Лугова Марина Сергеевна', 'curator')
    const other = await town.citizen(messenger, 'Чужая Ольга Олеговна', 'curator', {
      schoolId: second,
    })
    await loadPasted(coordinator, map)
    await curator.say('/plan next')
    await curator.tap('1 — 15 сентября')
    await curator.tap('Сделано')
    await curator.tap('Приложить файл')
    await curator.send({ kind: 'file', name: 'приказ.png', mime: 'image/png', bytes: picture })
    const [file] = await town.app.database.query<{ id: number }>('SELECT id FROM evidence')
    await other.say(`/evidence ${file!.id}`)
    expect(other.last().text).toContain('недоступно')
  })
})
