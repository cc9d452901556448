import { afterAll, describe, expect, test } from 'vitest'
import { openTown, type Speaker, type Town } from '../support/talk.ts'
import { argument, registerTestFlows } from './support/flows.ts'

afterAll(registerTestFlows())

const answers = (speaker: Speaker) => speaker.heard().map(({ text }) => argument(text))

interface Poison {
  id: number
  attempts: number
  failure: string
}

const poisons = (town: Town) =>
  town.app.database.query<Poison>(
    'SELECT id, attempts, failure FROM inbox WHERE handled_at IS NOT NULL AND attempts > 0 ORDER BY id',
  )

describe.each(['telegram', 'vk'] as const)('a poison message in %s', (name) => {
  test('of a flow that throws is tried three times and set aside, and the talk goes on', async () => {
    const town = await openTown()
    const anna = await town.citizen(name, 'Котова Анна', 'teacher')
    const boris = await town.citizen(name, 'Зимин Борис', 'teacher')
    await anna.say('/throws')
    await anna.say('бум')
    // Meanwhile the others are served at once.
    await boris.say('/echo b1')
    expect(answers(boris)).toEqual(['b1'])
    await expect.poll(() => answers(anna).length, { timeout: 9000 }).toBe(2)
    const [poison] = await poisons(town)
    expect(poison?.attempts).toBe(3)
    expect(poison?.failure).toMatch(/^TypeError/)
    expect(poison?.failure).not.toMatch(/бум|a bug/)
    expect(anna.last().text).toContain(String(poison?.id))
    expect(anna.last().text).toContain('throws?')
    // The question is still open, and takes a better answer.
    await anna.say('тишина')
    expect(answers(anna).at(-1)).toBe('survived тишина')
  })

  test('that fails again and again ends its own flow only', async () => {
    const town = await openTown()
    const anna = await town.citizen(name, 'Котова Анна', 'teacher')
    await anna.say('/diary')
    await anna.say('запись')
    await anna.say('/throws')
    for (const heard of [4, 5]) {
      await anna.say('бум')
      await expect.poll(() => answers(anna).length, { timeout: 9000 }).toBe(heard)
    }
    expect(anna.last().text).toContain('q1')
    await anna.say('ещё')
    await anna.say('конец')
    expect(answers(anna).at(-1)).toBe('all запись ещё')
    expect(await poisons(town)).toHaveLength(2)
  })

  test('leaves no button of before alive', async () => {
    const town = await openTown()
    const anna = await town.citizen(name, 'Котова Анна', 'teacher')
    await anna.say('/throws')
    const step = async () =>
      (await town.app.database.query<{ step: number }>('SELECT step FROM dialogue'))[0]?.step ?? 0
    const before = await step()
    await anna.say('бум')
    await expect.poll(() => answers(anna).length, { timeout: 9000 }).toBe(2)
    expect(await step()).toBeGreaterThan(before)
  })
})

test('a flow that never settles is cut, tried three times and set aside; the others do not wait', async () => {
  const town = await openTown()
  const anna = await town.citizen('telegram', 'Котова Анна', 'teacher')
  const boris = await town.citizen('vk', 'Зимин Борис', 'teacher')
  await anna.say('/hangs')
  const began = performance.now()
  await town.telegram.say(anna.userId, { kind: 'text', text: 'бум' })
  await boris.say('/echo b1').catch(() => undefined)
  expect(answers(boris)).toEqual(['b1'])
  await expect.poll(() => answers(anna).length, { timeout: 18_000 }).toBe(2)
  expect(performance.now() - began).toBeLessThan(18_000)
  expect(await poisons(town)).toMatchObject([
    { attempts: 3, failure: expect.stringMatching(/^FlowHung/) },
  ])
  await anna.say('тишина')
  expect(answers(anna).at(-1)).toBe('survived тишина')
}, 30_000)
