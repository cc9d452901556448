import { expect, test } from 'vitest'
import { readDocument } from '../../src/documents/read-document.ts'
import { codesOf } from '../support/read-qr.ts'
import { allHeard, openTown, type Speaker, type Town } from '../support/talk.ts'
import { sheetsOf, workbook } from '../support/workbook.ts'

async function files(town: Town, somebody: Speaker, count: number) {
  const all = () => somebody.heard().flatMap((message) => (message.file ? [message.file] : []))
  await expect.poll(() => all().length, { timeout: 30_000 }).toBe(count)
  return all().map(({ id, name }) => ({
    name,
    bytes: town[somebody.messenger].file(id)?.bytes ?? Buffer.alloc(0),
  }))
}

const payloadOf = (link: string) => /(?:start|ref)=([\w-]+)/.exec(link)?.[1] ?? ''

async function sendNames(curator: Speaker): Promise<void> {
  await curator.say('Пригласить')
  await curator.tap('Сразу многих — списком')
  await curator.tap('Педагог')
  await curator.tap('Из файла Excel')
  await curator.send({
    kind: 'file',
    name: 'имена.xlsx',
    bytes: await workbook([
      ['№', 'ФИО'],
      [1, 'Иванова Мария Ивановна'],
      [2, 'Петров Пётр Петрович'],
      [3, 'Уже Здесь Ильинична'],
      [4, 'Сидоров'],
    ]),
  })
}

test.each(['telegram', 'vk'] as const)(
  'a list of names becomes cards with codes; each of them lets in one person, by name (%s)',
  async (messenger) => {
    const town = await openTown()
    const curator = await town.citizen(messenger, 'Кураторова Вера Ивановна', 'curator')
    await town.citizen(messenger, 'Уже Здесь Ильинична', 'teacher')
    await sendNames(curator)
    const said = curator.last().text
    expect(said).toContain('строка 5, столбец «ФИО»: «Сидоров» не похоже на имя')
    expect(said).toContain('Готовлю карточки для 2 человек')
    expect(said).toContain('не попали: 1')
    await curator.tap('Подготовить карточки')
    const [docx, xlsx] = await files(town, curator, 2)
    expect(docx?.name).toMatch(/^Карточки-приглашения.*\.docx$/)
    expect(xlsx?.name).toMatch(/\.xlsx$/)
    const text = JSON.stringify(await readDocument(docx!))
    expect(text).toContain('Иванова Мария Ивановна')
    expect(text).toContain('Наведите камеру')

    const [sheet] = await sheetsOf(xlsx!.bytes)
    const rows = sheet?.rows.filter((row) => String(row[2]).includes('http')) ?? []
    expect(rows.map(([name]) => name)).toEqual(['Иванова Мария Ивановна', 'Петров Пётр Петрович'])
    const links = rows.flatMap(([, , ...urls]) => urls.map(String))
    expect(codesOf(docx!.bytes).sort()).toEqual([...links].sort())

    const [first = ''] = links
    const newcomer = town.stranger(messenger, 'Маша')
    await newcomer.start(payloadOf(first))
    expect(newcomer.last().text).toContain('Фамилия: Иванова')
    await newcomer.tap('Верно')
    expect(allHeard(newcomer)).toContain('Мария Ивановна')
    const second = town.stranger(messenger, 'Другая')
    await second.start(payloadOf(first))
    expect(second.last().text).toContain('уже использовано другим человеком')
    const stored = await town.app.database.query<{ name: string | null }>(
      'SELECT last_name AS name FROM invitation WHERE used_at IS NOT NULL',
    )
    expect(stored).toEqual([{ name: null }])

    await curator.say('Пригласить')
    await curator.tap('Сразу многих — списком')
    await curator.tap('Прежние списки')
    await curator.tap(curator.buttons()[0] ?? '')
    expect(curator.last().text).toContain('Пришли: 1, ещё не пришли: 1')
    await curator.tap('Напечатать карточки ещё раз')
    await files(town, curator, 4)
    const late = town.stranger(messenger, 'Пётр')
    await late.start(payloadOf(links[messenger === 'telegram' ? 2 : 3] ?? ''))
    expect(late.last().text).toContain('Такого приглашения нет')
  },
  90_000,
)

test.each(['telegram', 'vk'] as const)(
  'a poster lets nobody in by itself: the curator answers, and of who is declined nothing stays (%s)',
  async (messenger) => {
    const town = await openTown()
    const curator = await town.citizen(messenger, 'Кураторова Вера Ивановна', 'curator')
    await curator.say('Пригласить')
    await curator.tap('Плакат с QR-кодом')
    await curator.tap('Подготовить плакат')
    const [poster] = await files(town, curator, 1)
    const links = codesOf(poster!.bytes)
    expect(links).toHaveLength(2)
    const payload = payloadOf(links[messenger === 'telegram' ? 0 : 1] ?? '')

    const ask = async (name: string) => {
      const newcomer = town.stranger(messenger, 'Кто-то')
      await newcomer.start(payload)
      expect(newcomer.last().text).toContain('Кем вы хотите быть')
      await newcomer.tap('Наставником')
      await newcomer.say(name)
      await newcomer.tap('Верно')
      expect(newcomer.last().text).toContain('Я спросил куратора')
      return newcomer
    }
    const accepted = await ask('Орлова Анна Ильинична')
    await accepted.start(payload)
    expect(accepted.last().text).toContain('Вы уже спросили')
    expect(curator.last().text).toContain('Орлова Анна Ильинична просит принять')
    await curator.tap('Принять')
    expect(accepted.last().text).toContain('Вас приняли')
    await accepted.tap('Начать')
    expect(accepted.last().text).toContain('Согласие на обработку персональных данных')
    await curator.tap('Принять')
    expect(curator.last().text).toContain('уже ответили')

    const declined = await ask('Лисицын Хитрый Иванович')
    await curator.tap('Отклонить')
    expect(declined.last().text).toContain('не смог подтвердить')
    const people = await town.app.database.query(
      `SELECT last_name FROM person WHERE last_name = 'Лисицын'
       UNION ALL SELECT last_name FROM newcomer`,
    )
    expect(people).toEqual([])

    await curator.say('Пригласить')
    await curator.tap('Плакат с QR-кодом')
    expect(curator.last().text).toContain('По нему обратились: 2')
    await curator.tap('Снять')
    const late = town.stranger(messenger, 'Поздний')
    await late.start(payload)
    expect(allHeard(late)).toContain('плакат уже снят')
  },
  90_000,
)
