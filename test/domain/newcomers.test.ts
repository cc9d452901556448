import { expect, test } from 'vitest'
import { POSTER_DAYS, POSTER_LIMIT, posterRefusal } from '../../src/domain/newcomers/rules.ts'
import type { Actor } from '../../src/domain/shared/access.ts'
import { printCard } from '../support/cards.ts'
import { openRooms } from '../support/people.ts'

async function openPoster() {
  const rooms = await openRooms()
  const place = await rooms.place('Город Магадан', 'Школа № 2')
  const curator = await rooms.citizen('curator', place, 'Кураторова Вера Ивановна')
  const id = await rooms.run(({ newcomers }) => newcomers.hangPoster(curator, place.schoolId))
  const sheet = await rooms.run(({ newcomers }) => newcomers.printPoster(curator, id))
  const code = new URL(sheet.links[0]!.url).searchParams.get('start') ?? ''
  const ask = (actor: Actor, name: string | null = 'Орлова Анна Ильинична') =>
    rooms.run(({ newcomers }) => newcomers.ask(actor, code, 'mentor', name))
  const waiting = async () =>
    (await rooms.db.query<{ id: number }>('SELECT id FROM newcomer ORDER BY id')).map(
      (one) => one.id,
    )
  return { rooms, place, curator, id, code, ask, waiting }
}

test('a poster ends by its day, by its limit, and when it is taken down', () => {
  const poster = {
    municipalityId: 1,
    expiresAt: new Date('2026-10-10T00:00:00Z'),
    revokedAt: null,
    limit: 2,
    asked: 1,
  }
  const now = new Date('2026-10-09T00:00:00Z')
  expect(posterRefusal(poster, null, now)).toBeNull()
  expect(posterRefusal(poster, 2, now)).toBe('invitation-other-municipality')
  expect(posterRefusal({ ...poster, asked: 2 }, null, now)).toBe('poster-full')
  expect(posterRefusal({ ...poster, revokedAt: now }, null, now)).toBe('poster-revoked')
  expect(posterRefusal(poster, null, poster.expiresAt)).toBe('poster-expired')
  expect(POSTER_LIMIT).toBeGreaterThan(0)
})

test('the code of a poster is stored as a hash and is good until its last day', async () => {
  const { rooms, code, ask } = await openPoster()
  expect(code).toHaveLength(16)
  const [row] = await rooms.db.query<{ hash: string }>('SELECT code_hash AS hash FROM school_code')
  expect(row?.hash).not.toContain(code)
  rooms.wait({ days: POSTER_DAYS })
  await expect(ask(await rooms.guest())).rejects.toMatchObject({ code: 'poster-expired' })
})

test('one account asks once at a time, and only the last free place is given away', async () => {
  const { rooms, ask } = await openPoster()
  const guest = await rooms.guest()
  await ask(guest)
  await expect(ask(guest)).rejects.toMatchObject({ code: 'newcomer-waiting' })
  await rooms.db.query('UPDATE school_code SET "limit" = 2')
  const others = await Promise.all([rooms.guest(), rooms.guest('vk')])
  const done = await Promise.allSettled(others.map((one) => ask(one)))
  expect(done.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
})

test('two curators answer at once: one of them is heard, and there is one person', async () => {
  const { rooms, place, curator, ask, waiting } = await openPoster()
  const second = await rooms.citizen('curator', place, 'Вторая Ольга Ивановна')
  const guest = await rooms.guest()
  await ask(guest)
  const [id = 0] = await waiting()
  const done = await Promise.allSettled(
    [curator, second].map((one) => rooms.run(({ newcomers }) => newcomers.approve(one, id))),
  )
  expect(done.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  const known = await rooms.reload(guest)
  expect(known.roles).toEqual([{ role: 'mentor', schoolId: place.schoolId }])
  expect(await rooms.db.query(`SELECT FROM person WHERE last_name = 'Орлова'`)).toHaveLength(1)
})

test('a curator of another school and a coordinator of another municipality answer nobody', async () => {
  const { rooms, place, ask, waiting, id } = await openPoster()
  await ask(await rooms.guest())
  const [newcomer = 0] = await waiting()
  const other = await rooms.run(({ organisations }) =>
    organisations.openSchool(place.municipalityId, 'Школа № 3'),
  )
  const strangers = [
    await rooms.citizen('curator', { ...place, schoolId: other.id }),
    await rooms.citizen('coordinator', await rooms.place('Город Сургут', 'Школа № 9')),
    await rooms.citizen('teacher', place),
  ]
  for (const stranger of strangers) {
    for (const answer of ['approve', 'decline'] as const)
      await expect(
        rooms.run(({ newcomers }) => newcomers[answer](stranger, newcomer)),
      ).rejects.toMatchObject({ code: expect.stringMatching(/not-allowed|newcomer-answered/) })
    await expect(
      rooms.run(({ newcomers }) => newcomers.printPoster(stranger, id)),
    ).rejects.toMatchObject({ code: expect.stringMatching(/not-allowed|poster-unknown/) })
  }
  expect(await waiting()).toEqual([newcomer])
})

test('a member asks for one more role and stays the same person', async () => {
  const { rooms, place, curator, ask, waiting } = await openPoster()
  const teacher = await rooms.citizen('teacher', place, 'Ёлкина Анна Ильинична')
  await ask(teacher, null)
  const [id = 0] = await waiting()
  const { name } = await rooms.run(({ newcomers }) => newcomers.approve(curator, id))
  expect(name).toBe('Ёлкина Анна Ильинична')
  expect((await rooms.reload(teacher)).roles.map(({ role }) => role)).toEqual(['teacher', 'mentor'])
})

test('a school without a curator: the coordinators are asked', async () => {
  const rooms = await openRooms()
  const place = await rooms.place('Город Магадан', 'Школа № 2')
  const coordinator = await rooms.citizen('coordinator', place, 'Громова Вера Ивановна')
  const id = await rooms.run(({ newcomers }) => newcomers.hangPoster(coordinator, place.schoolId))
  const sheet = await rooms.run(({ newcomers }) => newcomers.printPoster(coordinator, id))
  const code = new URL(sheet.links[0]!.url).searchParams.get('start') ?? ''
  const guest = await rooms.guest()
  await rooms.run(({ newcomers }) => newcomers.ask(guest, code, 'teacher', 'Орлова Анна'))
  const told = await rooms.db.query(
    `SELECT FROM delivery WHERE account_id = $1 AND content::text LIKE '%newcomer-told%'`,
    [coordinator.accountId],
  )
  expect(told).toHaveLength(1)
})

test('an invitation of a list ties the line of the register that it was made for', async () => {
  const rooms = await openRooms()
  const place = await rooms.place('Город Магадан', 'Школа № 2')
  const curator = await rooms.citizen('curator', place, 'Кураторова Вера Ивановна')
  await rooms.db.query(
    `INSERT INTO register_entry (municipality_id, school_id, kind, last_name, first_name, birth_date, changed_at)
     VALUES ($1, $2, 'pupils', 'Зимина', 'Анна', '2012-03-04', now())`,
    [place.municipalityId, place.schoolId],
  )
  const { listId, code } = await printCard(rooms, curator)
  const guest = await rooms.guest()
  await rooms.run(({ invitations }) => invitations.accept(guest, code, 'Зимина Анна'))
  const pupil = await rooms.reload(guest)
  const [entry] = await rooms.db.query<{ personId: number }>(
    'SELECT person_id AS "personId" FROM register_entry',
  )
  expect(entry?.personId).toBe(pupil.personId)
  expect(await rooms.run(({ guardians }) => guardians.isMinor(pupil.personId ?? 0))).toBe(true)
  await expect(
    rooms.run(({ invitationLists }) => invitationLists.printCards(curator, listId)),
  ).rejects.toMatchObject({ code: 'invitation-list-done' })
})
