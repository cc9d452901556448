import { expect, test } from 'vitest'
import type { Actor } from '../../src/domain/shared/access.ts'
import { agree } from '../support/consents.ts'
import { openRooms, type Place, type Rooms } from '../support/people.ts'

const offer = {
  subjects: ['Математика'],
  help: ['lessons', 'class'],
  places: 1,
  about: 'Люблю задачи.',
}
const wishes = {
  subject: 'математика',
  help: ['lessons'],
  school: 'any',
  urgency: 3,
  rather: null,
  'rather-not': null,
  about: 'Первый год в школе',
}

async function town(): Promise<{ rooms: Rooms; place: Place }> {
  const rooms = await openRooms()
  return { rooms, place: await rooms.place('Город Пример', 'Школа № 1') }
}

async function mentor(
  rooms: Rooms,
  place: Place,
  name: string,
  changes: Partial<typeof offer> = {},
) {
  const actor = await rooms.citizen('mentor', place, name)
  await agree(rooms, actor)
  await rooms.db.prisma.mentorProfile.create({
    data: { personId: actor.personId!, ...offer, ...changes },
  })
  return actor
}

async function mentee(rooms: Rooms, place: Place, name: string, answers: object = {}) {
  const actor = await rooms.citizen('mentee', place, name)
  await agree(rooms, actor)
  await fillIn(rooms, actor, { ...wishes, ...answers })
  return actor
}

async function fillIn(rooms: Rooms, actor: Actor, answers: { [code: string]: unknown }) {
  await rooms.run(async ({ questionnaires }) => {
    const id = await questionnaires.begin(actor, 'mentee-preferences')
    for (const [code, value] of Object.entries(answers))
      await questionnaires.answer(
        actor,
        { id, questionnaire: 'mentee-preferences' },
        code,
        value as never,
      )
    await questionnaires.complete(actor, id)
  })
}

/** What a person was told, as keys of locales. */
async function told(rooms: Rooms, actor: Actor): Promise<string[]> {
  const rows = await rooms.db.query<{ content: { text: { key: string }[] } }>(
    'SELECT content FROM delivery WHERE account_id = $1 ORDER BY id',
    [actor.accountId],
  )
  return rows.flatMap(({ content }) => content.text.map(({ key }) => key))
}

const ask = (rooms: Rooms, who: Actor, whom: Actor) =>
  rooms.run(({ pairs }) => pairs.request(who, whom.personId!))

test('a request reaches the mentor, and its acceptance the mentee and the curator of the school', async () => {
  const { rooms, place } = await town()
  const curator = await rooms.citizen('curator', place, 'Лугова Марина')
  const other = await rooms.citizen('curator', await rooms.place('Город Пример', 'Школа № 2'))
  const [who, whom] = [
    await mentee(rooms, place, 'Зимина Анна'),
    await mentor(rooms, place, 'Рощина Татьяна'),
  ]
  const id = await ask(rooms, who, whom)
  expect(await told(rooms, whom)).toEqual(['pair-asked', 'pair-asked-about'])
  await rooms.run(({ pairs }) => pairs.accept(whom, id))
  expect(await told(rooms, who)).toEqual(['pair-accepted-told'])
  expect(await told(rooms, curator)).toEqual(['pair-curator-told'])
  expect(await told(rooms, other)).toEqual([])
  const mine = await rooms.run(({ pairs }) => pairs.listMine(who))
  expect(mine).toMatchObject({
    mentor: { name: 'Рощина Татьяна', since: '2026-10-05' },
    waiting: null,
  })
})

test('the curator of the mentor’s school is told, too', async () => {
  const { rooms, place } = await town()
  const there = await rooms.place('Город Пример', 'Школа № 2')
  const own = await rooms.citizen('curator', place, 'Лугова Марина')
  const other = await rooms.citizen('curator', there, 'Осипова Вера')
  const who = await mentee(rooms, place, 'Зимина Анна')
  const whom = await mentor(rooms, there, 'Рощина Татьяна')
  const id = await ask(rooms, who, whom)
  await rooms.run(({ pairs }) => pairs.accept(whom, id))
  expect(await told(rooms, own)).toEqual(['pair-curator-told'])
  expect(await told(rooms, other)).toEqual(['pair-curator-told'])
})

test('without a curator the coordinators are told of a pair', async () => {
  const { rooms, place } = await town()
  const coordinator = await rooms.citizen('coordinator', place, 'Северцева Ольга')
  const [who, whom] = [
    await mentee(rooms, place, 'Зимина Анна'),
    await mentor(rooms, place, 'Рощина Татьяна'),
  ]
  const id = await ask(rooms, who, whom)
  await rooms.run(({ pairs }) => pairs.accept(whom, id))
  expect(await told(rooms, coordinator)).toEqual(['pair-curator-told'])
})

test('many acceptances at once never exceed the places of a mentor', async () => {
  const { rooms, place } = await town()
  const whom = await mentor(rooms, place, 'Рощина Татьяна', { places: 2 })
  const all = await Promise.all(
    ['Первая', 'Вторая', 'Третья', 'Четвёртая', 'Пятая'].map((name) =>
      mentee(rooms, place, `${name} Анна`),
    ),
  )
  const ids = await Promise.all(all.map((who) => ask(rooms, who, whom)))
  const results = await Promise.allSettled(
    ids.map((id) => rooms.run(({ pairs }) => pairs.accept(whom, id))),
  )
  expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(2)
  for (const result of results)
    if (result.status === 'rejected') expect(result.reason).toMatchObject({ name: 'DomainError' })
  expect(await rooms.db.prisma.pair.count()).toBe(2)
  // Nobody is left waiting for a mentor who has no place any more.
  expect(await rooms.db.prisma.pairRequest.count({ where: { status: 'asked' } })).toBe(0)
  const news = (await Promise.all(all.map((who) => told(rooms, who)))).flat().sort()
  expect(news).toEqual([
    'pair-accepted-told',
    'pair-accepted-told',
    'pair-places-taken-told',
    'pair-places-taken-told',
    'pair-places-taken-told',
  ])
})

test('two mentors who accept one mentee at once give one pair', async () => {
  const { rooms, place } = await town()
  const who = await mentee(rooms, place, 'Зимина Анна')
  const mentors = [
    await mentor(rooms, place, 'Рощина Татьяна'),
    await mentor(rooms, place, 'Остапов Сергей'),
  ]
  // Two open requests of one mentee cannot be made by asking: an older version may have left them.
  const ids = await Promise.all(
    mentors.map(async ({ personId }) => {
      const { id } = await rooms.db.prisma.pairRequest.create({
        data: {
          menteeId: who.personId!,
          mentorId: personId!,
          status: 'asked',
          preferences: { subject: '', help: [], about: '' },
          createdAt: new Date(),
        },
      })
      return id
    }),
  )
  const results = await Promise.allSettled(
    mentors.map((one, i) => rooms.run(({ pairs }) => pairs.accept(one, ids[i]!))),
  )
  expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  const refused = results.find(({ status }) => status === 'rejected') as PromiseRejectedResult
  expect(refused.reason).toMatchObject({ code: 'mentee-taken' })
  expect(await rooms.db.prisma.pair.count()).toBe(1)
})

test('the same request sent twice at once is one request', async () => {
  const { rooms, place } = await town()
  const [who, whom] = [
    await mentee(rooms, place, 'Зимина Анна'),
    await mentor(rooms, place, 'Рощина Татьяна'),
  ]
  const results = await Promise.allSettled([ask(rooms, who, whom), ask(rooms, who, whom)])
  expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  expect(await rooms.db.prisma.pairRequest.count()).toBe(1)
})

test('accepting and taking back at once end in one of the two, never both', async () => {
  const { rooms, place } = await town()
  const [who, whom] = [
    await mentee(rooms, place, 'Зимина Анна'),
    await mentor(rooms, place, 'Рощина Татьяна'),
  ]
  const id = await ask(rooms, who, whom)
  const results = await Promise.allSettled([
    rooms.run(({ pairs }) => pairs.accept(whom, id)),
    rooms.run(({ pairs }) => pairs.withdraw(who, id)),
  ])
  expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  const { status } = await rooms.db.prisma.pairRequest.findUniqueOrThrow({ where: { id } })
  expect(await rooms.db.prisma.pair.count()).toBe(status === 'accepted' ? 1 : 0)
})

test('what hinders a request is refused with its reason', async () => {
  const { rooms, place } = await town()
  const who = await mentee(rooms, place, 'Зимина Анна')
  const full = await mentor(rooms, place, 'Занятов Олег', { places: 0 })
  const silent = await rooms.citizen('mentor', place, 'Тихонов Пётр')
  await rooms.db.prisma.mentorProfile.create({ data: { personId: silent.personId!, ...offer } })
  const gone = await mentor(rooms, place, 'Ушедшая Вера')
  await rooms.db.prisma.account.update({
    where: { id: gone.accountId },
    data: { reachable: false },
  })
  const elsewhere = await mentor(rooms, await rooms.place('Другой город', 'Школа № 1'), 'Чужих Лев')
  await expect(ask(rooms, who, full)).rejects.toMatchObject({ code: 'mentor-full' })
  await expect(ask(rooms, who, silent)).rejects.toMatchObject({ code: 'mentor-unknown' })
  await expect(ask(rooms, who, gone)).rejects.toMatchObject({ code: 'mentor-unreachable' })
  await expect(ask(rooms, who, elsewhere)).rejects.toMatchObject({ code: 'mentor-unknown' })
  await expect(ask(rooms, who, who)).rejects.toMatchObject({ code: 'mentor-self' })
  await expect(ask(rooms, full, silent)).rejects.toMatchObject({ code: 'not-allowed' })
  const { mentors } = await rooms.run(({ matching }) => matching.listSuggestions(who))
  expect(mentors).toEqual([])

  const free = await mentor(rooms, place, 'Рощина Татьяна')
  await rooms.run(({ consents }) => consents.withdraw(who, 'personal-data'))
  await expect(ask(rooms, who, free)).rejects.toMatchObject({ code: 'consent-needed' })
})

test('a mentor who withdrew the consent is shown no more, and cannot accept', async () => {
  const { rooms, place } = await town()
  const [who, whom] = [
    await mentee(rooms, place, 'Зимина Анна'),
    await mentor(rooms, place, 'Рощина Татьяна'),
  ]
  const id = await ask(rooms, who, whom)
  await rooms.run(({ consents }) => consents.withdraw(whom, 'personal-data'))
  const { mentors } = await rooms.run(({ matching }) => matching.listSuggestions(who))
  expect(mentors).toEqual([])
  await expect(rooms.run(({ pairs }) => pairs.accept(whom, id))).rejects.toMatchObject({
    code: 'request-declined',
  })
})

test('late and repeated answers are refused with what has happened', async () => {
  const { rooms, place } = await town()
  const [who, whom, stranger] = [
    await mentee(rooms, place, 'Зимина Анна'),
    await mentor(rooms, place, 'Рощина Татьяна', { places: 3 }),
    await mentor(rooms, place, 'Остапов Сергей'),
  ]
  const id = await ask(rooms, who, whom)
  const accept = (actor: Actor) => rooms.run(({ pairs }) => pairs.accept(actor, id))
  await expect(accept(stranger)).rejects.toMatchObject({ code: 'request-unknown' })
  await rooms.run(({ pairs }) => pairs.withdraw(who, id))
  await expect(accept(whom)).rejects.toMatchObject({ code: 'request-withdrawn' })
  await expect(rooms.run(({ pairs }) => pairs.withdraw(who, id))).rejects.toMatchObject({
    code: 'own-request-withdrawn',
  })
  const second = await ask(rooms, who, whom)
  await rooms.run(({ pairs }) => pairs.decline(whom, second, 'Много часов'))
  await expect(rooms.run(({ pairs }) => pairs.decline(whom, second))).rejects.toMatchObject({
    code: 'request-declined',
  })
  // Who has declined is not offered again at once.
  const { mentors } = await rooms.run(({ matching }) => matching.listSuggestions(who))
  expect(mentors.map(({ name }) => name)).toEqual(['Остапов Сергей'])
})

test('a mentor is reminded once after three days, and the mentee learns what can be done', async () => {
  const { rooms, place } = await town()
  const [who, whom] = [
    await mentee(rooms, place, 'Зимина Анна'),
    await mentor(rooms, place, 'Рощина Татьяна'),
  ]
  await ask(rooms, who, whom)
  const remind = () => rooms.run(({ pairs }) => pairs.remindUnanswered(place.municipalityId))
  rooms.wait({ days: 2 })
  expect(await remind()).toBe(0)
  rooms.wait({ days: 1 })
  await remind()
  await remind()
  rooms.wait({ days: 1 })
  await remind()
  expect(await told(rooms, whom)).toEqual(['pair-asked', 'pair-asked-about', 'pair-asked-reminder'])
  expect(await told(rooms, who)).toEqual(['pair-still-waiting'])
})

test('names are not sent where personal data may not go: there is news, without names', async () => {
  const { rooms, place } = await town()
  const [who, whom] = [
    await mentee(rooms, place, 'Зимина Анна'),
    await mentor(rooms, place, 'Рощина Татьяна'),
  ]
  rooms.outside = { ...rooms.outside, personalDataMessengers: ['vk'] }
  await ask(rooms, who, whom)
  expect(await told(rooms, whom)).toEqual(['pair-news'])
})

test('a mentor whom the mentee would rather not have is never suggested, and the others come best first', async () => {
  const { rooms, place } = await town()
  const second = await rooms.place('Город Пример', 'Школа № 2')
  await mentor(rooms, place, 'Громова Анна Петровна')
  await mentor(rooms, second, 'Кедрова Наталья Юрьевна', { subjects: ['Химия'], help: ['class'] })
  await mentor(rooms, place, 'Рощина Татьяна Николаевна', { places: 3 })
  const who = await mentee(rooms, place, 'Зимина Анна', { 'rather-not': 'с Громовой' })
  const found = await rooms.run(({ matching }) => matching.listSuggestions(who))
  expect(found).toMatchObject({ full: 0, leftOut: 1 })
  expect(found.mentors.map(({ name }) => name)).toEqual([
    'Рощина Татьяна Николаевна',
    'Кедрова Наталья Юрьевна',
  ])
  expect(found.mentors[0]?.why).toEqual([
    { key: 'match-subject', args: { subjects: 'Математика' } },
    { key: 'match-help', args: { help: 'разбор и посещение уроков' } },
    { key: 'match-own-school' },
    { key: 'match-places', args: { free: 3 } },
  ])
})

test('the answers of a mentor’s questionnaire become the offer, and each part of it can be changed', async () => {
  const { rooms, place } = await town()
  const actor = await rooms.citizen('mentor', place)
  await agree(rooms, actor)
  await rooms.run(async ({ questionnaires }) => {
    const id = await questionnaires.begin(actor, 'entry-mentor')
    const answers = {
      subjects: 'Математика, информатика',
      experience: 12,
      mentored: 'no',
      help: ['lessons', 'digital'],
      places: 2,
      hours: 'h2',
      form: 'any',
      about: 'Двенадцать лет в школе',
      useful: 8,
      contact: null,
      ready: 6,
    }
    for (const [code, value] of Object.entries(answers))
      await questionnaires.answer(actor, { id, questionnaire: 'entry-mentor' }, code, value)
    await questionnaires.complete(actor, id)
  })
  await rooms.run(({ mentors }) => mentors.change(actor, { places: 3 }))
  const shown = await rooms.run(({ mentors }) => mentors.findOffer(actor))
  expect(shown).toMatchObject({
    subjects: ['Математика', 'информатика'],
    help: [{ code: 'lessons' }, { code: 'digital' }],
    places: 3,
    pairs: 0,
  })
  await expect(
    rooms.run(({ mentors }) => mentors.change(actor, { places: 9 })),
  ).rejects.toMatchObject({ code: 'mentor-places' })
})

test('a teacher who becomes a mentor is one in the own school, and the curator hears of it', async () => {
  const { rooms, place } = await town()
  const curator = await rooms.citizen('curator', place, 'Лугова Марина')
  const teacher = await rooms.citizen('teacher', place)
  await expect(rooms.run(({ mentors }) => mentors.join(teacher))).rejects.toMatchObject({
    code: 'consent-needed',
  })
  await agree(rooms, teacher)
  await rooms.run(({ mentors }) => mentors.join(teacher))
  const now = await rooms.reload(teacher)
  expect(now.roles).toContainEqual({ role: 'mentor', schoolId: place.schoolId })
  expect(await told(rooms, curator)).toEqual(['mentor-joined'])
  await expect(rooms.run(({ mentors }) => mentors.join(now))).rejects.toMatchObject({
    code: 'mentor-already',
  })
})
