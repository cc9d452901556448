import { expect, test } from 'vitest'
import { ageOn, minorStep } from '../../src/domain/guardians/rules.ts'
import type { Domain } from '../../src/domain/index.ts'
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
})

test('nobody consents for somebody else’s child', async () => {
  const rooms = await openRooms()
  const place = await rooms.place('Город Магадан', 'Школа № 1')
  const pupil = await rooms.citizen('mentee', place, 'Зимина Анна Дмитриевна')
  const stranger = await rooms.citizen('teacher', place, 'Рябинин Илья Петрович')
  await rooms.run(({ guardians }) => guardians.setBirthDate(pupil, '2014-03-15'))
  const childId = pupil.personId ?? 0
  const attempts: ((domain: Domain) => Promise<unknown>)[] = [
    ({ guardians }) => guardians.showDocument(stranger, childId),
    ({ guardians }) => guardians.give(stranger, childId, 'x'),
    ({ guardians }) => guardians.withdraw(stranger, childId),
  ]
  for (const attempt of attempts)
    await expect(rooms.run(attempt)).rejects.toMatchObject({ code: 'ward-unknown' })
})

test('the printed form of a minor is a parent’s, with a line for the parent’s name', async () => {
  const rooms = await openRooms()
  const place = await rooms.place('Город Магадан', 'Школа № 1')
  const curator = await rooms.citizen('curator', place, 'Петрова Анна Ильинична')
  const pupil = await rooms.citizen('mentee', place, 'Зимина Анна Дмитриевна')
  await rooms.run(({ guardians }) => guardians.setBirthDate(pupil, '2012-03-15'))
  const form = await rooms.run(({ paperConsents }) =>
    paperConsents.showForm(curator, pupil.personId ?? 0, 'personal-data'),
  )
  expect(form.name).toMatch(/^_+$/)
  expect(form.text).toContain('законный представитель')
  expect(form.text).toContain('Зимина Анна Дмитриевна')
})

test('a minor consents to nothing alone, publication included', async () => {
  const rooms = await openRooms()
  const place = await rooms.place('Город Магадан', 'Школа № 1')
  const pupil = await rooms.citizen('mentee', place, 'Зимина Анна Дмитриевна')
  await rooms.run(({ guardians }) => guardians.setBirthDate(pupil, '2011-03-15'))
  await expect(
    rooms.run(async ({ consents }) => {
      const { hash } = await consents.showDocument(pupil, 'publication')
      await consents.give(pupil, 'publication', hash)
    }),
  ).rejects.toMatchObject({ code: 'consent-minor' })
})
