import { afterEach, expect, test } from 'vitest'
import { openWire, type Wire } from '../../support/telegram-wire.ts'

let wire: Wire
afterEach(() => wire.telegram.stop())

async function sendMany(count: number, chat: (n: number) => number | string) {
  const answers = []
  for (let n = 0; n < count; n++)
    answers.push(await wire.call('sendMessage', { chat_id: chat(n), text: String(n) }))
  return answers
}

test('a short burst to one chat is let through and a long one meets 429', async () => {
  wire = await openWire({ limits: 'real' })
  const answers = await sendMany(25, () => 5)
  expect(answers.slice(0, 10).every((answer) => answer.ok)).toBe(true)
  const refused = answers.at(-1)
  expect(refused).toMatchObject({ status: 429, error_code: 429 })
  const seconds = refused?.parameters.retry_after
  expect(seconds).toBeGreaterThanOrEqual(1)
  expect(refused?.description).toBe(`Too Many Requests: retry after ${seconds}`)
})

test('more than 30 messages a second overall meet 429', async () => {
  wire = await openWire({ limits: 'real' })
  for (let id = 100; id < 140; id++)
    wire.telegram.addPerson({ id, firstName: 'П', lastName: String(id), allowed: true })
  const answers = await Promise.all(
    Array.from({ length: 40 }, (_, n) =>
      wire.call('sendMessage', { chat_id: 100 + n, text: 'всем' }),
    ),
  )
  const passed = answers.filter((answer) => answer.ok).length
  expect(passed).toBeGreaterThanOrEqual(30)
  expect(passed).toBeLessThan(40)
})

test('a group takes 20 messages a minute', async () => {
  wire = await openWire({ limits: 'real' })
  const chat = wire.telegram.addGroup('Группа', [5])
  const answers = await sendMany(21, () => chat)
  expect(answers.filter((answer) => answer.ok)).toHaveLength(20)
  expect(answers.at(-1)?.parameters.retry_after).toBeGreaterThan(1)
})

test('without limits nothing is refused', async () => {
  wire = await openWire({ limits: 'off' })
  expect((await sendMany(60, () => 5)).every((answer) => answer.ok)).toBe(true)
})
