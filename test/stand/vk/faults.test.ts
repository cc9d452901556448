import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Fault } from '../../../stand/world.ts'
import { ANNA, type VkTest, vkTest } from '../../support/vk-client.ts'

let vk: VkTest
beforeEach(async () => {
  vk = await vkTest()
})
afterEach(() => vk.stand.stop())

const send = () => vk.call('messages.send', { peer_id: ANNA, random_id: 3, message: 'раз' })
const order = (kind: Fault['kind'], more: Partial<Fault> = {}) =>
  vk.world.order({ messenger: 'vk', method: 'messages.send', kind, ...more })
const sent = () => vk.stand.chat(ANNA).messages.length

describe('an ordered fault', () => {
  test.each([
    ['too-many', 6],
    ['flood', 9],
    ['server', 10],
  ] as const)('%s is error %i, and nothing is sent', async (kind, code) => {
    order(kind)
    expect((await send()).error.error_code).toBe(code)
    expect(sent()).toBe(0)
    expect(await send()).toEqual({ response: 1 })
  })

  test('bad-gateway is a page, not JSON', async () => {
    order('bad-gateway')
    await expect(send()).rejects.toThrow('JSON')
    expect(vk.stand.calls()).toMatchObject([{ status: 502 }])
  })

  test('cut takes no effect; lost-answer does, and the repetition sends nothing twice', async () => {
    order('cut')
    await expect(send()).rejects.toThrow('fetch failed')
    expect(sent()).toBe(0)
    order('lost-answer')
    await expect(send()).rejects.toThrow('fetch failed')
    expect(sent()).toBe(1)
    expect(await send()).toEqual({ response: 1 })
    expect(sent()).toBe(1)
  })

  test('slow answers after its seconds', async () => {
    order('slow', { seconds: 0.2 })
    const before = Date.now()
    expect(await send()).toEqual({ response: 1 })
    expect(Date.now() - before).toBeGreaterThanOrEqual(190)
  })
})

describe('a kept state', () => {
  test('shows the same conversations and goes on with the same Long Poll after a restart', async () => {
    const stateFile = join(mkdtempSync(join(tmpdir(), 'vk-')), 'vk.json')
    const first = await vkTest({ stateFile })
    const group_id = first.groupId
    const before = await first.call('groups.getLongPollServer', { group_id })
    await first.stand.say(ANNA, { kind: 'file', name: 'a.txt', bytes: Buffer.from('abc') })
    await first.stand.block(ANNA)
    await first.stand.stop()
    const second = await vkTest({ stateFile })
    expect(second.stand.chat(ANNA)).toEqual(first.stand.chat(ANNA))
    const file = second.stand.chat(ANNA).messages[0]?.file?.id ?? ''
    expect(second.stand.file(file)?.bytes.toString()).toBe('abc')
    expect(second.stand.isBlocked(ANNA)).toBe(true)
    const after = await second.call('groups.getLongPollServer', { group_id })
    expect(after.response.key).toBe(before.response.key)
    expect(after.response.ts).toBe('3')
    await second.stand.stop()
  })
})
