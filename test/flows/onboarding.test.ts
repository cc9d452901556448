import { expect, test } from 'vitest'
import type { Role } from '../../src/domain/shared/access.ts'
import { allHeard, openTown, type Speaker, type Town } from '../support/talk.ts'

const NAME = 'Петрова Анна Сергеевна'

async function invitation(town: Town, role: Role = 'teacher'): Promise<string> {
  const { municipalityId, schoolId } = town
  const issued = await town.domain(({ invitations }) =>
    invitations.issueByOperator({ role, municipalityId, schoolId }),
  )
  return issued.code
}

/** Through the door to the consent's document. */
async function arrive(town: Town, messenger: 'telegram' | 'vk' = 'telegram'): Promise<Speaker> {
  const teacher = town.stranger(messenger, 'Анна Петрова')
  await teacher.start(await invitation(town))
  await teacher.say(NAME)
  await teacher.tap('Верно')
  return teacher
}

/** Consents and opens the questionnaire. */
async function begin(teacher: Speaker): Promise<void> {
  await teacher.tap('Согласен(на)')
  await teacher.tap('Начать')
  await teacher.tap('Начать')
}

test('a teacher opens the link, gives the name, consents and fills in the questionnaire', async () => {
  const town = await openTown()
  const teacher = town.stranger('telegram', 'Анна Петрова')
  await teacher.start(await invitation(town))
  expect(teacher.last().text).toContain('Роль: педагог')
  expect(teacher.last().text).toContain('Школа № 1 (Город Пример)')
  await teacher.say('Анна')
  expect(teacher.last().text).toContain('Не получилось разобрать имя')
  await teacher.say(NAME)
  expect(teacher.last().text).toContain('Отчество: Сергеевна')
  await teacher.tap('Верно')

  const document = teacher.last()
  expect(document.text).toMatch(/^Согласие на обработку персональных данных\n/)
  expect(document.text).toMatch(/Версия 1$/)
  expect(teacher.buttons()).toEqual(['Согласен(на)', 'Не согласен(на)'])
  await teacher.tap('Согласен(на)')
  expect(teacher.heard().find(({ id }) => id === document.id)?.text).toBe(document.text)
  expect(await town.app.database.prisma.consent.findMany()).toMatchObject([
    { state: 'given', basis: 'chat', messenger: 'telegram', messageKey: expect.any(String) },
  ])

  await teacher.tap('Начать')
  expect(teacher.last().text).toContain('12 вопросов')
  await teacher.tap('Начать')
  expect(teacher.last().text).toMatch(/^1 из 12\nКем вы работаете\?/)
  await teacher.tap('Учитель-предметник')
  expect(teacher.last().text).toMatch(/^2 из 13\nКакой предмет/)
  await teacher.say('Физика')
  await teacher.say('сорок пятое')
  expect(teacher.last().text).toContain('Нужна дата')
  await teacher.say('15 сентября 1998')
  await teacher.say('01.09.2021')
  await teacher.say('много')
  expect(teacher.last().text).toContain('Нужно число')
  await teacher.say('5')
  for (let i = 0; i < 5; i++) await teacher.tap('4 — скорее уверенно')
  await teacher.tap('Разбор и посещение уроков')
  await teacher.tap('Цифровые инструменты')
  await teacher.tap('Готово')
  await teacher.tap('Хочу найти наставника')
  await teacher.tap('Пропустить')

  expect(teacher.last().text).toContain('Всё верно?')
  const response = await town.app.database.prisma.response.findFirstOrThrow()
  expect(response.completedAt).toBeNull()
  await teacher.tap('Дальше по списку')
  expect(teacher.last().text).toContain('без ответа')
  await teacher.tap('Раньше по списку')
  expect(teacher.last().text).toContain('3. Дата вашего рождения?\n15 сентября 1998 года')
  await teacher.tap('Изменить ответ')
  await teacher.say('2')
  expect(teacher.last().text).toContain('Ваш ответ: Физика')
  await teacher.say('Астрономия')
  expect(teacher.last().text).toContain('2. Какой предмет вы ведёте?\nАстрономия')
  await teacher.tap('Отправить')
  expect(allHeard(teacher)).toContain('Спасибо! Анкета')

  const answers = await town.domain(({ questionnaires }) =>
    questionnaires.findAnswers(response.personId, 'onboarding'),
  )
  expect(answers).toEqual({
    position: 'subject',
    subject: 'Астрономия',
    'birth-date': '1998-09-15',
    'teaching-start': '2021-09-01',
    experience: 5,
    planning: 4,
    discipline: 4,
    parents: 4,
    documents: 4,
    digital: 4,
    help: ['lessons', 'digital'],
    part: 'mentee',
    wishes: null,
  })
})

test('«Назад» goes to the question before and shows what was answered', async () => {
  const town = await openTown()
  const teacher = await arrive(town)
  await begin(teacher)
  await teacher.tap('Учитель начальных классов')
  await teacher.tap('← Назад')
  expect(teacher.last().text).toMatch(/^1 из 12\nКем вы работаете\?/)
  expect(teacher.last().text).toContain('Ваш ответ: Учитель начальных классов')
  await teacher.tap('Воспитатель')
  expect(teacher.last().text).toMatch(/^2 из 12\nДата вашего рождения/)
  const [answer] = await town.app.database.prisma.answer.findMany()
  expect(answer?.value).toBe('preschool')
})

test('a half-done questionnaire goes on days later, after a restart, from where it stopped', async () => {
  const town = await openTown()
  const teacher = await arrive(town)
  await begin(teacher)
  await teacher.tap('Воспитатель')
  await teacher.tap('Пропустить')
  await town.restart()
  town.clock.set('2026-10-07T00:00:00Z')
  await teacher.say('01.09.2020')
  expect(teacher.last().text).toMatch(/^4 из 12\n/)

  await teacher.say('/cancel')
  await town.restart()
  await teacher.start()
  expect(allHeard(teacher)).toContain('3 из 12. Ответы сохранены')
  await teacher.tap('Продолжить анкету')
  expect(teacher.last().text).toContain('4 из 12\nСколько полных лет')
})

test('a refusal of the consent is respected, and can be changed later', async () => {
  const town = await openTown()
  const teacher = await arrive(town)
  await teacher.tap('Не согласен(на)')
  const said = allHeard(teacher)
  expect(said).toContain('это ваше право')
  expect(said).toContain('Объявления и общие сведения')
  await teacher.start()
  expect(teacher.buttons()).not.toContain('Согласен(на)')
  await teacher.say('/questionnaire onboarding')
  expect(teacher.buttons()).toEqual(['Согласен(на)', 'Не согласен(на)', 'Удалить мои данные'])
  await teacher.tap('Согласен(на)')
  await teacher.tap('Начать')
  expect(teacher.last().text).toMatch(/^1 из 12/)
  const states = await town.app.database.prisma.consent.findMany({ orderBy: { id: 'asc' } })
  expect(states.map(({ state }) => state)).toEqual(['refused', 'given'])
})

test('a questionnaire begun in Telegram is finished in VK', async () => {
  const town = await openTown()
  const teacher = await arrive(town)
  await begin(teacher)
  await teacher.tap('Воспитатель')
  await teacher.say('/link')
  await teacher.tap('Подключить VK')
  const code = /Ваш код: ([A-Z0-9]{8})/.exec(allHeard(teacher))?.[1]

  const vk = town.stranger('vk', 'Анна Петрова')
  await vk.start()
  expect(vk.last().text).toContain('Если вам прислали код')
  await vk.say('K7WM3XQP')
  expect(allHeard(vk)).toContain('Такого кода нет')
  await vk.say(code?.toLowerCase() ?? '')
  expect(allHeard(vk)).toContain('VK подключён. Анна Сергеевна')
  await vk.tap('Продолжить анкету')
  expect(vk.last().text).toContain('2 из 12\nДата вашего рождения')
  await vk.tap('Пропустить')
  await vk.say('1 сентября 2020')
  expect(vk.last().text).toMatch(/^4 из 12/)
  expect(await town.app.database.prisma.person.count()).toBe(1)
  expect(await town.app.database.prisma.response.count()).toBe(1)
  expect(allHeard(teacher)).toContain('К вашему профилю подключён VK')
})

test('a link with a short code joins the other messenger at once', async () => {
  const town = await openTown()
  const teacher = await town.citizen('telegram', NAME, 'teacher')
  await teacher.say('/link')
  await teacher.tap('Подключить VK')
  const payload = /ref=(link-\w+)/.exec(teacher.heard().at(-1)?.text ?? '')?.[1]
  const vk = town.stranger('vk', 'Анна Петрова')
  await vk.start(payload)
  expect(vk.heard()[0]?.text).toContain('Готово, VK подключён')
})

test('a personal question is asked only where it may be, and goes on there', async () => {
  const town = await openTown({ env: { PERSONAL_DATA_MESSENGERS: 'vk' } })
  const guest = town.stranger('telegram', 'Анна Петрова')
  const code = await invitation(town)
  await guest.start(code)
  expect(guest.last().text).toContain('нельзя спрашивать личные данные')
  expect(guest.last().text).toContain(`ref=${code}`)

  const vk = await arrive(town, 'vk')
  await begin(vk)
  await vk.say('/link')
  await vk.tap('Подключить Telegram')
  const payload = /start=(link-\w+)/.exec(allHeard(vk))?.[1]
  await guest.start(payload)
  await guest.tap('Начать')
  await guest.tap('Начать')
  await guest.tap('Воспитатель')
  expect(guest.last().text).toContain('продолжим в VK')
  await vk.tap('Продолжить анкету')
  expect(vk.last().text).toContain('2 из 12\nДата вашего рождения')
})

test('used, foreign and nonsense codes get a clear sentence', async () => {
  const town = await openTown()
  const code = await invitation(town)
  const first = town.stranger('telegram', 'Анна Петрова')
  await first.start(code)
  await first.say(NAME)
  await first.tap('Верно')
  const second = town.stranger('vk', 'Иван Сидоров')
  await second.start(code)
  expect(second.last().text).toContain('уже использовано другим человеком')
  await second.start('aaaaaaaaaaaaaaaa')
  expect(second.last().text).toContain('Такого приглашения нет')
  await second.start('nonsense')
  expect(second.last().text).toContain('Такого приглашения нет')
  await first.start(code)
  expect(allHeard(first)).toContain('вы уже приняли')
})

test('a coordinator invites a curator of a new school, who invites a teacher', async () => {
  const town = await openTown()
  const coordinator = await town.citizen('telegram', 'Волкова Ольга Ивановна', 'coordinator')
  await coordinator.say('/invite')
  await coordinator.tap('Куратор')
  await coordinator.tap('Добавить школу')
  await coordinator.say('Школа № 7')
  const forVk = /ref=([\w-]{16})/.exec(coordinator.last().text)?.[1]
  expect(coordinator.last().text).toContain('Школа № 7 (Город Пример)')
  const curator = town.stranger('vk', 'Пётр Орлов')
  await curator.start(forVk)
  await curator.say('Орлов Пётр Ильич')
  await curator.tap('Верно')
  await curator.tap('Не согласен(на)')
  await curator.say('/invite')
  expect(curator.buttons()).toEqual([
    ...['Педагог', 'Наставник', 'Наставляемый', 'Специалист школы'],
    ...['Сразу многих — списком', 'Плакат с QR-кодом', 'Отменить'],
  ])
  await curator.tap('Педагог')
  const [first] = /ref=([\w-]{16})/.exec(curator.last().text) ?? []
  expect(first).toBeDefined()
  await curator.say('/invite')
  await curator.tap('Отозвать приглашение')
  await curator.tap('педагог, Школа № 7, от 5 октября')
  await curator.tap('Отозвать')
  expect(curator.last().text).toContain('Ссылка больше не работает')
  const late = town.stranger('vk', 'Павел')
  await late.start(first?.slice(4))
  expect(late.heard().some(({ text }) => text.includes('его отозвали'))).toBe(true)
  await curator.say('/invite')
  await curator.tap('Педагог')
  expect(curator.last().text).toContain('Школа № 7')
  const roles = await town.app.database.prisma.invitation.findMany({ orderBy: { id: 'asc' } })
  expect(roles.map(({ role }) => role)).toEqual(['curator', 'teacher', 'teacher'])
})

test('what is set in settings holds: announcements, name, withdrawal of a consent', async () => {
  const town = await openTown()
  const teacher = await arrive(town)
  await teacher.tap('Согласен(на)')
  await teacher.say('/settings')
  await teacher.tap('Не получать объявления')
  await teacher.say('/settings')
  await teacher.tap('Исправить имя')
  await teacher.say('Сидорова Анна Сергеевна')
  await teacher.say('/consent personal-data')
  await teacher.tap('Отозвать')
  await teacher.tap('Да, отозвать')
  expect(await town.app.database.prisma.person.findFirst()).toMatchObject({
    lastName: 'Сидорова',
    subscribed: false,
  })
  await teacher.start()
  expect(allHeard(teacher)).toContain('когда вы дадите согласие')
})
