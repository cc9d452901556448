import { expect, test } from 'vitest'
import { ageOn, minorStep, standingUnasked } from '../../src/domain/guardians/rules.ts'
import type { Domain } from '../../src/domain/index.ts'
import { agree } from '../support/consents.ts'
import { openRooms } from '../support/people.ts'

test.each([
  ['2008-10-05', '2026-10-05', 18],
  ['2008-10-06', '2026-10-05', 17],
  ['2008-02-29', '2026-02-28', 17],
  ['2008-02-29', '2026-03-01', 18],
])('born on %s, on %s one is %i', (birth, day, age) => {
  expect(ageOn(birth, day)).toBe(age)
})

test('from fourteen on a minor agrees before the parent is asked', () => {
  expect(minorStep(14, false, false)).toBe('own')
  expect(minorStep(14, true, false)).toBe('parent')
  expect(minorStep(13, false, false)).toBe('parent')
  expect(minorStep(16, true, true)).toBe('given')
  // A parent's consent of the year before is not the minor's own.
  expect(minorStep(14, false, true)).toBe('own')
})

test.each([
  [['mentee'], null, 'birth-date'],
  [['mentor'], 'pupils', 'birth-date'],
  [['mentee'], 'teachers', 'of-age'],
  [['mentee', 'teacher'], null, 'of-age'],
  [['mentor'], null, 'may-be-minor'],
  [['parent'], null, 'of-age'],
] as const)('of unknown age with %j, in the register of %s: %s', (roles, register, standing) => {
  expect(standingUnasked(roles, register)).toBe(standing)
})

test('nobody consents for somebody else’s child', async () => {
  const rooms = await openRooms()
  const place = await rooms.place('Город Магадан', 'Школа № 1')
  const pupil = await rooms.citizen('mentee', place, 'Зимина Анна Дмитриевна', {
    birthDate: '2014-03-15',
  })
  const stranger = await rooms.citizen('teacher', place, 'Рябинин Илья Петрович')
  const childId = pupil.personId ?? 0
  const attempts: ((domain: Domain) => Promise<unknown>)[] = [
    ({ wards }) => wards.showDocument(stranger, childId, 'personal-data'),
    ({ wards }) => wards.give(stranger, childId, 'personal-data', 'x'),
    ({ wards }) => wards.withdraw(stranger, childId, 'personal-data'),
  ]
  for (const attempt of attempts)
    await expect(rooms.run(attempt)).rejects.toMatchObject({ code: 'ward-unknown' })
})

test('the printed form of a minor is a parent’s, and the pupil’s from fourteen on; the sheet proves both', async () => {
  const rooms = await openRooms()
  const place = await rooms.place('Город Магадан', 'Школа № 1')
  const curator = await rooms.citizen('curator', place, 'Петрова Анна Ильинична')
  const pupil = await rooms.citizen('mentee', place, 'Зимина Анна Дмитриевна', {
    birthDate: '2012-03-15',
  })
  const form = await rooms.run(({ paperConsents }) =>
    paperConsents.showForm(curator, pupil.personId ?? 0, 'personal-data'),
  )
  expect(form.name).toMatch(/^_+$/)
  // From fourteen on the pupil signs beside the parent: one sheet proves both.
  expect(form.own).toBe('Зимина Анна Дмитриевна')
  await rooms.db.query(
    `INSERT INTO stored_file (id, name, mime, size, sha256) VALUES ('a', 'Лист.jpg', 'image/jpeg', 1, 'x')`,
  )
  await rooms.run(({ paperConsents }) =>
    paperConsents.take(curator, pupil.personId ?? 0, 'personal-data', {
      fileId: 'a',
      signedOn: '2026-10-01',
    }),
  )
  const standing = await rooms.run(({ guardians }) =>
    guardians.findStanding(pupil, 'personal-data'),
  )
  expect(standing).toBe('given')
  const { sections } = await rooms.run(({ erasures }) => erasures.showStored(pupil))
  const consents = sections.find(({ title }) => title === 'my-data-consents')
  expect(consents?.items.map(({ label }) => ('key' in label ? label.key : label.text))).toEqual([
    'my-data-consent-own',
    'Согласие на обработку персональных данных',
  ])
  expect(form.text).toContain('законный представитель')
  expect(form.text).toContain('Зимина Анна Дмитриевна')
})

test('a minor consents to nothing alone, publication included', async () => {
  const rooms = await openRooms()
  const place = await rooms.place('Город Магадан', 'Школа № 1')
  const pupil = await rooms.citizen('mentee', place, 'Зимина Анна Дмитриевна', {
    birthDate: '2011-03-15',
  })
  await expect(agree(rooms, pupil, 'publication')).rejects.toMatchObject({ code: 'consent-minor' })
  // A refusal is an answer, too: of a child too young to be heard it is the parent's.
  const young = await rooms.citizen('mentee', place, 'Летова Ольга Ивановна', {
    birthDate: '2015-03-15',
  })
  for (const refuse of [
    async ({ consents }: Domain, hash: string) => consents.refuse(young, 'publication', hash),
    async ({ guardians }: Domain, hash: string) => guardians.dissent(young, 'publication', hash),
  ])
    await expect(
      rooms.run(async (domain) => {
        const { hash } = await domain.consents.showDocument(young, 'publication')
        await refuse(domain, hash)
      }),
    ).rejects.toMatchObject({ code: 'consent-minor' })
})

test('a pupil of unknown age says it before anything is agreed to, whatever is tapped', async () => {
  const rooms = await openRooms()
  const place = await rooms.place('Город Магадан', 'Школа № 1')
  const pupil = await rooms.citizen('mentee', place, 'Зимина Анна Дмитриевна', { birthDate: null })
  await expect(agree(rooms, pupil)).rejects.toMatchObject({ code: 'consent-birth-date' })
})

test('a parent publishes nothing of a child whose data may not be stored, or who does not agree', async () => {
  const rooms = await openRooms()
  const place = await rooms.place('Город Магадан', 'Школа № 1')
  const pupil = await rooms.citizen('mentee', place, 'Зимина Анна Дмитриевна', {
    birthDate: '2011-03-15',
  })
  const parent = await rooms.citizen('parent', place, 'Зимин Дмитрий Олегович')
  const childId = pupil.personId ?? 0
  await rooms.run(({ guardians }) => guardians.join(childId, parent.personId ?? 0))
  const give = (code: string) =>
    rooms.run(async ({ wards }) => {
      const { hash } = await wards.showDocument(parent, childId, code)
      await wards.give(parent, childId, code, hash)
    })
  const assent = (code: string, how: 'assent' | 'dissent' = 'assent') =>
    rooms.run(async ({ consents, guardians }) => {
      const { hash } = await consents.showDocument(pupil, code)
      await guardians[how](pupil, code, hash)
    })
  await expect(assent('publication')).rejects.toMatchObject({ code: 'minor-data-first' })
  await expect(give('publication')).rejects.toMatchObject({ code: 'minor-data-first' })
  await assent('personal-data')
  await give('personal-data')
  await expect(give('publication')).rejects.toMatchObject({ code: 'minor-own-first' })
  await assent('publication', 'dissent')
  await expect(give('publication')).rejects.toMatchObject({ code: 'minor-own-first' })
  await assent('publication')
  await give('publication')
  // A classmate whose age nobody knows is no second parent.
  const friend = await rooms.citizen('mentee', place, 'Летова Ольга Ивановна', { birthDate: null })
  await expect(
    rooms.run(({ guardians }) => guardians.join(childId, friend.personId ?? 0)),
  ).rejects.toMatchObject({ code: 'ward-own' })
  const given = await rooms.run(({ consents }) => consents.findGiven(childId, 'publication'))
  expect(given).toBe(true)
})
