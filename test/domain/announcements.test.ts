import { expect, test } from 'vitest'
import { openRooms, type Rooms } from '../support/people.ts'

interface Written {
  messenger: string
  chatId: string
  personId: number | null
  text: string[]
}

async function written(rooms: Rooms): Promise<Written[]> {
  return rooms.db.query<Written>(
    `SELECT d.messenger, coalesce(a.chat_id, d.chat_id) AS "chatId", a.person_id AS "personId",
       ARRAY(SELECT jsonb_array_elements(content -> 'text') ->> 'key') AS text
     FROM delivery d LEFT JOIN account a ON a.id = ANY (d.pending) ORDER BY d.messenger, a.id, "chatId"`,
  )
}

const groupChat = (messenger: string, chatId: string) => ({
  messenger,
  chatId,
  title: 'Молодые педагоги',
})

test('every subscriber gets an announcement once, in the preferred messenger that can be reached', async () => {
  const rooms = await openRooms()
  const place = await rooms.place('Город Пример', 'Школа № 1')
  const author = await rooms.citizen('coordinator', place)
  const both = await rooms.citizen('teacher', place)
  const silent = await rooms.citizen('teacher', place)
  const blocked = await rooms.citizen('mentee', place)
  const gone = await rooms.citizen('mentee', place)
  await rooms.citizen('teacher', await rooms.place('Другой город', 'Школа № 1'))
  await rooms.guest()

  const vk = async (personId: number) =>
    rooms.db.prisma.account.create({
      data: { messenger: 'vk', userId: `vk${personId}`, chatId: `vk${personId}`, personId },
    })
  await vk(both.personId!)
  await vk(blocked.personId!)
  await rooms.run(({ people }) => people.prefer(both, 'vk'))
  await rooms.run(({ people }) => people.subscribe(silent, false))
  for (const { accountId } of [blocked, gone])
    await rooms.db.prisma.account.update({ where: { id: accountId }, data: { reachable: false } })

  expect(await rooms.run(({ announcements }) => announcements.countAudience(author))).toEqual({
    people: 3,
    chats: 0,
    walls: 0,
  })
  await rooms.run(({ announcements }) => announcements.publish(author, 'Ждём всех'))
  expect((await written(rooms)).map(({ personId, chatId }) => [personId, chatId])).toEqual([
    [author.personId, expect.stringMatching(/^c/)],
    [both.personId, `vk${both.personId}`],
    [blocked.personId, `vk${blocked.personId}`],
  ])
})

test('group chats and walls get it once each, without the footer for subscribers', async () => {
  const rooms = await openRooms()
  const place = await rooms.place('Город Пример', 'Школа № 1')
  const author = await rooms.citizen('methodist', place)
  const woken = new Set<string>()
  rooms.outside = {
    ...rooms.outside,
    walls: ['vk'],
    afterCommit: (effect) => effect.type === 'deliver' && woken.add(effect.messenger),
  }
  const register = (chat: string) =>
    rooms.run(({ announcements }) => announcements.registerChat(author, groupChat('vk', chat)))
  expect(await register('2000000001')).toEqual({ added: true })
  expect(await register('2000000001')).toEqual({ added: false })
  await rooms.run(({ announcements }) => announcements.publish(author, 'Ждём всех'))
  expect(
    (await written(rooms)).map(({ messenger, chatId, text }) => [messenger, chatId, text]),
  ).toEqual([
    ['telegram', expect.any(String), ['announcement', 'announcement-footer']],
    ['vk', '2000000001', ['announcement']],
    ['vk', 'wall', ['announcement']],
  ])
  expect([...woken].sort()).toEqual(['telegram', 'vk'])
  const audit = await rooms.db.query<{ action: string }>(
    'SELECT action FROM audit_record ORDER BY id',
  )
  expect(audit.map(({ action }) => action)).toEqual([
    'group-chat.registered',
    'announcement.published',
  ])
})

test('a hundred subscribers are a row, and those with quiet hours wait in one of their own', async () => {
  const rooms = await openRooms()
  const place = await rooms.place('Город Пример', 'Школа № 1')
  const author = await rooms.citizen('coordinator', place)
  await rooms.db.query(
    `WITH many AS (
       INSERT INTO person (municipality_id, last_name, first_name, quiet_from, quiet_to)
       SELECT $1, 'Котова', 'Анна', CASE WHEN n > 120 THEN '00:00' END, CASE WHEN n > 120 THEN '23:59' END
       FROM generate_series(1, 150) n RETURNING id, municipality_id
     ), members AS (
       INSERT INTO membership (person_id, municipality_id, role, since) SELECT id, municipality_id, 'mentee', now() FROM many
     )
     INSERT INTO account (messenger, user_id, chat_id, person_id) SELECT 'vk', id, id, id FROM many`,
    [place.municipalityId],
  )
  await rooms.run(({ announcements }) => announcements.publish(author, 'Ждём всех'))
  const rows = await rooms.db.query(
    `SELECT messenger, cardinality(pending) AS people, quiet_until IS NOT NULL AS quiet
     FROM delivery ORDER BY messenger, quiet, people DESC`,
  )
  expect(rows).toEqual([
    { messenger: 'telegram', people: 1, quiet: false },
    { messenger: 'vk', people: 100, quiet: false },
    { messenger: 'vk', people: 20, quiet: false },
    { messenger: 'vk', people: 30, quiet: true },
  ])
})

test('who may not register or publish is refused, and so is a chat of another municipality', async () => {
  const rooms = await openRooms()
  const place = await rooms.place('Город Пример', 'Школа № 1')
  const other = await rooms.place('Другой город', 'Школа № 1')
  const [author, stranger, curator] = [
    await rooms.citizen('coordinator', place),
    await rooms.citizen('coordinator', other),
    await rooms.citizen('curator', place),
  ]
  const chat = groupChat('telegram', '-100')
  await rooms.run(({ announcements }) => announcements.registerChat(author, chat))
  await expect(
    rooms.run(({ announcements }) => announcements.registerChat(stranger, chat)),
  ).rejects.toMatchObject({ code: 'group-chat-elsewhere' })
  await expect(
    rooms.run(({ announcements }) => announcements.registerChat(curator, chat)),
  ).rejects.toMatchObject({ code: 'not-allowed' })
  await expect(
    rooms.run(({ announcements }) => announcements.publish(curator, 'Ждём всех')),
  ).rejects.toMatchObject({ code: 'not-allowed' })
  await expect(
    rooms.run(({ announcements }) => announcements.publish(author, '   ')),
  ).rejects.toMatchObject({ code: 'announcement-length' })
})
