import { describe, expect, test } from 'vitest'
import {
  checkTelegramAnswer,
  checkTelegramCall,
  checkTelegramUpdate,
  telegramSchema,
} from '../../support/telegram-schema.ts'

const chat = { id: 5, type: 'private', first_name: 'А' }
const message = { message_id: 1, date: 1, chat, text: 'да' }

describe.skipIf(!telegramSchema)('the checker by the published schema', () => {
  test('finds nothing wrong with a right call, update and answer', () => {
    const call = { chat_id: 5, text: 'x', reply_markup: { remove_keyboard: true } }
    expect(checkTelegramCall('sendMessage', call)).toEqual([])
    const document = { chat_id: 5, document: { file: 'a.txt', size: 3 } }
    expect(checkTelegramCall('sendDocument', document)).toEqual([])
    expect(checkTelegramUpdate({ update_id: 1, message })).toEqual([])
    expect(checkTelegramAnswer('sendMessage', { ok: true, result: message })).toEqual([])
  })

  test('names unknown methods and fields, missing ones and wrong types', () => {
    expect(checkTelegramCall('sendWish', {})).toEqual(['sendWish: unknown method'])
    expect(checkTelegramCall('sendMessage', { chat_id: 5.5, foo: 1 })).toEqual([
      'sendMessage.chat_id: Integer is expected',
      'sendMessage.foo: unknown field',
      'sendMessage.text: missing',
    ])
    const inline_keyboard = [[{ text: 'x', callback_data: 5 }]]
    const call = { chat_id: 5, text: 'x', reply_markup: { inline_keyboard } }
    expect(checkTelegramCall('sendMessage', call)).toHaveLength(1)
  })

  test('knows lengths in characters and in bytes', () => {
    expect(checkTelegramCall('sendMessage', { chat_id: 5, text: 'я'.repeat(4097) })).toEqual([
      'sendMessage.text: 4097 characters, allowed are 1 to 4096',
    ])
    const inline_keyboard = [[{ text: 'x', callback_data: 'я'.repeat(33) }]]
    const call = { chat_id: 5, text: 'x', reply_markup: { inline_keyboard } }
    expect(checkTelegramCall('sendMessage', call).join()).toContain('66 bytes')
  })

  test('knows fixed values', () => {
    const wrong = { update_id: 1, message: { ...message, chat: { ...chat, type: 'secret' } } }
    expect(checkTelegramUpdate(wrong).join()).toContain('"secret" is none of private')
  })

  test('wants one kind in an update, and code and text in an error', () => {
    expect(checkTelegramUpdate({ update_id: 1 })).toHaveLength(1)
    expect(checkTelegramAnswer('getMe', { ok: false })).toHaveLength(1)
  })
})
