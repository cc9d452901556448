import { afterAll, beforeAll, expect, test } from 'vitest'
import { openWire, type Wire } from '../../support/telegram-wire.ts'

let wire: Wire
let sent: number

beforeAll(async () => {
  wire = await openWire()
  sent = (await wire.call('sendMessage', { chat_id: 5, text: 'есть' })).result.message_id
})
afterAll(() => wire.telegram.stop())

const markup = (reply_markup: unknown) => ({ chat_id: 5, text: 'x', reply_markup })
const button = (fields: object) => markup({ inline_keyboard: [[fields]] })
const many = (count: number) =>
  markup({
    inline_keyboard: Array.from({ length: count }, () => [{ text: 'x', callback_data: 'x' }]),
  })
const html = (text: string) => ({ chat_id: 5, text, parse_mode: 'HTML' })

/** Method, parameters (a function where they are known only after the start), description. */
const refusals: [string, object | (() => object), string][] = [
  ['sendMessage', { chat_id: 5 }, 'Bad Request: message text is empty'],
  ['sendMessage', { chat_id: 5, text: '  \n ' }, 'Bad Request: text must be non-empty'],
  ['sendMessage', html('<b></b>'), 'Bad Request: text must be non-empty'],
  ['sendMessage', { text: 'x' }, 'Bad Request: chat_id is empty'],
  ['sendMessage', { chat_id: 404, text: 'x' }, 'Bad Request: chat not found'],
  ['sendMessage', { chat_id: '@nobody', text: 'x' }, 'Bad Request: chat not found'],
  ['sendMessage', { chat_id: 5, text: 'я'.repeat(4097) }, 'Bad Request: message is too long'],
  [
    'sendMessage',
    { chat_id: 5, text: 'x', parse_mode: 'BB' },
    'Bad Request: unsupported parse_mode',
  ],
  [
    'sendMessage',
    html('<h1>x</h1>'),
    'Bad Request: can\'t parse entities: Unsupported start tag "h1" at byte offset 0',
  ],
  [
    'sendMessage',
    html('я <b>x'),
    'Bad Request: can\'t parse entities: Can\'t find end tag corresponding to start tag "b"',
  ],
  ['sendMessage', markup('text'), "Bad Request: can't parse reply keyboard markup JSON object"],
  ['sendMessage', markup([1]), 'Bad Request: object expected as reply markup'],
  [
    'sendMessage',
    markup({ inline_keyboard: [{ text: 'x' }] }),
    'Bad Request: field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays',
  ],
  [
    'sendMessage',
    button({ callback_data: 'x' }),
    'Bad Request: can\'t parse inline keyboard button: Can\'t find field "text"',
  ],
  [
    'sendMessage',
    button({ text: 5, callback_data: 'x' }),
    'Bad Request: can\'t parse inline keyboard button: Field "text" must be of type String',
  ],
  [
    'sendMessage',
    button({ text: '', callback_data: 'x' }),
    'Bad Request: inline keyboard button text must be non-empty',
  ],
  [
    'sendMessage',
    button({ text: 'x' }),
    "Bad Request: can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
  ],
  [
    'sendMessage',
    button({ text: 'x', callback_data: '' }),
    "Bad Request: can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
  ],
  [
    'sendMessage',
    button({ text: 'x', callback_data: 'я'.repeat(33) }),
    'Bad Request: BUTTON_DATA_INVALID',
  ],
  [
    'sendMessage',
    button({ text: 'x', url: 'nowhere' }),
    "Bad Request: inline keyboard button URL 'nowhere' is invalid: Wrong HTTP URL",
  ],
  ['sendMessage', many(101), 'Bad Request: REPLY_MARKUP_TOO_LONG'],
  [
    'sendMessage',
    markup({ keyboard: [[{ text: '' }]] }),
    'Bad Request: keyboard button text must be non-empty',
  ],
  [
    'sendMessage',
    { chat_id: 5, text: 'x', reply_parameters: { message_id: 99999 } },
    'Bad Request: message to be replied not found',
  ],
  [
    'sendMessage',
    { chat_id: 5, text: 'x', entities: [{ type: 'bold', offset: 0, length: 9 }] },
    'Bad Request: entity beginning at UTF-16 offset 0 ends after the end of the text at UTF-16 offset 9',
  ],
  [
    'editMessageText',
    { chat_id: 5, text: 'x' },
    'Bad Request: message identifier is not specified',
  ],
  [
    'editMessageText',
    { chat_id: 5, message_id: 99999, text: 'x' },
    'Bad Request: message to edit not found',
  ],
  [
    'editMessageText',
    () => ({ chat_id: 5, message_id: sent, text: 'есть' }),
    'Bad Request: message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message',
  ],
  [
    'editMessageReplyMarkup',
    () => ({ chat_id: 5, message_id: sent, reply_markup: { keyboard: [['x']] } }),
    'Bad Request: inline keyboard expected',
  ],
  ['deleteMessage', { chat_id: 5, message_id: 99999 }, 'Bad Request: message to delete not found'],
  [
    'answerCallbackQuery',
    { callback_query_id: '1' },
    'Bad Request: query is too old and response timeout expired or query ID is invalid',
  ],
  [
    'answerCallbackQuery',
    { callback_query_id: '1', text: 'я'.repeat(201) },
    'Bad Request: MESSAGE_TOO_LONG',
  ],
  ['sendDocument', { chat_id: 5 }, 'Bad Request: there is no document in the request'],
  [
    'sendDocument',
    { chat_id: 5, document: 'ID' },
    'Bad Request: wrong file identifier/HTTP URL specified',
  ],
  [
    'sendChatAction',
    { chat_id: 5, action: 'dance' },
    'Bad Request: wrong parameter action in request',
  ],
  ['getFile', {}, 'Bad Request: file_id not specified'],
  ['getFile', { file_id: 'ID' }, 'Bad Request: invalid file_id'],
  [
    'setMyCommands',
    { commands: [{ command: 'Start', description: 'x' }] },
    'Bad Request: BOT_COMMAND_INVALID',
  ],
  [
    'setWebhook',
    { url: 'http://example.com/' },
    'Bad Request: bad webhook: An HTTPS URL must be provided for webhook',
  ],
  [
    'setWebhook',
    { url: 'https://example.com:99/' },
    'Bad Request: bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443',
  ],
  [
    'setWebhook',
    { url: 'https://example.com/', secret_token: 'a b' },
    'Bad Request: secret token contains unallowed characters',
  ],
]

test.each(refusals)('%s %j is refused', async (method, params, description) => {
  const answer = await wire.call(
    method,
    (typeof params === 'function' ? params() : params) as Record<string, unknown>,
  )
  expect(answer).toEqual({ status: 400, ok: false, error_code: 400, description })
})

test('a caption of 1024 characters passes and one more does not', async () => {
  const form = (length: number) => {
    const body = new FormData()
    body.set('chat_id', '5')
    body.set('caption', 'я'.repeat(length))
    body.set('document', new Blob(['x']), 'x.txt')
    return { body }
  }
  expect((await wire.post('sendDocument', form(1024))).ok).toBe(true)
  expect((await wire.post('sendDocument', form(1025))).description).toBe(
    'Bad Request: message caption is too long',
  )
})

test('limits count what is left after the marks, in characters and not in units', async () => {
  expect((await wire.call('sendMessage', html(`<b>${'я'.repeat(4096)}</b>`))).ok).toBe(true)
  expect((await wire.call('sendMessage', { chat_id: 5, text: '😀'.repeat(4096) })).ok).toBe(true)
  expect((await wire.call('sendMessage', many(100))).ok).toBe(true)
  expect(
    (await wire.call('sendMessage', button({ text: 'x', callback_data: 'я'.repeat(32) }))).ok,
  ).toBe(true)
})

test('others’ messages and messages with a reply keyboard can not be edited', async () => {
  await wire.telegram.say(5, { kind: 'text', text: 'моё' })
  const message_id = wire.telegram.chat(5).messages.at(-1)?.id
  const description = "Bad Request: message can't be edited"
  const edit = { chat_id: 5, message_id, text: 'x' }
  expect((await wire.call('editMessageText', edit)).description).toBe(description)
  const { result } = await wire.call('sendMessage', markup({ keyboard: [['Меню']] }))
  const second = { chat_id: 5, message_id: result.message_id, text: 'y' }
  expect((await wire.call('editMessageText', second)).description).toBe(description)
})

test('a message older than 48 hours can not be deleted', async () => {
  const { result } = await wire.call('sendMessage', { chat_id: 5, text: 'старое' })
  wire.world.setClock(Date.now() + 49 * 3_600_000)
  const old = { chat_id: 5, message_id: result.message_id }
  expect((await wire.call('deleteMessage', old)).description).toBe(
    "Bad Request: message can't be deleted for everyone",
  )
  wire.world.setClock(Date.now())
})

test('people who may not be written to are refused in the platform’s words', async () => {
  const write = async (chat_id: number) => {
    const { status, description } = await wire.call('sendMessage', { chat_id, text: 'x' })
    return [status, description]
  }
  expect(await write(6)).toEqual([400, 'Bad Request: chat not found'])
  wire.telegram.addGroup('Общая', [6])
  expect(await write(6)).toEqual([403, "Forbidden: bot can't initiate conversation with a user"])
  await wire.telegram.start(6)
  await wire.telegram.block(6)
  expect(await write(6)).toEqual([403, 'Forbidden: bot was blocked by the user'])
  wire.telegram.deactivate(6)
  expect(await write(6)).toEqual([403, 'Forbidden: user is deactivated'])
})

test('a wrong token, a broken one and an unknown method are told apart', async () => {
  const { apiRoot, credentials } = wire.telegram
  const get = async (path: string) => (await fetch(`${apiRoot}${path}`)).json()
  expect(await get('/bot1:wrong/getMe')).toEqual({
    ok: false,
    error_code: 401,
    description: 'Unauthorized',
  })
  expect(await get('/botwrong/getMe')).toMatchObject({ error_code: 404, description: 'Not Found' })
  expect(await get('/bot%zz/getMe')).toMatchObject({ error_code: 404 })
  expect(await get(`/bot${credentials.token}/fly`)).toEqual({
    ok: false,
    error_code: 404,
    description: 'Not Found: method not found',
  })
})

test('GET, urlencoded and any case of the name are read alike', async () => {
  const { apiRoot, credentials } = wire.telegram
  const got = await fetch(
    `${apiRoot}/bot${credentials.token}/SENDMESSAGE?chat_id=5&text=%D0%B4%D0%B0`,
  )
  expect(await got.json()).toMatchObject({ ok: true, result: { text: 'да' } })
  const body = new URLSearchParams({
    chat_id: '5',
    text: '42',
    reply_markup: JSON.stringify({ inline_keyboard: [[{ text: 'x', callback_data: 'x' }]] }),
  })
  expect((await wire.post('sendMessage', { body })).result.text).toBe('42')
  expect(wire.telegram.calls().at(-1)?.params).toEqual({
    chat_id: 5,
    text: '42',
    reply_markup: { inline_keyboard: [[{ text: 'x', callback_data: 'x' }]] },
  })
})

test('a body that is not JSON is refused', async () => {
  const init = { headers: { 'content-type': 'application/json' }, body: '{oops' }
  expect((await wire.post('sendMessage', init)).status).toBe(400)
})
