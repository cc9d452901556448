import { expect, test } from 'vitest'
import { openRooms, type Rooms } from '../support/people.ts'

interface Written {
  messenger: string
  chatId: string
  key: string
  text: string[]
}

async function written(rooms: Rooms): Promise<Written[]> {
  return rooms.db.query<Written>(
    `SELECT messenger, chat_id AS "chatId", key,
       ARRAY(SELECT jsonb_array_elements(content -> 'text') ->> 'key') AS text
     FROM delivery ORDER BY messenger, chat_id`,
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
  const id = await rooms.run(({ announcements }) => announcements.publish(author, 'Ждём всех'))
  expect((await written(rooms)).map(({ key, chatId }) => [key, chatId])).toEqual([
    [`announcement:${id}:${author.personId}`, expect.stringMatching(/^c/)],
    [`announcement:${id}:${both.personId}`, `vk${both.personId}`],
    [`announcement:${id}:${blocked.personId}`, `vk${blocked.personId}`],
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
  const id = await rooms.run(({ announcements }) => announcements.publish(author, 'Ждём всех'))
  await rooms.run(({ announcements }) => announcements.spread(id))
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

test('what was cut off is completed, and what was written is not written again', async () => {
  const rooms = await openRooms()
  const place = await rooms.place('Город Пример', 'Школа № 1')
  const author = await rooms.citizen('coordinator', place)
  const others = [await rooms.citizen('teacher', place), await rooms.citizen('mentee', place)]
  const id = await rooms.run(({ announcements }) => announcements.publish(author, 'Ждём всех'))
  await rooms.db.query('DELETE FROM delivery WHERE account_id = $1', [others[0]!.accountId])
  await Promise.all([1, 2, 3].map(() => rooms.run(({ announcements }) => announcements.spread(id))))
  expect(await written(rooms)).toHaveLength(3)
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
