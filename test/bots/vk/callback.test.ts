import { beforeEach, expect, test } from 'vitest'
import type { WebhookRoute } from '../../../src/bots/messenger.ts'
import { ANNA, type Bench, openBench } from '../../support/bench.ts'
import { vk } from '../../support/platforms.ts'

let bench: Bench
let route: WebhookRoute

beforeEach(async () => {
  bench = await openBench(vk)
  const [only] = (await bench.open('webhook')).routes
  route = only as WebhookRoute
})

const post = (event: object) => route.handle(Buffer.from(JSON.stringify(event)), {})
const sample = () => JSON.parse(vk.post(bench.stand, 'раз', 'right').body.toString())
const groupId = () => Number(bench.stand.credentials.groupId)

test('the address is confirmed with and without the secret, and for nobody else', async () => {
  const ask = { type: 'confirmation', group_id: groupId() }
  const answer = { status: 200, body: bench.stand.credentials.confirmation }
  expect(await post(ask)).toEqual(answer)
  expect(await post({ ...ask, secret: 'right-secret' })).toEqual(answer)
  expect((await post({ ...ask, secret: 'wrong' })).status).toBe(403)
  expect((await post({ ...ask, group_id: 1 })).status).toBe(403)
})

test('events without a secret or of another community are refused', async () => {
  const { secret: _, ...bare } = sample()
  expect((await post(bare)).status).toBe(403)
  expect((await post({ ...sample(), group_id: 1 })).status).toBe(403)
  expect(bench.events).toEqual([])
})

test('the answer is exactly ok, also to events that are none of ours', async () => {
  expect(await post(sample())).toEqual({ status: 200, body: 'ok' })
  const other = { ...sample(), type: 'wall_post_new', object: { id: 1 } }
  expect(await post(other)).toEqual({ status: 200, body: 'ok' })
  expect(bench.events).toHaveLength(1)
})

test('an event that cannot be read is left out and does not come for ever', async () => {
  const broken = sample()
  broken.object.message.payload = '{'
  expect(await post(broken)).toEqual({ status: 200, body: 'ok' })
  expect(await post({ ...sample(), object: {} })).toEqual({ status: 200, body: 'ok' })
  expect(bench.events).toEqual([])
})

test('everything that a person does comes through', async () => {
  const { stand } = bench
  await stand.start(ANNA, 'kod')
  expect((await bench.next()).event).toEqual({ type: 'start', payload: 'kod' })
  await stand.block(ANNA)
  expect((await bench.next()).event).toEqual({ type: 'blocked' })
})
