import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Stand, startStand } from '../../stand/stand.ts'
import { standCall, telegramCall, vkCall } from './over-http.ts'

const folder = mkdtempSync(join(tmpdir(), 'tandem-stand-'))
let stand: Stand
beforeAll(async () => {
  stand = await startStand({ folder })
})
afterAll(async () => {
  await stand.stop()
  rmSync(folder, { recursive: true })
})

const post = (path: string, body?: object | FormData) => standCall(stand, 'POST', path, body)
const get = async (path: string) => (await standCall(stand, 'GET', path)).body
const lastOf = async (path: string) => (await get(path)).messages.at(-1)
const telegramId = async (id: string) =>
  (await get('/stand/cast')).people.find((person: { id: string }) => person.id === id).telegram

describe('the cast', () => {
  test('names everybody with role, school and accounts', async () => {
    const { municipality, people } = await get('/stand/cast')
    expect(municipality).toEqual({ name: 'Город Магадан', zone: 'Asia/Magadan' })
    expect(people.length).toBeGreaterThanOrEqual(8)
    const roles = new Set(people.map((person: { role: string }) => person.role))
    expect(roles).toEqual(
      new Set(['coordinator', 'head', 'curator', 'teacher', 'mentor', 'mentee']),
    )
    for (const person of people) {
      for (const messenger of person.started) expect(person[messenger]).toBeGreaterThan(0)
    }
  })

  test('has one group chat in VK, also after the stand is started again', async () => {
    const before = await get('/stand/vk/groups')
    expect(before.groups).toMatchObject([{ title: 'Молодые педагоги' }])
    await stand.stop()
    stand = await startStand({ folder })
    expect(await get('/stand/vk/groups')).toEqual(before)
  })
})

describe('speaking as a person', () => {
  test('a start with a code reaches the bot as /start with the code', async () => {
    expect((await post('/stand/telegram/start', { as: 'teacher', payload: 'abc' })).status).toBe(
      200,
    )
    expect(await lastOf('/stand/telegram/chats/teacher')).toMatchObject({ text: '/start abc' })
    const handed = await telegramCall(stand, 'getUpdates', { offset: -1 })
    expect(handed.result.at(-1).message.text).toBe('/start abc')
    const { updates } = await get('/stand/telegram/updates')
    expect(updates.at(-1)).toEqual(handed.result.at(-1))
  })

  test('a person may be named by the platform number', async () => {
    const id = await telegramId('head')
    await post('/stand/telegram/say', { as: id, text: 'число' })
    expect((await lastOf(`/stand/telegram/chats/${id}`)).text).toBe('число')
    expect((await lastOf('/stand/telegram/chats/head')).text).toBe('число')
  })

  test.each([
    ['JSON', () => ({ as: 'coordinator', kind: 'file', name: 'карта.txt', bytes: btoa('rows') })],
    ['a form', () => fileForm({ as: 'coordinator' }, 'карта.txt', 'rows')],
  ])('a file sent as %s can be read back', async (_how, body) => {
    expect(await post('/stand/telegram/say', body())).toMatchObject({ status: 200 })
    const { file } = await lastOf('/stand/telegram/chats/coordinator')
    expect(file).toMatchObject({ name: 'карта.txt', size: 4 })
    const bytes = await fetch(`${stand.page}/stand/telegram/files/${file.id}`)
    expect(await bytes.text()).toBe('rows')
    expect(bytes.headers.get('content-disposition')).toContain(encodeURIComponent('карта.txt'))
  })

  test('a voice message and a sticker are said with no more than their kind', async () => {
    for (const messenger of ['telegram', 'vk']) {
      for (const kind of ['voice', 'sticker']) {
        const { status } = await post(`/stand/${messenger}/say`, { as: 'coordinator', kind })
        expect(status).toBe(200)
      }
    }
  })

  test('a tap on a button of a message reaches the bot with its payload', async () => {
    await post('/stand/telegram/start', { as: 'mentor' })
    const reply_markup = { inline_keyboard: [[{ text: 'Принять', callback_data: 'yes:1' }]] }
    const chat_id = await telegramId('mentor')
    await telegramCall(stand, 'sendMessage', { chat_id, text: 'Просьба', reply_markup })
    const { id, buttons } = await lastOf('/stand/telegram/chats/mentor')
    expect(buttons).toEqual([[{ label: 'Принять', data: 'yes:1' }]])
    await post('/stand/telegram/tap', { as: 'mentor', label: 'Принять', messageId: id })
    await post('/stand/telegram/tap-raw', { as: 'mentor', messageId: id, data: 'forged' })
    const { result } = await telegramCall(stand, 'getUpdates', { offset: -2 })
    const taps = result.map((update: { callback_query: { data: string } }) => update.callback_query)
    expect(taps.map((tap: { data: string }) => tap.data)).toEqual(['yes:1', 'forged'])
  })

  test('a word said in the group chat is seen by its other members', async () => {
    const { groups } = await get('/stand/vk/groups')
    const chat = groups[0].id
    await post('/stand/vk/say', { as: 'mentee', chat, text: 'Всем привет' })
    const seen = await lastOf(`/stand/vk/chats/young-teacher?chat=${chat}`)
    expect(seen).toMatchObject({ text: 'Всем привет', fromName: 'Анна Зимина' })
  })

  test('a person who blocked the bot can not be written to, until unblocked', async () => {
    const chat_id = await telegramId('curator-2')
    await post('/stand/telegram/start', { as: 'curator-2' })
    await post('/stand/telegram/block', { as: 'curator-2' })
    expect(await telegramCall(stand, 'sendMessage', { chat_id, text: 'а' })).toMatchObject({
      status: 403,
    })
    expect((await get('/stand/telegram/chats/curator-2')).blocked).toBe(true)
    await post('/stand/telegram/unblock', { as: 'curator-2' })
    expect(await telegramCall(stand, 'sendMessage', { chat_id, text: 'б' })).toMatchObject({
      status: 200,
    })
    expect((await get('/stand/telegram/chats/curator-2')).blocked).toBe(false)
    const { calls, next } = await get('/stand/telegram/calls')
    expect((await get(`/stand/telegram/calls?after=${next - 1}`)).calls).toEqual(calls.slice(-1))
  })

  test('a post of the community is seen on its wall', async () => {
    const { credentials } = stand.messengers.vk
    await vkCall(stand, 'wall.post', {
      access_token: credentials.userToken ?? '',
      owner_id: `-${credentials.groupId}`,
      from_group: '1',
      message: 'Семинар в четверг',
    })
    expect((await get('/stand/vk/wall')).posts[0]).toMatchObject({ text: 'Семинар в четверг' })
  })

  test.each([
    ['an unknown person', '/stand/vk/say', { as: 'nobody', text: 'а' }, 404],
    ['a person without that account', '/stand/telegram/say', { as: 'curator', text: 'а' }, 409],
    ['a button that is not there', '/stand/vk/tap', { as: 'curator', label: 'нет' }, 409],
    ['a missing text', '/stand/vk/say', { as: 'curator' }, 400],
    ['an unknown field', '/stand/vk/say', { as: 'curator', text: 'а', also: 1 }, 400],
    ['an unknown kind', '/stand/vk/say', { as: 'curator', kind: 'song' }, 400],
    ['an unknown address', '/stand/icq/say', { as: 'curator', text: 'а' }, 404],
  ])('%s is refused in Russian', async (_what, path, body, status) => {
    const answer = await post(path, body)
    expect(answer.status).toBe(status)
    expect(answer.body.error).toMatch(/[а-я]/)
  })

  test('another site open in the same browser is refused', async () => {
    const headers = { origin: 'https://example.org', 'content-type': 'application/json' }
    const response = await fetch(`${stand.page}/stand/clock`, {
      method: 'PUT',
      headers,
      body: '{}',
    })
    expect(response.status).toBe(403)
  })
})

function fileForm(fields: Record<string, string>, name: string, text: string): FormData {
  const form = new FormData()
  for (const [field, value] of Object.entries(fields)) form.set(field, value)
  form.set('file', new File([text], name))
  return form
}
