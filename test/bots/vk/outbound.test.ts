import { beforeEach, describe, expect, test } from 'vitest'
import { type Messenger, SendFailure } from '../../../src/bots/messenger.ts'
import { randomId } from '../../../src/bots/vk/outbound.ts'
import type { LocalVk } from '../../../stand/vk/index.ts'
import { ANNA, type Bench, BORIS, menu, openBench } from '../../support/bench.ts'
import { vk } from '../../support/platforms.ts'

let bench: Bench
let stand: LocalVk
let messenger: Messenger

beforeEach(async () => {
  bench = await openBench(vk)
  stand = bench.stand as LocalVk
  messenger = await bench.open()
})

const to = (person: number, text: string, number: bigint) =>
  messenger.send({ chatId: String(person), content: { text }, number })
const texts = (person: number) => stand.chat(person).messages.map(({ text }) => text)
const failureOf = (sending: Promise<unknown>) =>
  sending.then(
    () => null,
    ({ kind, seconds }: SendFailure) => [kind, seconds],
  )

test('a message whose answer was lost is not doubled by the next try', async () => {
  bench.fault({ kind: 'lost-answer', method: 'messages.send' })
  await expect(to(ANNA, 'раз', 64n)).rejects.toMatchObject({ kind: 'retry' })
  const { messageId } = await to(ANNA, 'раз', 64n)
  expect(stand.chat(ANNA).messages).toMatchObject([{ id: Number(messageId), text: 'раз' }])
  await to(ANNA, 'раз', 128n)
  expect(texts(ANNA)).toEqual(['раз', 'раз'])
})

test('numbers of any size become an int32 that is not 0', () => {
  const numbers = [0n, 1n, 2n ** 31n - 2n, 2n ** 31n - 1n, 2n ** 31n, 2n ** 63n - 1n].map(randomId)
  for (const number of numbers) expect(number).toSatisfy((n: number) => n > 0 && n < 2 ** 31)
  expect(new Set([1n, 2n, 64n, 65n].map(randomId)).size).toBe(4)
})

describe('a message to many', () => {
  test('goes in one call and says of each what became of it', async () => {
    stand.addPerson({ id: 79, firstName: 'Вера', lastName: 'Юн', allowed: true })
    stand.addPerson({ id: 80, firstName: 'Глеб', lastName: 'Ян', allowed: true })
    stand.deactivate(80)
    const chats = [ANNA, BORIS, 79, 80].map(String)
    const before = stand.calls().length
    const outcomes = await messenger.sendToMany?.(chats, { text: 'всем' }, 640n)
    expect(stand.calls()).toHaveLength(before + 1)
    expect(outcomes?.map((one) => (one instanceof SendFailure ? one.kind : 'sent'))).toEqual([
      'sent',
      'unreachable',
      'sent',
      'unreachable',
    ])
    await messenger.sendToMany?.(chats, { text: 'всем' }, 640n)
    expect([texts(ANNA), texts(79)]).toEqual([['всем'], ['всем']])
  })

  test('carries a file that is uploaded once, for whoever may be written to', async () => {
    stand.addPerson({ id: 79, firstName: 'Вера', lastName: 'Юн', allowed: true })
    const info = { name: 'a.txt', mime: 'text/plain' }
    const file = { id: await bench.files.put(Buffer.from('a'), info), ...info }
    const chats = [BORIS, ANNA, 79].map(String)
    await messenger.sendToMany?.(chats, { text: 'всем', file }, 640n)
    expect(stand.chat(79).messages[0]?.file?.name).toBe('a.txt')
    expect(stand.calls().filter(({ method }) => method === 'docs.save')).toHaveLength(1)
  })

  test('fails as a whole where the call does', async () => {
    bench.fault({ kind: 'flood', method: 'messages.send' })
    const sending = messenger.sendToMany?.([String(ANNA)], { text: 'всем' }, 640n)
    await expect(sending).rejects.toMatchObject({ kind: 'retry', seconds: 60 })
  })
})

describe('different messages to many', () => {
  const message = (person: number, text: string, number: bigint) => ({
    chatId: String(person),
    content: { text },
    number,
  })
  const outcome = (one: unknown) => (one instanceof SendFailure ? one.kind : 'sent')

  test('go in one call, each with what became of it; said twice they come once', async () => {
    stand.addPerson({ id: 79, firstName: 'Вера', lastName: 'Юн', allowed: true })
    const { messageId } = await to(ANNA, 'раз', 64n)
    const before = stand.calls().length
    const messages = [
      { ...message(ANNA, 'не раз', 128n), replaces: messageId },
      message(BORIS, 'два', 192n),
      message(79, 'три «"\\»\n});', 256n),
    ]
    const outcomes = await messenger.sendTogether?.(messages)
    expect(outcomes?.map(outcome)).toEqual(['sent', 'unreachable', 'sent'])
    await messenger.sendTogether?.(messages)
    expect(stand.calls().slice(before)).toMatchObject([
      { method: 'execute' },
      { method: 'execute' },
    ])
    expect([texts(ANNA), texts(79)]).toEqual([['не раз'], ['три «"\\»\n});']])
  })

  test('one that cannot be edited any more is sent anew', async () => {
    stand.addPerson({ id: 79, firstName: 'Вера', lastName: 'Юн', allowed: true })
    const { messageId } = await to(ANNA, 'раз', 64n)
    bench.world.setClock(Date.now() + 25 * 3600 * 1000)
    await messenger.sendTogether?.([
      { ...message(ANNA, 'два', 128n), replaces: messageId },
      message(79, 'три', 192n),
    ])
    expect([texts(ANNA), texts(79)]).toEqual([['раз', 'два'], ['три']])
  })

  test('of more text than one call takes come all the same', async () => {
    const people = Array.from({ length: 25 }, (_, i) => 200 + i)
    for (const id of people)
      stand.addPerson({ id, firstName: 'В', lastName: `Ю${id}`, allowed: true })
    const long = 'длинный ответ '.repeat(250)
    const outcomes = await messenger.sendTogether?.(
      people.map((id) => message(id, `${id} ${long}`, BigInt(id) * 64n)),
    )
    expect(outcomes?.map(outcome)).toEqual(people.map(() => 'sent'))
    for (const id of people) expect(texts(id)[0]).toMatch(new RegExp(`^${id} длинный`))
  })

  test('a call that is refused as such sends each by itself', async () => {
    stand.addPerson({ id: 79, firstName: 'Вера', lastName: 'Юн', allowed: true })
    bench.fault({ kind: 'runtime', method: 'execute' })
    const outcomes = await messenger.sendTogether?.([
      message(ANNA, 'раз', 64n),
      message(79, 'два', 128n),
    ])
    expect(outcomes?.map(outcome)).toEqual(['sent', 'sent'])
    expect([texts(ANNA), texts(79)]).toEqual([['раз'], ['два']])
  })

  test('one that replaces another is not said twice when the call is refused as such', async () => {
    stand.addPerson({ id: 79, firstName: 'Вера', lastName: 'Юн', allowed: true })
    const { messageId } = await to(ANNA, 'раз', 64n)
    bench.fault({ kind: 'runtime', method: 'execute' })
    await messenger.sendTogether?.([
      { ...message(ANNA, 'не раз', 128n), replaces: messageId },
      message(79, 'два', 192n),
    ])
    expect([texts(ANNA), texts(79)]).toEqual([['не раз'], ['два']])
  })

  test('what one call has sent stays sent when the next one fails', async () => {
    const people = Array.from({ length: 20 }, (_, i) => 200 + i)
    for (const id of people)
      stand.addPerson({ id, firstName: 'В', lastName: `Ю${id}`, allowed: true })
    const long = 'длинный ответ '.repeat(250)
    bench.fault({ kind: 'slow', method: 'execute', seconds: 0.01 })
    bench.fault({ kind: 'lost-answer', method: 'execute' })
    const outcomes = await messenger.sendTogether?.(
      people.map((id) => message(id, `${id} ${long}`, BigInt(id) * 64n)),
    )
    expect(outcomes).toHaveLength(20)
    expect(outcomes?.slice(0, 8).map(outcome)).toEqual(Array(8).fill('sent'))
    expect(outcomes?.at(-1)).toMatchObject({ kind: 'retry' })
  })

  test('fail together where the call itself fails', async () => {
    bench.fault({ kind: 'lost-answer', method: 'execute' })
    const messages = [message(ANNA, 'раз', 64n), message(BORIS, 'два', 128n)]
    await expect(messenger.sendTogether?.(messages)).rejects.toMatchObject({ kind: 'retry' })
    await messenger.sendTogether?.(messages)
    expect(texts(ANNA)).toEqual(['раз'])
  })
})

describe('refusals', () => {
  test.each([
    [900, ['unreachable', undefined]],
    [902, ['unreachable', undefined]],
    [917, ['unreachable', undefined]],
    [945, ['unreachable', undefined]],
    [946, ['unreachable', undefined]],
    [15, ['unreachable', undefined]],
    [7, ['unreachable', undefined]],
    [6, ['retry', 1]],
    [9, ['retry', 60]],
    [10, ['retry', undefined]],
    [1, ['retry', undefined]],
    [14, ['retry', 60]],
    [911, ['rejected', undefined]],
    [914, ['rejected', undefined]],
    [100, ['rejected', undefined]],
    [940, ['rejected', undefined]],
  ])('code %i of one recipient', async (code, expected) => {
    stand.refuse(ANNA, code)
    expect(await failureOf(to(ANNA, 'раз', 64n))).toEqual(expected)
  })

  test('a chat that the bot is out of is unreachable', async () => {
    const chat = stand.addGroup('Педагоги', [ANNA])
    stand.leave(chat)
    expect(await failureOf(to(Number(chat), 'раз', 64n))).toEqual(['unreachable', undefined])
  })

  test('an upload that meets too many calls waits with its message', async () => {
    const info = { name: 'a.txt', mime: 'text/plain' }
    const file = { id: await bench.files.put(Buffer.from('a'), info), ...info }
    const send = () =>
      messenger.send({ chatId: String(ANNA), content: { text: 'вот', file }, number: 64n })
    bench.fault({ kind: 'too-many', method: 'docs.save' })
    expect(await failureOf(send())).toEqual(['retry', 1])
    bench.fault({ kind: 'bad-gateway', method: 'upload' })
    expect(await failureOf(send())).toEqual(['retry', undefined])
    expect(texts(ANNA)).toEqual([])
    await send()
    expect(texts(ANNA)).toEqual(['вот'])
  })

  test('a picture that is none goes as a document', async () => {
    const info = { name: 'a.png', mime: 'image/png' }
    const file = { id: await bench.files.put(Buffer.from('not a picture'), info), ...info }
    await messenger.send({ chatId: String(ANNA), content: { text: 'вот', file }, number: 64n })
    expect(stand.chat(ANNA).messages[0]).toMatchObject({ text: 'вот', file: { name: 'a.png' } })
  })

  test('a message older than a day is not edited but sent anew', async () => {
    const { messageId } = await to(ANNA, 'раз', 64n)
    bench.world.setClock(Date.now() + 25 * 3600 * 1000)
    const content = { text: 'два' }
    await messenger.send({ chatId: String(ANNA), content, number: 128n, replaces: messageId })
    expect(texts(ANNA)).toEqual(['раз', 'два'])
  })
})

describe('the menu', () => {
  const large = Array.from({ length: 6 }, (_, i) => [
    { label: `${i} слева`, command: `left-${i}` },
    { label: `${i} справа`, command: `right-${i}` },
  ])

  test('is one press away: «Меню» stands below the input after any plain message', async () => {
    await to(ANNA, 'Здравствуйте!', 64n)
    expect(stand.chat(ANNA).keyboard).toEqual([['Меню']])
    await stand.tap(ANNA, 'Меню')
    expect((await bench.next()).event).toEqual({ type: 'command', name: 'menu' })
    const content = { text: 'Что делаем?', menu }
    await messenger.send({ chatId: String(ANNA), content, number: 128n })
    expect(stand.chat(ANNA).keyboard).toEqual([['Меню']])
  })

  test('that is too large for a message stands below the input', async () => {
    const { messageId } = await to(ANNA, 'раз', 64n)
    const content = { text: 'Что делаем?', menu: large }
    await messenger.send({ chatId: String(ANNA), content, number: 128n, replaces: messageId })
    const { keyboard, messages } = stand.chat(ANNA)
    expect(messages).toHaveLength(2)
    expect(keyboard).toHaveLength(7)
    expect(keyboard.at(-1)).toEqual(['Меню'])
    await stand.tap(ANNA, '3 справа')
    expect((await bench.next()).event).toEqual({ type: 'command', name: 'right-3' })
  })
})

describe('the wall', () => {
  test('gets a post once', async () => {
    const post = () => messenger.postToWall?.({ text: '<b>Сбор</b> в среду' }, 7n)
    bench.fault({ kind: 'lost-answer', method: 'wall.post' })
    await expect(post()).rejects.toMatchObject({ kind: 'retry' })
    expect(await post()).toEqual({ messageId: '1' })
    expect(stand.wall()).toMatchObject([{ text: 'Сбор в среду' }])
  })
})

test('what a person writes becomes no link and no mention', async () => {
  await to(
    ANNA,
    'См. [club1|тест], [https://example.org|тут], @durov и *id1 (Пётр), почта a@b.ru',
    7n,
  )
  const [text = ''] = texts(ANNA)
  expect(text).not.toMatch(/\[(club1|https)/)
  expect(text).not.toMatch(/@durov|\*id1/)
  expect(text.replaceAll('\u2060', '')).toBe(
    'См. [club1|тест], [https://example.org|тут], @durov и *id1 (Пётр), почта a@b.ru',
  )
  expect(text).toContain('a@b.ru')
})
