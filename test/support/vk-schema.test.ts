import { describe, expect, test } from 'vitest'
import {
  checkVkAnswer,
  checkVkCall,
  checkVkUpdate,
  vkSchemas,
  vkSchemasAbsent,
} from './vk-schema.ts'

if (!vkSchemas) console.warn(vkSchemasAbsent)

describe.skipIf(!vkSchemas)('the checker of VK calls', () => {
  const send = { peer_ids: '1,2', random_id: '5', message: 'а' }

  test('finds nothing in a proper call', () => {
    const keyboard = JSON.stringify({
      inline: true,
      buttons: [[{ action: { type: 'text', label: 'Да' }, color: 'secondary' }]],
    })
    expect(checkVkCall('messages.send', { ...send, keyboard, v: '5.199' })).toEqual([])
    expect(checkVkCall('messages.edit', { peer_id: 1, cmid: 2, message: 'а' })).toEqual([])
  })

  test.each([
    ['messages.sent', send],
    ['messages.send', { ...send, text: 'а' }],
    ['messages.send', { peer_ids: '1', message: 'а' }],
    ['messages.send', { ...send, peer_ids: 'Анна' }],
    ['messages.send', { ...send, peer_ids: Array.from({ length: 101 }, () => 1) }],
    ['messages.send', { ...send, random_id: 2 ** 31 }],
    ['messages.send', { ...send, message: 'а'.repeat(4097) }],
    ['messages.send', { ...send, dont_parse_links: 'да' }],
    ['messages.send', { ...send, intent: 'spam' }],
    ['messages.send', { ...send, payload: '{' }],
    ['messages.send', { ...send, keyboard: '{}' }],
    ['messages.send', { ...send, keyboard: '{"buttons":[[{"action":{"type":"text"}}]]}' }],
  ])('complains about %s %j', (method, params) => {
    expect(checkVkCall(method, params)).not.toEqual([])
  })

  test('complains about updates and answers of another shape', () => {
    const update = { group_id: 1, event_id: 'e', v: '5.199', type: 'message_deny' }
    expect(checkVkUpdate({ ...update, object: { user_id: 5 } })).toEqual([])
    expect(checkVkUpdate({ ...update, object: {} })).not.toEqual([])
    expect(checkVkUpdate({ type: 'message_deny', object: { user_id: 5 } })).not.toEqual([])
    expect(checkVkAnswer('messages.send', { response: 5 })).toEqual([])
    expect(checkVkAnswer('messages.send', { response: [{ peer_id: 1 }] })).not.toEqual([])
    const error = { error_code: 901, error_msg: 'Blocked' }
    expect(checkVkAnswer('messages.send', { error })).not.toEqual([])
  })
})
