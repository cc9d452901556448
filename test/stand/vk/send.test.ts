import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { ANNA, BORIS, type VkTest, vkTest } from '../../support/vk-client.ts'

let vk: VkTest
beforeEach(async () => {
  vk = await vkTest()
})
afterEach(() => vk.stand.stop())

const text = (message: string, random_id = 1) => ({ peer_id: ANNA, random_id, message })

describe('messages.send', () => {
  test('answers one peer with the id of the message, which the person then sees', async () => {
    const { response } = await vk.call('messages.send', text('Привет, [id77|Анна] <b>'))
    expect(response).toBe(1)
    expect(vk.stand.chat(ANNA).messages[0]).toMatchObject({
      from: 'bot',
      text: 'Привет, Анна <b>',
      html: 'Привет, <a href="https://vk.com/id77">Анна</a> &lt;b&gt;',
    })
  })

  test('answers several peers with a list where each refused peer has its own error', async () => {
    const chat = vk.stand.addGroup('Клуб', [ANNA])
    const peer_ids = [ANNA, BORIS, chat, 2_000_000_009].join(',')
    const { response } = await vk.call('messages.send', { peer_ids, random_id: 5, message: 'да' })
    expect(response).toEqual([
      { peer_id: ANNA, message_id: 1, conversation_message_id: 1 },
      {
        peer_id: BORIS,
        message_id: 0,
        conversation_message_id: 0,
        error: { code: 901, description: "Can't send messages for users without permission" },
      },
      { peer_id: Number(chat), message_id: 0, conversation_message_id: 2 },
      expect.objectContaining({
        error: { code: 917, description: "You don't have access to this chat" },
      }),
    ])
  })

  test('sends nothing twice under one random_id, except under 0', async () => {
    const first = await vk.call('messages.send', text('раз', 7))
    const again = await vk.call('messages.send', text('два', 7))
    expect(again).toEqual(first)
    await vk.call('messages.send', text('три', 0))
    await vk.call('messages.send', text('четыре', 0))
    expect(vk.stand.chat(ANNA).messages.map((m) => m.text)).toEqual(['раз', 'три', 'четыре'])
  })

  test.each([
    [{ peer_id: ANNA, message: 'а' }, '100 .*random_id is a required parameter'],
    [{ peer_id: ANNA, random_id: 2 ** 31, message: 'а' }, '100 .*random_id'],
    [{ peer_id: ANNA, random_id: 'x', message: 'а' }, '100 .*random_id not integer'],
    [{ random_id: 1, message: 'а' }, '100 .*you should specify peer_id'],
    [{ peer_id: ANNA, random_id: 1 }, '100 .*message is empty or invalid'],
    [{ peer_id: ANNA, random_id: 1, message: 'а'.repeat(4097) }, '914 Message is too long'],
    [{ peer_id: ANNA, random_id: 1, attachment: 'doc-1_9' }, '100 .*attachment'],
    [{ peer_id: BORIS, random_id: 1, message: 'а' }, '901 '],
    [{ peer_id: 4040, random_id: 1, message: 'а' }, '901 '],
    [{ peer_ids: '1,'.repeat(101), random_id: 1, message: 'а' }, '100 .*peer_ids'],
  ])("refuses %j with VK's error", async (params, expected) => {
    expect(await vk.refusal('messages.send', params)).toMatch(new RegExp(`^${expected}`))
  })

  test('takes a text of 4096 characters', async () => {
    expect(await vk.refusal('messages.send', text('а'.repeat(4096)))).toBeUndefined()
  })

  test('meets 901 after message_deny, and goes on when the person writes or allows', async () => {
    await vk.stand.block(ANNA)
    expect(vk.stand.isBlocked(ANNA)).toBe(true)
    expect(await vk.refusal('messages.send', text('а'))).toMatch(/^901/)
    await vk.stand.unblock(ANNA)
    expect(await vk.refusal('messages.send', text('а'))).toBeUndefined()
    await vk.stand.block(ANNA)
    await vk.stand.say(ANNA, { kind: 'text', text: 'эй' })
    expect(await vk.refusal('messages.send', text('б', 2))).toBeUndefined()
  })

  test('meets 902 for a deleted page, and any error that the platform was told to give', async () => {
    vk.stand.deactivate(ANNA)
    expect(await vk.refusal('messages.send', text('а'))).toMatch(/^902/)
    vk.stand.refuse(ANNA, 950)
    expect(await vk.refusal('messages.send', text('а'))).toMatch(/^950/)
    vk.stand.refuse(ANNA, 14)
    const { error } = await vk.call('messages.send', text('а'))
    expect(error).toMatchObject({ error_code: 14, captcha_sid: expect.any(String) })
  })

  test('has no access to a group chat that the bot was excluded from', async () => {
    const chat = vk.stand.addGroup('Клуб', [ANNA])
    vk.stand.leave(chat)
    const refused = await vk.refusal('messages.send', { ...text('а'), peer_id: chat })
    expect(refused).toMatch(/^917/)
  })
})

describe('messages.edit', () => {
  test('replaces text and keyboard; a keyboard that is not sent again is gone', async () => {
    const keyboard = JSON.stringify({
      inline: true,
      buttons: [[{ action: { type: 'callback', label: 'Да', payload: '{}' } }]],
    })
    await vk.call('messages.send', { ...text('раз'), keyboard })
    expect(vk.stand.chat(ANNA).messages[0]?.buttons[0]?.[0]?.label).toBe('Да')
    const edit = { peer_id: ANNA, conversation_message_id: 1, message: 'два' }
    expect(await vk.call('messages.edit', edit)).toEqual({ response: 1 })
    expect(vk.stand.chat(ANNA).messages[0]).toMatchObject({
      text: 'два',
      edited: true,
      buttons: [],
    })
  })

  test("refuses foreign, old and unknown messages with VK's errors", async () => {
    await vk.stand.say(ANNA, { kind: 'text', text: 'моё' })
    await vk.call('messages.send', text('своё'))
    const edit = (cmid: number) =>
      vk.refusal('messages.edit', { peer_id: ANNA, cmid, message: 'а' })
    expect(await edit(1)).toMatch(/^920/)
    expect(await edit(9)).toMatch(/^100/)
    vk.world.setClock(Date.now() + 25 * 3600 * 1000)
    expect(await edit(2)).toMatch(/^909 Can't edit this message, because it's too old/)
  })
})

describe('messages.delete', () => {
  test('takes an own message back for everybody, and no foreign one', async () => {
    await vk.stand.say(ANNA, { kind: 'text', text: 'моё' })
    await vk.call('messages.send', text('своё'))
    const params = { peer_id: ANNA, cmids: '1,2', delete_for_all: 1 }
    const { response } = await vk.call('messages.delete', params)
    expect(response.map((item: { response: number }) => item.response)).toEqual([0, 1])
    expect(response[0].error.code).toBe(924)
    expect(vk.stand.chat(ANNA).messages.map((m) => m.text)).toEqual(['моё'])
  })
})
