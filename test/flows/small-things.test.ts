import { expect, test } from 'vitest'
import { openTown, type Speaker } from '../support/talk.ts'

// What people stumbled over: a sentence that was not true, or an answer that was not understood.

test.each(['telegram', 'vk'] as const)(
  'who gives up a role of the municipality reads where it was, and who comes back to a school is welcomed (%s)',
  async (messenger) => {
    const town = await openTown()
    await town.citizen(messenger, 'Северцева Ольга Викторовна', 'coordinator')
    const second = await town.citizen(messenger, 'Второва Ольга Викторовна', 'coordinator')
    await second.say('/settings')
    await second.say('Мои роли')
    await second.tap('Оставить роль')
    expect(second.last().text).toContain('«муниципальный координатор» (Город Пример)')
    await second.tap('Оставить роль')
    expect(second.last().text).toContain('«муниципальный координатор» (Город Пример) завершена')

    const curator = await town.citizen(messenger, 'Кураторова Вера Ивановна', 'curator')
    const teacher = await town.citizen(messenger, 'Котова Анна Ильинична', 'teacher')
    await teacher.say('/settings')
    await teacher.say('Мои роли')
    await teacher.tap('Оставить роль')
    await teacher.tap('Оставить роль')
    await teacher.say('/settings')
    await teacher.say('Мои роли')
    await teacher.tap('Вернуться')
    await teacher.tap('Школа № 1')
    await curator.tap('Принять')
    expect(teacher.last().text).toContain('С возвращением')
    // Pairs have ended with the role.
    expect(teacher.last().text).not.toContain('пары')
  },
  60_000,
)

test.each([
  ['с 22 до 7 утра', 'с 22:00 до 07:00'],
  ['С 9 вечера до 7.30 утра.', 'с 21:00 до 07:30'],
  ['с 12 ночи до 6 часов', 'с 00:00 до 06:00'],
  ['с 11 ночи до 2 дня', 'с 23:00 до 14:00'],
  ['21–7', 'с 21:00 до 07:00'],
])('quiet hours are understood as people say them: %s', async (said, kept) => {
  const town = await openTown()
  const teacher = await town.citizen('vk', 'Котова Анна Ильинична', 'teacher')
  await teacher.say('/settings')
  await teacher.tap('Настроить тихие часы')
  await teacher.say('с 25 до 7')
  await teacher.say('с 121:30 до 7:00')
  expect(teacher.heard().filter(({ text }) => text.includes('Не понял'))).toHaveLength(2)
  await teacher.say(said)
  expect(teacher.last().text).toContain(`Хорошо: ${kept} пишу`)
})

test('the day that a survey is asked for is shown by a day that can be named', async () => {
  const town = await openTown({ at: '2027-12-24T00:00:00Z' })
  const coordinator = await town.citizen('telegram', 'Северцева Ольга Викторовна', 'coordinator')
  await coordinator.say('/surveys')
  await coordinator.tap('Начать опрос')
  await coordinator.say('Как идёт работа в паре')
  if (coordinator.buttons().includes('Готово')) {
    await coordinator.tap('Наставников')
    await coordinator.tap('Готово')
  }
  expect(coordinator.last().text).toContain('Например, 03.01.2028')
})

test('a curator of two schools sees the results of both, begins with the one that has answered, and reads nothing untrue', {
  timeout: 60_000,
}, async () => {
  const town = await openTown()
  const curator = await town.citizen('vk', 'Кураторова Вера Ивановна', 'curator')
  const db = town.app.database
  const [second] = await db.query<{ id: number }>(
    `INSERT INTO school (municipality_id, name) VALUES ($1, 'Школа № 2') RETURNING id`,
    [town.municipalityId],
  )
  await db.query(
    `INSERT INTO membership (person_id, role, municipality_id, school_id) VALUES ($1, 'curator', $2, $3)`,
    [curator.personId, town.municipalityId, second?.id],
  )
  const definition = town.app.outside.questionnaires.interim
  const [{ id } = { id: 0 }] = await db.query<{ id: number }>(
    `INSERT INTO campaign (municipality_id, questionnaire, definition, anonymous, roles, started_on, due, reminds,
       created_by_id)
     VALUES ($1, 'interim', $3, false, '{mentor}', '2026-10-05', '2026-10-16', false, $2) RETURNING id`,
    [town.municipalityId, curator.personId, definition],
  )
  const scale = definition?.questions.find(({ kind }) => kind === 'scale')?.code
  const answers = async (who: Speaker, schoolId: number | undefined) => {
    await db.query(
      'INSERT INTO recipient (campaign_id, person_id, school_id, answered) VALUES ($1, $2, $3, true)',
      [id, who.personId, schoolId],
    )
    await db.query(
      `WITH r AS (
         INSERT INTO response (person_id, questionnaire, version, started_at, completed_at, campaign_id)
         VALUES ($1, 'interim', 1, now(), now(), $2) RETURNING id)
       INSERT INTO answer (response_id, question, value, at) SELECT id, $3, '3', now() FROM r`,
      [who.personId, id, scale],
    )
  }
  const there = { schoolId: second?.id ?? 0 }
  await answers(await town.citizen('vk', 'Яковлев Олег Иванович', 'mentor', there), second?.id)
  await curator.say(`/results ${id}`)
  expect(curator.heard().at(-2)?.text).toContain('Школа № 2: ответил 1 из 1')
  expect(curator.buttons()).not.toContain('По школам')
  await answers(await town.citizen('vk', 'Абрамов Пётр Ильич', 'mentor'), town.schoolId)
  await curator.say(`/results ${id}`)
  await curator.tap('По школам')
  expect(curator.buttons()).toEqual(expect.arrayContaining(['Школа № 1', 'Школа № 2']))
  await curator.tap('Школа № 2')
  expect(curator.heard().at(-2)?.text).toContain('Школа № 2: ответил 1 из 1')
  await curator.tap('К опросу')
  await curator.tap('Кто не ответил')
  expect(curator.last().text).not.toContain('Напоминания уходят')
})

test.each(['telegram', 'vk'] as const)(
  'a question whose answers were typed wrong is not lost: only the answers are asked for again (%s)',
  async (messenger) => {
    const town = await openTown()
    const coordinator = await town.citizen(messenger, 'Северцева Ольга Викторовна', 'coordinator')
    await coordinator.say('/questionnaires')
    await coordinator.tap('Составить новую')
    await coordinator.say('Школа наставников')
    await coordinator.say('Поможет сделать занятия лучше. Ответы видит методист.')
    await coordinator.say('Педагог')
    await coordinator.tap('Готово')
    await coordinator.say('Что было полезнее всего?')
    await coordinator.say('один вариант')
    await coordinator.say('Практика')
    await coordinator.tap('Да')
    expect(coordinator.last().text).toContain('Пришлите варианты одним сообщением')
    expect(coordinator.last().text).toContain('Так не получится')
    await coordinator.say('Практика\nРазбор уроков')
    expect(coordinator.last().text).toContain('Вопрос «Что было полезнее всего?» добавлен')
    await coordinator.tap('Добавить вопрос')
    await coordinator.say('Сколько баллов поставите?')
    await coordinator.say('шкала')
    await coordinator.say('Своя шкала')
    await coordinator.say('много или мало')
    await coordinator.tap('Да')
    expect(coordinator.last().text).toContain('Не получилось разобрать шкалу')
    await coordinator.say('От 1 до 10')
    expect(coordinator.last().text).toContain('Вопрос «Сколько баллов поставите?» добавлен')
  },
  60_000,
)
