import { expect, test } from 'vitest'
import { allHeard, openTown, type Speaker, type Town } from '../support/talk.ts'
import { sheetsOf, workbook } from '../support/workbook.ts'

const heads = ['ФИО', 'Дата рождения', 'Должность', 'Начало педагогической работы', 'Любимый цвет']

async function file(...rows: (string | Date)[][]) {
  return { kind: 'file' as const, name: 'реестр.xlsx', bytes: await workbook([heads, ...rows]) }
}

const day = (iso: string) => new Date(`${iso}T00:00:00Z`)

async function lastFile(town: Town, somebody: Speaker, count: number): Promise<Buffer> {
  const files = () => somebody.heard().flatMap((message) => (message.file ? [message.file] : []))
  await expect.poll(() => files().length, { timeout: 20_000 }).toBe(count)
  const kept = town[somebody.messenger].file(files().at(-1)?.id ?? '')
  if (!kept) throw new Error('no file')
  return kept.bytes
}

test.each(['telegram', 'vk'] as const)(
  'a curator loads a register, corrects its errors, and gets it back with what is computed (%s)',
  async (messenger) => {
    const town = await openTown()
    const curator = await town.citizen(messenger, 'Кураторова Вера Ивановна', 'curator')
    await town.citizen(messenger, 'Иванова Мария Ивановна', 'teacher')
    await curator.say('Реестры')
    await curator.tap('Педагоги')
    expect(curator.last().text).toContain('пока никого нет')
    await curator.tap('Загрузить из Excel')
    await curator.send(
      await file(
        ['Иванова Мария Ивановна', day('2000-04-17'), 'учитель', day('2025-09-01'), 'синий'],
        ['Петров Пётр Петрович', 'давно', '=1+1', '2010', ''],
      ),
    )
    const said = curator.last().text
    expect(said).toContain('Новых: 1')
    expect(said).toContain('Строк с ошибками: 1')
    expect(said).toContain('лист «Лист1», строка 3, столбец «Дата рождения»: «давно» — не дата')
    expect(said).toContain('Любимый цвет')
    expect(curator.buttons()).toContain('Загрузить без строк с ошибками')
    expect(curator.buttons().join()).not.toContain('исключить')

    await curator.tap('Прислать другой файл')
    await curator.send(
      await file(
        ['Иванова Мария Ивановна', day('2000-04-17'), 'учитель', day('2025-09-01')],
        ['Петров Пётр Петрович', day('1980-01-02'), '=1+1', '2010'],
      ),
    )
    expect(curator.last().text).toContain('Новых: 2')
    await curator.tap('Загрузить')
    const heard = allHeard(curator)
    expect(heard).toContain('Добавлено: 2')
    expect(curator.last().text).toContain('то же имя, что и в реестре')
    await curator.tap('Готово')
    expect(curator.last().text).toContain('Связано: 1')

    await curator.say('реестры')
    await curator.tap('Педагоги')
    expect(curator.last().text).toContain('Молодые специалисты (до 35 лет включительно): 1')
    await curator.tap('Выгрузить в Excel')
    const [sheet, counts] = await sheetsOf(await lastFile(town, curator, 1))
    const row = sheet?.rows.find((cells) => cells.includes('Петров Пётр Петрович'))
    expect(row).toContain('=1+1')
    expect(row).toContainEqual(day('1980-01-02'))
    const at = sheet?.rows.indexOf(row ?? []) ?? 0
    expect(sheet?.cells?.get(`${at},4`)?.formula).toBeUndefined()
    expect(counts?.rows).toContainEqual(['Со стажем до 3 лет, любого возраста', 1])

    // What was sent out comes back without any change.
    const kept = await lastFile(town, curator, 1)
    await curator.say('реестры')
    await curator.tap('Педагоги')
    await curator.tap('Загрузить из Excel')
    await curator.send({ kind: 'file', name: 'Реестр.xlsx', bytes: kept })
    expect(curator.last().text).toContain('Без изменений: 2')
    expect(curator.last().text).toContain('Загружать нечего')
  },
  60_000,
)

test.each(['telegram', 'vk'] as const)(
  'a template can be filled in; a wrong file says what to do and the question stays (%s)',
  async (messenger) => {
    const town = await openTown()
    const curator = await town.citizen(messenger, 'Кураторова Вера Ивановна', 'curator')
    await curator.say('реестры')
    await curator.tap('Обучающиеся')
    await curator.tap('Получить бланк')
    const bytes = await lastFile(town, curator, 1)
    const [sheet] = await sheetsOf(bytes)
    expect(sheet?.rows[2]?.slice(0, 5)).toEqual([
      '№ п/п',
      'Фамилия, имя, отчество',
      'Дата рождения',
      'Школа',
      'Класс',
    ])
    await curator.say('реестры')
    await curator.tap('Обучающиеся')
    await curator.tap('Загрузить из Excel')
    await curator.send({ kind: 'file', name: 'бланк.xlsx', bytes })
    expect(curator.heard().at(-1)?.text).toContain('Пришлите реестр файлом')
    expect(allHeard(curator)).toContain('ни одной заполненной')
    await curator.send({
      kind: 'file',
      name: 'план.xlsx',
      bytes: await workbook([['Мероприятие', 'Срок']]),
    })
    expect(allHeard(curator)).toContain('Не нашёл в файле таблицы')
    await curator.send({
      kind: 'file',
      name: 'ученики.xlsx',
      bytes: await workbook([
        ['Фамилия', 'Имя', 'Отчество', 'Класс'],
        ['Зимина', 'Анна', 'Дмитриевна', '7 Б'],
      ]),
    })
    expect(curator.last().text).toContain('Новых: 1')
    await curator.tap('Загрузить')
    expect(curator.last().text).toContain('Добавлено: 1')
  },
  60_000,
)

test('where people may not be named there is no register', async () => {
  const town = await openTown({ env: { PERSONAL_DATA_MESSENGERS: 'vk' } })
  const curator = await town.citizen('telegram', 'Кураторова Вера Ивановна', 'curator')
  await curator.say('реестры')
  expect(curator.last().text).toContain('людей называть нельзя')
})

test('a teacher has no registers on the menu and none by command', async () => {
  const town = await openTown()
  const teacher = await town.citizen('vk', 'Иванова Мария Ивановна', 'teacher')
  await teacher.say('/registers')
  expect(teacher.last().text).toContain('Это вам недоступно')
})
