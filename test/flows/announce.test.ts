import { expect, test } from 'vitest'
import { linkAccount } from '../support/accounts.ts'
import { openTown, type Speaker, type Town } from '../support/talk.ts'

/** A group chat of VK with these people and the bot. */
async function group(town: Town, ...members: Speaker[]): Promise<string> {
  const before = await town.app.database.query<{ n: number }>('SELECT count(*) AS n FROM inbox')
  const id = town.vk.addGroup(
    'Молодые педагоги',
    members.map(({ userId }) => userId),
  )
  for (let i = 0; i < 100; i++) {
    const now = await town.app.database.query<{ n: number }>('SELECT count(*) AS n FROM inbox')
    if ((now[0]?.n ?? 0) > (before[0]?.n ?? 0)) break
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
  await town.settled()
  return id
}

test('an announcement reaches the chat, the wall and every subscriber in both messengers once', async () => {
  const town = await openTown()
  const coordinator = await town.citizen('telegram', 'Северцева Ольга Викторовна', 'coordinator')
  const inVk = town.stranger('vk', 'Ольга Северцева')
  await linkAccount(town, coordinator, inVk)
  const mentee = await town.citizen('vk', 'Зимина Анна Дмитриевна', 'mentee')
  const teacher = await town.citizen('telegram', 'Рябинин Илья Петрович', 'teacher')
  const silent = await town.citizen('telegram', 'Тихонов Пётр Ильич', 'teacher')
  await silent.say('/settings')
  await silent.tap('Не получать объявления')

  const chat = await group(town, inVk, mentee)
  await mentee.say('Подключить чат', chat)
  expect(mentee.last(chat).text).toContain('только координатор или методист')
  await inVk.say('Подключить чат', chat)
  expect(inVk.last(chat).text).toContain('Готово')
  await inVk.say('Подключить чат', chat)
  expect(inVk.last(chat).text).toContain('уже подключён')

  await coordinator.say('/announce')
  await coordinator.say('Завтра в 15:00 встреча <молодых> педагогов & наставников')
  expect(coordinator.last().text).toContain('Получат 3 человека и 1 чат')
  expect(coordinator.last().text).toContain('<молодых> педагогов & наставников')
  expect(coordinator.buttons().slice(0, 2)).toEqual(['Отправить', 'Написать заново'])
  await coordinator.tap('Отправить')
  await town.settled()

  const about = (messages: { text: string }[]) =>
    messages.filter(({ text }) =>
      /^📣 Объявление\nГород Пример, муниципальный координатор\n\nЗавтра в 15:00/.test(text),
    )
  expect(about(coordinator.heard())).toHaveLength(1)
  expect(about(inVk.heard())).toHaveLength(0)
  expect(about(mentee.heard())).toHaveLength(1)
  expect(about(teacher.heard())).toHaveLength(1)
  expect(about(silent.heard())).toHaveLength(0)
  expect(about(mentee.heard(chat))).toHaveLength(1)
  expect(mentee.heard(chat).at(-1)?.text).not.toContain('/settings')
  expect(about(town.vk.wall())).toHaveLength(1)
})

test('an announcement is shown before it is sent and can be written anew; nothing goes out by then', async () => {
  const town = await openTown()
  const coordinator = await town.citizen('telegram', 'Северцева Ольга Викторовна', 'coordinator')
  const teacher = await town.citizen('telegram', 'Рябинин Илья Петрович', 'teacher')
  await coordinator.say('/announce')
  await coordinator.say('а'.repeat(3600))
  expect(coordinator.last().text).toMatch(/помещается 3\s500/)
  await coordinator.say('/announce')
  await coordinator.say('Первый текст')
  await coordinator.tap('Написать заново')
  await coordinator.say('Второй текст')
  const preview = coordinator.last()
  const send = preview.buttons.flat().find(({ label }) => label === 'Отправить')
  await coordinator.tap('Отправить')
  await coordinator.tapRaw(preview.id, send?.data ?? '')
  await town.settled()
  expect(teacher.heard().map(({ text }) => text.split('\n')[3])).toEqual(['Второй текст'])
})

test('who may not announce is refused, and so is the command outside of a group chat', async () => {
  const town = await openTown()
  const curator = await town.citizen('telegram', 'Лугова Марина Сергеевна', 'curator')
  await curator.say('/announce')
  expect(curator.last().text).toContain('недоступно')
  await curator.say('/register')
  expect(curator.last().text).toContain('Добавьте меня в групповой чат')
})

test('in a group chat a stranger is told how to become known', async () => {
  const town = await openTown()
  const stranger = town.stranger('vk', 'Пётр Ильин')
  const chat = await group(town, stranger)
  expect(stranger.last(chat).text).toContain('Разговоров здесь не читаю')
  await stranger.say('Всем привет', chat)
  expect(stranger.heard(chat)).toHaveLength(1)
  await stranger.say('Подключить чат', chat)
  expect(stranger.last(chat).text).toContain('в этом мессенджере я вас ещё не знаю')
})
