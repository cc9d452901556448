import { expect, test } from 'vitest'
import { agree } from '../support/consents.ts'
import { openRooms } from '../support/people.ts'

const PD = 'personal-data'

/** A mentor who has consented alone, as somebody of age would, and a line of the pupils' register of that name. */
async function consentedAlone(birthDate: string) {
  const rooms = await openRooms()
  const place = await rooms.place('Город Магадан', 'Школа № 1')
  const curator = await rooms.citizen('curator', place, 'Петрова Анна Ильинична')
  const pupil = await rooms.citizen('mentor', place, 'Зимина Анна Дмитриевна')
  const personId = pupil.personId ?? 0
  for (const code of [PD, 'publication']) await agree(rooms, pupil, code)
  await rooms.db.query(
    `INSERT INTO register_entry (municipality_id, school_id, kind, last_name, first_name, patronymic,
       birth_date, school_class, changed_at)
     VALUES ($1, $2, 'pupils', 'Зимина', 'Анна', 'Дмитриевна', $3, '8А', now())`,
    [place.municipalityId, place.schoolId, birthDate],
  )
  const tie = () =>
    rooms.run(async ({ registers }) => {
      const ids = (await registers.listNamesakes(curator, 'pupils')).map(({ entryId }) => entryId)
      return registers.tieNamesakes(curator, 'pupils', ids)
    })
  const given = (code = PD) => rooms.run(({ consents }) => consents.findGiven(personId, code))
  const told = async (whom = pupil) =>
    JSON.stringify(
      await rooms.db.query('SELECT content FROM delivery WHERE account_id = $1', [whom.accountId]),
    )
  return { rooms, place, curator, pupil, personId, tie, given, told }
}

test('a consent that a minor gave alone stops counting when the register says the age', async () => {
  const { rooms, curator, pupil, tie, given, told } = await consentedAlone('2012-03-04')
  expect(await tie()).toBe(1)
  expect(await given()).toBe(false)
  expect((await told()).match(/minor-found-told/g)).toHaveLength(1)
  // What was published on the minor's word alone is taken down.
  expect(await given('publication')).toBe(false)
  expect(await told(curator)).toContain('erasure-minor-told')
  expect(await rooms.run(({ guardians }) => guardians.findStanding(pupil, PD))).toBe('own')
  expect(await rooms.run(({ consents }) => consents.findDue(pupil))).toBe(PD)
  await expect(agree(rooms, pupil)).rejects.toMatchObject({ code: 'consent-minor' })
})

test('the own consent of who is of age counts on', async () => {
  const { tie, given, told } = await consentedAlone('2001-03-04')
  expect(await tie()).toBe(1)
  expect(await given()).toBe(true)
  expect(await told()).not.toContain('minor-found-told')
})

test('a parent’s consent counts on when the register comes later', async () => {
  const { rooms, place, curator, pupil, personId, tie, given, told } =
    await consentedAlone('2014-03-04')
  await rooms.run(({ guardians }) => guardians.setBirthDate(pupil, '2014-03-04'))
  expect(await given()).toBe(false)
  const parent = await rooms.citizen('parent', place, 'Зимин Дмитрий Олегович')
  await rooms.run(async ({ guardians, wards }) => {
    await guardians.join(personId, parent.personId ?? 0)
    const { hash } = await wards.showDocument(parent, personId, PD)
    await wards.give(parent, personId, PD, hash)
  })
  expect(await given()).toBe(true)
  await tie()
  expect(await given()).toBe(true)
  // The school finds that it was no parent: the role and what was consented to by it end.
  const [role] = await rooms.run(({ memberships }) =>
    memberships
      .listMembers(curator, place.schoolId)
      .then((all) => all.filter((one) => one.role === 'parent')),
  )
  await rooms.run(({ memberships }) => memberships.dismiss(curator, role?.membershipId ?? 0))
  expect(await given()).toBe(false)
  expect(await told()).toContain('minor-parent-gone-told')
  expect(await rooms.run(({ wards }) => wards.listWards(parent))).toEqual([])
})

test('a minor is nobody’s parent', async () => {
  const { rooms, place, pupil, personId, given } = await consentedAlone('2014-03-04')
  const friend = await rooms.citizen('mentor', place, 'Летова Ольга Ивановна')
  // Came as a parent before the age was known: what was consented to so ends with it.
  await rooms.run(async ({ guardians, wards }) => {
    await guardians.setBirthDate(pupil, '2014-03-04')
    await guardians.join(personId, friend.personId ?? 0)
    const { hash } = await wards.showDocument(friend, personId, PD)
    await wards.give(friend, personId, PD, hash)
  })
  expect(await given()).toBe(true)
  await rooms.run(({ guardians }) => guardians.setBirthDate(friend, '2012-01-02'))
  expect(await given()).toBe(false)
  await expect(
    rooms.run(({ guardians }) => guardians.join(personId, friend.personId ?? 0)),
  ).rejects.toMatchObject({ code: 'ward-own' })
})

test('what a known register says outweighs a grown-up’s birth date, whenever the consent comes', async () => {
  const { rooms, pupil, personId, given } = await consentedAlone('2012-03-04')
  await rooms.run(({ guardians }) => guardians.setBirthDate(pupil, '1996-03-04'))
  expect(await given()).toBe(true)
  const [{ id: entryId = 0 } = {}] = await rooms.db.query<{ id: number }>(
    'SELECT id FROM register_entry',
  )
  await rooms.run(({ registers }) => registers.join(entryId, personId))
  expect(await given()).toBe(false)
})
