import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { countEchoes, type Field, names, openField, type Person } from '../support/field.ts'
import type { Bot } from '../support/process.ts'
import { report } from '../support/report.ts'
import { slowAs, talk } from '../support/talk.ts'

const rates = { telegram: 29.5, vk: 20 }

describe.each(['polling', 'webhook'] as const)('kill -9 in a burst of 300, %s', (by) => {
  test('loses nothing, doubles at most what was being sent, catches up within 5 s', async () => {
    const field = await openField({ by })
    let bot = await field.start()
    await field.connect()
    // There is always something under way when the kill comes.
    slowAs(field.world, 0.1)
    const { people, said, burst } = talk(field, 30, 5, 40)
    let inFlight = 0
    let startup = 0
    let ready = new Date()
    for (let kill = 0; kill < 3; kill++) {
      await sleep(300 + Math.random() * 1200)
      await bot.kill()
      field.withdraw(bot)
      inFlight += await unmarked(field, people)
      bot = await field.start()
      startup = bot.startup
      ready = new Date()
    }
    const owed = names.map((name) => missing(people, said, name) / rates[name])
    await burst
    await field.until('everything is sent', 30_000, () =>
      names.every((name) => missing(people, said, name) === 0),
    )
    await sleep(1500)
    // By the rows themselves: what waited for the last restart, and for how long after it.
    const [waits] = await field.query<{ handled: number; sent: number }>(
      `SELECT (SELECT max(extract(epoch FROM handled_at - greatest(received_at, $1)))::float8 FROM inbox) AS handled,
         (SELECT max(extract(epoch FROM sent_at - $1))::float8 FROM delivery WHERE created_at <= $1) AS sent`,
      [ready],
    )
    const counts = Object.fromEntries(
      names.map((name) => [
        name,
        countEchoes(
          people.filter((person) => person.name === name),
          said,
        ),
      ]),
    )
    report(`kill -9 × 3 in a burst of 300, ${by}`, {
      lost: (counts.telegram?.lost ?? 0) + (counts.vk?.lost ?? 0),
      'doubled Telegram': counts.telegram?.doubled ?? 0,
      'being sent at the kills': inFlight,
      'doubled VK': counts.vk?.doubled ?? 0,
      'out of order': (counts.telegram?.disordered ?? 0) + (counts.vk?.disordered ?? 0),
      'start s': (startup / 1000).toFixed(1),
      'longest wait of an event s': Math.max(0, waits?.handled ?? 0).toFixed(2),
      'left replies sent after s': (waits?.sent ?? 0).toFixed(2),
      'the platforms’ rate takes s': Math.max(...owed).toFixed(1),
    })
    expect(counts.telegram).toMatchObject({ sent: 150, lost: 0, disordered: 0 })
    expect(counts.vk).toMatchObject({ sent: 150, lost: 0, doubled: 0 })
    // VK's callbacks come back in any order after an outage: that is the platform's own.
    if (by === 'polling') expect(counts.vk?.disordered).toBe(0)
    expect(counts.telegram?.doubled).toBeLessThanOrEqual(inFlight)
    expect(waits?.handled).toBeLessThan(5)
    expect(waits?.sent ?? 0).toBeLessThan(5 + Math.max(...owed))
  }, 120_000)
})

function missing(people: Person[], said: Map<Person, string[]>, name: string): number {
  let n = 0
  for (const person of people) {
    if (person.name !== name) continue
    const answers = new Set(person.answers())
    n += (said.get(person) ?? []).filter((word) => !answers.has(word)).length
  }
  return n
}

/** Messages that people in Telegram have got and whose rows are not marked: they were being sent. */
async function unmarked(field: Field, people: Person[]): Promise<number> {
  const rows = await field.query<{ word: string; chat: string }>(
    `SELECT content #>> '{text,0,args,min}' AS word, chat_id AS chat FROM delivery
     WHERE messenger = 'telegram' AND status = 'waiting'`,
  )
  return rows.filter(({ word, chat }) =>
    people.some((person) => String(person.id) === chat && person.answers().includes(word)),
  ).length
}

test('a message that kills the process is set aside after three deaths, and the others are served', async () => {
  const field = await openField()
  const anna = field.person('telegram')
  const boris = field.person('vk')
  let bot: Bot | null = await field.start()
  await anna.say('/kills')
  await field.until('the question is asked', 5000, () => anna.answers().length === 1)
  let deaths = 0
  await anna.say('бум')
  for (; deaths < 6; deaths++) {
    await field.until(
      'it dies or answers',
      15_000,
      () => !bot?.running() || anna.heard().length > 1,
    )
    if (bot?.running()) break
    await boris.say(`/echo ${deaths}`)
    // What it died of was not acknowledged: it may come again, and kill it before it says that it is there.
    bot = await field.start().catch(() => null)
  }
  await field.until('the other one is answered', 15_000, () => boris.answers().length === deaths)
  const [poison] = await field.query<{ id: string; failure: string }>(
    `SELECT id, failure FROM inbox WHERE failure IS NOT NULL AND handled_at IS NOT NULL`,
  )
  report('a message that kills the process', { deaths, failure: poison?.failure ?? '' })
  // The first death is not yet known to be its own.
  expect(deaths).toBe(4)
  expect(poison?.failure).toMatch(/^ProcessDied/)
  expect(anna.heard().at(-1)?.text).toContain(String(poison?.id))
  await anna.say('тишина')
  await field.until('the talk goes on', 5000, () => anna.answers().at(-1) === 'survived тишина')
}, 120_000)
