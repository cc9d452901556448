import { expect, test } from 'vitest'
import type { Actor } from '../../src/domain/shared/access.ts'
import { openRooms, type Rooms } from '../support/people.ts'

async function openTwoSchools() {
  const rooms = await openRooms()
  const old = await rooms.place('Город Магадан', 'Школа № 1')
  const next = await rooms.place('Город Магадан', 'Школа № 2')
  const coordinator = await rooms.citizen('coordinator', old, 'Громова Вера Ивановна')
  const curator = await rooms.citizen('curator', old, 'Старова Вера Ивановна')
  const welcoming = await rooms.citizen('curator', next, 'Новова Вера Ивановна')
  const mentor = await rooms.citizen('mentor', old, 'Орлова Анна Ильинична')
  return { rooms, old, next, coordinator, curator, welcoming, mentor }
}

const heard = async (rooms: Rooms, actor: Actor): Promise<string> =>
  JSON.stringify(
    await rooms.db.query('SELECT content FROM delivery WHERE account_id = $1 ORDER BY id', [
      actor.accountId,
    ]),
  )
const held = async (rooms: Rooms, actor: Actor) =>
  (await rooms.run(({ memberships }) => memberships.listHistory(actor))).map(
    ({ role, school, until }) => `${role} ${school}${until ? ' ended' : ''}`,
  )
const asked = async (rooms: Rooms): Promise<number> =>
  (await rooms.db.query<{ id: number }>('SELECT id FROM transfer'))[0]?.id ?? 0

async function pair(rooms: Rooms, mentor: Actor, mentee: Actor): Promise<void> {
  await rooms.db.query(
    `INSERT INTO pair (mentor_id, mentee_id, form, since) VALUES ($1, $2, 'учитель–учитель', now())`,
    [mentor.personId, mentee.personId],
  )
}
const openPairs = async (rooms: Rooms) =>
  (await rooms.db.query('SELECT FROM pair WHERE until IS NULL')).length

test('the curator of the new school takes somebody in: roles and pairs go along, the history stays', async () => {
  const { rooms, old, next, curator, welcoming, mentor } = await openTwoSchools()
  await pair(rooms, mentor, await rooms.citizen('mentee', old, 'Зимина Анна Дмитриевна'))
  const parent = await rooms.citizen('parent', old, 'Орлов Илья Петрович')
  await rooms.run(({ guardians }) => guardians.join(mentor.personId ?? 0, parent.personId ?? 0))
  await rooms.run(({ transfers }) => transfers.ask(mentor, old.schoolId, next.schoolId))
  expect(await heard(rooms, welcoming)).toContain('transfer-told')
  const id = await asked(rooms)
  await expect(rooms.run(({ transfers }) => transfers.approve(curator, id))).rejects.toMatchObject({
    code: 'not-allowed',
  })
  await rooms.run(({ transfers }) => transfers.approve(welcoming, id))
  await expect(
    rooms.run(({ transfers }) => transfers.approve(welcoming, id)),
  ).rejects.toMatchObject({ code: 'transfer-answered' })
  expect(await held(rooms, mentor)).toEqual(['mentor Школа № 1 ended', 'mentor Школа № 2'])
  expect(await held(rooms, parent)).toEqual(['parent Школа № 1 ended', 'parent Школа № 2'])
  expect(await openPairs(rooms)).toBe(1)
  expect(await heard(rooms, curator)).toContain('transfer-gone-told')
  expect(await heard(rooms, mentor)).toContain('transfer-approved-told')
})

test('who leaves and comes back has the old role again, and both times in the history', async () => {
  const { rooms, old, next, curator, mentor } = await openTwoSchools()
  await pair(rooms, mentor, await rooms.citizen('mentee', old, 'Зимина Анна Дмитриевна'))
  const [own] = await rooms.run(({ memberships }) => memberships.listMine(mentor))
  await rooms.run(({ memberships }) => memberships.leave(mentor, own?.membershipId ?? 0))
  await expect(
    rooms.run(({ memberships }) => memberships.leave(mentor, own?.membershipId ?? 0)),
  ).rejects.toMatchObject({ code: 'membership-ended' })
  expect(await openPairs(rooms)).toBe(0)
  expect(await heard(rooms, curator)).toContain('membership-left-told')
  const gone = await rooms.reload(mentor)
  expect(gone.roles).toEqual([])
  await expect(
    rooms.run(({ transfers }) => transfers.ask(gone, old.schoolId, next.schoolId)),
  ).rejects.toMatchObject({ code: 'transfer-no-role' })
  await rooms.run(({ transfers }) => transfers.ask(gone, null, old.schoolId))
  await rooms.run(async ({ transfers }) => transfers.approve(curator, await asked(rooms)))
  expect(await held(rooms, mentor)).toEqual(['mentor Школа № 1 ended', 'mentor Школа № 1'])
})

test('one mentor of two schools keeps the pairs while one of the roles is held', async () => {
  const { rooms, old, next, mentor } = await openTwoSchools()
  await pair(rooms, mentor, await rooms.citizen('mentee', old, 'Зимина Анна Дмитриевна'))
  await rooms.db.query(
    `INSERT INTO membership (person_id, role, municipality_id, school_id) VALUES ($1, 'mentor', $2, $3)`,
    [mentor.personId, next.municipalityId, next.schoolId],
  )
  const [first] = await rooms.run(({ memberships }) => memberships.listMine(mentor))
  await rooms.run(({ memberships }) => memberships.leave(mentor, first?.membershipId ?? 0))
  expect(await openPairs(rooms)).toBe(1)
})

test('what a leaver had to do by name is handed on; a school without a curator is told of', async () => {
  const { rooms, old, coordinator, curator, mentor } = await openTwoSchools()
  await rooms.db.query(
    `WITH map AS (
       INSERT INTO road_map (municipality_id, title, period_start, period_end, created_at)
       VALUES ($1, 'План', '2026-09-01', '2027-08-31', now()) RETURNING id
     ), row AS (
       INSERT INTO activity (road_map_id, position, number, section, title, phrase, kind, deadline, responsible,
                             result, document, inform_whom, inform_when, holders, doubts)
       SELECT id, 1, '1', '', 'Дело', '', 'date', '', '{}', '', '', '', '', ARRAY[$2], '[]' FROM map RETURNING id
     ), due AS (
       INSERT INTO occurrence (activity_id, start, due) SELECT id, '2026-10-01', '2026-10-10' FROM row RETURNING id
     )
     INSERT INTO assignment (occurrence_id, municipality_id, role, person_id, due)
     SELECT id, $1, 'person', $3, '2026-10-10' FROM due`,
    [old.municipalityId, `person:${mentor.personId}`, mentor.personId],
  )
  const [own] = await rooms.run(({ memberships }) => memberships.listMine(mentor))
  await rooms.run(({ memberships }) => memberships.dismiss(curator, own?.membershipId ?? 0))
  expect(await heard(rooms, mentor)).toContain('membership-ended-told')
  const [assignment] = await rooms.db.query('SELECT role, person_id FROM assignment')
  expect(assignment).toEqual({ role: 'coordinator', person_id: null })
  const [row] = await rooms.db.query('SELECT holders FROM activity')
  expect(row).toEqual({ holders: ['coordinator'] })

  const [curating] = await rooms.run(({ memberships }) => memberships.listMine(curator))
  await rooms.run(({ memberships }) => memberships.leave(curator, curating?.membershipId ?? 0))
  expect(await heard(rooms, coordinator)).toContain('membership-no-curator')
})

test('the last coordinator stays; a curator dismisses nobody elsewhere and no curator', async () => {
  const { rooms, next, coordinator, curator, welcoming, mentor } = await openTwoSchools()
  const of = async (actor: Actor) =>
    (await rooms.run(({ memberships }) => memberships.listMine(actor)))[0]?.membershipId ?? 0
  const mine = await of(coordinator)
  await expect(
    rooms.run(({ memberships }) => memberships.leave(coordinator, mine)),
  ).rejects.toMatchObject({ code: 'membership-last-coordinator' })
  const stranger = await rooms.citizen(
    'coordinator',
    await rooms.place('Город Сургут', 'Школа № 9'),
  )
  const [mentoring, curating] = [await of(mentor), await of(curator)]
  for (const [actor, id] of [
    [welcoming, mentoring],
    [curator, curating],
    [stranger, mentoring],
    [mentor, curating],
  ] as const)
    await expect(
      rooms.run(({ memberships }) => memberships.dismiss(actor, id)),
    ).rejects.toMatchObject({ code: expect.stringMatching(/not-allowed|membership-ended/) })
  await expect(
    rooms.run(({ memberships }) => memberships.listMembers(curator, next.schoolId)),
  ).rejects.toMatchObject({ code: 'not-allowed' })
})

test('who is dismissed does not come back by an invitation made before', async () => {
  const { rooms, old, coordinator } = await openTwoSchools()
  const second = await rooms.citizen('coordinator', old, 'Сомова Анна Ильинична')
  const codes = await rooms.run(async ({ invitations }) => [
    (await invitations.issue(second, 'coordinator', null)).code,
    (await invitations.issue(second, 'teacher', old.schoolId)).code,
  ])
  const [role] = await rooms.run(({ memberships }) => memberships.listMine(second))
  await rooms.run(({ memberships }) => memberships.dismiss(coordinator, role?.membershipId ?? 0))
  const guest = await rooms.guest()
  const refusals = []
  for (const code of codes)
    refusals.push((await rooms.run(({ invitations }) => invitations.tryCode(guest, code))).refused)
  // Who was invited to teach is not made to pay for it.
  expect(refusals).toEqual(['invitation-expired', null])
})
