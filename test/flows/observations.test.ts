import { describe, expect, test } from 'vitest'
import { actorOf } from '../support/accounts.ts'
import { consents, endConsents } from '../support/consents.ts'
import { allHeard, openTown, type Speaker, type Town } from '../support/talk.ts'

/** A school with a curator, a class teacher and a pupil, for whom a parent has consented. */
async function school(town: Town, messenger: 'telegram' | 'vk') {
  const curator = await town.citizen(messenger, 'Петрова Анна Ильинична', 'curator')
  const teacher = await town.citizen(messenger, 'Котова Вера Львовна', 'specialist')
  const pupil = await town.citizen(messenger, 'Юный Пётр Олегович', 'mentee')
  const grown = await town.citizen(messenger, 'Взрослая Инна Олеговна', 'mentee')
  await town.app.database.query(`UPDATE person SET birth_date = '2012-03-01' WHERE id = $1`, [
    pupil.personId,
  ])
  await town.app.database.query(`UPDATE person SET birth_date = '1990-03-01' WHERE id = $1`, [
    grown.personId,
  ])
  await consents(town, teacher, pupil, grown)
  return { curator, teacher, pupil }
}

async function ask(curator: Speaker): Promise<void> {
  await curator.say('/observations')
  await curator.tap('Спросить об ученике')
  expect(curator.buttons()).toContain('Юный Пётр Олегович')
  expect(curator.buttons()).not.toContain('Взрослая Инна Олеговна')
  await curator.tap('Юный Пётр Олегович')
  await curator.tap('Котова Вера Львовна, специалист школы')
}

describe.each(['telegram', 'vk'] as const)('in %s', { timeout: 90_000 }, (messenger) => {
  test('a curator asks about a pupil, reads the answer, and the pupil is never shown it', async () => {
    const town = await openTown()
    const { curator, teacher, pupil } = await school(town, messenger)
    await ask(curator)
    expect(teacher.last().text).toContain('рассказать об ученике: Юный Пётр Олегович')
    expect(teacher.last().text).toContain('только на бумаге')
    await teacher.tap('Ответить')
    await teacher.tap('Начать')
    await teacher.tap('Больше года')
    await teacher.say('Общение')
    await teacher.tap('Готово')
    for (let row = 0; row < 5; row++) await teacher.say('2')
    await teacher.say('Помощь с предметами')
    await teacher.tap('Готово')
    await teacher.say('Спокойный, но есть диагноз')
    expect(allHeard(teacher)).toContain('Похоже, здесь сведения о здоровье ученика')
    expect(teacher.last().text).toContain('Какой наставник ему подошёл бы?')
    await teacher.say('Спокойный и весёлый')
    await teacher.tap('Отправить')
    expect(curator.last().text).toContain('Есть ответ об ученике: Юный Пётр Олегович')
    await curator.tap('Посмотреть')
    expect(allHeard(curator)).toContain('Спокойный и весёлый')
    expect(allHeard(curator)).toContain('2 — часто')

    // What was answered is read as it was asked, whatever is asked by now.
    const library = town.app.outside.questionnaires['pupil-observation']!
    const [first] = library.questions
    const now = { ...library, version: library.version + 1, questions: [first!] }
    await town.app.database.query(
      `INSERT INTO questionnaire_edition (municipality_id, code, version, definition, published_by_id, published_at)
       VALUES ($1, $2, $3, $4, $5, now())`,
      [town.municipalityId, now.code, now.version, JSON.stringify(now), curator.personId],
    )
    await curator.tap('Посмотреть')
    expect(curator.heard().filter(({ text }) => text.includes('Спокойный и весёлый'))).toHaveLength(
      2,
    )

    expect(allHeard(pupil)).not.toContain('весёлый')
    const actor = await actorOf(town, pupil)
    const stored = await town.domain(({ erasures }) => erasures.showStored(actor))
    const text = JSON.stringify(stored)
    expect(text).not.toContain('весёлый')
    expect(text).toContain('my-data-observation-given')
  })

  test('who cannot answer says so, and an answer is not taken once the pupil’s consent is withdrawn', async () => {
    const town = await openTown()
    const { curator, teacher, pupil } = await school(town, messenger)
    await ask(curator)
    await teacher.tap('Не могу ответить')
    expect(curator.last().text).toContain('не может рассказать')
    await teacher.tap('Ответить')
    expect(teacher.last().text).toContain('отвечать уже не нужно')
    await ask(curator)
    await teacher.tap('Ответить')
    await teacher.tap('Начать')
    await endConsents(town, 'withdrawn', pupil)
    await teacher.tap('Больше года')
    expect(teacher.last().text).toContain('больше не действует')
    expect(await town.app.database.query('SELECT FROM answer')).toEqual([])
  })

  test('a school that the pupil has left asks and reads no more; the new one asks anew', async () => {
    const town = await openTown()
    const { curator, teacher, pupil } = await school(town, messenger)
    await ask(curator)
    await teacher.tap('Ответить')
    await teacher.tap('Начать')
    await teacher.tap('Больше года')
    const [{ id: elsewhere = 0 } = {}] = await town.app.database.query<{ id: number }>(
      `INSERT INTO school (municipality_id, name) VALUES ($1, 'Школа № 2') RETURNING id`,
      [town.municipalityId],
    )
    const other = await town.citizen(messenger, 'Другова Нина Ивановна', 'curator', {
      schoolId: elsewhere,
    })
    await town.app.database.query(
      `INSERT INTO membership (person_id, role, municipality_id, school_id)
       VALUES ($1, 'specialist', $2, $3)`,
      [teacher.personId, town.municipalityId, elsewhere],
    )
    await pupil.say('/my_roles')
    await pupil.tap('Перейти в другую школу')
    await pupil.tap('Школа № 2')
    await other.tap('Принять')
    await curator.say('/observations')
    expect(curator.last().text).not.toContain('Юный')
    await teacher.say('/observe 1')
    expect(allHeard(teacher)).toContain('Такой просьбы нет')
    await teacher.say('/cancel')
    await teacher.say('/questionnaire')
    expect(teacher.last().text + teacher.buttons().join()).not.toContain('Юный')
    await ask(other)
    expect(teacher.last().text).toContain('рассказать об ученике: Юный Пётр Олегович')
  })

  test('nobody is reminded of a pupil whose consent is withdrawn', async () => {
    const town = await openTown()
    const { curator, teacher, pupil } = await school(town, messenger)
    await ask(curator)
    await teacher.tap('Ответить')
    await teacher.tap('Начать')
    await teacher.tap('Больше года')
    await endConsents(town, 'withdrawn', pupil)
    const before = teacher.heard().length
    await town.domain(({ questionnaires }) => questionnaires.remindHalfDone(town.municipalityId))
    town.clock.set('2026-10-10T00:00:00Z')
    await town.domain(({ questionnaires }) => questionnaires.remindHalfDone(town.municipalityId))
    await town.settled()
    expect(teacher.heard()).toHaveLength(before)
  })
})

test('nobody but the curator of the school asks or reads, and nothing is said where it may not be', async () => {
  const town = await openTown({
    env: { PERSONAL_DATA_MESSENGERS: 'vk', PERSONAL_DATA_REASON: 'проверка' },
  })
  const { curator, teacher } = await school(town, 'vk')
  const here = await town.citizen('telegram', 'Другова Нина Ивановна', 'curator')
  await here.say('/observations')
  expect(here.last().text).toContain('Здесь людей называть нельзя')
  expect(here.buttons()).toEqual(['Подключить VK'])
  await ask(curator)
  expect(JSON.stringify(here.heard())).not.toContain('Юный')
  const mentor = await town.citizen('vk', 'Орлов Иван Ильич', 'mentor')
  await mentor.say('/observations')
  expect(allHeard(mentor)).not.toContain('Юный')
  const stranger = await town.citizen('vk', 'Чужих Ольга Ивановна', 'specialist')
  await stranger.say('/observe 1')
  expect(stranger.last().text).toContain('Такой просьбы нет')
  expect(teacher.last().text).toContain('Юный')
  // In the other messenger of who was asked it is not begun about nobody: there they are led on.
  const { code } = await linkOf(teacher)
  const elsewhere = town.stranger('telegram', 'Вера')
  await elsewhere.start(code)
  await elsewhere.say('/observe 1')
  expect(allHeard(elsewhere)).not.toContain('Речь об ученике')
  expect(allHeard(elsewhere)).toContain('VK')
  expect(teacher.buttons()).toContain('Продолжить анкету')
  // Who has no such messenger is not asked, and nothing stays of the attempt.
  const far = await town.citizen('telegram', 'Дальняя Инна Львовна', 'specialist')
  await curator.say('/observations')
  await curator.tap('Спросить об ученике')
  await curator.tap('Юный Пётр Олегович')
  await curator.tap('Дальняя Инна Львовна, специалист школы')
  expect(curator.last().text).toContain('сейчас нельзя написать')
  await curator.say('/observations')
  expect(curator.last().text).toContain('без ответа: 1')
  await far.say('/questionnaire')
  expect(allHeard(far)).not.toContain('ученик')
})

/** The code that joins the other messenger. */
async function linkOf(somebody: Speaker): Promise<{ code: string }> {
  await somebody.say('/link')
  await somebody.tap('Подключить Telegram')
  return { code: /start=(link-\w+)/.exec(somebody.last().text)?.[1] ?? '' }
}
