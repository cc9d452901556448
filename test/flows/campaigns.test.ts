import { setTimeout as pause } from 'node:timers/promises'
import { describe, expect, test, vi } from 'vitest'
import type { Incoming } from '../../src/bots/messenger.ts'
import { createReceiver } from '../../src/bots/receive.ts'
import { readWords } from '../../src/bots/words.ts'
import type { Questionnaire } from '../../src/domain/questionnaires/definition.ts'
import { openLog } from '../../src/infra/log.ts'
import { linkAccount } from '../support/accounts.ts'
import { consents } from '../support/consents.ts'
import { allHeard, openTown, type Speaker, type Town } from '../support/talk.ts'

// Whole talks of several people.
vi.setConfig({ testTimeout: 60_000 })

const scale = (code: string, text: string) => ({
  code,
  kind: 'scale' as const,
  text,
  personal: false,
  optional: false,
  steps: [1, 2, 3, 4, 5].map((value) => ({ value, label: value === 5 ? 'очень' : '' })),
})

/** A short survey that can be anonymous. */
const survey: Questionnaire = {
  code: 'town-survey',
  version: 1,
  title: 'Как вам программа',
  purpose: 'Хотим сделать её лучше.',
  source: null,
  audience: ['teacher', 'curator'],
  offered: false,
  anonymous: false,
  about: 'self',
  questions: [
    scale('useful', 'Полезна ли программа?'),
    { code: 'more', kind: 'text', text: 'Чего не хватает?', personal: false, optional: true },
  ],
  scores: [],
}

interface Company extends Town {
  coordinator: Speaker
  teachers: Speaker[]
}

/** A coordinator in VK and teachers in turns in Telegram and VK, all with their consent. */
async function company(teachers: number, env: Record<string, string> = {}): Promise<Company> {
  const town = await openTown({ at: '2026-10-05T00:00:00Z', env })
  Object.assign(town.app.outside.questionnaires, { [survey.code]: survey })
  const coordinator = await town.citizen('vk', 'Северцева Ольга Викторовна', 'coordinator')
  const people: Speaker[] = []
  for (let i = 0; i < teachers; i++)
    people.push(
      await town.citizen(i % 2 === 0 ? 'telegram' : 'vk', `Учителев${i} Иван Петрович`, 'teacher'),
    )
  await consents(town, ...people)
  return Object.assign(town, { coordinator, teachers: people })
}

/** The coordinator (or a curator) starts the survey of teachers. */
async function start(who: Speaker, kind: 'Именной' | 'Анонимный', due = '16.10.2026') {
  await who.say('/surveys')
  await who.tap('Начать опрос')
  await who.say('Как вам программа')
  if (who.buttons().includes('Педагогов')) {
    await who.tap('Педагогов')
    await who.tap('Готово')
  }
  await who.say(due)
  await who.tap(kind)
  await who.tap('Напоминать')
  const [, asked] = /Спросим: (\d+)/.exec(who.last().text) ?? []
  const few = kind === 'Анонимный' && Number(asked) < 5
  expect(who.last().text.includes('хотя бы пятеро')).toBe(few)
  await who.tap('Начать')
}

async function answer(who: Speaker, mark: string, words: string | null): Promise<void> {
  await fillIn(who, mark, words)
  await who.tap('Отправить')
}

async function fillIn(who: Speaker, mark: string, words: string | null): Promise<void> {
  await who.tap('Ответить')
  if (who.buttons().includes('Начать')) await who.tap('Начать')
  await who.tap(mark)
  if (words === null) await who.tap('Пропустить')
  else await who.say(words)
}

describe('a campaign', () => {
  test('is started, answered in both messengers, watched, closed and opened again', async () => {
    const town = await company(3)
    const { coordinator, teachers } = town
    const silent = await town.citizen('telegram', 'Тихонов Пётр Ильич', 'teacher')
    await coordinator.say('Опросы и итоги')
    await coordinator.tap('Начать опрос')
    await coordinator.say('Как вам программа')
    await coordinator.tap('Педагогов')
    await coordinator.tap('Готово')
    await coordinator.say('01.10.2026')
    expect(coordinator.last().text).toContain('не раньше 5 октября')
    await coordinator.say('16.10.2026')
    await coordinator.tap('Именной')
    await coordinator.tap('Напоминать')
    expect(coordinator.last().text).toContain('Спросим: 3 человека')
    expect(coordinator.last().text).toContain('Не спросим без согласия на обработку данных: 1')
    await coordinator.tap('Начать')
    expect(coordinator.last().text).toContain('Ответили: 0 из 3')
    await town.settled()
    expect(silent.heard()).toHaveLength(0)
    for (const one of teachers) {
      expect(one.heard()).toHaveLength(1)
      expect(one.last().text).toContain('Как вам программа')
      expect(one.last().text).toContain('до 16 октября')
    }

    const [first, second] = teachers as [Speaker, Speaker, Speaker]
    await first.tap('Ответить')
    expect(first.last().text).toContain('Опрос именной')
    await first.tap('Начать')
    await first.tap('4')
    await first.say('Встреч')
    expect(first.last().text).toContain('После отправки изменить ответы нельзя')
    await first.tap('Изменить ответ')
    await first.tap('1. Полезна ли программа?')
    await first.tap('5 — очень')
    await first.tap('Отправить')
    expect(first.last().text).toContain('Спасибо!')
    await first.tap('Ответить')
    expect(first.last().text).toContain('Вы уже ответили')
    await answer(second, '3', null)

    await coordinator.say('/surveys')
    expect(coordinator.last().text).toContain('1. Как вам программа: 2 из 3, до 16 октября')
    await coordinator.tap('1')
    await coordinator.tap('Кто не ответил')
    expect(coordinator.last().text).toContain('Школа № 1 — 2 из 3, без согласия 1')
    expect(coordinator.last().text).not.toContain('Учителев')
    await coordinator.tap('К опросу')
    await coordinator.tap('Изменить срок')
    await coordinator.say('14.10.2026')
    expect(coordinator.last().text).toContain('Идёт до 14 октября')
    await coordinator.tap('Завершить опрос')
    await coordinator.tap('Завершить опрос')
    expect(coordinator.last().text).toContain('Завершён')
    const late = teachers[2]!
    await late.tap('Ответить')
    expect(late.last().text).toContain('уже завершён')
    await coordinator.tap('Открыть снова')
    await coordinator.say('20.10.2026')
    await town.settled()
    expect(late.last().text).toContain('снова открыт')
    await answer(late, '2', null)
    expect(late.last().text).toContain('Спасибо!')
    expect(first.heard().filter(({ text }) => text.includes('снова открыт'))).toHaveLength(0)
  })

  test('is asked anew, and its waves are compared', async () => {
    const town = await company(3)
    const { coordinator, teachers } = town
    await start(coordinator, 'Именной')
    for (const [i, one] of teachers.entries())
      await answer(one, ['5 — очень', '3', '2'][i] ?? '', null)
    await coordinator.say('/survey 1')
    await coordinator.tap('Завершить опрос')
    await coordinator.tap('Завершить опрос')
    await coordinator.tap('Провести ещё раз')
    await coordinator.say('30.10.2026')
    expect(coordinator.last().text).toContain('(2-й раз)')
    for (const one of teachers) await answer(one, '5 — очень', null)
    await coordinator.say('/results 2')
    await town.settled()
    expect(coordinator.heard().some(({ text }) => text.includes('в среднем 5,0 из 5'))).toBe(true)
    await coordinator.tap('Сравнить с прошлым')
    await coordinator.tap('Как вам программа, 5 октября')
    await town.settled()
    const compared = coordinator.heard().find(({ text }) => text.includes('что изменилось'))
    expect(compared?.text).toContain('↑ Полезна ли программа?: 3,3 → 5,0')
    expect(coordinator.heard().filter(({ picture }) => picture)).toHaveLength(2)
  })

  test('is not told by name where names may not be said, and the curator is led on', async () => {
    const town = await company(2, { PERSONAL_DATA_MESSENGERS: 'vk' })
    const inVk = await town.citizen('vk', 'Лугова Марина Сергеевна', 'curator')
    const inTelegram = await town.citizen('telegram', 'Гаврилова Анна Ильинична', 'curator')
    await start(inVk, 'Именной')
    for (const [curator, named] of [
      [inVk, true],
      [inTelegram, false],
    ] as const) {
      await curator.say('/survey 1')
      await curator.tap('Кто не ответил')
      const said = allHeard(curator)
      expect(said.includes('Учителев0'), curator.messenger).toBe(named)
      expect(said).toContain('Школа № 1 — 0 из 2')
    }
  })

  test('goes on in the other messenger where it stopped, and doubles nothing', async () => {
    const town = await company(1)
    const [teacher] = town.teachers as [Speaker]
    const other = town.stranger('vk', 'Иван Учителев')
    await linkAccount(town, teacher, other)
    await start(town.coordinator, 'Именной')
    await teacher.tap('Ответить')
    await teacher.tap('Начать')
    await teacher.tap('4')
    await other.start()
    expect(other.heard().some(({ text }) => text.includes('Ждёт вашего ответа опрос'))).toBe(true)
    await other.tap('Ответить')
    expect(other.last().text).toContain('Чего не хватает?')
    await other.say('Времени')
    await other.tap('Отправить')
    await teacher.say('Денег')
    expect(teacher.last().text).not.toContain('Спасибо')
    const rows = await town.app.database.query<{ value: unknown }>(
      'SELECT value FROM answer ORDER BY question',
    )
    expect(rows.map(({ value }) => value)).toEqual(['Времени', 4])
    expect(await town.app.database.query('SELECT FROM response')).toHaveLength(1)
  })
})

describe('reminders of a campaign', () => {
  /** Nine in the morning by Magadan's wall. */
  const morning = async (town: Town, day: string) => {
    town.clock.set(`${day}T09:00:00+11:00`)
    await town.settled()
  }
  const nudges = (who: Speaker) =>
    who.heard().filter(({ text }) => text.includes('Ждут вашего ответа'))

  test('come twice and on the last day, within the digest, and never to who has answered', async () => {
    const town = await company(2)
    const [quick, slow] = town.teachers as [Speaker, Speaker]
    await start(town.coordinator, 'Именной')
    await answer(quick, '4', null)
    for (let day = 6; day <= 16; day++)
      await morning(town, `2026-10-${String(day).padStart(2, '0')}`)
    expect(nudges(quick)).toHaveLength(0)
    expect(nudges(slow)).toHaveLength(3)
    expect(nudges(slow)[2]?.text).toContain('сегодня последний день')
    expect(slow.buttons()).toEqual(['Ответить: Как вам программа'])
    await morning(town, '2026-10-19')
    expect(nudges(slow)).toHaveLength(3)
    expect(town.coordinator.last().text).toContain('завершён: ответил 1 из 2')
    await slow.tap('Ответить: Как вам программа')
    expect(slow.last().text).toContain('уже завершён')
  })

  test('invite who has given consent since, once', async () => {
    const town = await company(1)
    const late = await town.citizen('vk', 'Поздняков Олег Ильич', 'teacher')
    await start(town.coordinator, 'Именной')
    await morning(town, '2026-10-06')
    expect(late.heard()).toHaveLength(0)
    await consents(town, late)
    await morning(town, '2026-10-07')
    await morning(town, '2026-10-08')
    expect(late.heard()).toHaveLength(1)
    expect(late.last().text).toContain('Как вам программа')
  })
})

describe('an anonymous campaign', () => {
  test('leaves nothing that ties an answer to a person', async () => {
    const town = await company(6)
    await start(town.coordinator, 'Анонимный')
    for (const [i, teacher] of town.teachers.entries())
      await fillIn(teacher, String((i % 4) + 1), `Тайное пожелание ${i}`)
    // All at the same moment: their steps share transactions.
    await Promise.all(town.teachers.map((teacher) => teacher.tap('Отправить')))
    await town.settled()
    for (const teacher of town.teachers)
      expect(teacher.last().text).toContain('больше не связаны с вами')
    const traces = await everything(town)
    const replies = traces.filter(({ table }) => table === 'anonymous_reply')
    expect(replies).toHaveLength(6)
    for (const { row } of replies) expect(row).not.toMatch(/"(person_id|at|created_at)"/)
    expect(
      traces.filter(({ table, row }) => table !== 'anonymous_reply' && row.includes('Тайное')),
    ).toEqual([])
    // Presses are answers, too; only «Отправить» itself is left of each.
    const pressed = await town.app.database.query<{ n: number }>(
      `SELECT count(*)::int AS n FROM inbox i JOIN account a USING (messenger, user_id)
       WHERE a.person_id = ANY ($1::int[]) AND i.incoming -> 'event' ->> 'type' <> 'wiped'`,
      [town.teachers.map(({ personId }) => personId)],
    )
    expect(pressed).toEqual([{ n: 6 }])
    expect(await town.app.database.query('SELECT FROM response')).toEqual([])

    await town.coordinator.say('/results 1')
    expect(town.coordinator.last().text).toContain('он ещё идёт')
    await town.coordinator.say('/survey 1')
    await town.coordinator.tap('Завершить опрос')
    await town.coordinator.tap('Завершить опрос')
    expect(town.coordinator.buttons()).not.toContain('Открыть снова')
    const [written] = await town.app.database.query<{ replies: number; marks: number }>(
      `SELECT (SELECT count(DISTINCT xmin::text)::int FROM anonymous_reply) AS replies,
              (SELECT count(DISTINCT xmin::text)::int FROM recipient WHERE answered) AS marks`,
    )
    expect(written).toEqual({ replies: 1, marks: 1 })
    await town.coordinator.tap('Итоги')
    await town.settled()
    expect(town.coordinator.heard().some(({ text }) => text.includes('ответили 6 из 6'))).toBe(true)
    await town.coordinator.tap('Таблица Excel (.xlsx)')
    await town.settled()
    expect(town.coordinator.heard().at(-2)?.text).toContain('Ответов по людям в ней нет')
  })

  test('forgets what was said in the other messenger, too', async () => {
    const town = await company(1)
    const [teacher] = town.teachers as [Speaker]
    const other = town.stranger('vk', 'Иван Учителев')
    await linkAccount(town, teacher, other)
    await start(town.coordinator, 'Анонимный')
    await teacher.tap('Ответить')
    await teacher.tap('Начать')
    await teacher.tap('2')
    await teacher.say('Тайное пожелание')
    expect(teacher.last().text).toContain('Тайное пожелание')
    await other.say('/answer 1')
    expect(other.last().text).toContain('Тайное пожелание')
    await other.tap('Отправить')
    await town.settled()
    const left = (await everything(town)).filter(({ row }) => row.includes('Тайное'))
    expect(left.map(({ table }) => table)).toEqual(['anonymous_reply'])
    // The summary that stands open in the first messenger leads nowhere any more.
    await teacher.tap('Отправить')
    expect(await town.app.database.query('SELECT FROM anonymous_reply')).toHaveLength(1)
    expect(teacher.last().text).not.toContain('Спасибо')
  })

  test('leaves nothing of it in the other messenger, also where that is spoken in at the same moment', async () => {
    const town = await company(2)
    const others: Speaker[] = []
    for (const teacher of town.teachers) {
      const other = town.stranger(teacher.messenger === 'vk' ? 'telegram' : 'vk', 'Тот же')
      await linkAccount(town, teacher, other)
      others.push(other)
    }
    await start(town.coordinator, 'Анонимный')
    for (const [i, teacher] of town.teachers.entries()) {
      await fillIn(teacher, '2', 'Тайное пожелание')
      await others[i]?.say('/answer 1')
    }
    const { database } = town.app
    // One: both messengers in one transaction.
    const [one, two] = town.teachers as [Speaker, Speaker]
    await stepBoth(town, one, 'Отправить', others[0] as Speaker, '/answer 1')
    // Two: the other one in a transaction that is under way, and then wants what the step has: one is tried again.
    const working = database.transaction(async (tx) => {
      const mine = `account_id = (SELECT id FROM account WHERE user_id = $1)`
      const user = [String(others[1]?.userId)]
      await tx.query('SELECT FROM account WHERE user_id = $1 FOR UPDATE', user)
      const [talk] = await tx.query<{ frames: unknown }>(
        `SELECT frames FROM dialogue WHERE ${mine}`,
        user,
      )
      await pause(700)
      await tx.query('SELECT FROM account WHERE user_id = $1 FOR UPDATE', [String(two.userId)])
      await tx.query(`UPDATE dialogue SET frames = $2 WHERE ${mine}`, [
        ...user,
        JSON.stringify(talk?.frames),
      ])
    })
    const stepping = working.catch((error) => {
      if (!database.isAway(error)) throw error
    })
    await pause(200)
    await Promise.all([stepping, two.tap('Отправить')])
    const replies = () => database.query('SELECT FROM anonymous_reply')
    await expect.poll(replies, { timeout: 10_000 }).toHaveLength(2)
    await town.settled()
    const left = (await everything(town)).filter(({ row }) => row.includes('Тайное'))
    expect(left.map(({ table }) => table)).toEqual(['anonymous_reply', 'anonymous_reply'])
  })

  test('shows nothing of four, and may be opened again', async () => {
    const town = await company(4)
    await start(town.coordinator, 'Анонимный')
    for (const teacher of town.teachers) await answer(teacher, '4', null)
    await town.coordinator.say('/survey 1')
    await town.coordinator.tap('Завершить опрос')
    await town.coordinator.tap('Завершить опрос')
    expect(town.coordinator.buttons()).toContain('Открыть снова')
    await town.coordinator.tap('Итоги')
    expect(town.coordinator.last().text).toContain('хотя бы 5')
  })

  test('keeps the draft to go on with until it is sent, also after a restart', async () => {
    const town = await company(1)
    const [teacher] = town.teachers as [Speaker]
    await start(town.coordinator, 'Анонимный')
    await teacher.tap('Ответить')
    expect(teacher.last().text).toContain('черновик хранится под вашим именем')
    await teacher.tap('Начать')
    await teacher.tap('2')
    await town.restart()
    Object.assign(town.app.outside.questionnaires, { [survey.code]: survey })
    await teacher.say('/answer 1')
    expect(teacher.last().text).toContain('Чего не хватает?')
    await teacher.tap('Пропустить')
    await teacher.tap('Отправить')
    expect(await town.app.database.query('SELECT FROM anonymous_reply')).toHaveLength(1)
  })
})

async function everything(town: Town): Promise<{ table: string; row: string }[]> {
  const { database } = town.app
  const tables = await database.query<{ name: string }>(
    `SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public'`,
  )
  const rows: { table: string; row: string }[] = []
  for (const { name } of tables)
    for (const { row } of await database.query<{ row: string }>(
      `SELECT to_jsonb(t)::text AS row FROM "${name}" t`,
    ))
      rows.push({ table: name, row })
  return rows
}

/** What both have said is there before anybody looks: their steps share a transaction. */
async function stepBoth(town: Town, one: Speaker, said: string, other: Speaker, too: string) {
  const events = [
    [one, { type: 'text', text: said }],
    [other, { type: 'command', name: too.slice(1).split(' ')[0], arg: too.split(' ')[1] }],
  ] as const
  const { app } = town
  const incoming = events.map(([{ messenger, userId }, event], i) => ({
    messenger,
    key: `both:${i}`,
    user: { id: String(userId), name: 'Тот же' },
    chat: { id: String(userId), group: false },
    at: app.outside.now().toISOString(),
    event,
  }))
  const receiver = createReceiver({
    database: app.database,
    messengers: new Map(),
    words: readWords('locales/ru', { today: () => '2026-10-05' }),
    log: openLog({ level: 'silent' }),
    outside: app.outside,
    effect: app.outside.afterCommit,
    handOver: (messenger) => app.outside.afterCommit({ type: 'deliver', messenger }),
    intake: () => Promise.reject(new Error('nobody sends files')),
  })
  await receiver.accept(incoming as Incoming[])
  await receiver.idle()
  await receiver.stop()
}
