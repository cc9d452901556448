import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Bot, GrammyError, InlineKeyboard, InputFile, webhookCallback } from 'grammy'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { openWire, schemaComplaints, type Wire } from '../../support/telegram-wire.ts'

let wire: Wire
let bot: Bot
let server: Server | undefined

beforeEach(async () => {
  wire = await openWire()
  bot = new Bot(wire.telegram.credentials.token ?? '', {
    client: { apiRoot: wire.telegram.apiRoot },
  })
  bot.command('start', (c) =>
    c.reply(`<b>Здравствуйте</b>, ${c.match}`, {
      parse_mode: 'HTML',
      reply_markup: new InlineKeyboard().text('Файл', 'file:1'),
    }),
  )
  bot.callbackQuery('file:1', async (c) => {
    await c.answerCallbackQuery('Готово')
    await c.editMessageText('Вот файл')
    await c.replyWithDocument(new InputFile(Buffer.from('abc'), 'план на год.txt'))
  })
  bot.on('message:document', async (c) => {
    const { file_path } = await c.getFile()
    await c.reply(file_path ?? '')
  })
})

afterEach(async () => {
  await bot.stop()
  server?.close()
  server?.closeAllConnections()
  server = undefined
  await wire.telegram.stop()
})

const last = () => wire.telegram.chat(5).messages.at(-1)

async function talk(): Promise<void> {
  await wire.telegram.start(5, 'abc')
  await vi.waitFor(() => expect(last()?.text).toBe('Здравствуйте, abc'))
  expect(last()?.html).toBe('<b>Здравствуйте</b>, abc')
  const id = last()?.id
  await wire.telegram.tap(5, 'Файл', id)
  await vi.waitFor(() => expect(last()?.file?.name).toBe('план на год.txt'))
  const edited = wire.telegram.chat(5).messages.find((message) => message.id === id)
  expect(edited).toMatchObject({ text: 'Вот файл', edited: true, notice: 'Готово', buttons: [] })
  await wire.telegram.say(5, { kind: 'file', name: 'a.docx', bytes: Buffer.from('x') })
  await vi.waitFor(() => expect(last()?.text).toMatch(/^documents\/file_\d+\.docx$/))
  expect(schemaComplaints(wire.telegram)).toEqual([])
}

test('a grammY bot talks by long polling', async () => {
  void bot.start({ timeout: 5 })
  await talk()
})

test('a grammY bot talks by webhook with a secret', async () => {
  await bot.init()
  server = createServer(webhookCallback(bot, 'http', { secretToken: 'S3c_ret' }))
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await bot.api.setWebhook(`http://127.0.0.1:${port}/`, { secret_token: 'S3c_ret' })
  await talk()
})

test('grammY reads a refusal with its parameters', async () => {
  wire.world.order({ messenger: 'telegram', kind: 'too-many', seconds: 4 })
  const error = await bot.api.sendMessage(5, 'x').catch((e) => e)
  expect(error).toBeInstanceOf(GrammyError)
  expect(error).toMatchObject({ error_code: 429, parameters: { retry_after: 4 } })
})
