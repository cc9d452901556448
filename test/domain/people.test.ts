import { expect, test } from 'vitest'
import { readName } from '../../src/domain/people/names.ts'
import { newInvitationCode, newShortCode, readCode } from '../../src/domain/shared/codes.ts'
import { openRooms } from '../support/people.ts'

const NAME = 'Петрова Анна Сергеевна'

test('an invitation makes a guest a person with a role in the school', async () => {
  const rooms = await openRooms()
  const place = await rooms.place('Город Магадан', 'Школа № 1')
  const coordinator = await rooms.citizen('coordinator', place)
  const issued = await rooms.run(({ invitations }) =>
    invitations.issue(coordinator, 'teacher', place.schoolId),
  )
  expect(issued.links.map(({ url }) => url)).toEqual([
    `https://t.me/tandem?start=${issued.code}`,
    `https://vk.me/tandem?ref=${issued.code}`,
  ])
  expect(issued.expiresAt).toBe('2026-10-19T00:00:00.000Z')

  const guest = await rooms.guest('vk')
  expect(guest).toMatchObject({ personId: null, roles: [] })
  await expect(
    rooms.run(({ invitations }) => invitations.tryCode(guest, issued.code)),
  ).resolves.toEqual({
    refused: null,
    role: 'teacher',
    municipality: 'Город Магадан',
    school: 'Школа № 1',
    name: null,
  })
  await rooms.run(({ invitations }) => invitations.accept(guest, issued.code, NAME))
  const teacher = await rooms.reload(guest)
  expect(teacher.roles).toEqual([{ role: 'teacher', schoolId: place.schoolId }])
  const profile = await rooms.run(({ people }) => people.showProfile(teacher))
  expect(profile).toMatchObject({ fullName: NAME, address: 'Анна Сергеевна', preferred: 'vk' })
})

test('only the hash of an invitation code is stored', async () => {
  const rooms = await openRooms()
  const place = await rooms.place('Город Магадан', 'Школа № 1')
  const { code } = await rooms.run(({ invitations }) =>
    invitations.issueByOperator({ role: 'teacher', ...place }),
  )
  const [row] = await rooms.db.prisma.invitation.findMany()
  expect(JSON.stringify(row)).not.toContain(code)
  expect(row?.codeHash).toMatch(/^[0-9a-f]{64}$/)
  expect(code.length * 6).toBeGreaterThanOrEqual(80)
})

test('a used, an expired, a foreign and a guessed invitation are told apart', async () => {
  const rooms = await openRooms()
  const here = await rooms.place('Город Магадан', 'Школа № 1')
  const there = await rooms.place('Город Сургут', 'Школа № 1')
  const issue = (place: typeof here) =>
    rooms.run(({ invitations }) => invitations.issueByOperator({ role: 'teacher', ...place }))
  const refusal = async (actor: Awaited<ReturnType<typeof rooms.guest>>, code: string) =>
    (await rooms.run(({ invitations }) => invitations.tryCode(actor, code))).refused

  const used = await issue(here)
  const first = await rooms.guest()
  await rooms.run(({ invitations }) => invitations.accept(first, used.code, NAME))
  const guest = await rooms.guest()
  expect(await refusal(guest, used.code)).toBe('invitation-used')
  expect(await refusal(await rooms.reload(first), used.code)).toBe('invitation-yours-already')
  expect(await refusal(await rooms.reload(first), (await issue(there)).code)).toBe(
    'invitation-other-municipality',
  )
  expect(await refusal(guest, newInvitationCode())).toBe('invitation-unknown')
  const [coordinator, other] = [
    await rooms.citizen('coordinator', here),
    await rooms.citizen('coordinator', here),
  ]
  const wrong = await rooms.run(({ invitations }) =>
    invitations.issue(coordinator, 'curator', here.schoolId),
  )
  const [open] = await rooms.run(({ invitations }) => invitations.listOpen(coordinator))
  expect(open).toMatchObject({ role: 'curator', place: 'Школа № 1', day: '2026-10-05' })
  const withdraw = (who: typeof coordinator) =>
    rooms.run(({ invitations }) => invitations.withdraw(who, open?.invitationId ?? 0))
  await expect(withdraw(other)).rejects.toMatchObject({ code: 'invitation-gone' })
  await withdraw(coordinator)
  await expect(withdraw(coordinator)).rejects.toMatchObject({ code: 'invitation-gone' })
  expect(await refusal(guest, wrong.code)).toBe('invitation-expired')
  expect(await rooms.run(({ invitations }) => invitations.listOpen(coordinator))).toEqual([])
  const late = await issue(here)
  rooms.wait({ days: 14 })
  expect(await refusal(guest, late.code)).toBe('invitation-expired')
  await expect(
    rooms.run(({ invitations }) => invitations.accept(guest, late.code, NAME)),
  ).rejects.toMatchObject({ code: 'invitation-expired' })
})

test('of two who accept one invitation at once only one gets in', async () => {
  const rooms = await openRooms()
  const place = await rooms.place('Город Магадан', 'Школа № 1')
  const { code } = await rooms.run(({ invitations }) =>
    invitations.issueByOperator({ role: 'teacher', ...place }),
  )
  const guests = await Promise.all([rooms.guest(), rooms.guest(), rooms.guest()])
  const outcomes = await Promise.allSettled(
    guests.map((guest) => rooms.run(({ invitations }) => invitations.accept(guest, code, NAME))),
  )
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  expect(await rooms.db.prisma.person.count()).toBe(1)
})

test('a second invitation adds the role to the person who is known already', async () => {
  const rooms = await openRooms()
  const place = await rooms.place('Город Магадан', 'Школа № 1')
  const teacher = await rooms.citizen('teacher', place)
  const { code } = await rooms.run(({ invitations }) =>
    invitations.issueByOperator({ role: 'mentor', ...place }),
  )
  await rooms.run(({ invitations }) => invitations.accept(teacher, code, null))
  const now = await rooms.reload(teacher)
  expect(now.personId).toBe(teacher.personId)
  expect(now.roles.map(({ role }) => role)).toEqual(['teacher', 'mentor'])
})

test('ten wrong codes lock the account for an hour, whatever it tries then', async () => {
  const rooms = await openRooms()
  const place = await rooms.place('Город Магадан', 'Школа № 1')
  const guest = await rooms.guest()
  const refusal = async (code: string) =>
    (await rooms.run(({ invitations }) => invitations.tryCode(guest, code))).refused
  for (let i = 0; i < 5; i++) expect(await refusal(newInvitationCode())).toBe('invitation-unknown')
  for (let i = 0; i < 5; i++) {
    const joined = await rooms.run(({ links }) => links.join(guest, newShortCode()))
    expect(joined.refused).toBe('link-unknown')
  }
  const { code } = await rooms.run(({ invitations }) =>
    invitations.issueByOperator({ role: 'teacher', ...place }),
  )
  expect(await refusal(code)).toBe('code-locked')
  await expect(
    rooms.run(({ invitations }) => invitations.accept(guest, code, NAME)),
  ).rejects.toMatchObject({ code: 'code-locked' })
  rooms.wait({ minutes: 59 })
  expect(await refusal(code)).toBe('code-locked')
  rooms.wait({ minutes: 2 })
  expect(await refusal(code)).toBeNull()
})

test('a curator invites to the own school only, and only those below', async () => {
  const rooms = await openRooms()
  const own = await rooms.place('Город Магадан', 'Школа № 1')
  const other = await rooms.place('Город Магадан', 'Школа № 2')
  const abroad = await rooms.place('Город Сургут', 'Школа № 1')
  const curator = await rooms.citizen('curator', own)
  const issue = (...args: ['teacher' | 'curator' | 'coordinator', number | null]) =>
    rooms.run(({ invitations }) => invitations.issue(curator, ...args))
  await expect(issue('teacher', own.schoolId)).resolves.toBeTruthy()
  for (const [role, school] of [
    ['teacher', other.schoolId],
    ['teacher', abroad.schoolId],
    ['curator', own.schoolId],
    ['coordinator', null],
  ] as const)
    await expect(issue(role, school)).rejects.toMatchObject({ code: 'not-allowed' })
})

test('a coordinator cannot invite into a school of another municipality', async () => {
  const rooms = await openRooms()
  const here = await rooms.place('Город Магадан', 'Школа № 1')
  const abroad = await rooms.place('Город Сургут', 'Школа № 1')
  const coordinator = await rooms.citizen('coordinator', here)
  await expect(
    rooms.run(({ invitations }) => invitations.issue(coordinator, 'teacher', abroad.schoolId)),
  ).rejects.toMatchObject({ code: 'school-unknown' })
  await expect(
    rooms.run(({ organisations }) => organisations.listSchools(coordinator)),
  ).resolves.toMatchObject([{ id: here.schoolId }])
  expect(
    await rooms.db.prisma.invitation.count({ where: { createdById: coordinator.personId } }),
  ).toBe(0)
})

test('who has no right to it issues no invitation and adds no school', async () => {
  const rooms = await openRooms()
  const place = await rooms.place('Город Магадан', 'Школа № 1')
  for (const role of ['head', 'teacher', 'mentor', 'mentee', 'methodist'] as const) {
    const actor = await rooms.citizen(role, place)
    expect(await rooms.run(({ invitations }) => invitations.listInvitable(actor))).toEqual([])
    await expect(
      rooms.run(({ invitations }) => invitations.issue(actor, 'teacher', place.schoolId)),
    ).rejects.toMatchObject({ code: 'not-allowed' })
    await expect(
      rooms.run(({ organisations }) => organisations.addSchool(actor, 'Школа № 9')),
    ).rejects.toMatchObject({ code: 'not-allowed' })
  }
})

test('a short code joins a second messenger to the person, once and within ten minutes', async () => {
  const rooms = await openRooms()
  const place = await rooms.place('Город Магадан', 'Школа № 1')
  const teacher = await rooms.citizen('teacher', place)
  const { code, links } = await rooms.run((domain) => domain.links.issue(teacher))
  expect(links).toMatchObject([{ messenger: 'vk', url: `https://vk.me/tandem?ref=link-${code}` }])

  const vk = await rooms.guest('vk')
  await expect(rooms.run((domain) => domain.links.join(vk, code))).resolves.toEqual({
    refused: null,
    address: 'Мария Ивановна',
  })
  const joined = await rooms.reload(vk)
  expect(joined).toMatchObject({ personId: teacher.personId, roles: teacher.roles })
  const [told] = await rooms.db.prisma.delivery.findMany()
  expect(told).toMatchObject({ messenger: 'telegram' })
  // Where the bot writes first is the person's to say.
  const profile = await rooms.run(({ people }) => people.showProfile(joined))
  expect(profile.preferred).toBe('telegram')

  const stranger = await rooms.guest('vk')
  const again = await rooms.run((domain) => domain.links.join(stranger, code))
  expect(again.refused).toBe('link-used')
  const late = await rooms.run((domain) => domain.links.issue(teacher))
  rooms.wait({ minutes: 10 })
  const tooLate = await rooms.run((domain) => domain.links.join(stranger, late.code))
  expect(tooLate.refused).toBe('link-expired')
})

test('a fresh link code kills the one before, and more than five an hour are refused', async () => {
  const rooms = await openRooms()
  const place = await rooms.place('Город Магадан', 'Школа № 1')
  const teacher = await rooms.citizen('teacher', place)
  const issue = () => rooms.run((domain) => domain.links.issue(teacher))
  const first = await issue()
  rooms.wait({ minutes: 1 })
  for (let i = 0; i < 4; i++) await issue()
  const guest = await rooms.guest('vk')
  const old = await rooms.run((domain) => domain.links.join(guest, first.code))
  expect(old.refused).toBe('link-expired')
  await expect(issue()).rejects.toMatchObject({ code: 'link-too-many' })
  rooms.wait({ minutes: 61 })
  await expect(issue()).resolves.toBeTruthy()
})

test('an account that belongs to another person is not taken over', async () => {
  const rooms = await openRooms()
  const place = await rooms.place('Город Магадан', 'Школа № 1')
  const [one, two] = [await rooms.citizen('teacher', place), await rooms.citizen('mentor', place)]
  const { code } = await rooms.run((domain) => domain.links.issue(one))
  expect((await rooms.run((domain) => domain.links.join(two, code))).refused).toBe(
    'link-account-taken',
  )
  expect((await rooms.run((domain) => domain.links.join(one, code))).refused).toBe('link-own')
})

test('codes are read from links, in any case and with Cyrillic look-alikes', () => {
  expect(readCode('https://t.me/bot?start=AbCdEfGhIjKlMn_-')).toEqual({
    type: 'invitation',
    code: 'AbCdEfGhIjKlMn_-',
  })
  expect(readCode('link-K7WM3XQP')).toEqual({ type: 'link', code: 'K7WM3XQP' })
  expect(readCode(' к7wм-3хqр ')).toEqual({ type: 'link', code: 'K7WM3XQP' })
  expect(readCode('здравствуйте')).toBeNull()
  for (let i = 0; i < 200; i++) {
    const code = newShortCode()
    expect(readCode(code.toLowerCase())).toEqual({ type: 'link', code })
  }
})

test('names are read in both orders, and half a name is refused', () => {
  const full = { lastName: 'Иванова', firstName: 'Мария', patronymic: 'Ивановна' }
  expect(readName('иванова мария ивановна')).toEqual(full)
  expect(readName('Мария Ивановна Иванова')).toEqual(full)
  expect(readName('Римская-корсакова Анна')).toEqual({
    lastName: 'Римская-Корсакова',
    firstName: 'Анна',
    patronymic: null,
  })
  for (const unclear of ['Мария', 'Мария Ивановна', 'Иванова Мария 5Б', '', '/start now'])
    expect(readName(unclear), unclear).toBeNull()
})
