import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { test as base, expect, onTestFinished } from 'vitest'
import { seedDemo } from '../src/demo/seed.ts'
import type { Message } from '../src/domain/deliveries/message.ts'
import { cast, groups, municipality } from '../stand/cast.ts'
import { openMornings } from './support/mornings.ts'
import { openRooms, type Rooms } from './support/people.ts'

/** The stand's answers about its cast and groups, over HTTP. */
async function serveCast(): Promise<string> {
  const groupsOf = (wanted: string) => ({
    groups: groups.flatMap(({ messenger, ...one }, i) =>
      messenger === wanted ? [{ ...one, id: String(2_000_000_001 + i) }] : [],
    ),
  })
  const answers: { [path: string]: object } = {
    '/stand/cast': { municipality, people: cast },
    '/stand/telegram/groups': groupsOf('telegram'),
    '/stand/vk/groups': groupsOf('vk'),
  }
  const server = createServer((request, response) => {
    const answer = answers[request.url ?? '']
    response.statusCode = answer ? 200 : 404
    response.end(JSON.stringify(answer ?? {}))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

const test = base.extend<{ rooms: Rooms; standUrl: string }>({
  // biome-ignore lint/correctness/noEmptyPattern: vitest reads the fixture's wishes from the pattern.
  rooms: async ({}, use) => use(await openRooms()),
  // biome-ignore lint/correctness/noEmptyPattern: as above.
  standUrl: async ({}, use) => use(await serveCast()),
})

const seed = ({ db, outside }: Rooms, standUrl: string) =>
  seedDemo({ app: { database: db, outside }, standUrl })

async function actorOf(rooms: Rooms, id: string, messenger: 'telegram' | 'vk') {
  const userId = String(cast.find((one) => one.id === id)?.[messenger])
  const account = await rooms.db.prisma.account.findUniqueOrThrow({
    where: { messenger_userId: { messenger, userId } },
  })
  return rooms.run(({ people }) => people.loadActor({ accountId: account.id }))
}

test('those who have started are there with their roles, consents and accounts; the others are not', async ({
  rooms,
  standUrl,
}) => {
  expect(await seed(rooms, standUrl)).toBe(true)
  const started = cast.filter((one) => one.started.length > 0)
  expect(await rooms.db.prisma.person.count()).toBe(started.length)
  expect(await rooms.db.prisma.account.count()).toBe(started.flatMap((one) => one.started).length)
  expect(await rooms.db.prisma.consent.count({ where: { state: 'given' } })).toBe(started.length)
  const coordinator = await actorOf(rooms, 'coordinator', 'telegram')
  expect((await actorOf(rooms, 'coordinator', 'vk')).personId).toBe(coordinator.personId)
  expect(coordinator.roles).toEqual([{ role: 'coordinator', schoolId: null }])
})

test('the bot says in the group chat what it is for, and the chat is not registered yet', async ({
  rooms,
  standUrl,
}) => {
  await seed(rooms, standUrl)
  const said = await rooms.db.prisma.delivery.findMany({ where: { accountId: null } })
  expect(said).toMatchObject([{ messenger: 'vk', chatId: '2000000001' }])
  expect(await rooms.db.prisma.groupChat.count()).toBe(0)
})

test('every chat that is open has a greeting with the menu, and the coordinator a link for the teacher', async ({
  rooms,
  standUrl,
}) => {
  await seed(rooms, standUrl)
  const greeted = await rooms.db.query<{ n: number }>(
    `SELECT count(DISTINCT account_id) AS n FROM delivery WHERE (content ->> 'menu')::boolean`,
  )
  expect(greeted[0]?.n).toBe(await rooms.db.prisma.account.count())
  const [row] = await rooms.db.query<{ url: string }>(
    `SELECT content -> 'text' -> 1 -> 'args' ->> 'url' AS url FROM delivery WHERE key = 'demo:invitation'`,
  )
  const code = new URL(row?.url ?? '').searchParams.get('start') ?? ''
  const guest = await rooms.guest()
  expect(await rooms.run(({ invitations }) => invitations.tryCode(guest, code))).toMatchObject({
    refused: null,
    role: 'teacher',
    school: cast.find(({ id }) => id === 'teacher')?.school,
  })
})

test('names stay out of a messenger that may not carry personal data', async ({
  rooms,
  standUrl,
}) => {
  rooms.outside = { ...rooms.outside, personalDataMessengers: ['vk'] }
  await seed(rooms, standUrl)
  const sent = await rooms.db.query<{ messenger: string; content: Message }>(
    "SELECT messenger, content FROM delivery WHERE key LIKE 'demo:%'",
  )
  const names = cast.flatMap(({ name }) => [name.first, name.last, name.patronymic])
  const named = (messenger: string) =>
    sent
      .filter((row) => row.messenger === messenger)
      .filter(({ content }) => names.some((name) => JSON.stringify(content.text).includes(name)))
  expect(named('telegram')).toEqual([])
  expect(named('vk').length).toBeGreaterThan(0)
})

test('the road map is at work: some of it done, some late, some to come', async ({
  rooms,
  standUrl,
}) => {
  await seed(rooms, standUrl)
  const curator = await actorOf(rooms, 'curator', 'vk')
  expect(await rooms.run(({ assignments }) => assignments.countLate(curator))).toBeGreaterThan(0)
  const next = await rooms.run(({ assignments }) => assignments.list(curator, 'next'))
  expect(next.items.length).toBeGreaterThan(0)
  expect(await rooms.db.prisma.assignment.count({ where: { status: 'done' } })).toBeGreaterThan(0)
  const file = await rooms.db.prisma.activity.count()
  expect(file).toBeGreaterThan(15)
})

test.for([
  ['a Monday', '2026-11-23T05:00:00+11:00', '2026-11-23T09:00:00+11:00'],
  ['a Monday afternoon', '2026-11-23T13:00:00+11:00', '2026-11-24T09:00:00+11:00'],
  ['a Friday, the next day', '2026-11-27T13:00:00+11:00', '2026-11-28T09:00:00+11:00'],
  ['a Friday, the next Monday', '2026-11-27T13:00:00+11:00', '2026-11-30T09:00:00+11:00'],
  ['a Sunday', '2026-07-19T13:00:00+11:00', '2026-07-20T09:00:00+11:00'],
  ['the eve of holidays', '2026-12-30T18:00:00+11:00', '2026-12-31T09:00:00+11:00'],
  ['the holidays', '2027-01-03T18:00:00+11:00', '2027-01-04T09:00:00+11:00'],
] as const)(
  'started on %s: the next morning tells the curator what to do, the coordinator who is late',
  async ([, start, morning], { rooms, standUrl }) => {
    const at = (time: string) => ({ ...rooms.outside, now: () => new Date(time) })
    rooms.outside = at(start)
    await seed(rooms, standUrl)
    expect(await rooms.run(({ mornings }) => mornings.listDue())).toEqual([])
    rooms.outside = at(morning)
    await openMornings(rooms, { anyhow: true })
    const told = async (id: string, messenger: 'telegram' | 'vk') => {
      const { personId } = await actorOf(rooms, id, messenger)
      const [row] = await rooms.db.query<{ content: Message }>(
        'SELECT content FROM delivery WHERE key LIKE $1',
        [`digest:${personId}:%`],
      )
      return row?.content
    }
    const toCurator = await told('curator', 'vk')
    expect(toCurator?.buttons?.flat().map(({ command }) => command)).toContain('done')
    const above = (await told('coordinator', 'telegram'))?.text.filter(
      (line) => 'key' in line && line.key === 'reminders-row-above',
    )
    expect(above?.length).toBeGreaterThan(0)
    expect(above).toContainEqual(
      expect.objectContaining({
        args: expect.objectContaining({ schools: 'Школа № 40', more: 0 }),
      }),
    )
  },
)

test('a young teacher has a mentor, and there are free mentors for the one who looks for one', async ({
  rooms,
  standUrl,
}) => {
  await seed(rooms, standUrl)
  const paired = await actorOf(rooms, 'young-teacher', 'vk')
  const { mentor } = await rooms.run(({ pairs }) => pairs.listMine(paired))
  expect(mentor?.name).toBe('Кедрова Наталья Юрьевна')
  const looking = await actorOf(rooms, 'mentee', 'vk')
  const free = await rooms.run(({ mentors }) => mentors.listFree(looking))
  expect(free.map(({ name }) => name).sort()).toEqual([
    'Кедрова Наталья Юрьевна',
    'Остапов Сергей Игоревич',
    'Рощина Татьяна Николаевна',
  ])
})

test('a survey runs, and an anonymous one is over twice with results that can be compared', async ({
  rooms,
  standUrl,
}) => {
  await seed(rooms, standUrl)
  const coordinator = await actorOf(rooms, 'coordinator', 'telegram')
  const [running, second, first] = await rooms.run(({ campaigns }) =>
    campaigns.listCampaigns(coordinator),
  )
  expect(running).toMatchObject({ closed: false, anonymous: false, asked: 2, answered: 1 })
  expect(second).toMatchObject({ closed: true, anonymous: true, wave: 2, answered: 5 })
  const { changes } = await rooms.run(({ results }) =>
    results.showComparison(coordinator, second!.id, first!.id, null),
  )
  expect(changes.find(({ unit }) => unit === 'mean')).toMatchObject({
    text: 'Насколько вам комфортно в паре?',
    before: 3.4,
    after: 4.2,
  })
  const invited = await rooms.db.query<{ userId: string }>(
    `SELECT a.user_id AS "userId" FROM delivery d JOIN account a ON a.id = d.account_id WHERE d.key LIKE 'campaign:%'`,
  )
  // The only one who has still to answer; what the others were sent is long ago.
  expect(invited).toEqual([{ userId: String(cast.find(({ id }) => id === 'mentee')?.vk) }])
})

test('two processes that start at once fill the database once, and a later start nothing', async ({
  rooms,
  standUrl,
}) => {
  const done = await Promise.all([seed(rooms, standUrl), seed(rooms, standUrl)])
  expect([...done].sort()).toEqual([false, true])
  const people = await rooms.db.prisma.person.count()
  const deliveries = await rooms.db.prisma.delivery.count()
  expect(await seed(rooms, standUrl)).toBe(false)
  expect(await rooms.db.prisma.person.count()).toBe(people)
  expect(await rooms.db.prisma.delivery.count()).toBe(deliveries)
})

test('a stand that does not answer is said so', async ({ rooms, standUrl }) => {
  await expect(seed(rooms, `${standUrl}/nowhere`)).rejects.toThrow(
    'The stand answered 404 to /stand/cast.',
  )
})
