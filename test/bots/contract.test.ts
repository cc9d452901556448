import { beforeEach, describe, expect, test } from 'vitest'
import type { Content } from '../../src/bots/content.ts'
import type { Incoming, Messenger, Tap } from '../../src/bots/messenger.ts'
import { SendFailure } from '../../src/bots/messenger.ts'
import { ANNA, type Bench, BORIS, menu, openBench, type Platform } from '../support/bench.ts'
import { telegram, vk } from '../support/platforms.ts'
import { telegramSchema, telegramSchemaAbsent } from '../support/telegram-schema.ts'
import { vkSchemas, vkSchemasAbsent } from '../support/vk-schema.ts'

if (!telegramSchema) console.warn(telegramSchemaAbsent)
if (!vkSchemas) console.warn(vkSchemasAbsent)

/** One pixel, enough for both platforms to take it for a picture. */
const picture = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
)
const yesNo: Content['buttons'] = [
  [
    { label: 'Да', data: 's:1:o0' },
    { label: 'Нет', data: 's:1:o1' },
  ],
]

describe.each<Platform>([telegram, vk])('$name', (platform) => {
  let bench: Bench
  let messenger: Messenger
  let number = 0n

  beforeEach(async () => {
    bench = await openBench(platform)
  })

  const send = (content: Content, more: { to?: number | string; replaces?: string } = {}) => {
    const { to = ANNA, ...rest } = more
    number += 64n
    return messenger.send({ chatId: String(to), content, number, ...rest })
  }
  const refusal = async (sending: Promise<unknown>): Promise<SendFailure> => {
    const failure = await sending.then(
      () => undefined,
      (error: unknown) => error,
    )
    expect(failure).toBeInstanceOf(SendFailure)
    return failure as SendFailure
  }
  const seen = (person = ANNA, chat?: string) =>
    bench.stand.chat(person, chat).messages.filter(({ from }) => from === 'bot')
  const tapOf = ({ event }: Incoming): Tap => {
    if (!('tap' in event) || !event.tap) throw new Error(`no tap in ${event.type}`)
    return event.tap
  }

  describe('hears', () => {
    beforeEach(async () => {
      messenger = await bench.open()
    })

    test('the first contact, with the payload of a link and without', async () => {
      await bench.stand.start(BORIS, 'kod-7_A')
      await bench.stand.start(BORIS)
      const first = await bench.next()
      expect(first).toMatchObject({
        messenger: platform.name,
        user: { id: String(BORIS) },
        chat: { id: String(BORIS), group: false },
        event: { type: 'start', payload: 'kod-7_A' },
      })
      expect(Math.abs(Date.parse(first.at) - Date.now())).toBeLessThan(60_000)
      expect((await bench.next()).event).toEqual({ type: 'start' })
      expect(messenger.link('kod-7_A')).toMatch(/^https:\/\/(t|vk)\.me\/.+[?&](start|ref)=kod-7_A$/)
    })

    test('words and commands', async () => {
      for (const text of ['Привет & <всем>', '/menu', '/Road_Map  2 рядом ', '/ нет'])
        await bench.stand.say(ANNA, { kind: 'text', text })
      expect((await bench.next()).event).toEqual({ type: 'text', text: 'Привет & <всем>' })
      expect((await bench.next()).event).toEqual({ type: 'command', name: 'menu' })
      expect((await bench.next()).event).toEqual({
        type: 'command',
        name: 'road-map',
        arg: '2 рядом',
      })
      expect((await bench.next()).event).toEqual({ type: 'text', text: '/ нет' })
    })

    test('a document with its caption, and fetches its bytes', async () => {
      const bytes = Buffer.from('дорожная карта')
      const file = { kind: 'file', name: 'План.txt', mime: 'text/plain', bytes } as const
      await bench.stand.say(ANNA, { ...file, caption: 'вот' })
      const { event } = await bench.next()
      expect(event).toMatchObject({
        type: 'file',
        caption: 'вот',
        file: { name: 'План.txt', mime: 'text/plain', size: bytes.length },
      })
      if (event.type === 'file') expect(await messenger.fetchFile(event.file)).toEqual(bytes)
    })

    test('a picture, and fetches its bytes', async () => {
      await bench.stand.say(ANNA, { kind: 'photo', bytes: picture })
      const { event } = await bench.next()
      expect(event).toMatchObject({ type: 'file', file: { name: 'photo.jpg', mime: 'image/jpeg' } })
      if (event.type === 'file') expect(await messenger.fetchFile(event.file)).toEqual(picture)
    })

    test('that it cannot fetch a file that is gone', async () => {
      await bench.stand.say(ANNA, { kind: 'photo', bytes: picture })
      const { event } = await bench.next()
      if (event.type !== 'file') throw new Error('no file')
      const file = { ...event.file, ref: event.file.ref.replace(/.$/, '!') }
      expect((await refusal(messenger.fetchFile(file))).kind).toBe('rejected')
    })

    test('voices and stickers as what no flow reads', async () => {
      await bench.stand.say(ANNA, { kind: 'voice' })
      await bench.stand.say(ANNA, { kind: 'sticker' })
      expect((await bench.next()).event).toEqual({ type: 'unsupported', what: 'voice' })
      expect((await bench.next()).event).toEqual({ type: 'unsupported', what: 'sticker' })
    })

    test('a press of a button, and answers it with a pop-up', async () => {
      const { messageId } = await send({ text: 'Едем?', buttons: yesNo })
      await bench.stand.tap(ANNA, 'Нет', Number(messageId))
      const incoming = await bench.next()
      expect(incoming.event).toMatchObject({
        type: 'tap',
        data: 's:1:o1',
        tap: { messageId, userId: String(ANNA), chatId: String(ANNA) },
      })
      await messenger.answerTap(tapOf(incoming), 'Записано. '.repeat(30))
      expect(seen()[0]?.notice).toMatch(/^Записано/)
    })

    test('a press too late or twice, and answers it without trouble', async () => {
      const { messageId } = await send({ text: 'Едем?', buttons: yesNo })
      await bench.stand.tap(ANNA, 'Да', Number(messageId))
      const tap = tapOf(await bench.next())
      await messenger.answerTap(tap)
      await messenger.answerTap(tap, 'ещё раз')
      bench.fault({ kind: 'bad-gateway' })
      await messenger.answerTap({ ...tap, id: 'old' })
    })

    test('a forged press as data for the talk to refuse', async () => {
      const { messageId } = await send({ text: 'Едем?', buttons: yesNo })
      await bench.stand.tapRaw(ANNA, Number(messageId), 'forged')
      expect((await bench.next()).event).toMatchObject({ type: 'tap' })
    })

    test('the menu, as commands', async () => {
      const { messageId } = await send({ text: 'Что делаем?', menu })
      expect(seen()[0]?.buttons.map((row) => row.map(({ label }) => label))).toEqual([
        ['План', 'Наставник'],
        ['Настройки'],
      ])
      await bench.stand.tap(ANNA, 'Наставник', Number(messageId))
      const { event } = await bench.next()
      expect(event).toMatchObject({ type: 'command', name: 'mentor', tap: { messageId } })
    })

    test('that a person forbids and allows to write', async () => {
      await bench.stand.block(ANNA)
      expect((await bench.next()).event).toEqual({ type: 'blocked' })
      await bench.stand.unblock(ANNA)
      expect((await bench.next()).event).toEqual({ type: 'allowed' })
    })

    test('that it was added to a group chat, once, and what is said to it there', async () => {
      const chat = bench.stand.addGroup('Молодые педагоги', [ANNA])
      const joined = await bench.next()
      expect(joined).toMatchObject({
        user: { id: String(ANNA) },
        chat: { id: chat, group: true, title: 'Молодые педагоги' },
        event: { type: 'joined' },
      })
      await bench.stand.say(ANNA, { kind: 'text', text: '/register' }, chat)
      expect(await bench.next()).toMatchObject({
        chat: { id: chat, group: true, title: 'Молодые педагоги' },
        event: { type: 'command', name: 'register' },
      })
      await send({ text: 'Чат подключён.' }, { to: chat })
      expect(seen(ANNA, chat).map(({ text }) => text)).toEqual(['Чат подключён.'])
      expect(bench.stand.chat(ANNA, chat).keyboard).toEqual([])
    })
  })

  describe('acknowledges only what is stored', () => {
    test('when it is polled', async () => {
      messenger = await bench.open()
      bench.failStoring(2)
      await bench.stand.say(ANNA, { kind: 'text', text: 'раз' })
      await bench.stand.say(ANNA, { kind: 'text', text: 'два' })
      expect((await bench.next()).event).toEqual({ type: 'text', text: 'раз' })
      expect((await bench.next()).event).toEqual({ type: 'text', text: 'два' })
    })

    test('and goes on after a stop where it was', async () => {
      messenger = await bench.open()
      await bench.stand.say(ANNA, { kind: 'text', text: 'раз' })
      await bench.next()
      await messenger.stop()
      await bench.stand.say(ANNA, { kind: 'text', text: 'два' })
      await bench.open()
      expect((await bench.next()).event).toEqual({ type: 'text', text: 'два' })
      expect(bench.events).toHaveLength(2)
    })

    test('when it is called', async () => {
      messenger = await bench.open('webhook')
      bench.failStoring(2)
      await bench.stand.say(ANNA, { kind: 'text', text: 'раз' })
      expect((await bench.next()).event).toEqual({ type: 'text', text: 'раз' })
    })
  })

  test('after a stop nothing is heard, and what is left can still be sent', async () => {
    messenger = await bench.open()
    await messenger.stop()
    await bench.stand.say(ANNA, { kind: 'text', text: 'раз' })
    await send({ text: 'до свидания' })
    expect(seen()).toHaveLength(1)
    expect(bench.events).toEqual([])
  })

  test('a platform that is away does not hold up the start for ever', async () => {
    bench.fault({ kind: 'cut', times: 1000 })
    const begun = performance.now()
    messenger = await bench.open()
    expect(performance.now() - begun).toBeLessThan(7000)
    expect((await refusal(send({ text: 'раз', menu }))).kind).toBe('retry')
  })

  test('an outage of the reading is waited out', async () => {
    messenger = await bench.open()
    const method = platform.name === 'vk' ? 'a_check' : 'getUpdates'
    for (const kind of ['bad-gateway', 'cut'] as const) bench.fault({ kind, method })
    await bench.stand.say(ANNA, { kind: 'text', text: 'раз' })
    await bench.stand.say(ANNA, { kind: 'text', text: 'два' })
    expect((await bench.next()).event).toEqual({ type: 'text', text: 'раз' })
    await bench.stand.say(ANNA, { kind: 'text', text: 'три' })
    expect((await bench.next()).event).toEqual({ type: 'text', text: 'два' })
    expect((await bench.next()).event).toEqual({ type: 'text', text: 'три' })
  })

  describe('a webhook', () => {
    const route = () => {
      const [only] = messenger.routes
      if (!only) throw new Error('no route')
      return only
    }

    test('takes an update with the right secret, and the same once', async () => {
      messenger = await bench.open('webhook')
      const { body, headers } = platform.post(bench.stand, 'раз', 'right')
      expect((await route().handle(body, headers)).status).toBe(200)
      expect((await route().handle(body, headers)).status).toBe(200)
      expect(await bench.next()).toMatchObject({ event: { type: 'text', text: 'раз' } })
      expect(bench.events).toHaveLength(1)
    })

    test('refuses a wrong secret and malformed JSON', async () => {
      messenger = await bench.open('webhook')
      const wrong = platform.post(bench.stand, 'раз', 'wrong')
      expect((await route().handle(wrong.body, wrong.headers)).status).toBeOneOf([401, 403])
      const { headers } = platform.post(bench.stand, 'раз', 'right')
      for (const body of ['{"update', '[]', 'null', ''])
        expect((await route().handle(Buffer.from(body), headers)).status).toBe(400)
      expect(bench.events).toEqual([])
    })

    test('asks to come again while storing fails', async () => {
      messenger = await bench.open('webhook')
      bench.failStoring(1)
      const { body, headers } = platform.post(bench.stand, 'раз', 'right')
      expect((await route().handle(body, headers)).status).toBe(500)
      expect((await route().handle(body, headers)).status).toBe(200)
    })

    test('is there only where it is configured', async () => {
      messenger = await bench.open()
      expect(messenger.routes).toEqual([])
    })
  })

  describe('sends', () => {
    beforeEach(async () => {
      messenger = await bench.open()
    })

    test('words without their marks being seen', async () => {
      await send({ text: '<b>Срок</b> &lt;завтра&gt; &amp; <i>точка</i>' })
      expect(seen()[0]?.text).toBe('Срок <завтра> & точка')
    })

    test('buttons up to its own limits', async () => {
      const { buttons, columns, rows, label, data } = messenger.limits
      const count = Math.min(buttons, columns * rows)
      const all = Array.from({ length: count }, (_, i) => ({
        label: `${i} `.padEnd(label, 'щ'),
        data: `${i}:`.padEnd(data, 'd'),
      }))
      const wide = Array.from({ length: Math.ceil(count / columns) }, (_, row) =>
        all.slice(row * columns, (row + 1) * columns),
      )
      await send({ text: 'много', buttons: wide })
      expect(seen()[0]?.buttons.flat()).toHaveLength(count)
      expect(seen()[0]?.buttons[0]).toHaveLength(columns)
      const tall = all.slice(0, Math.min(rows, count)).map((button) => [button])
      await send({ text: 'высоко', buttons: tall })
      expect(seen()[1]?.buttons).toHaveLength(tall.length)
    })

    test('the longest text', async () => {
      await send({ text: 'я'.repeat(messenger.limits.text) })
      expect(seen()[0]?.text).toHaveLength(messenger.limits.text)
    })

    test('in place of an older message, with other buttons or none', async () => {
      const { messageId } = await send({ text: 'Едем?', buttons: yesNo })
      const again = await send({ text: 'Точно?', buttons: yesNo }, { replaces: messageId })
      expect(again).toEqual({ messageId })
      expect(seen()).toMatchObject([{ text: 'Точно?', edited: true, buttons: [[{}, {}]] }])
      expect(await send({ text: 'Меню', menu }, { replaces: messageId })).toEqual({ messageId })
      expect(seen()[0]?.buttons).toHaveLength(2)
      await send({ text: 'Едем.' }, { replaces: messageId })
      expect(seen()).toMatchObject([{ text: 'Едем.', buttons: [] }])
      await send({ text: 'Едем.' }, { replaces: messageId })
      expect(seen()).toHaveLength(1)
    })

    test('a new message where the old one cannot be replaced', async () => {
      const { messageId } = await send({ text: 'Вот' }, { replaces: '9999' })
      expect(seen()).toMatchObject([{ id: Number(messageId), text: 'Вот' }])
    })

    test('a document and a picture with the text', async () => {
      const bytes = Buffer.from('отчёт')
      const info = { name: 'Отчёт.pdf', mime: 'application/pdf' }
      const id = await bench.files.put(bytes, info)
      await send({ text: '<b>Отчёт</b>', file: { id, ...info }, buttons: yesNo })
      const [first] = seen()
      expect(first).toMatchObject({ text: 'Отчёт', file: info, buttons: [[{}, {}]] })
      expect(bench.stand.file(first?.file?.id ?? '')?.bytes).toEqual(bytes)
      const drawn = { name: 'График.png', mime: 'image/png' }
      await send({
        text: 'График',
        file: { id: await bench.files.put(picture, drawn), ...drawn },
      })
      expect(bench.stand.file(seen()[1]?.picture?.id ?? '')?.bytes).toEqual(picture)
    })

    test('a document without a text, and in place of nothing', async () => {
      const info = { name: 'a.txt', mime: 'text/plain' }
      const id = await bench.files.put(Buffer.from('a'), info)
      await send({ text: '', file: { id, ...info } }, { replaces: '1' })
      expect(seen()).toMatchObject([{ text: '', file: { name: 'a.txt' } }])
    })

    test('the text when its file is gone', async () => {
      const file = { id: 'none', name: 'Отчёт.pdf', mime: 'application/pdf' }
      await send({ text: 'Отчёт готов', file })
      await send({ text: '', file })
      expect(seen().map(({ text }) => text)).toEqual(['Отчёт готов', 'Отчёт.pdf'])
    })
  })

  describe('tells apart why a message was not sent:', () => {
    beforeEach(async () => {
      messenger = await bench.open()
    })
    const text = { text: 'раз' }

    test('the person blocked the bot, never wrote, or is not there', async () => {
      await bench.stand.block(ANNA)
      expect((await refusal(send(text))).kind).toBe('unreachable')
      expect((await refusal(send(text, { replaces: '1' }))).kind).toBe('unreachable')
      expect((await refusal(send(text, { to: BORIS }))).kind).toBe('unreachable')
      expect((await refusal(send(text, { to: 404_404 }))).kind).toBe('unreachable')
      const info = { name: 'a.txt', mime: 'text/plain' }
      const id = await bench.files.put(Buffer.from('a'), info)
      const sending = send({ ...text, file: { id, ...info } }, { to: BORIS })
      expect((await refusal(sending)).kind).toBe('unreachable')
    })

    test('too many calls: told how long to wait', async () => {
      bench.fault({ kind: 'too-many', method: platform.sending, seconds: 1 })
      expect(await refusal(send(text))).toMatchObject({ kind: 'retry', seconds: 1 })
      await send(text)
      expect(seen()).toHaveLength(1)
    })

    test.each(['server', 'bad-gateway', 'cut', 'lost-answer'] as const)(
      'the platform is in trouble (%s)',
      async (kind) => {
        bench.fault({ kind, method: platform.sending })
        const failure = await refusal(send(text))
        expect(failure).toMatchObject({ kind: 'retry', seconds: undefined })
        expect(seen()).toHaveLength(kind === 'lost-answer' ? 1 : 0)
        // The token is in the address or in the form: it must not get into a log.
        expect(failure.message).not.toContain(bench.stand.credentials.token)
        await send(text)
      },
    )

    test('content that will never be taken', async () => {
      bench.allowComplaints()
      const long = { text: 'я'.repeat(messenger.limits.text + 1) }
      expect((await refusal(send(long))).kind).toBe('rejected')
      const { messageId } = await send(text)
      expect((await refusal(send(long, { replaces: messageId }))).kind).toBe('rejected')
      expect((await refusal(send({ text: '' }))).kind).toBe('rejected')
      expect(seen().map((message) => message.text)).toEqual(['раз'])
    })
  })
})
