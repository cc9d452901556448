import { describe, expect, test } from 'vitest'
import { consents } from '../support/consents.ts'
import { allHeard, openTown, type Speaker, type Town } from '../support/talk.ts'

/** Opens a questionnaire for the first time: consents and begins. */
async function begin(who: Speaker, code: string): Promise<void> {
  await who.say(`/questionnaire ${code}`)
  await who.tap('Согласен(на)')
  await who.tap('Начать')
}

async function answersOf(town: Town, who: Speaker, code: string) {
  return town.domain(({ questionnaires }) => questionnaires.findAnswers(who.personId, code))
}

describe.each(['telegram', 'vk'] as const)('in %s', { timeout: 90_000 }, (messenger) => {
  test('a grid is put row by row, a scale by its numbers, and the sum is in the answers', async () => {
    const town = await openTown()
    const teacher = await town.citizen(messenger, 'Котова Анна Ильинична', 'teacher')
    await begin(teacher, 'needs-young-teacher')
    await teacher.tap('Меньше года')
    expect(teacher.last().text).toMatch(/^2 из 13\nНасколько вам трудно даётся/)
    expect(teacher.last().text).toContain('Планирование уроков и рабочая программа')
    expect(teacher.buttons()).toEqual([
      '0 — не трудно',
      '1 — немного',
      '2 — трудно',
      '3 — очень трудно',
      '← Назад',
      'Отменить',
    ])
    await teacher.tap('2 — трудно')
    // The number of a step is the step, not the place in the list.
    await teacher.say('3')
    expect(teacher.last().text).toContain('Дисциплина и внимание класса')
    await teacher.tap('← Назад')
    expect(teacher.last().text).toContain('Ваш ответ: 3 — очень трудно')
    await teacher.tap('Оставить этот ответ')
    await teacher.say('0')
    for (let row = 0; row < 5; row++) await teacher.tap('1 — немного')
    await teacher.tap('К наставнику')
    await teacher.tap('Готово')
    for (const help of ['Готовые материалы', 'Регулярный разговор', 'Семинар или мастер-класс'])
      await teacher.say(help)
    await teacher.say('Разбор моих уроков')
    await teacher.tap('Готово')
    expect(teacher.last().text).toContain('можно отметить не больше 3 вариантов')
    await teacher.say('Разбор моих уроков')
    await teacher.tap('Готово')
    await teacher.say('4')
    await teacher.tap('Пропустить')
    expect(teacher.last().text).toContain('Всё верно?')
    expect(teacher.last().text).toContain('Насколько вам трудно даётся каждая часть работы?')
    await teacher.tap('Отправить')
    expect(await answersOf(town, teacher, 'needs-young-teacher')).toMatchObject({
      'difficulty.planning': 2,
      'difficulty.lesson': 3,
      'difficulty.discipline': 0,
      'difficulty.special': 1,
      help: ['materials', 'talk', 'workshop'],
      stay: 4,
      urgent: null,
    })
  })

  test('people are ranked one after another, found by their last name, and the last one is taken back', async () => {
    const town = await openTown()
    const mentee = await town.citizen(messenger, 'Рощина Елена Петровна', 'mentee')
    const mentors: Speaker[] = []
    for (const name of ['Абрамов Пётр Ильич', 'Ёлкина Вера Львовна', 'Яковлев Олег Иванович']) {
      const mentor = await town.citizen('telegram', name, 'mentor')
      await consents(town, mentor)
      mentors.push(mentor)
    }
    const silent = await town.citizen('telegram', 'Тихий Иван Иванович', 'mentor')
    await begin(mentee, 'meeting-mentee')
    expect(mentee.buttons()).toEqual(
      expect.arrayContaining([
        'Абрамов Пётр Ильич',
        'Ёлкина Вера Львовна',
        'Яковлев Олег Иванович',
      ]),
    )
    // Who has not consented is not shown.
    expect(mentee.buttons()).not.toContain('Тихий Иван Иванович')
    await mentee.tap('Яковлев Олег Иванович')
    expect(mentee.last().text).toContain('1. Яковлев Олег Иванович')
    expect(mentee.last().text).toContain('на 2-е место')
    await mentee.say('елк')
    expect(mentee.buttons()).toContain('Ёлкина Вера Львовна')
    expect(mentee.buttons()).not.toContain('Абрамов Пётр Ильич')
    await mentee.tap('Ёлкина Вера Львовна')
    await mentee.tap('Абрамов Пётр Ильич')
    await mentee.tap('Убрать последнего')
    expect(mentee.last().text).not.toContain('3. ')
    await mentee.say('Несуществующий')
    expect(mentee.last().text).toContain('Не нашёл никого на «Несуществующий»')
    await mentee.tap('Показать весь список')
    await mentee.tap('Готово')
    await mentee.tap('Пропустить')
    await mentee.say('Спорт')
    await mentee.tap('Готово')
    await mentee.tap('Каждую неделю')
    await mentee.tap('Пропустить')
    expect(mentee.last().text).toContain('1. Яковлев Олег Иванович\n2. Ёлкина Вера Львовна')
    await mentee.tap('Отправить')
    expect(await answersOf(town, mentee, 'meeting-mentee')).toEqual({
      wanted: [mentors[2]?.personId, mentors[1]?.personId],
      veto: null,
      interests: ['sport'],
      rhythm: 'weekly',
      impression: null,
    })
    expect(silent.heard()).toEqual([])
  })

  test('a voice, a photo and a sticker instead of an answer are answered kindly, and the question stays', async () => {
    const town = await openTown()
    const mentee = await town.citizen(messenger, 'Рощина Елена Петровна', 'mentee')
    await begin(mentee, 'entry-mentee')
    await mentee.send({ kind: 'voice' })
    expect(mentee.last().text).toMatch(/текстом[\s\S]*Был ли у вас раньше наставник\?/)
    await mentee.send({ kind: 'photo', bytes: Buffer.from(png, 'base64') })
    expect(mentee.last().text).toMatch(/а не файл[\s\S]*Был ли у вас раньше наставник\?/)
    await mentee.send({ kind: 'sticker' })
    expect(mentee.last().text).toContain('Спасибо за стикер')
    await mentee.tap('Затрудняюсь ответить')
    expect(mentee.last().text).toMatch(/^2 из 11 · О себе\nПочему/)
  })
})

const png =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg=='

test('people are named only where that may be said: elsewhere the bot leads to the other messenger', async () => {
  const town = await openTown({
    env: { PERSONAL_DATA_MESSENGERS: 'vk', PERSONAL_DATA_REASON: 'проверка' },
  })
  const mentor = await town.citizen('vk', 'Абрамов Пётр Ильич', 'mentor')
  await consents(town, mentor)
  const mentee = await town.citizen('telegram', 'Рощина Елена Петровна', 'mentee')
  await consents(town, mentee)
  await mentee.say('/questionnaire meeting-mentee')
  await mentee.tap('Начать')
  expect(mentee.last().text).not.toContain('Абрамов')
  expect(allHeard(mentee)).toContain('в этом мессенджере их спрашивать нельзя')
  expect(
    JSON.stringify(await town.app.database.query('SELECT frames FROM dialogue')),
  ).not.toContain('Абрамов')
})

test('a new edition of the municipality is taken up half-way, and no answer is lost', {
  timeout: 90_000,
}, async () => {
  const town = await openTown()
  const coordinator = await town.citizen('telegram', 'Громова Вера Ивановна', 'coordinator')
  const teacher = await town.citizen('vk', 'Котова Анна Ильинична', 'teacher')
  await begin(teacher, 'needs-young-teacher')
  await teacher.tap('Меньше года')
  for (let row = 0; row < 8; row++) await teacher.tap('1 — немного')
  await coordinator.say('/questionnaires needs-young-teacher')
  await coordinator.tap('Изменить')
  await coordinator.say('1')
  await coordinator.tap('Изменить вопрос')
  await coordinator.say('Сколько лет вы в школе?')
  await coordinator.tap('Изменить варианты')
  expect(coordinator.last().text).toContain('Меньше года\nОт 1 до 3 лет')
  await coordinator.say('До года\nОт 1 до 3 лет\nОт 3 до 5 лет\nБольше 5 лет')
  await coordinator.tap('← Назад')
  await coordinator.tap('Проверить и опубликовать')
  await coordinator.tap('Опубликовать')
  await coordinator.tap('Опубликовать')
  expect(allHeard(coordinator)).toContain('опубликована, версия 2')

  // The open question is answered as it was asked; what has stayed is not asked again.
  await teacher.say('К методисту')
  await teacher.tap('Готово')
  await teacher.tap('Готовые материалы')
  await teacher.tap('Готово')
  await teacher.tap('3 — скорее да')
  await teacher.tap('Пропустить')
  expect(teacher.last().text).toContain('1. Сколько лет вы в школе?\nДо года')
  await teacher.tap('Отправить')
  const [response] = await town.app.database.query<{ version: number }>(
    'SELECT version FROM response',
  )
  expect(response).toEqual({ version: 2 })
})
