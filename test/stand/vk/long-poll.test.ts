import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { ANNA, BORIS, type VkTest, vkTest } from '../../support/vk-client.ts'

interface Session {
  server: string
  key: string
  ts: string
}

interface Event {
  type: string
  event_id: string
  // biome-ignore lint/suspicious/noExplicitAny: events of any shape.
  object: any
}

let vk: VkTest
beforeEach(async () => {
  vk = await vkTest()
})
afterEach(() => vk.stand.stop())

async function session(): Promise<Session> {
  return (await vk.call('groups.getLongPollServer', { group_id: vk.groupId })).response
}

async function check({ server, key, ts }: Session, wait = 1) {
  const response = await fetch(`${server}?act=a_check&key=${key}&ts=${ts}&wait=${wait}`)
  return (await response.json()) as { ts: string; updates: Event[]; failed?: number }
}

describe('the Bots Long Poll', () => {
  test('answers at once when something happened, and with nothing after the wait', async () => {
    const first = await session()
    const pending = check(first, 5)
    await sleep(30)
    await vk.stand.say(ANNA, { kind: 'text', text: 'Привет' })
    const { ts, updates } = await pending
    expect(updates).toMatchObject([
      {
        type: 'message_new',
        group_id: Number(vk.groupId),
        v: '5.199',
        event_id: expect.stringMatching(/^[0-9a-f]{40}$/),
        object: {
          message: { text: 'Привет', from_id: ANNA, peer_id: ANNA, id: 1 },
          client_info: { inline_keyboard: true },
        },
      },
    ])
    expect(await check({ ...first, ts })).toEqual({ ts, updates: [] })
    expect((await check(first)).updates).toHaveLength(1)
  })

  test('tells of a wrong key, a stale ts and lost events as VK does', async () => {
    const first = await session()
    expect(await check({ ...first, key: 'old' })).toEqual({ failed: 2 })
    await vk.stand.say(ANNA, { kind: 'text', text: 'пропало' })
    vk.stand.dropHistory()
    const stale = await check(first)
    expect(stale).toEqual({ failed: 1, ts: 3 })
    expect(await check({ ...first, ts: '3' })).toEqual({ ts: '3', updates: [] })
    vk.stand.expireKey()
    expect(await check({ ...first, ts: '3' })).toEqual({ failed: 2 })
    vk.stand.dropHistory(3)
    expect(await check({ ...first, ts: '3' })).toEqual({ failed: 3 })
    expect(await check(await session())).toMatchObject({ updates: [] })
  })

  test('wakes a waiting request when the key runs out', async () => {
    const pending = check(await session(), 20)
    await sleep(30)
    vk.stand.expireKey()
    expect(await pending).toEqual({ failed: 2 })
  })

  test('fails in the ways that a fault on a_check orders, and only then', async () => {
    const first = await session()
    vk.world.order({ messenger: 'vk', kind: 'flood' })
    expect(await check(first, 0.1)).toMatchObject({ updates: [] })
    vk.world.order({ messenger: 'vk', method: 'a_check', kind: 'flood' })
    expect(await check(first)).toEqual({ failed: 2 })
    vk.world.order({ messenger: 'vk', method: 'a_check', kind: 'cut' })
    await expect(check(first)).rejects.toThrow()
  })

  test('is refused when it is switched off, and leaves out types that were not asked for', async () => {
    const first = await session()
    const settings = { group_id: vk.groupId, message_new: 0 }
    await vk.call('groups.setLongPollSettings', settings)
    await vk.stand.say(ANNA, { kind: 'text', text: 'мимо' })
    await vk.stand.block(ANNA)
    expect((await check(first)).updates.map(({ type }) => type)).toEqual(['message_deny'])
    await vk.call('groups.setLongPollSettings', { group_id: vk.groupId, enabled: 0 })
    const refused = await vk.refusal('groups.getLongPollServer', { group_id: vk.groupId })
    expect(refused).toMatch(/^100 .*longpoll for this group is not enabled/)
  })
})

describe('what people do', () => {
  async function events(act: () => Promise<void>): Promise<Event[]> {
    const before = await session()
    await act()
    return (await check(before)).updates
  }

  const keyboard = (inline: boolean, type = 'callback') =>
    JSON.stringify({
      inline,
      one_time: !inline,
      buttons: [[{ action: { type, label: 'Да', payload: '{"yes":1}' } }]],
    })

  test('arrives as «Начать» with the ref of the deep link', async () => {
    const [linked, plain] = await events(async () => {
      await vk.stand.start(BORIS, 'invite-1')
      await vk.stand.start(BORIS)
    })
    expect(linked?.object.message).toMatchObject({
      text: 'Начать',
      payload: '{"command":"start"}',
      ref: 'invite-1',
    })
    expect(plain?.object.message).not.toHaveProperty('ref')
  })

  test('arrives as message_event for a callback button, to be answered once', async () => {
    const send = { peer_id: ANNA, random_id: 1, message: 'Да?', keyboard: keyboard(true) }
    await vk.call('messages.send', send)
    const [event] = await events(() => vk.stand.tap(ANNA, 'Да', 1))
    expect(event).toMatchObject({
      type: 'message_event',
      object: { user_id: ANNA, peer_id: ANNA, payload: { yes: 1 }, conversation_message_id: 1 },
    })
    const answer = {
      event_id: event?.object.event_id,
      user_id: ANNA,
      peer_id: ANNA,
      event_data: JSON.stringify({ type: 'show_snackbar', text: 'Записано' }),
    }
    expect(await vk.call('messages.sendMessageEventAnswer', answer)).toEqual({ response: 1 })
    expect(vk.stand.chat(ANNA).messages[0]?.notice).toBe('Записано')
    const again = await vk.refusal('messages.sendMessageEventAnswer', answer)
    expect(again).toMatch(/^100 .*invalid event_id/)
  })

  test('must be answered within a minute', async () => {
    const [event] = await events(() => vk.stand.tapRaw(ANNA, 1, 'чужое'))
    expect(event?.object.payload).toBe('чужое')
    vk.world.setClock(Date.now() + 61_000)
    const late = { event_id: event?.object.event_id, user_id: ANNA, peer_id: ANNA }
    expect(await vk.refusal('messages.sendMessageEventAnswer', late)).toMatch(/^100 /)
  })

  test('arrives as a message for a text button; a one-time keyboard is gone then', async () => {
    const send = { peer_id: ANNA, random_id: 1, message: 'Меню', keyboard: keyboard(false, 'text') }
    await vk.call('messages.send', send)
    expect(vk.stand.chat(ANNA).keyboard).toEqual([['Да']])
    const [event] = await events(() => vk.stand.tap(ANNA, 'Да'))
    expect(event?.object.message).toMatchObject({ text: 'Да', payload: '{"yes":1}' })
    expect(vk.stand.chat(ANNA).keyboard).toEqual([])
    await expect(vk.stand.tap(ANNA, 'Да')).rejects.toThrow('There is no button "Да"')
  })

  test('arrives with attachments that can be downloaded', async () => {
    const bytes = Buffer.from('план')
    const [doc, voice, sticker] = await events(async () => {
      await vk.stand.say(ANNA, { kind: 'file', name: 'План.docx', bytes, caption: 'вот' })
      await vk.stand.say(ANNA, { kind: 'voice' })
      await vk.stand.say(ANNA, { kind: 'sticker' })
    })
    const { text, attachments } = doc?.object.message ?? {}
    expect(text).toBe('вот')
    expect(attachments[0].doc).toMatchObject({ title: 'План.docx', ext: 'docx', owner_id: ANNA })
    const download = await fetch(attachments[0].doc.url)
    expect(Buffer.from(await download.arrayBuffer())).toEqual(bytes)
    expect((await fetch(attachments[0].doc.url.replace(/hash=.*/, ''))).status).toBe(404)
    expect(voice?.object.message.attachments[0].type).toBe('audio_message')
    expect(sticker?.object.message.attachments[0].type).toBe('sticker')
  })

  test('in a group chat arrives without a message id, and joining as an action', async () => {
    const made = await events(async () => {
      const chat = vk.stand.addGroup('Клуб', [ANNA])
      vk.stand.join(chat, BORIS)
      await vk.stand.say(BORIS, { kind: 'text', text: 'всем привет' }, chat)
      vk.stand.leave(chat, BORIS)
    })
    expect(made.map(({ object }) => object.message)).toMatchObject([
      { id: 0, action: { type: 'chat_invite_user', member_id: -Number(vk.groupId) } },
      { action: { type: 'chat_invite_user', member_id: BORIS } },
      { peer_id: 2_000_000_001, from_id: BORIS, conversation_message_id: 3 },
      { action: { type: 'chat_kick_user', member_id: BORIS } },
    ])
  })
})
