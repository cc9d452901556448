import { expect, test } from 'vitest'
import { consents } from '../support/consents.ts'
import { openTown, type Speaker, type Town } from '../support/talk.ts'

async function mentor(
  town: Town,
  name: string,
  offer: { subjects: string[]; help: string[]; places?: number },
): Promise<Speaker> {
  const somebody = await town.citizen('telegram', name, 'mentor')
  await consents(town, somebody)
  await town.domain(({ mentors }) =>
    mentors.addByOperator(somebody.personId, { places: 1, about: 'Люблю школу.', ...offer }),
  )
  return somebody
}

const maths = { subjects: ['Математика'], help: ['lessons', 'class'] }
const history = { subjects: ['История'], help: ['documents'] }

/** Consent and wishes, until the list of mentors. */
async function look(mentee: Speaker, ratherNot?: string): Promise<void> {
  await mentee.say('/request_mentor')
  await mentee.tap('Согласен(на)')
  await mentee.tap('Начать')
  await mentee.say('математика')
  await mentee.tap('Разбор и посещение уроков')
  await mentee.tap('Готово')
  await mentee.tap('Всё равно')
  await mentee.tap('3 — в течение месяца')
  await mentee.tap('Пропустить')
  if (ratherNot) await mentee.say(ratherNot)
  else await mentee.tap('Пропустить')
  await mentee.say('Первый год в школе')
  await mentee.tap('Отправить')
}

test('a mentee in VK finds a mentor in Telegram: wishes, who fits and why, the answer, everybody told', async () => {
  const town = await openTown()
  const curator = await town.citizen('vk', 'Лугова Марина Сергеевна', 'curator')
  await mentor(town, 'Остапов Сергей Игоревич', history)
  const wished = await mentor(town, 'Рощина Татьяна Николаевна', maths)
  await mentor(town, 'Громова Вера Павловна', maths)
  const mentee = await town.citizen('vk', 'Зимина Анна Дмитриевна', 'mentee')

  await look(mentee, 'с Громовой')
  const list = mentee.last().text
  expect(list).toContain('Нашлись 2 наставника')
  expect(list).toMatch(
    /1\. Рощина Татьяна Николаевна, Школа № 1 — предмет \(Математика\); помощь \(разбор и посещение уроков\); ваша школа; 1 свободное место/,
  )
  expect(list).toMatch(/2\. Остапов Сергей Игоревич/)
  expect(list).not.toContain('Громова')
  await mentee.tap('1')
  expect(mentee.last().text).toContain('О себе: Люблю школу.')
  await mentee.tap('Посмотреть других')
  expect(mentee.buttons()).toContain('Изменить пожелания')
  await mentee.say('кто-нибудь')
  expect(mentee.last().text).toContain('Выберите, пожалуйста')
  await mentee.say('Рощина')
  await mentee.tap('Попросить')
  expect(mentee.last().text).toContain('Просьба отправлена: Рощина Татьяна Николаевна')

  expect(wished.last().text).toContain('Вас просят стать наставником')
  expect(wished.last().text).toContain('Зимина Анна Дмитриевна')
  expect(wished.last().text).toContain('О себе: Первый год в школе')
  expect(wished.last().text).not.toContain('Громов')
  expect(wished.buttons()).toEqual(['Согласиться', 'Отказаться'])
  await wished.tap('Согласиться')
  expect(wished.last().text).toContain('теперь в паре с вами')
  expect(mentee.last().text).toContain('теперь ваш наставник')
  expect(curator.last().text).toContain('Наставляемый: Зимина Анна Дмитриевна')

  // The same button once more, and the other one: said politely.
  await wished.tap('Согласиться')
  expect(wished.last().text).toContain('Вы уже согласились')
  await mentee.say('/my_pairs')
  expect(mentee.last().text).toContain('Ваш наставник — Рощина Татьяна Николаевна')
  await mentee.say('/request_mentor')
  expect(mentee.last().text).toContain('У вас уже есть наставник')
})

test('a mentor declines with a reason, and the mentee chooses another one', async () => {
  const town = await openTown()
  const first = await mentor(town, 'Рощина Татьяна Николаевна', maths)
  const second = await mentor(town, 'Остапов Сергей Игоревич', history)
  const mentee = await town.citizen('vk', 'Зимина Анна Дмитриевна', 'mentee')
  await look(mentee)
  await mentee.tap('1')
  await mentee.tap('Попросить')
  await first.tap('Отказаться')
  await first.say('Веду два выпускных класса')
  expect(first.last().text).toContain('Понял')
  expect(mentee.last().text).toContain('Причина: «Веду два выпускных класса»')
  await mentee.tap('Выбрать другого')
  expect(mentee.last().text).toContain('Ищу по вашим пожеланиям')
  await mentee.tap('Показать наставников')
  expect(mentee.last().text).not.toContain('Рощина')
  await mentee.tap('1')
  await mentee.tap('Попросить')
  await second.tap('Отказаться')
  await second.tap('Пропустить')
  expect(mentee.last().text).toContain('Остапов Сергей Игоревич сейчас не может')
  await mentee.tap('Выбрать другого')
  await mentee.tap('Показать наставников')
  expect(mentee.last().text).toContain('Напишите куратору')
})

test('a request can be taken back, and the late answer of the mentor is told so', async () => {
  const town = await openTown()
  const wanted = await mentor(town, 'Рощина Татьяна Николаевна', maths)
  const mentee = await town.citizen('vk', 'Зимина Анна Дмитриевна', 'mentee')
  await look(mentee)
  await mentee.tap('1')
  await mentee.tap('Попросить')
  await mentee.say('/request_mentor')
  expect(mentee.last().text).toContain('ждёте ответа')
  await mentee.tap('Посмотреть мою пару')
  await mentee.tap('Отозвать просьбу')
  await mentee.tap('Да, отозвать')
  expect(mentee.last().text).toContain('Просьба отозвана')
  expect(wanted.last().text).toContain('больше не ждёт ответа')
  await wanted.tap('Согласиться')
  expect(wanted.last().text).toContain('Просьба отозвана')
})

test('who was faster takes the last place; the other one is shown who is left', async () => {
  const town = await openTown()
  const wanted = await mentor(town, 'Рощина Татьяна Николаевна', maths)
  await mentor(town, 'Остапов Сергей Игоревич', history)
  const slow = await town.citizen('vk', 'Зимина Анна Дмитриевна', 'mentee')
  const fast = await town.citizen('telegram', 'Ольхин Кирилл Алексеевич', 'mentee')
  await look(slow)
  await slow.tap('1')
  await look(fast)
  await fast.tap('1')
  await fast.tap('Попросить')
  await wanted.tap('Согласиться')
  await slow.tap('Попросить')
  expect(slow.heard().map(({ text }) => text)).toContainEqual(
    expect.stringContaining('свободных мест у этого наставника не осталось'),
  )
  expect(slow.last().text).toContain('1. Остапов Сергей Игоревич')
})

test('without consent nobody is shown; the answer is respected', async () => {
  const town = await openTown()
  await mentor(town, 'Рощина Татьяна Николаевна', maths)
  const mentee = await town.citizen('vk', 'Зимина Анна Дмитриевна', 'mentee')
  await mentee.say('/request_mentor')
  await mentee.tap('Не согласен(на)')
  expect(mentee.heard().at(-1)?.text).not.toContain('Рощина')
  const given = await town.app.database.prisma.consent.count({
    where: { personId: mentee.personId, state: 'given' },
  })
  expect(given).toBe(0)
})

test('a mentor is reminded in the morning after three days of silence', async () => {
  const town = await openTown({ at: '2026-10-05T02:00:00Z' })
  const wanted = await mentor(town, 'Рощина Татьяна Николаевна', maths)
  const mentee = await town.citizen('vk', 'Зимина Анна Дмитриевна', 'mentee')
  await look(mentee)
  await mentee.tap('1')
  await mentee.tap('Попросить')
  town.clock.set('2026-10-08T23:00:00Z')
  await town.settled()
  expect(wanted.last().text).toContain('ждёт вашего ответа уже три дня')
  expect(mentee.last().text).toContain('пока не отвечает')
  await wanted.tap('Согласиться')
  expect(mentee.last().text).toContain('теперь ваш наставник')
})

test('a teacher becomes a mentor, fills in the profile and changes it', async () => {
  const town = await openTown()
  const curator = await town.citizen('vk', 'Лугова Марина Сергеевна', 'curator')
  const teacher = await town.citizen('telegram', 'Рябинин Илья Петрович', 'teacher')
  await teacher.say('/mentor_profile')
  await teacher.tap('Согласен(на)')
  await teacher.tap('Стать наставником')
  expect(curator.last().text).toContain('Рябинин Илья Петрович хочет быть наставником')
  await teacher.tap('Начать')
  await teacher.say('Физика, астрономия')
  await teacher.say('9')
  await teacher.tap('Нет')
  await teacher.tap('Цифровые инструменты')
  await teacher.tap('Готово')
  await teacher.say('2')
  await teacher.tap('1–2 часа')
  await teacher.tap('И так и так')
  await teacher.say('Люблю опыты')
  await teacher.tap('8')
  await teacher.tap('Пропустить')
  await teacher.say('6')
  await teacher.tap('Отправить')
  expect(teacher.last().text).toContain('Предметы: Физика, астрономия')
  expect(teacher.last().text).toContain('Мест: 2, занято: 0')
  await teacher.tap('Число мест')
  await teacher.tap('3')
  expect(teacher.last().text).toContain('Мест: 3, занято: 0')
})
