import { expect, test } from 'vitest'
import { openTown, type Town } from '../support/talk.ts'

/** A coordinator and a chat of Telegram that takes announcements. */
async function openChat(town: Town) {
  const coordinator = await town.citizen('telegram', 'Северцева Ольга Викторовна', 'coordinator')
  const chat = town.telegram.addGroup('Молодые педагоги', [coordinator.userId])
  // The bot greets the chat that it was added to, at its own time.
  await expect.poll(() => coordinator.last(chat)?.text).toContain('подключите этот чат')
  await coordinator.say('/register', chat)
  expect(coordinator.last(chat).text).toContain('Готово')
  const announce = async (text: string) => {
    await coordinator.say('/announce')
    await coordinator.say(text)
    await coordinator.tap('Отправить')
    await town.settled()
  }
  const stored = () =>
    town.app.database.query<{ chat: string }>('SELECT chat_id AS chat FROM group_chat')
  return { coordinator, chat, announce, stored }
}

/** Waits until the bot has seen what the chat was told. */
async function followed(town: Town, chat: string) {
  await expect
    .poll(() => town.app.database.query('SELECT chat_id AS chat FROM group_chat'))
    .toEqual([{ chat }])
  await town.settled()
}

test('a group that has become a supergroup gets its announcements in the new chat, and what waits goes there', async () => {
  const town = await openTown()
  const { coordinator, chat, announce } = await openChat(town)
  await town.app.database.query(
    `INSERT INTO delivery (messenger, chat_id, priority, content, not_before)
     VALUES ('telegram', $1, 1, '{"text": [{"text": "Ждёт своего часа"}]}', now() + interval '1 hour')`,
    [chat],
  )
  const grown = town.telegram.upgrade(chat)
  await followed(town, grown)
  await town.app.database.query("UPDATE delivery SET not_before = now() WHERE status = 'waiting'")
  await town.settled()
  expect(coordinator.last(grown).text).toBe('Ждёт своего часа')
  await announce('Завтра встреча')
  expect(coordinator.last(grown).text).toContain('Завтра встреча')
  // No call was refused: the bot knew.
  expect(town.telegram.calls().filter(({ status }) => status !== 200)).toEqual([])
  await coordinator.say('/register', grown)
  expect(coordinator.last(grown).text).toContain('уже подключён')
})

test('a bot that was not told of it learns it from the refusal, and the announcement arrives once', async () => {
  const town = await openTown()
  const { coordinator, chat, announce, stored } = await openChat(town)
  const grown = town.telegram.upgrade(chat, { silent: true })
  await announce('Завтра встреча')
  const said = coordinator.heard(grown).map(({ text }) => text)
  expect(said.filter((text) => text.includes('Завтра встреча'))).toHaveLength(1)
  expect(await stored()).toEqual([{ chat: grown }])
})

test('a supergroup that was registered before the bot has learnt where it came from stays one chat', async () => {
  const town = await openTown()
  const { coordinator, chat, announce } = await openChat(town)
  const grown = town.telegram.upgrade(chat, { silent: true })
  await coordinator.say('/register', grown)
  expect(coordinator.last(grown).text).toContain('Готово')
  await announce('Завтра встреча')
  const said = coordinator.heard(grown).map(({ text }) => text)
  expect(said.filter((text) => text.includes('Завтра встреча'))).toHaveLength(1)
  await followed(town, grown)
})
