import { expect, test } from 'vitest'
import { readDocument } from '../../src/documents/read-document.ts'
import type { Role } from '../../src/domain/shared/access.ts'
import { linkAccount } from '../support/accounts.ts'
import { consents, endConsents } from '../support/consents.ts'
import { openSetting } from '../support/settings.ts'
import { openTown, type Speaker, type Town } from '../support/talk.ts'

const picture = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)

/** Somebody who has consented to personal data. */
async function consented(
  town: Town,
  messenger: 'telegram' | 'vk',
  name: string,
  role: Role,
): Promise<Speaker> {
  const somebody = await town.citizen(messenger, name, role)
  await consents(town, somebody)
  return somebody
}

async function withdraw(somebody: Speaker): Promise<void> {
  await somebody.say('/consent')
  await somebody.tap('1')
  await somebody.tap('Отозвать')
  await somebody.tap('Да, отозвать')
}

/** Text of a file that the bot has sent. */
async function textOf(town: Town, somebody: Speaker): Promise<string> {
  const file = somebody.heard().findLast((message) => message.file)?.file
  const kept = file && town[somebody.messenger].file(file.id)
  if (!kept) throw new Error('the bot has sent no file')
  return JSON.stringify(await readDocument({ name: kept.name, bytes: kept.bytes }))
}

test.each(['telegram', 'vk'] as const)(
  'a consent is withdrawn, taken back, withdrawn again, and all is destroyed on its day (%s)',
  async (messenger) => {
    const town = await openTown()
    const coordinator = await town.citizen(messenger, 'Громова Вера Ивановна', 'coordinator')
    const mentee = await consented(town, messenger, 'Зимина Анна Дмитриевна', 'mentee')
    await withdraw(mentee)
    expect(mentee.last().text).toContain('3 ноября')
    expect(mentee.buttons()).toContain('Вернуть согласие')
    expect(coordinator.last().text).toContain('Зимина Анна Дмитриевна')

    await mentee.tap('Вернуть согласие')
    expect(mentee.last().text).toContain('Версия 1')
    await mentee.tap('Оставить отозванным')
    expect(mentee.last().text).toContain('остаётся отозванным')
    await mentee.say('/consent')
    expect(mentee.last().text).toContain('отозвано')
    await mentee.tap('1')
    await mentee.tap('Вернуть согласие')
    expect(mentee.last().text).toContain('снова действует')
    expect(coordinator.last().text).toContain('снова даёт согласие')

    await withdraw(mentee)
    town.clock.set('2026-11-04T00:00:00Z')
    await expect
      .poll(
        async () => {
          await town.settled()
          return mentee.last().text
        },
        { timeout: 10_000 },
      )
      .toContain('уничтожено')
    await expect
      .poll(() => coordinator.heard().filter(({ file }) => file).length, { timeout: 20_000 })
      .toBe(2)
    const files = coordinator.heard().flatMap(({ file }) => (file ? [file] : []))
    const act = files.find(({ name }) => name.endsWith('.docx'))
    const log = files.find(({ name }) => name.endsWith('.csv'))
    const actText = JSON.stringify(
      await readDocument({
        name: 'act.docx',
        bytes: town[messenger].file(act?.id ?? '')?.bytes ?? Buffer.alloc(0),
      }),
    )
    expect(actText).toContain('Город Пример, Школа № 1')
    expect(actText).not.toContain('Зимина')
    expect(town[messenger].file(log?.id ?? '')?.bytes.toString('utf8')).toContain('У-')

    await openSetting(coordinator, 'Акты об уничтожении данных')
    expect(coordinator.last().text).toContain('По какой записи')
    await coordinator.tap(coordinator.buttons()[0] ?? '')
    await expect
      .poll(() => coordinator.heard().filter(({ file }) => file).length, { timeout: 20_000 })
      .toBe(4)

    await mentee.say('Здравствуйте')
    expect(mentee.last().text).not.toContain('Анна')
  },
  60_000,
)

test.each(['telegram', 'vk'] as const)(
  '«Мои данные» come as a file that can be read (%s)',
  async (messenger) => {
    const town = await openTown()
    const mentee = await consented(town, messenger, 'Зимина Анна Дмитриевна', 'mentee')
    await mentee.say('/my_data')
    await expect.poll(() => mentee.heard().some(({ file }) => file), { timeout: 20_000 }).toBe(true)
    const text = await textOf(town, mentee)
    expect(text).toContain('Зимина')
    expect(text).toContain('Согласие на обработку персональных данных')
    expect(text).not.toMatch(/my-data-|role-|consent-state/)
  },
  40_000,
)

test.each(['telegram', 'vk'] as const)(
  'a consent that ends in the middle of a questionnaire is asked for, and it goes on there (%s)',
  async (messenger) => {
    const town = await openTown()
    const teacher = await consented(town, messenger, 'Орлова Анна Ильинична', 'teacher')
    await teacher.say('/questionnaire onboarding')
    await teacher.tap('Начать')
    await teacher.tap('Воспитатель')
    await endConsents(town, 'superseded', teacher)
    await teacher.tap('Пропустить')
    expect(teacher.last().text).toContain('Версия 1')
    await teacher.tap('Согласен(на)')
    expect(teacher.last().text).toContain('2 из 12')
  },
  40_000,
)

test('where personal data may not be sent, «Мои данные» go to the other messenger or nowhere', async () => {
  const town = await openTown({ env: { PERSONAL_DATA_MESSENGERS: 'vk' } })
  const mentee = await town.citizen('telegram', 'Зимина Анна Дмитриевна', 'mentee')
  await mentee.say('/my_data')
  expect(mentee.heard().some(({ file }) => file)).toBe(false)
  const said = mentee.heard().map(({ text }) => text)
  expect(said.join('\n')).toContain('не передаются')
  expect(said.join('\n')).toContain('VK: http')

  const there = await town.citizen('vk', 'Зимина Анна Дмитриевна', 'mentee')
  await linkAccount(town, mentee, there)
  await mentee.say('/my_data')
  expect(mentee.last().text).toContain('туда, где можно: VK')
  await expect.poll(() => there.heard().some(({ file }) => file), { timeout: 20_000 }).toBe(true)
  expect(mentee.heard().some(({ file }) => file)).toBe(false)
})

test.each(['telegram', 'vk'] as const)(
  'a curator prints the form and uploads the signed sheet (%s)',
  async (messenger) => {
    const town = await openTown()
    const curator = await town.citizen(messenger, 'Лугова Марина Сергеевна', 'curator')
    const teacher = await town.citizen(messenger, 'Рябинин Илья Петрович', 'teacher')
    await curator.say('/consent')
    await curator.tap('3')
    await curator.tap('Рябинин Илья Петрович, Школа № 1')
    await curator.tap('Бланк для печати')
    await expect
      .poll(() => curator.heard().some(({ file }) => file), { timeout: 20_000 })
      .toBe(true)
    const form = await textOf(town, curator)
    expect(form).toContain('Я, Рябинин Илья Петрович')
    expect(form).toContain('Город Пример')

    await curator.say('/paper_consent')
    await curator.tap('Рябинин Илья Петрович, Школа № 1')
    await curator.tap('Загрузить подписанный лист')
    await curator.send({ kind: 'photo', bytes: picture })
    await curator.say('01.10.2026')
    expect(curator.last().text).toContain('1 октября')
    await curator.tap('Всё верно')
    expect(curator.heard().at(-1)?.text).toContain('согласие на бумаге')
    expect(teacher.last().text).toContain('подписанное на бумаге')
    const [row] = await town.app.database.prisma.consent.findMany()
    expect(row).toMatchObject({
      personId: teacher.personId,
      basis: 'paper',
      state: 'given',
      checkedById: curator.personId,
    })
    expect(row?.fileId).toBeTruthy()
    await curator.say('/paper_consent')
    expect(curator.buttons()).not.toContain('Рябинин Илья Петрович, Школа № 1')
    await curator.tap('Другой документ: Согласие на публикацию')
    await curator.tap('Рябинин Илья Петрович, Школа № 1')
    await curator.tap('Загрузить подписанный лист')
    await curator.send({ kind: 'photo', bytes: picture })
    await curator.say('01.10.2016')
    await curator.tap('Всё верно')
    expect(curator.heard().some(({ text }) => text.includes('больше трёх лет'))).toBe(true)

    await curator.say('/paper_consent')
    await curator.tap('Письменный отзыв')
    await curator.tap('Рябинин Илья Петрович, Школа № 1')
    await curator.send({ kind: 'photo', bytes: picture })
    await curator.say('05.10.2026')
    await curator.tap('Всё верно')
    const said = curator.heard().map(({ text }) => text)
    expect(said.some((text) => text.includes('Обработка остановлена, 3 ноября'))).toBe(true)
    expect(teacher.last().text).toContain('письменный отзыв')
    const rows = await town.app.database.prisma.consent.findMany({ orderBy: { id: 'asc' } })
    expect(rows.map(({ state, basis }) => `${state} ${basis}`)).toEqual([
      'given paper',
      'withdrawn paper',
    ])
  },
  40_000,
)

test.each(['telegram', 'vk'] as const)(
  'who has refused asks for the destruction all the same, and takes it back (%s)',
  async (messenger) => {
    const town = await openTown()
    const coordinator = await town.citizen(messenger, 'Громова Вера Ивановна', 'coordinator')
    const mentee = await town.citizen(messenger, 'Зимина Анна Дмитриевна', 'mentee')
    await mentee.say('/consent')
    await mentee.tap('1')
    expect(mentee.buttons()).not.toContain('Удалить мои данные')
    await mentee.tap('Не согласен(на)')
    await mentee.say('/consent')
    await mentee.tap('1')
    await mentee.tap('Удалить мои данные')
    // There was no consent: nothing is said to be withdrawn.
    expect(mentee.last().text).toContain('Удалить всё, что я о вас храню?')
    await mentee.tap('Да, удалить')
    expect(mentee.last().text).toContain('3 ноября')
    expect(mentee.last().text).not.toContain('отозвано')
    expect(coordinator.last().text).toContain('Зимина Анна Дмитриевна')
    await mentee.tap('Открыть согласие')
    await mentee.tap('Вернуть согласие')
    expect(mentee.last().text).toContain('снова действует')
  },
  60_000,
)
