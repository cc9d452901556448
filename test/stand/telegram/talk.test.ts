import { afterAll, beforeAll, expect, test } from 'vitest'
import { telegramSchema, telegramSchemaAbsent } from '../../support/telegram-schema.ts'
import { openWire, schemaComplaints, type Wire } from '../../support/telegram-wire.ts'

let wire: Wire
// biome-ignore lint/suspicious/noExplicitAny: updates are read by their documented fields.
const updates = async (): Promise<any[]> => {
  const { result } = await wire.call('getUpdates')
  await wire.call('getUpdates', { offset: (result.at(-1)?.update_id ?? 0) + 1 })
  return result
}

beforeAll(async () => {
  if (!telegramSchema) console.info(telegramSchemaAbsent)
  wire = await openWire()
})

afterAll(async () => {
  // Last of all: everything that passed in this file is judged by the published schema.
  expect(schemaComplaints(wire.telegram)).toEqual([])
  await wire.telegram.stop()
})

test('a start by a deep link is a command with its payload', async () => {
  await wire.telegram.start(5, 'invite_Ab-1')
  const [update] = await updates()
  expect(update.message).toMatchObject({
    text: '/start invite_Ab-1',
    entities: [{ type: 'bot_command', offset: 0, length: 6 }],
    chat: { id: 5, type: 'private' },
    from: { id: 5, is_bot: false, first_name: 'Анна' },
  })
})

test('a payload that a deep link can not carry is refused', async () => {
  await expect(wire.telegram.start(5, 'с пробелом')).rejects.toThrow('start payload')
  await expect(wire.telegram.start(5, 'x'.repeat(65))).rejects.toThrow('start payload')
})

test('a sent message is answered in wire form and seen by the person', async () => {
  const reply_markup = { inline_keyboard: [[{ text: 'Да', callback_data: 'yes' }]] }
  const text = 'Привет, <b>Анна</b> &amp; <a href="https://edu.ru/x">все</a>'
  const answer = await wire.call('sendMessage', {
    chat_id: 5,
    text,
    parse_mode: 'HTML',
    reply_markup,
  })
  expect(answer.result).toMatchObject({
    text: 'Привет, Анна & все',
    entities: [
      { type: 'bold', offset: 8, length: 4 },
      { type: 'text_link', offset: 15, length: 3, url: 'https://edu.ru/x' },
    ],
    reply_markup,
  })
  expect(wire.telegram.chat(5).messages.at(-1)).toMatchObject({
    from: 'bot',
    text: 'Привет, Анна & все',
    html: 'Привет, <b>Анна</b> &amp; <a href="https://edu.ru/x">все</a>',
    buttons: [[{ label: 'Да', data: 'yes' }]],
  })
})

test('a tap brings a callback query, and its answer is shown once', async () => {
  const id = wire.telegram.chat(5).messages.at(-1)?.id
  await wire.telegram.tap(5, 'Да', id)
  const [{ callback_query: query }] = await updates()
  expect(query).toMatchObject({ data: 'yes', from: { id: 5 }, message: { message_id: id } })
  expect(query.chat_instance).toMatch(/^-?\d+$/)
  await wire.call('answerCallbackQuery', { callback_query_id: query.id, text: 'Принято' })
  expect(wire.telegram.chat(5).messages.at(-1)?.notice).toBe('Принято')
})

test('a tap on a message that is gone carries an inaccessible message', async () => {
  await wire.telegram.tapRaw(5, 777, 'stale')
  const [{ callback_query: query }] = await updates()
  expect(query.message).toEqual({
    chat: expect.objectContaining({ id: 5 }),
    message_id: 777,
    date: 0,
  })
})

test('an edit changes the text, keeps the place and is marked', async () => {
  const id = wire.telegram.chat(5).messages.at(-1)?.id
  const { result } = await wire.call('editMessageText', { chat_id: 5, message_id: id, text: 'Ок' })
  expect(result.edit_date).toBeGreaterThan(0)
  expect(result.reply_markup).toBeUndefined()
  expect(wire.telegram.chat(5).messages.at(-1)).toMatchObject({ id, text: 'Ок', edited: true })
})

test('a reply keyboard is pressed as a text and hides when it is for one time', async () => {
  const keyboard = [[{ text: 'Меню' }, { text: 'Помощь' }]]
  await wire.call('sendMessage', {
    chat_id: 5,
    text: 'Что дальше?',
    reply_markup: { keyboard, one_time_keyboard: true },
  })
  expect(wire.telegram.chat(5).keyboard).toEqual([['Меню', 'Помощь']])
  await wire.telegram.tap(5, 'Помощь')
  expect((await updates())[0].message.text).toBe('Помощь')
  expect(wire.telegram.chat(5).keyboard).toEqual([])
})

test('remove_keyboard takes the reply keyboard away', async () => {
  const reply_markup = { keyboard: [['Меню']] }
  await wire.call('sendMessage', { chat_id: 5, text: 'есть', reply_markup })
  expect(wire.telegram.chat(5).keyboard).toEqual([['Меню']])
  await wire.call('sendMessage', {
    chat_id: 5,
    text: 'нет',
    reply_markup: { remove_keyboard: true },
  })
  expect(wire.telegram.chat(5).keyboard).toEqual([])
})

test('voice, sticker, photo and document arrive in their own fields', async () => {
  await wire.telegram.say(5, { kind: 'voice' })
  await wire.telegram.say(5, { kind: 'sticker' })
  await wire.telegram.say(5, { kind: 'photo', bytes: Buffer.from('x'), caption: 'вот' })
  await wire.telegram.say(5, { kind: 'file', name: 'план.docx', bytes: Buffer.from('doc') })
  const messages = (await updates()).map((update) => update.message)
  expect(messages.map((m) => ['voice', 'sticker', 'photo', 'document'].find((f) => m[f]))).toEqual([
    'voice',
    'sticker',
    'photo',
    'document',
  ])
  expect(messages[2].caption).toBe('вот')
  expect(messages[3].document).toMatchObject({ file_name: 'план.docx', file_size: 3 })
})

test('a text past 4096 characters is cut in two by the person’s client', async () => {
  await wire.telegram.say(5, { kind: 'text', text: 'я'.repeat(5000) })
  expect((await updates()).map((update) => update.message.text.length)).toEqual([4096, 904])
})

test('dates come from the clock of the stand', async () => {
  const at = Date.UTC(2023, 7, 31, 12)
  wire.world.setClock(at)
  await wire.telegram.say(5, { kind: 'text', text: 'сейчас' })
  const [{ message }] = await updates()
  expect(message.date).toBeGreaterThanOrEqual(at / 1000)
  expect(message.date).toBeLessThan(at / 1000 + 5)
  expect(wire.telegram.chat(5).messages.at(-1)?.at).toMatch(/^2023-08-31T12:00:0/)
  wire.world.setClock(Date.now())
})

test('blocking and unblocking are told to the bot', async () => {
  await wire.telegram.block(5)
  await wire.telegram.unblock(5)
  const statuses = (await updates()).map((update) => [
    update.my_chat_member.old_chat_member.status,
    update.my_chat_member.new_chat_member.status,
  ])
  expect(statuses).toEqual([
    ['member', 'kicked'],
    ['kicked', 'member'],
  ])
})

test('in a group the bot sees its coming, commands, mentions and replies, and no more', async () => {
  const chat = wire.telegram.addGroup('Молодые педагоги', [5, 6])
  expect(Number(chat)).toBeLessThan(0)
  const { username } = wire.telegram.credentials
  for (const text of ['просто так', '/register', `/register@${username}`, '/x@other_bot'])
    await wire.telegram.say(6, { kind: 'text', text }, chat)
  await wire.telegram.say(6, { kind: 'text', text: `@${username} привет` }, chat)
  const [joined, created, ...said] = await updates()
  expect(joined.my_chat_member.new_chat_member.status).toBe('member')
  expect(created.message.group_chat_created).toBe(true)
  expect(said.map((update) => update.message.text)).toEqual([
    '/register',
    `/register@${username}`,
    `@${username} привет`,
  ])
  wire.telegram.setAdmin(chat, true)
  await wire.telegram.say(6, { kind: 'text', text: 'просто так' }, chat)
  const [, heard] = await updates()
  expect(heard.message.text).toBe('просто так')
})

test('a press on a group’s reply keyboard answers the bot’s message', async () => {
  const chat = wire.telegram.addGroup('Молодые педагоги', [5, 6])
  wire.telegram.setAdmin(chat, false)
  const reply_markup = { keyboard: [['Записаться']] }
  const sent = await wire.call('sendMessage', { chat_id: chat, text: 'Кто идёт?', reply_markup })
  await wire.telegram.tap(6, 'Записаться', undefined, chat)
  const update = (await updates()).at(-1)
  expect(update.message.reply_to_message.message_id).toBe(sent.result.message_id)
})

test('the bot is asked about chats and members', async () => {
  const chat = wire.telegram.addGroup('Молодые педагоги', [5, 6])
  expect((await wire.call('getChat', { chat_id: chat })).result.title).toBe('Молодые педагоги')
  const member = await wire.call('getChatMember', { chat_id: chat, user_id: 5 })
  expect(member.result.status).toBe('creator')
  expect((await wire.call('getChatMemberCount', { chat_id: chat })).result).toBe(3)
  expect((await wire.call('getChatAdministrators', { chat_id: chat })).result).toHaveLength(1)
})

test('a bot that left a group may not write there', async () => {
  const chat = wire.telegram.addGroup('На время', [5])
  await wire.call('leaveChat', { chat_id: chat })
  const answer = await wire.call('sendMessage', { chat_id: chat, text: 'эй' })
  expect(answer).toMatchObject({
    status: 403,
    description: 'Forbidden: bot is not a member of the group chat',
  })
})

test('a message is copied, forwarded and deleted', async () => {
  const { result } = await wire.call('sendMessage', { chat_id: 5, text: 'один' })
  const from = { chat_id: 5, from_chat_id: 5, message_id: result.message_id }
  const copy = await wire.call('copyMessage', from)
  const forwarded = await wire.call('forwardMessage', from)
  expect(forwarded.result).toMatchObject({ text: 'один', forward_origin: { type: 'user' } })
  await wire.call('deleteMessage', { chat_id: 5, message_id: copy.result.message_id })
  const ids = wire.telegram.chat(5).messages.map((message) => message.id)
  expect(ids).not.toContain(copy.result.message_id)
})

test('commands, menu button and profile texts are kept', async () => {
  const commands = [{ command: 'start', description: 'Начать' }]
  await wire.call('setMyCommands', { commands })
  expect((await wire.call('getMyCommands')).result).toEqual(commands)
  await wire.call('deleteMyCommands')
  expect((await wire.call('getMyCommands')).result).toEqual([])
  await wire.call('setMyDescription', { description: 'Наставничество' })
  expect((await wire.call('getMyDescription')).result.description).toBe('Наставничество')
  expect((await wire.call('setChatMenuButton', { menu_button: { type: 'commands' } })).ok).toBe(
    true,
  )
  expect((await wire.call('sendChatAction', { chat_id: 5, action: 'typing' })).ok).toBe(true)
})
