import { serve } from './http.ts'
import type { Crowd } from './people.ts'
import { type Manner, TelegramBot } from './telegram.ts'
import { VkCommunity } from './vk.ts'

/** The platforms of the bench, in a process of their own; spoken to over IPC, see ../world.ts. */

const bots = new Map<string, TelegramBot>()
const vk = new VkCommunity()

function bot(token: string): TelegramBot {
  const found = bots.get(token) ?? new TelegramBot()
  bots.set(token, found)
  return found
}

const port = await serve((call) => {
  const [, first = '', method = ''] = call.path.split(/[/?]/)
  if (first.startsWith('bot')) return bot(first.slice(3)).call(method, call)
  return vk.call(first, method, call)
})

const acts: { [name: string]: (token: string, given: never) => unknown } = {
  play: (token, crowd: Crowd) => (token === 'vk' ? vk.play(crowd) : bot(token).play(crowd)),
  manner: (token, manner: Manner) => {
    if (token === 'vk') vk.manner = manner
    else bot(token).manner = manner
  },
  count: (token) => (token === 'vk' ? vk.count() : bot(token).count()),
  counted: (token) => (token === 'vk' ? vk.counted() : bot(token).counted()),
}

process.on('message', async ({ id, act, token, given }) => {
  const result = await acts[act]?.(token, given as never)
  process.send?.({ id, result: result ?? null })
})
process.on('disconnect', () => process.exit(0))
vk.address = `http://127.0.0.1:${port}`
process.send?.({ port })
