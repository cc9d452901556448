import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { ANNA, BORIS, until, type VkTest, vkIo, vkTest } from '../../support/vk-client.ts'
import { checkVkAnswer, checkVkCall, checkVkUpdate } from '../../support/vk-schema.ts'

const PICTURE = Buffer.from('89504e470d0a1a0a0000000d494844520000002000000010', 'hex')

let vk: VkTest
beforeEach(async () => {
  vk = await vkTest({ limits: 'real' })
})
afterEach(async () => {
  const calls = vk.stand.calls()
  expect(calls.flatMap(({ method, params }) => checkVkCall(method, params))).toEqual([])
  expect(calls.flatMap(({ method, answer }) => checkVkAnswer(method, answer))).toEqual([])
  expect(vk.stand.updates().flatMap(checkVkUpdate)).toEqual([])
  await vk.stand.stop()
})

const keyboard = JSON.stringify({
  inline: true,
  buttons: [
    [{ action: { type: 'callback', label: 'Да', payload: '{"yes":1}' }, color: 'secondary' }],
  ],
})

describe('vk-io', () => {
  test('polls, sends, edits and answers buttons', async () => {
    const bot = vkIo(vk)
    const { messages } = bot.api
    bot.updates.on('message_new', async ({ peerId, id, referralValue }) => {
      await messages.send({
        peer_ids: [peerId],
        random_id: id,
        message: `${referralValue}?`,
        keyboard,
      })
    })
    bot.updates.on('message_event', async (event) => {
      await event.answer({ type: 'show_snackbar', text: 'Принято' })
      const { peerId, conversationMessageId } = event
      const edit = { peer_id: peerId, conversation_message_id: conversationMessageId }
      await messages.edit({ ...edit, message: 'Готово' } as Parameters<typeof messages.edit>[0])
    })
    await bot.updates.startPolling()
    await vk.stand.start(BORIS, 'код')
    await until(() => vk.stand.chat(BORIS).messages.length === 2)
    await vk.stand.tap(BORIS, 'Да')
    await until(() => vk.stand.chat(BORIS).messages[1]?.edited === true)
    expect(vk.stand.chat(BORIS).messages[1]).toMatchObject({ text: 'Готово', notice: 'Принято' })
    await bot.updates.stop()
  })

  test('goes on after an expired key', async () => {
    const bot = vkIo(vk)
    const heard: (string | undefined)[] = []
    bot.updates.on('message_new', ({ text }) => void heard.push(text))
    await bot.updates.startPolling()
    vk.stand.expireKey()
    await until(() => vk.stand.calls().length === 2)
    await vk.stand.say(ANNA, { kind: 'text', text: 'ещё' })
    await until(() => heard.length === 1)
    await bot.updates.stop()
  })

  test('is served by the Callback API', async () => {
    const { secret = '', confirmation = '' } = vk.stand.credentials
    const bot = vkIo(vk, { webhookSecret: secret, webhookConfirmation: confirmation })
    const heard: (string | undefined)[] = []
    bot.updates.on('message_new', ({ text }) => void heard.push(text))
    const server = createServer(bot.updates.getWebhookCallback('/vk'))
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const { port } = server.address() as AddressInfo
    expect(await vk.stand.setCallback(`http://127.0.0.1:${port}/vk`)).toBe(true)
    await vk.stand.say(ANNA, { kind: 'text', text: 'Привет' })
    await until(() => heard.length === 1)
    expect(heard).toEqual(['Привет'])
    server.closeAllConnections()
    server.close()
  })

  test('uploads documents and pictures, which the person sees', async () => {
    const bot = vkIo(vk)
    const value = Buffer.from('отчёт')
    const doc = await bot.upload.messageDocument({
      peer_id: ANNA,
      source: { value, filename: 'Отчёт.pdf' },
    })
    const photo = await bot.upload.messagePhoto({ peer_id: ANNA, source: { value: PICTURE } })
    const attachment = [doc, photo]
    await bot.api.messages.send({ peer_ids: [ANNA], random_id: 1, message: 'Вот', attachment })
    const [message] = vk.stand.chat(ANNA).messages
    expect(message?.file).toMatchObject({ name: 'Отчёт.pdf', mime: 'application/pdf' })
    expect(vk.stand.file(message?.file?.id ?? '')?.bytes).toEqual(value)
    expect(vk.stand.file(message?.picture?.id ?? '')?.bytes).toEqual(PICTURE)
  })

  test("meets the upload's refusals", async () => {
    const bot = vkIo(vk)
    const value = Buffer.from('это не картинка')
    await expect(bot.upload.messagePhoto({ peer_id: ANNA, source: { value } })).rejects.toThrow(
      'photos_list is invalid',
    )
    await expect(bot.upload.messageDocument({ peer_id: BORIS, source: { value } })).rejects.toThrow(
      "Can't send messages for users without permission",
    )
  })
})
