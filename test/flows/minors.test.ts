import { expect, test } from 'vitest'
import { actorOf } from '../support/accounts.ts'
import { allHeard, openTown, type Speaker, type Town } from '../support/talk.ts'

const PD = 'personal-data'

/** The code of the invitation in what was said last to forward. */
function codeOf(child: Speaker): string {
  const said = child.heard().map(({ text }) => text)
  const found = said
    .flatMap((text) => [...text.matchAll(/[?&](?:start|ref)=([\w-]{16})/g)])
    .map(([, code]) => code)
    .at(-1)
  if (!found) throw new Error(`no link in: ${said.join('\n')}`)
  return found
}

const given = (town: Town, child: Speaker, code = PD) =>
  town.domain(({ consents }) => consents.findGiven(child.personId, code))

test.each([
  ['telegram', 'vk'],
  ['vk', 'telegram'],
] as const)(
  'from fourteen on the pupil and a parent consent, each in their own chat, to each document (%s, %s)',
  async (messenger, other) => {
    const town = await openTown()
    const pupil = await town.citizen(messenger, 'Зимина Анна Дмитриевна', 'mentee', {
      birthDate: null,
    })
    // A pupil of unknown age cannot answer as a grown-up does.
    await pupil.start()
    expect(pupil.last().text).toContain('Когда вы родились')
    // A slip of the pen is asked about again.
    await pupil.say('15.03.2026')
    expect(pupil.last().text).toContain('Проверьте дату рождения')
    await pupil.say('15.03.2011')
    expect(pupil.last().text).toContain('Версия')
    await pupil.tap('Согласен(на)')
    expect(await given(town, pupil)).toBe(false)
    const code = codeOf(pupil)

    const parent = town.stranger(other, 'Дмитрий')
    await parent.start(code)
    await parent.say('Зимин Дмитрий Олегович')
    await parent.tap('Верно')
    // The own consent first, for the parent's name is stored, too.
    await parent.tap('Согласен(на)')
    expect(parent.last().text).toContain('Зимина Анна Дмитриевна')
    expect(parent.last().text).toContain('законный представитель')
    expect(await given(town, pupil)).toBe(false)
    await parent.tap('Согласен(на)')
    expect(await given(town, pupil)).toBe(true)
    expect(pupil.last().text).toContain('Родитель дал согласие')
    const rows = await town.app.database.query<{ purpose: string; givenBy: number | null }>(
      'SELECT purpose, given_by_id AS "givenBy" FROM consent WHERE person_id = $1 ORDER BY id',
      [pupil.personId],
    )
    expect(rows.map(({ purpose }) => purpose)).toEqual(['personal-data-own', PD])
    expect(rows[1]?.givenBy).toBeGreaterThan(0)

    // Publication: the same two, each by an answer of their own, and nothing else hangs on it.
    await pupil.say('/consent')
    await pupil.tap('2')
    expect(pupil.last().text).toContain('публикацию')
    await pupil.tap('Согласен(на)')
    expect(pupil.heard().some(({ text }) => text.includes('Я написал ему'))).toBe(true)
    expect(parent.last().text).toContain('Зимина Анна Дмитриевна просит вашего согласия')
    await parent.tap('Открыть согласие')
    expect(parent.last().text).toContain('законный представитель')
    expect(parent.last().text).toContain('публикацию')
    await parent.tap('Согласен(на)')
    expect(await given(town, pupil, 'publication')).toBe(true)
    expect(pupil.last().text).toContain('Согласие на публикацию')
    await parent.say('/consent')
    await parent.tap('4')
    await parent.tap('Отозвать')
    await parent.tap('Да, отозвать')
    expect(parent.last().text).toContain('Куратор узнает')
    expect(await given(town, pupil, 'publication')).toBe(false)
    expect(await given(town, pupil)).toBe(true)
    expect(await town.app.database.query('SELECT FROM erasure')).toEqual([])

    await pupil.say('/consent')
    await pupil.tap('1')
    expect(pupil.last().text).toContain('его дал родитель')
    await pupil.tap('Отозвать')
    await pupil.tap('Да, отозвать')
    expect(pupil.last().text).toContain('3 ноября')
    expect(await given(town, pupil)).toBe(false)
    await parent.say('/consent')
    await parent.tap('3')
    await parent.tap('Согласен(на)')
    expect(await given(town, pupil)).toBe(true)

    await parent.say('/consent')
    expect(parent.last().text).toContain('Зимина Анна Дмитриевна')
    await parent.tap('3')
    await parent.tap('Отозвать')
    await parent.tap('Да, отозвать')
    expect(parent.last().text).toContain('3 ноября')
    expect(await given(town, pupil)).toBe(false)
    expect(pupil.last().text).toContain('отозвал согласие')
  },
  60_000,
)

test('a child under fourteen needs the parent alone, and cannot use the link for oneself', async () => {
  const town = await openTown()
  const pupil = await town.citizen('telegram', 'Зимина Анна Дмитриевна', 'mentor')
  await pupil.start()
  await pupil.tap('Мне нет 18 лет')
  await pupil.say('15.03.2014')
  const code = codeOf(pupil)
  await pupil.start(code)
  await pupil.tap('Принять')
  expect(pupil.heard().some(({ text }) => text.includes('для родителя'))).toBe(true)
  expect(await given(town, pupil)).toBe(false)
  // A parent who opens the document once more answers it once: it is not asked again below.
  const parent = town.stranger('vk', 'Дмитрий')
  await parent.start(code)
  await parent.say('Зимин Дмитрий Олегович')
  await parent.tap('Верно')
  await parent.tap('Согласен(на)')
  expect(parent.last().text).toContain('законный представитель')
  await parent.say('/consent')
  await parent.tap('3')
  await parent.tap('Согласен(на)')
  expect(await given(town, pupil)).toBe(true)
  expect(parent.heard().some(({ text }) => text.includes('Вернёмся'))).toBe(false)
}, 30_000)

test.each([
  ['telegram', 'vk'],
  ['vk', 'telegram'],
] as const)(
  'who turns fourteen under a parent’s consent is asked, too; at eighteen nobody says that they gave it (%s, %s)',
  async (messenger, other) => {
    const town = await openTown()
    const pupil = await town.citizen(messenger, 'Зимина Анна Дмитриевна', 'mentee', {
      birthDate: '2012-10-10',
    })
    await pupil.start()
    const parent = town.stranger(other, 'Дмитрий')
    await parent.start(codeOf(pupil))
    await parent.say('Зимин Дмитрий Олегович')
    await parent.tap('Верно')
    await parent.tap('Согласен(на)')
    await parent.tap('Согласен(на)')
    const morning = () =>
      town.domain(({ consents }) => consents.askAnew(town.municipalityId)).then(town.settled)
    const asked = () => pupil.heard().filter(({ text }) => text.includes('исполнилось 14')).length
    await morning()
    expect(asked()).toBe(0)
    for (const [day, times] of [
      ['2026-10-11', 1],
      ['2026-10-12', 1],
      ['2026-10-25', 2],
      ['2026-11-05', 2],
    ] as const) {
      town.clock.set(`${day}T00:00:00Z`)
      await morning()
      expect(asked()).toBe(times)
    }
    expect(await given(town, pupil)).toBe(true)
    await pupil.tap('Открыть согласие')
    expect(pupil.last().text).toContain('Версия')
    await pupil.tap('Согласен(на)')
    expect(allHeard(pupil)).toContain('ваше согласие записал')
    expect(pupil.buttons()).toContain('Найти наставника')
    await pupil.say('/consent')
    await pupil.tap('1')
    expect(pupil.last().text).toContain('его дал родитель')
    town.clock.set('2030-10-11T00:00:00Z')
    await pupil.say('/consent')
    await pupil.tap('1')
    expect(pupil.last().text).toContain('дал за вас родитель')
    expect(pupil.last().text).not.toContain('вы дали')
  },
  60_000,
)

test('a minor consents by no other way; whoever is of age goes on as usual', async () => {
  const town = await openTown()
  const pupil = await town.citizen('vk', 'Зимина Анна Дмитриевна', 'mentee', {
    birthDate: '2011-03-15',
  })
  const actor = await actorOf(town, pupil)
  const { hash } = await town.domain(({ consents }) => consents.showDocument(actor, PD))
  await expect(town.domain(({ consents }) => consents.give(actor, PD, hash))).rejects.toThrow(
    'consent-minor',
  )
  await expect(town.domain(({ guardians }) => guardians.invite(actor, PD))).rejects.toThrow(
    'minor-own-first',
  )
  await expect(
    town.domain(({ guardians }) => guardians.setBirthDate(actor, '1990-01-01')),
  ).rejects.toThrow('birth-date-known')

  const adult = await town.citizen('telegram', 'Ольхин Кирилл Алексеевич', 'mentee', {
    birthDate: null,
  })
  await adult.start()
  await adult.say('15.03.1996')
  expect(adult.buttons()).not.toContain('Мне нет 18 лет')
  await adult.tap('Согласен(на)')
  expect(await given(town, adult)).toBe(true)
}, 30_000)

test('where personal data may not be sent, no birth date is asked and no child is named', async () => {
  const town = await openTown({ env: { PERSONAL_DATA_MESSENGERS: 'vk' } })
  const pupil = await town.citizen('telegram', 'Зимина Анна Дмитриевна', 'mentee', {
    birthDate: null,
  })
  await pupil.start()
  const said = pupil.heard().map(({ text }) => text)
  expect(said.join('\n')).toContain('не передаются')
  expect(said.join('\n')).not.toMatch(/Когда вы родились|Зимина/)
  // The way to one that may, and there the talk goes on where it stopped.
  await pupil.tap('Подключить VK')
  const code = /ref=(link-\w+)/.exec(pupil.last().text)?.[1]
  const there = town.stranger('vk', 'Аня')
  await there.start(code)
  expect(there.last().text).toContain('Когда вы родились')
  // Asked here once more, it is there that it goes on.
  await pupil.start()
  expect(pupil.last().text).toContain('я уже написал вам туда')
  await there.tap('Открыть согласие')
  expect(there.last().text).toContain('Когда вы родились')
}, 30_000)
