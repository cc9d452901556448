import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { openWire } from '../../support/telegram-wire.ts'

const folder = mkdtempSync(join(tmpdir(), 'tandem-telegram-'))
afterAll(() => rmSync(folder, { recursive: true }))

test('a restarted server shows the same conversation and loses no update', async () => {
  const stateFile = join(folder, 'telegram.json')
  const first = await openWire({ stateFile })
  const chat = first.telegram.addGroup('Педагоги', [5, 6])
  await first.telegram.say(5, { kind: 'file', name: 'a.txt', bytes: Buffer.from('abc') })
  await first.call('sendMessage', {
    chat_id: 5,
    text: 'Меню',
    reply_markup: { keyboard: [['Да']] },
  })
  const before = first.telegram.chat(5)
  const updates = (await first.call('getUpdates')).result
  await first.telegram.stop()

  const second = await openWire({ stateFile })
  expect(second.telegram.chat(5)).toEqual(before)
  expect(second.telegram.addGroup('Педагоги', [5, 6])).toBe(chat)
  expect((await second.call('getUpdates')).result).toEqual(updates)
  const file = second.telegram.chat(5).messages[0]?.file
  expect(second.telegram.file(file?.id ?? '')?.bytes.toString()).toBe('abc')
  await second.telegram.say(5, { kind: 'text', text: 'дальше' })
  const { result } = await second.call('getUpdates', { offset: -1 })
  expect(result[0].update_id).toBe(updates.at(-1).update_id + 1)
  await second.telegram.stop()
})

test('a damaged state file is told in one sentence', async () => {
  const stateFile = join(folder, 'damaged.json')
  writeFileSync(stateFile, '{oops')
  await expect(openWire({ stateFile })).rejects.toThrow(/is damaged. Remove the file/)
})
