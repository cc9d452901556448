import { afterAll, describe, expect, onTestFinished, test } from 'vitest'
import { openTown, type Speaker, type Town } from '../support/talk.ts'
import { telegramSecret } from './support/field.ts'
import { argument, registerTestFlows } from './support/flows.ts'
import { post, update, vkSecret } from './support/webhooks.ts'

afterAll(registerTestFlows())

/** The bots listen to webhooks, and nobody but the test calls them. */
const webhooks = {
  TELEGRAM_WEBHOOK_URL: 'http://127.0.0.1:9/telegram',
  TELEGRAM_WEBHOOK_SECRET: telegramSecret,
  VK_CALLBACK: 'on',
  VK_CALLBACK_SECRET: vkSecret,
  VK_CALLBACK_CONFIRMATION: 'confirm',
}

const answers = (speaker: Speaker) => speaker.heard().map(({ text }) => argument(text))

describe.each(['telegram', 'vk'] as const)('updates of %s', (name) => {
  const crowd = (town: Town, size: number) =>
    Promise.all(
      Array.from({ length: size }, (_, i) => town.citizen(name, `Житель${i} Анна`, 'teacher')),
    )

  test('each of 200 twice at once, and again a day and a restart later, are answered once', async () => {
    const town = await openTown({ env: webhooks })
    const people = await crowd(town, 20)
    const updates = people.flatMap(({ userId }) =>
      Array.from({ length: 10 }, (_, i) =>
        update(name, { id: userId, text: `/echo w${i}`, number: 100 + i }),
      ),
    )
    const all = async () => {
      for (let i = 0; i < updates.length; i += 20)
        await Promise.all(updates.slice(i, i + 20).map((each) => post(town.app, name, each)))
    }
    const twice = updates.flatMap((each) => [each, each])
    for (let i = 0; i < twice.length; i += 20) {
      const codes = await Promise.all(
        twice.slice(i, i + 20).map((each) => post(town.app, name, each)),
      )
      expect(new Set(codes)).toEqual(new Set([200]))
    }
    await town.settled()
    const heard = () => people.reduce((sum, person) => sum + person.heard().length, 0)
    expect(heard()).toBe(200)
    await town.app.database.query(
      `UPDATE inbox SET received_at = received_at - interval '1 day', handled_at = handled_at - interval '1 day'`,
    )
    await town.restart()
    await all()
    await town.settled()
    expect(heard()).toBe(200)
  }, 60_000)

  test('out of order are all answered; a late one is only late', async () => {
    const town = await openTown({ env: webhooks })
    const [anna] = await crowd(town, 1)
    if (!anna) throw new Error('nobody')
    for (const number of [105, 101, 104, 102, 103])
      await post(
        town.app,
        name,
        update(name, { id: anna.userId, text: `/echo w${number}`, number }),
      )
    await town.settled()
    expect(answers(anna)).toEqual(['w105', 'w101', 'w104', 'w102', 'w103'])
  })

  test('a forged secret, foreign JSON and no JSON are refused, and nothing is stored', async () => {
    const town = await openTown({ env: webhooks })
    const [anna] = await crowd(town, 1)
    if (!anna) throw new Error('nobody')
    const good = update(name, { id: anna.userId, text: '/echo w', number: 1 })
    const forged =
      name === 'telegram'
        ? [await post(town.app, name, good, 'forged'), await post(town.app, name, good, '')]
        : [
            await post(town.app, name, { ...good, secret: 'forged' }),
            await post(town.app, name, { ...good, secret: undefined }),
            await post(town.app, name, { ...good, group_id: 1 }),
          ]
    for (const code of forged) expect([401, 403]).toContain(code)
    for (const body of ['{"update_id":', 'null', '[]', '5', '"text"', '\u0000', '{}', '{"type":5}'])
      expect([400, 401, 403]).toContain(await post(town.app, name, body))
    // A shape nobody knows is taken, so that it is not sent for ever, and does nothing.
    const odd =
      name === 'telegram'
        ? { update_id: 7, message: { text: 5 } }
        : { ...good, object: { message: [] } }
    expect(await post(town.app, name, odd)).toBeLessThan(600)
    await town.settled()
    expect(anna.heard()).toEqual([])
    const stored = await town.app.database.query('SELECT id FROM inbox')
    expect(stored).toEqual([])
    expect(await post(town.app, name, good)).toBe(200)
    await town.settled()
    expect(answers(anna)).toEqual(['w'])
  })

  test('a body of 300 MB is refused without being read', async () => {
    const town = await openTown({ env: webhooks })
    const before = process.memoryUsage().rss
    const chunk = Buffer.alloc(1024 * 1024, 'a')
    let sent = 0
    const body = new ReadableStream({
      pull(controller) {
        if (sent >= 300) return controller.close()
        sent += 1
        controller.enqueue(chunk)
      },
    })
    const outcome = await fetch(`${town.app.url}/${name}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
      duplex: 'half',
    } as RequestInit).then(
      ({ status }) => status,
      () => 'cut',
    )
    expect([413, 'cut']).toContain(outcome)
    expect(sent).toBeLessThan(50)
    const announced = await fetch(`${town.app.url}/${name}`, {
      method: 'POST',
      body: Buffer.alloc(2 * 1024 * 1024),
    }).then(
      ({ status }) => status,
      () => 'cut',
    )
    expect([413, 'cut']).toContain(announced)
    expect(process.memoryUsage().rss - before).toBeLessThan(100 * 1024 * 1024)
    expect((await fetch(`${town.app.url}/healthz`)).status).toBe(200)
  })

  test('a thousand bad requests a second do not keep good ones from being served', async () => {
    const town = await openTown({ env: webhooks })
    const people = await crowd(town, 5)
    let stop = false
    let bad = 0
    const storm = Array.from({ length: 30 }, async () => {
      while (!stop) {
        const code = await post(town.app, name, '{"update_id": 1, "forged": true}', 'forged')
        expect([400, 403, 401]).toContain(code)
        bad += 1
        await new Promise((r) => setTimeout(r, 20))
      }
    })
    onTestFinished(() => {
      stop = true
    })
    for (let i = 0; i < 10; i++)
      for (const { userId } of people) {
        const one = update(name, { id: userId, text: `/echo w${i}`, number: 200 + i })
        expect(await post(town.app, name, one)).toBe(200)
      }
    stop = true
    await Promise.all(storm)
    await town.settled()
    for (const person of people) expect(answers(person)).toHaveLength(10)
    // It was a storm: far more bad ones than good ones came between them.
    expect(bad).toBeGreaterThan(10 * people.length)
  }, 60_000)
})

describe.each(['telegram', 'vk'] as const)('a late press in %s', (name) => {
  test('on a button that was answered is a pop-up or the present question, never an answer', async () => {
    const town = await openTown()
    const anna = await town.citizen(name, 'Котова Анна', 'teacher')
    await anna.say('/settings')
    const menu = anna.last()
    const [first] = menu.buttons.flat()
    if (!first?.data) return
    await anna.tapRaw(menu.id, first.data)
    const state = () => town.app.database.query('SELECT step, frames FROM dialogue')
    const after = await state()
    await anna.tapRaw(menu.id, first.data)
    await anna.tapRaw(menu.id, first.data)
    expect(JSON.stringify(await state())).toBe(JSON.stringify(after))
  })
})
