import { beforeEach, expect, test, vi } from 'vitest'
import type { Messenger } from '../../../src/bots/messenger.ts'
import type { LocalVk } from '../../../stand/vk/index.ts'
import { ANNA, type Bench, openBench } from '../../support/bench.ts'
import { vk } from '../../support/platforms.ts'

let bench: Bench
let stand: LocalVk
let messenger: Messenger

beforeEach(async () => {
  bench = await openBench(vk)
  stand = bench.stand as LocalVk
  messenger = await bench.open()
})

const say = (text: string) => stand.say(ANNA, { kind: 'text', text })
const heard = async () => {
  const { event } = await bench.next()
  return event.type === 'text' ? event.text : event
}
const asked = () =>
  stand.calls().filter(({ method }) => method === 'groups.getLongPollServer').length

test('with a key that has run out nothing of the gap is lost', async () => {
  await messenger.stop()
  stand.expireKey()
  await say('раз')
  await bench.open()
  expect(await heard()).toBe('раз')
  bench.fault({ kind: 'flood', method: 'a_check' })
  await say('два')
  await say('три')
  expect([await heard(), await heard()]).toEqual(['два', 'три'])
})

test.each([1, 3] as const)('after VK has forgotten events (failed %i) new ones come', async (n) => {
  stand.dropHistory(n)
  await vi.waitFor(() => expect(asked()).toBe(n === 3 ? 2 : 1))
  await new Promise((resolve) => setTimeout(resolve, 50))
  await say('раз')
  expect(await heard()).toBe('раз')
})

test('a wrong token is said clearly and does not hold up the start', async () => {
  const errors: string[] = []
  const { createVk } = await import('../../../src/bots/vk/index.ts')
  const log = {
    warn: () => {},
    error: (_: object, text: string) => errors.push(text),
  }
  const other = createVk(
    { token: 'wrong', groupId: 1, apiRoot: stand.apiRoot, personalData: true },
    {
      files: bench.files,
      log: log as never,
      cursor: { read: async () => null },
      menuLabel: 'Меню',
    },
  )
  const starting = other.start(async () => {})
  await vi.waitFor(() => expect(errors).toContain('VK refuses VK_TOKEN'))
  await starting
  const sending = other.send({ chatId: String(ANNA), content: { text: 'раз' }, number: 1n })
  await expect(sending).rejects.toMatchObject({ kind: 'retry', seconds: 60 })
  await other.stop()
  await other.close()
}, 10_000)

test('in a group chat the mention that brings a press to the bot is not part of the words', async () => {
  const chat = stand.addGroup('Педагоги', [ANNA])
  await bench.next()
  await stand.say(
    ANNA,
    { kind: 'text', text: `[club${bench.stand.credentials.groupId}|Тандем], подключить чат` },
    chat,
  )
  expect(await bench.next()).toMatchObject({
    chat: { id: chat, group: true, title: 'Педагоги' },
    event: { type: 'text', text: 'подключить чат' },
  })
  stand.join(chat, 78)
  await say('дальше')
  expect(await heard()).toBe('дальше')
})

test('a link that brings its own attachment stays words', async () => {
  await say('см. https://vk.com/wall-1_2')
  expect(await heard()).toBe('см. https://vk.com/wall-1_2')
})
