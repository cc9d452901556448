import { describe, expect, test } from 'vitest'
import { openTown, type Speaker, type Town } from '../support/talk.ts'

/** Everything a person may be shown by mistake: a key instead of words, a broken placeable. */
const broken = /\{\s*\$|error-|dialogue-[a-z]|undefined|\[object/

function expectSentence(speaker: Speaker, pattern: RegExp): void {
  const { text } = speaker.last()
  expect(text).toMatch(pattern)
  expect(text).not.toMatch(broken)
}

describe.each(['telegram', 'vk'] as const)('in %s', (messenger) => {
  const server = (town: Town) => (messenger === 'telegram' ? town.telegram : town.vk)

  test('a stranger is told how to get in', async () => {
    const town = await openTown()
    const guest = town.stranger(messenger, 'Ольга Гостева')
    await guest.start()
    expect(guest.heard()).toHaveLength(1)
    expectSentence(guest, /приглашен/)
  })

  test('whatever a bot cannot read gets a clear sentence, never silence', async () => {
    const town = await openTown()
    const anna = await town.citizen(messenger, 'Котова Анна', 'coordinator')
    const said = async (act: () => Promise<void>, pattern: RegExp) => {
      const before = anna.heard().length
      await act()
      expect(anna.heard().length).toBeGreaterThan(before)
      expectSentence(anna, pattern)
    }
    await said(() => anna.send({ kind: 'sticker' }), /стикер/)
    await said(() => anna.send({ kind: 'voice' }), /[Гг]олосов/)
    await said(() => anna.say('абракадабра'), /Не понял/)
    await said(() => anna.say('/nosuchcommand'), /[Нн]ет|не знаю/)
    await said(() => anna.say('слово '.repeat(830)), /./)
    const file = (name: string, bytes: Buffer) => anna.send({ kind: 'file', name, bytes })
    await said(() => file('пусто.txt', Buffer.alloc(0)), /пуст/i)
    await said(
      () =>
        file(
          'план.docx',
          Buffer.from(`MZ${'\0'.repeat(400)}This program cannot be run in DOS mode`),
        ),
      /не соответствует/i,
    )
    await said(
      () => file('картинка.png', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex')),
      /./,
    )
  })

  test('a code that was used, is foreign or made up is answered with what to do', async () => {
    const town = await openTown()
    const guest = town.stranger(messenger, 'Ольга Гостева')
    await guest.start('AAAAAAAAAAAAAAAAAAAAAAAA')
    expectSentence(guest, /код|ссылк|приглашен/i)
  })

  test('a button of an older question gets a polite answer and the present question again', async () => {
    const town = await openTown()
    const anna = await town.citizen(messenger, 'Котова Анна', 'coordinator')
    await anna.say('/help')
    await anna.tapRaw(anna.last().id, 's:999:o1')
    expectSentence(anna, /кнопк/i)
    await anna.tapRaw(anna.last().id, 'что угодно')
    expectSentence(anna, /кнопк/i)
  })

  test('a person who blocked the bot is marked, and is not written to again', async () => {
    const town = await openTown()
    const anna = await town.citizen(messenger, 'Котова Анна', 'coordinator')
    await anna.say('/help')
    await server(town).block(anna.userId)
    await expect.poll(() => reachable(town, anna)).toBe(false)
    const calls = server(town).calls().length
    const told = await town.domain((domain) =>
      domain.deliveries.tell(anna.personId, { text: [{ key: 'menu-title' }] }),
    )
    await town.settled()
    expect(told).toBe(false)
    expect(
      server(town)
        .calls()
        .slice(calls)
        .map((c) => c.method),
    ).not.toContain(messenger === 'telegram' ? 'sendMessage' : 'messages.send')
    await server(town).unblock(anna.userId)
    await anna.say('/help')
    expect(await reachable(town, anna)).toBe(true)
  })

  test('a block that is found out only by sending marks the person, and the curator is told', async () => {
    const town = await openTown()
    const anna = await town.citizen(messenger, 'Котова Анна', 'teacher')
    const curator = await town.citizen('telegram', 'Строгова Вера', 'curator')
    // The event of the block is lost: only the refusal to send tells.
    await town.app.messengers.get(messenger)?.stop()
    await server(town).block(anna.userId)
    await town.domain((domain) =>
      domain.deliveries.tell(anna.personId, { text: [{ key: 'menu-title' }] }),
    )
    await town.settled()
    expect(await reachable(town, anna)).toBe(false)
    expectSentence(curator, /Котова/)
  })

  test('an update that the platform repeats is answered once', async () => {
    const town = await openTown()
    const anna = await town.citizen(messenger, 'Котова Анна', 'coordinator')
    await anna.say('/help')
    const before = anna.heard().length
    // The bots take the update, but the connection breaks before they could say so.
    town.world.order({
      messenger,
      method: messenger === 'telegram' ? 'getUpdates' : 'a_check',
      kind: 'lost-answer',
    })
    await anna.say('/help')
    await anna.say('/help')
    expect(anna.heard().length).toBe(before + 2)
  })

  test('what was committed and not sent is sent by the next start, once', async () => {
    const town = await openTown()
    const anna = await town.citizen(messenger, 'Котова Анна', 'coordinator')
    await anna.say('/help')
    const before = anna.heard().length
    town.world.order({
      messenger,
      method: messenger === 'telegram' ? 'sendMessage' : 'messages.send',
      kind: 'cut',
      times: 1000,
    })
    await anna.say('/help')
    expect(anna.heard().length).toBe(before)
    town.world.clearFaults()
    await town.restart()
    await expect.poll(() => anna.heard().length, { timeout: 8000 }).toBe(before + 1)
    await town.settled()
    expect(anna.heard().length).toBe(before + 1)
  })

  test('too many requests are waited out as told, and nothing is lost', async () => {
    const town = await openTown()
    const anna = await town.citizen(messenger, 'Котова Анна', 'coordinator')
    town.world.order({
      messenger,
      kind: 'too-many',
      method: messenger === 'telegram' ? 'sendMessage' : 'messages.send',
      seconds: 1,
    })
    await anna.say('/help')
    await expect.poll(() => anna.heard().length, { timeout: 8000 }).toBe(1)
  })
})

async function reachable(town: Town, speaker: Speaker): Promise<boolean | undefined> {
  const [row] = await town.app.database.query<{ reachable: boolean }>(
    'SELECT reachable FROM account WHERE person_id = $1',
    [speaker.personId],
  )
  return row?.reachable
}
