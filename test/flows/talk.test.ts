import { describe, expect, test } from 'vitest'
import { allHeard, openTown } from '../support/talk.ts'

const table = [
  '№\tМероприятие\tСрок\tОтветственные',
  '1.1\tПодготовить приказ о наставничестве\tдо 1 декабря 2026\tКоординатор',
  '1.2\tПровести мониторинг\tдо 20 декабря 2026\tКураторы',
].join('\n')

describe.each(['telegram', 'vk'] as const)('in %s', (messenger) => {
  test('a question that was left for another one can still be answered by its button', async () => {
    const town = await openTown()
    const teacher = await town.citizen(messenger, 'Котова Анна Львовна', 'teacher')
    await teacher.say('/consent personal-data')
    await teacher.say('/settings')
    await teacher.tap('Согласен(на)')
    expect(teacher.last().text).toContain('Спасибо, записал')
    expect(allHeard(teacher)).not.toContain('Вернёмся')
    const consents = await town.app.database.prisma.consent.findMany()
    expect(consents.map(({ state }) => state)).toEqual(['given'])
  })

  test('a button of a question that gave way is said to be an old one, not to be answered', async () => {
    const town = await openTown()
    const anna = await town.citizen(messenger, 'Котова Анна', 'coordinator')
    const file = (name: string) =>
      anna.send({
        kind: 'file',
        name,
        bytes: Buffer.from(`План на 2026-2027 учебный год\n\n${table}`),
      })
    await file('первый.txt')
    const first = anna.last()
    await file('второй.txt')
    const data = first.buttons.flat().find(({ label }) => label === 'Загрузить')?.data ?? ''
    const before = anna.heard().length
    await anna.tapRaw(first.id, data)
    expect(anna.heard().length).toBe(before + 1)
    expect(anna.last().text).toContain('Эта кнопка из прошлого вопроса')
  })

  test('the second tap on a last button is answered quietly', async () => {
    const town = await openTown()
    const anna = await town.citizen(messenger, 'Котова Анна', 'coordinator')
    await anna.say('/announce')
    await anna.say('Завтра семинар')
    const preview = anna.last()
    const data = preview.buttons.flat().find(({ label }) => label === 'Отправить')?.data ?? ''
    await anna.tapRaw(preview.id, data)
    const before = anna.heard().length
    await anna.tapRaw(preview.id, data)
    expect(anna.heard().length).toBe(before)
  })

  test('what stands on the menu may be typed, in the menu’s words or in one’s own', async () => {
    const town = await openTown()
    const anna = await town.citizen(messenger, 'Котова Анна', 'coordinator')
    await anna.say('Дать объявление')
    expect(anna.last().text).toContain('Напишите текст объявления')
    await anna.say('/cancel')
    await anna.say('объявление')
    expect(anna.last().text).toContain('Напишите текст объявления')
    await anna.say('/cancel')
    await anna.say('Подключить чат')
    expect(anna.last().text).toContain('Добавьте меня в групповой чат')
    await anna.say('/settings')
    await anna.say('Посмотреть план')
    expect(anna.last().text).toContain('сроков больше нет')
  })

  test('looking at something leaves nothing unfinished', async () => {
    const town = await openTown()
    const anna = await town.citizen(messenger, 'Котова Анна', 'coordinator')
    await anna.say('/plan')
    expect(anna.buttons()).toContain('Закрыть')
    expect(anna.buttons()).not.toContain('Отменить')
    await anna.say('/my_pairs')
    await anna.say('/help')
    expect(allHeard(anna)).not.toContain('Вернёмся')
    await anna.say('/settings')
    await anna.tap('Закрыть')
    expect(anna.last().text).toBe('Что сделаем?')
    expect(allHeard(anna)).not.toContain('Отменили')
  })

  test('a short table is taken when a road map is waited for', async () => {
    const town = await openTown()
    const anna = await town.citizen(messenger, 'Котова Анна', 'coordinator')
    await anna.say('/road_map')
    await anna.say('план')
    expect(allHeard(anna)).toContain('Не нашёл здесь таблицы')
    await anna.say(table)
    await anna.tap('Это всё')
    expect(anna.last().text).toMatch(/Прочитал|На какое время/)
  })

  test('a table that is pasted while something else is asked begins its import', async () => {
    const town = await openTown()
    const anna = await town.citizen(messenger, 'Котова Анна', 'coordinator')
    await anna.say('/invite')
    await anna.say(table)
    await anna.tap('Это всё')
    expect(anna.last().text).toMatch(/Прочитал|На какое время/)
  })

  test('the pieces of a long paste make one road map', async () => {
    const town = await openTown()
    const anna = await town.citizen(messenger, 'Котова Анна', 'coordinator')
    const rows = Array.from(
      { length: 60 },
      (_, i) =>
        `${i + 1}\tПодготовить и провести мероприятие номер ${i + 1} для молодых педагогов\tдо ${(i % 28) + 1} декабря 2026\tКураторы`,
    )
    const text = `План на 2026-2027 учебный год\n№\tМероприятие\tСрок\tОтветственные\n${rows.join('\n')}`
    expect(text.length).toBeGreaterThan(4096)
    await anna.say(text.slice(0, 4096))
    expect(anna.last().text).toContain('Похоже, текст пришёл не целиком')
    await anna.say(text.slice(4096))
    await anna.tap('Это всё')
    if (anna.last().text.includes('На какое время')) await anna.tap('1 сентября')
    expect(anna.last().text).toContain('60 строк')
  })

  test('a road map that was cut by hand into short messages is one, stage by stage', async () => {
    const town = await openTown({ at: '2026-09-01T03:00:00Z' })
    const anna = await town.citizen(messenger, 'Котова Анна', 'coordinator')
    const stage = (name: string, day: number) =>
      `${name}\n1\tПровести встречу наставников и молодых педагогов\tдо ${day} октября 2026\tКураторы\n2\tСобрать отзывы участников о работе пар\tдо ${day + 5} ноября 2026\tКураторы`
    const head = 'Дорожная карта на 2026-2027 учебный год\n№\tМероприятие\tСрок\tОтветственные'
    await anna.say(`${head}\n${stage('I этап. Подготовка', 3)}`)
    expect(anna.buttons()).toContain('Это всё')
    await anna.say(stage('II этап. Работа', 12))
    await anna.say(stage('III этап. Итоги', 20))
    await anna.tap('Это всё')
    if (anna.last().text.includes('На какое время')) await anna.tap('1 сентября')
    expect(anna.last().text).toContain('6 строк')
    expect(await town.app.database.query('SELECT id FROM road_map_draft')).toHaveLength(1)
  })

  test('the tail of a text that was too long is not taken for a shorter one', async () => {
    const town = await openTown()
    const anna = await town.citizen(messenger, 'Котова Анна', 'coordinator')
    await anna.say('/announce')
    await anna.say('слово '.repeat(682))
    await anna.say('хвост '.repeat(130))
    expect(anna.last().text).toContain('Слишком длинно')
    expect(anna.last().text).not.toContain('Отправляем')
  })
})

describe('files', () => {
  test('nobody who loads no road maps hears of them without having sent one', async () => {
    const town = await openTown()
    const teacher = await town.citizen('telegram', 'Котова Анна', 'teacher')
    await teacher.say('/road_map')
    expect(teacher.last().text).not.toContain('Файл получил')
    await teacher.say('/settings')
    await teacher.tap('Исправить имя')
    const send = () =>
      teacher.send({ kind: 'file', name: 'план.txt', bytes: Buffer.from('что-то') })
    await send()
    expect(teacher.last().text).toContain('Сейчас жду ответа на вопрос, а не файл')
    await teacher.say('/cancel')
    await send()
    expect(teacher.last().text).toContain('Файл получил')
  })

  test('a guest’s file is no road map, whatever is wrong with it', async () => {
    const town = await openTown()
    const guest = town.stranger('telegram', 'Ольга Гостева')
    await guest.send({
      kind: 'file',
      name: 'план.docx',
      bytes: Buffer.from(`MZ${'\0'.repeat(400)}This program cannot be run in DOS mode`),
    })
    expect(guest.last().text).toContain('откройте ссылку-приглашение')
    expect(allHeard(guest)).not.toContain('Сохраните документ')
  })
})

describe('at the door', () => {
  test('a guest’s first words are answered by how to get in', async () => {
    const town = await openTown()
    const guest = town.stranger('telegram', 'Ольга Гостева')
    await guest.say('привет')
    expect(guest.last().text).toContain('откройте ссылку-приглашение')
    expect(allHeard(guest)).not.toContain('Не понял')
    await guest.say('ABCD1230')
    expect(allHeard(guest)).toContain('Такого кода не бывает')
  })

  test('the own link opened again goes on with what was asked', async () => {
    const town = await openTown()
    const { code } = await town.domain(({ invitations }) =>
      invitations.issueByOperator({
        role: 'teacher',
        municipalityId: town.municipalityId,
        schoolId: town.schoolId,
      }),
    )
    const guest = town.stranger('telegram', 'Анна Петрова')
    await guest.start(code)
    await guest.say('ПЕТРОВА АННА СЕРГЕЕВНА')
    expect(guest.last().text).toContain('Имя: Анна')
    await guest.tap('Верно')
    await guest.start(code)
    expect(allHeard(guest)).toContain('вы уже приняли')
    expect(guest.buttons()).toEqual(['Согласен(на)', 'Не согласен(на)'])
    await guest.tap('Не согласен(на)')
    const after = guest.heard().slice(guest.heard().findIndex((m) => m.text.includes('ваше право')))
    expect(after).toHaveLength(2)
  })

  test('a code that has joined a messenger says so when it is sent again', async () => {
    const town = await openTown()
    const anna = await town.citizen('telegram', 'Петрова Анна Сергеевна', 'teacher')
    await anna.say('/link')
    await anna.tap('Подключить VK')
    const code = /Ваш код: ([A-Z0-9]{8})/.exec(allHeard(anna))?.[1] ?? ''
    const vk = town.stranger('vk', 'Анна Петрова')
    await vk.start(`link-${code}`)
    await vk.say('/cancel')
    await vk.say(code)
    expect(vk.last().text).toContain('уже подключён')
  })

  test('a school that is there already is asked for again', async () => {
    const town = await openTown()
    const anna = await town.citizen('telegram', 'Котова Анна', 'coordinator')
    await anna.say('/invite')
    await anna.tap('Куратор')
    await anna.tap('Добавить школу')
    await anna.say('Школа № 1')
    expect(anna.last().text).toContain('уже есть в списке')
    await anna.say('Школа № 11')
    expect(allHeard(anna)).toContain('Приглашение готово')
  })
})

describe('where people may not be named', () => {
  test('the bot does not, and gives the way to where it may', async () => {
    const town = await openTown({ env: { PERSONAL_DATA_MESSENGERS: 'vk' } })
    const mentor = await town.citizen('telegram', 'Рощина Елена Петровна', 'mentor')
    await mentor.start()
    await mentor.say('/cancel')
    await mentor.say('/settings')
    await mentor.say('/my_pairs')
    expect(allHeard(mentor)).not.toMatch(/Рощина|Елена/)
    expect(mentor.buttons()).toContain('Подключить VK')
    await mentor.tap('Подключить VK')
    expect(mentor.last().text).toContain('подключим')
  })
})

test('a number can be left as it is, and a start can be told roughly, but not of the future', async () => {
  const town = await openTown()
  const teacher = await town.citizen('telegram', 'Петрова Анна Сергеевна', 'teacher')
  await teacher.say('/questionnaire onboarding')
  await teacher.tap('Согласен(на)')
  await teacher.tap('Начать')
  await teacher.tap('Воспитатель')
  await teacher.tap('Пропустить')
  await teacher.say('01.09.2030')
  expect(teacher.last().text).toContain('Дата должна быть не позже')
  await teacher.say('сентябрь 2021')
  await teacher.say('5')
  await teacher.tap('← Назад')
  expect(teacher.last().text).toContain('Ваш ответ: 5')
  await teacher.tap('Оставить этот ответ')
  expect(teacher.last().text).toContain('планируете уроки')
  const answers = await town.app.database.prisma.answer.findMany()
  expect(answers.map(({ value }) => value)).toEqual(expect.arrayContaining(['2021-09-01', 5]))
})
