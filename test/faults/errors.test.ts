import { afterAll, describe, expect, test } from 'vitest'
import type { LocalTelegram } from '../../stand/telegram/index.ts'
import { actorOf } from '../support/accounts.ts'
import { openTown, type Speaker, type Town } from '../support/talk.ts'
import { argument, registerTestFlows } from './support/flows.ts'

afterAll(registerTestFlows())

interface Row {
  status: string
  attempts: number
  failure: string | null
}

const sending = { telegram: 'sendMessage', vk: 'messages.send' } as const
const answers = (speaker: Speaker) => speaker.heard().map(({ text }) => argument(text))

/** Rows written for a person, oldest first. */
const rowsOf = (town: Town, speaker: Speaker) =>
  town.app.database.query<Row>(
    'SELECT status, attempts, failure FROM delivery WHERE chat_id = $1 ORDER BY id',
    [String(speaker.userId)],
  )

const tell = async (town: Town, speaker: Speaker, word: string): Promise<boolean> => {
  const message = { text: [{ key: 'dialogue-number-at-least', args: { min: word } }] }
  const told = await town.domain((domain) => domain.deliveries.tell(speaker.personId, message))
  town.app.outside.afterCommit({ type: 'deliver', messenger: speaker.messenger })
  return told
}

describe.each(['telegram', 'vk'] as const)(
  'what %s answers to a message is told apart:',
  (name) => {
    const method = sending[name]

    test.each(['server', 'bad-gateway', 'cut'] as const)(
      '%s is tried again, later words of the chat wait for it, others do not',
      async (kind) => {
        const town = await openTown()
        const anna = await town.citizen(name, 'Котова Анна', 'teacher')
        const boris = await town.citizen(name, 'Зимин Борис', 'teacher')
        town.world.order({ messenger: name, method, kind, times: 2 })
        await tell(town, anna, 'a1')
        await expect.poll(() => calls(town, name), { timeout: 6000 }).toBeGreaterThan(0)
        await tell(town, anna, 'a2')
        town.app.outside.afterCommit({ type: 'deliver', messenger: name })
        await tell(town, boris, 'b1')
        town.app.outside.afterCommit({ type: 'deliver', messenger: name })
        await expect.poll(() => answers(anna), { timeout: 9000 }).toEqual(['a1', 'a2'])
        await expect.poll(() => answers(boris), { timeout: 9000 }).toEqual(['b1'])
      },
    )

    test('a time-out after the message was delivered doubles at most this one, in VK none', async () => {
      const town = await openTown()
      const anna = await town.citizen(name, 'Котова Анна', 'teacher')
      town.world.order({ messenger: name, method, kind: 'lost-answer' })
      await anna.say('/echo one')
      await expect
        .poll(async () => (await rowsOf(town, anna))[0]?.status, { timeout: 8000 })
        .toBe('sent')
      await anna.say('/echo two')
      expect(answers(anna)).toEqual(name === 'vk' ? ['one', 'two'] : ['one', 'one', 'two'])
    })

    test('«too many» makes everybody wait as long as told, then all is sent in order', async () => {
      const town = await openTown()
      const anna = await town.citizen(name, 'Котова Анна', 'teacher')
      const boris = await town.citizen(name, 'Зимин Борис', 'teacher')
      town.world.order({ messenger: name, method, kind: 'too-many', seconds: 1 })
      const began = performance.now()
      await tell(town, anna, 'a1')
      await expect.poll(() => calls(town, name)).toBe(1)
      await Promise.all([tell(town, anna, 'a2'), tell(town, boris, 'b1')])
      await expect.poll(() => answers(boris), { timeout: 8000 }).toEqual(['b1'])
      expect(performance.now() - began).toBeGreaterThan(900)
      await expect.poll(() => answers(anna), { timeout: 8000 }).toEqual(['a1', 'a2'])
    })

    test('who blocked us is marked and not tried again; the others get theirs', async () => {
      const town = await openTown()
      const gone = await town.citizen(name, 'Котова Анна', 'teacher')
      const left = await town.citizen(name, 'Серов Иван', 'teacher')
      const others = await Promise.all(
        ['Зимин Борис', 'Лаптева Вера', 'Титов Глеб'].map((each) =>
          town.citizen(name, each, 'teacher'),
        ),
      )
      // The event of the block is lost: only the refusal tells.
      await town.app.messengers.get(name)?.stop()
      await (name === 'telegram' ? town.telegram : town.vk).block(gone.userId)
      if (name === 'telegram') (town.telegram as LocalTelegram).deactivate(left.userId)
      else town.vk.deactivate(left.userId)
      for (const one of [gone, left, ...others]) await tell(town, one, 'news')
      await town.settled()
      for (const one of [gone, left]) {
        expect(await rowsOf(town, one)).toMatchObject([{ status: 'unreachable' }])
        expect(answers(one)).toEqual([])
      }
      for (const one of others) expect(answers(one)).toEqual(['news'])
      const before = calls(town, name)
      expect(await tell(town, gone, 'more')).toBe(false)
      await town.settled()
      expect(calls(town, name)).toBe(before)
    })

    test('nothing is tried for ever: not what fails, not what is ours, not what is told to wait', async () => {
      const town = await openTown()
      const anna = await town.citizen(name, 'Котова Анна', 'teacher')
      const boris = await town.citizen(name, 'Зимин Борис', 'teacher')
      const worn = (speaker: Speaker, column: string) =>
        town.app.database.query(`UPDATE delivery SET ${column} WHERE chat_id = $1`, [
          String(speaker.userId),
        ])
      const wake = () => town.app.outside.afterCommit({ type: 'deliver', messenger: name })
      town.world.order({ messenger: name, method, kind: 'server', times: 1000 })
      await tell(town, anna, 'a1')
      await expect.poll(async () => (await rowsOf(town, anna))[0]?.attempts).toBeGreaterThan(0)
      await worn(anna, 'attempts = 19, not_before = now()')
      await expect
        .poll(async () => (await rowsOf(town, anna))[0]?.status, { timeout: 8000 })
        .toBe('failed')
      town.world.clearFaults()
      town.world.order({ messenger: name, method, kind: 'too-many', seconds: 1, times: 1000 })
      await tell(town, boris, 'b1')
      await worn(boris, `created_at = now() - interval '4 days'`)
      wake()
      await expect
        .poll(async () => (await rowsOf(town, boris))[0]?.status, { timeout: 8000 })
        .toBe('failed')
      town.world.clearFaults()
      // A row that cannot be drawn at all.
      await tell(town, anna, 'a2')
      await town.app.database.query(
        `INSERT INTO delivery (messenger, chat_id, priority, attempts, content) VALUES ($1, $2, 0, 19, '{"text": 5}')`,
        [name, String(boris.userId)],
      )
      wake()
      await expect
        .poll(async () => (await rowsOf(town, boris)).map(({ status }) => status), {
          timeout: 8000,
        })
        .toEqual(['failed', 'failed'])
      await expect.poll(() => answers(anna), { timeout: 8000 }).toEqual(['a2'])
    })
  },
)

function calls(town: Town, name: 'telegram' | 'vk'): number {
  const server = name === 'telegram' ? town.telegram : town.vk
  return server.calls().filter(({ method }) => method === sending[name]).length
}

describe('the errors of single recipients in VK:', () => {
  test.each([
    [900, 'unreachable'],
    [901, 'unreachable'],
    [902, 'unreachable'],
    [950, 'unreachable'],
    [911, 'failed'],
    [914, 'failed'],
    [100, 'failed'],
  ] as const)(
    '%i closes the row as %s, once, and the others of the call get theirs',
    async (code, status) => {
      const town = await openTown()
      const people = await Promise.all(
        ['Котова Анна', 'Зимин Борис', 'Титов Глеб'].map((each) =>
          town.citizen('vk', each, 'teacher'),
        ),
      )
      const [refused, ...others] = people as [Speaker, ...Speaker[]]
      town.vk.refuse(refused.userId, code)
      const author = await town.citizen('telegram', 'Орлова Вера', 'coordinator')
      const actor = await actorOf(town, author)
      await town.domain(({ announcements }) => announcements.publish(actor, 'Новости школы'))
      await town.settled()
      expect(await rowsOf(town, refused)).toMatchObject([
        { status, failure: expect.stringContaining(String(code)) },
      ])
      for (const one of others)
        expect(one.heard().map(({ text }) => text)).toEqual([
          expect.stringContaining('Новости школы'),
        ])
      expect(calls(town, 'vk')).toBe(1)
    },
  )

  test.each([
    [9, 'flood'],
    [10, 'the server'],
    [6, 'too many'],
  ])('%i (%s) is tried again, and the others do not wait', async (code) => {
    const town = await openTown()
    const anna = await town.citizen('vk', 'Котова Анна', 'teacher')
    const boris = await town.citizen('vk', 'Зимин Борис', 'teacher')
    town.vk.refuse(anna.userId, code)
    await tell(town, anna, 'a1')
    await expect.poll(async () => (await rowsOf(town, anna))[0]?.attempts).toBe(1)
    const began = performance.now()
    await tell(town, boris, 'b1')
    await expect.poll(() => answers(boris), { timeout: 1500, interval: 20 }).toEqual(['b1'])
    expect(performance.now() - began).toBeLessThan(1500)
    expect(await rowsOf(town, anna)).toMatchObject([{ status: 'waiting' }])
    town.vk.refuse(anna.userId, 0)
    await town.app.database.query("UPDATE delivery SET not_before = now() - interval '1 s'")
    if (code !== 9) await expect.poll(() => answers(anna), { timeout: 8000 }).toEqual(['a1'])
  })

  test('a flood of one call does not hold up the calls for others', async () => {
    const town = await openTown()
    const anna = await town.citizen('vk', 'Котова Анна', 'teacher')
    const boris = await town.citizen('vk', 'Зимин Борис', 'teacher')
    town.world.order({ messenger: 'vk', method: 'messages.send', kind: 'flood' })
    await tell(town, anna, 'a1')
    await expect.poll(async () => (await rowsOf(town, anna))[0]?.attempts).toBe(1)
    await tell(town, boris, 'b1')
    await expect.poll(() => answers(boris), { timeout: 2000 }).toEqual(['b1'])
  })
})
