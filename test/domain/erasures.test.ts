import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { records } from '../../src/domain/erasures/records.ts'
import { ERASURE_DAYS, newPseudonym, proofsBefore } from '../../src/domain/erasures/rules.ts'
import type { Actor } from '../../src/domain/shared/access.ts'
import { agree } from '../support/consents.ts'
import { openRooms, type Place, type Rooms } from '../support/people.ts'

const PD = 'personal-data'
const WHO = 'Берёзкина Агата Львовна'

/** A mentor and a mentee, both with consent; the mentee has asked the mentor. */
async function open() {
  const rooms = await openRooms()
  const place = await rooms.place('Город Магадан', 'Школа № 1')
  const coordinator = await rooms.citizen('coordinator', place, 'Громова Вера Ивановна')
  const curator = await rooms.citizen('curator', place, 'Петрова Анна Ильинична')
  const mentor = await rooms.citizen('mentor', place, 'Орлова Дарья Игоревна')
  const mentee = await rooms.citizen('mentee', place, WHO)
  await agree(rooms, mentor)
  await agree(rooms, mentee)
  await rooms.run(({ mentors }) =>
    mentors.addByOperator(mentor.personId ?? 0, {
      subjects: ['математика'],
      help: ['lessons'],
      places: 2,
      about: 'Давно в школе',
    }),
  )
  return { rooms, place, coordinator, curator, mentor, mentee }
}

async function ask(rooms: Rooms, mentee: Actor, mentor: Actor): Promise<void> {
  await rooms.db.query(
    `INSERT INTO pair_request (mentee_id, mentor_id, status, preferences, created_at)
     VALUES ($1, $2, 'asked', '{"subject": "математика", "help": [], "about": "очень жду"}', now())`,
    [mentee.personId, mentor.personId],
  )
}

const heard = async (rooms: Rooms, actor: Actor): Promise<string[]> =>
  (
    await rooms.db.query<{ key: string }>(
      `SELECT content -> 'text' -> 0 ->> 'key' AS key FROM delivery WHERE account_id = $1 ORDER BY id`,
      [actor.accountId],
    )
  ).map(({ key }) => key)

test('a withdrawal ends requests and pairs, hides the mentor and is told, without a reason', async () => {
  const { rooms, coordinator, curator, mentor, mentee } = await open()
  await ask(rooms, mentee, mentor)
  const other = await rooms.citizen('mentee', {
    municipalityId: mentee.municipalityId ?? 0,
    schoolId: mentee.roles[0]?.schoolId ?? 0,
  })
  await rooms.run(({ pairs }) => pairs.addByOperator(mentor.personId ?? 0, other.personId ?? 0))

  const { day } = await rooms.run(({ consents }) => consents.withdraw(mentor, PD))
  expect(day).toBe('2026-11-03')
  expect(await heard(rooms, mentee)).toEqual(['pair-declined-told'])
  expect(await heard(rooms, other)).toEqual(['pair-mentor-left'])
  expect(await heard(rooms, coordinator)).toEqual(['erasure-told'])
  expect(await heard(rooms, curator)).toEqual(['pair-ended-told', 'erasure-told'])
  const free = await rooms.run(({ mentors }) => mentors.listFree(mentee))
  expect(free).toEqual([])
  await expect(rooms.run(({ mentors }) => mentors.change(mentor, { places: 1 }))).rejects.toThrow(
    'consent-needed',
  )
  const open_ = await rooms.db.query('SELECT FROM pair WHERE until IS NULL')
  expect(open_).toHaveLength(0)
})

test('who has refused asks for the destruction, and is said to have withdrawn nothing', async () => {
  const { rooms, coordinator, curator } = await open()
  const teacher = await rooms.citizen('teacher', {
    municipalityId: curator.municipalityId ?? 0,
    schoolId: curator.roles[0]?.schoolId ?? 0,
  })
  await rooms.run(async ({ consents }) => {
    const { hash } = await consents.showDocument(teacher, PD)
    await consents.refuse(teacher, PD, hash)
    await consents.withdraw(teacher, PD)
  })
  expect(await heard(rooms, coordinator)).toEqual(['erasure-asked-told'])
  rooms.wait({ days: ERASURE_DAYS })
  const [id = 0] = await rooms.run(({ erasures }) => erasures.listDue())
  await rooms.run(({ erasures }) => erasures.destroy(id))
  const { reason } = await rooms.run(({ erasures }) => erasures.showAct(coordinator, id))
  expect(reason).toBe('asked')
})

test('a mentee without consent is offered nobody', async () => {
  const { rooms, mentee } = await open()
  await rooms.run(({ consents }) => consents.withdraw(mentee, PD))
  await expect(rooms.run(({ matching }) => matching.listSuggestions(mentee))).rejects.toMatchObject(
    { code: 'consent-needed' },
  )
})

test('a consent that is given anew in time stops the destruction', async () => {
  const { rooms, coordinator, mentee } = await open()
  await rooms.run(({ people }) => people.subscribe(mentee, true))
  await rooms.run(({ consents }) => consents.withdraw(mentee, PD))
  rooms.wait({ days: ERASURE_DAYS - 1 })
  const [state] = await rooms.run(({ consents }) => consents.listStates(mentee))
  expect(state).toMatchObject({ code: PD, state: 'withdrawn', until: '2026-11-03' })
  const { hash } = await rooms.run(({ consents }) => consents.showDocument(mentee, PD))
  const given = await rooms.run(({ consents }) => consents.give(mentee, PD, hash))
  expect(given).toEqual({ restored: true })
  rooms.wait({ days: 40 })
  expect(await rooms.run(({ erasures }) => erasures.listDue())).toEqual([])
  expect((await rooms.run(({ people }) => people.showProfile(mentee))).subscribed).toBe(true)
  expect(await heard(rooms, coordinator)).toEqual(['erasure-told', 'erasure-cancelled-told'])
})

test('on its day everything is destroyed once, and what is kept has a pseudonym', async () => {
  const { rooms, coordinator, mentor, mentee } = await open()
  await ask(rooms, mentee, mentor)
  const id = await rooms.run(({ questionnaires }) =>
    questionnaires.begin(mentee, 'mentee-preferences'),
  )
  await rooms.run(({ questionnaires }) =>
    questionnaires.answer(mentee, { id, questionnaire: 'mentee-preferences' }, 'subject', 'физика'),
  )
  await rooms.db.query(
    `INSERT INTO inbox (messenger, key, user_id, incoming, handled_at)
     VALUES ('telegram', 'a', 'nobody', $1, now())`,
    [JSON.stringify({ text: `А ${WHO} придёт?` })],
  )
  await rooms.run(({ consents }) => consents.withdraw(mentee, PD))
  await rooms.db.query(`UPDATE delivery SET status = 'sent'`)
  const dueIn = async () => rooms.run(({ erasures }) => erasures.listDue())
  expect(await dueIn()).toEqual([])
  rooms.wait({ days: ERASURE_DAYS - 2 })
  await rooms.run(({ erasures }) => erasures.callLast())
  await rooms.run(({ erasures }) => erasures.callLast())
  expect(await heard(rooms, mentee)).toEqual(['erasure-last-call'])
  rooms.wait({ days: 2 })
  const [erasure = 0] = await dueIn()
  const runs = await Promise.all(
    [1, 2, 3].map(() => rooms.run(({ erasures }) => erasures.destroy(erasure))),
  )
  expect(runs.filter(Boolean)).toHaveLength(1)

  expect(await everything(rooms)).not.toMatch(/Берёзкин|очень жду/)
  expect(
    await rooms.db.query('SELECT FROM account WHERE person_id = $1', [mentee.personId]),
  ).toEqual([])
  const proof = await rooms.db.query<{ state: string }>(
    'SELECT state FROM consent WHERE person_id = $1 ORDER BY id',
    [mentee.personId],
  )
  expect(proof.map(({ state }) => state)).toEqual(['given', 'withdrawn'])
  const audit = await rooms.db.query<{ action: string; subject: string }>(
    'SELECT action, subject FROM audit_record ORDER BY id',
  )
  expect(audit.map(({ action }) => action)).toEqual(['consent.withdrawn', 'person.erased'])
  expect(audit[0]?.subject).toMatch(/^У-/)

  const act = await rooms.run(({ erasures }) => erasures.showAct(coordinator, erasure))
  expect(act).toMatchObject({ municipality: 'Город Магадан', school: 'Школа № 1' })
  expect(act.destroyed).toContainEqual({ what: 'erased-answers', count: 1 })
  expect(await heard(rooms, coordinator)).toContain('erasure-act-file')
  const [farewell] = await rooms.db.query<{ messenger: string }>(
    `SELECT messenger FROM delivery WHERE key LIKE 'farewell:%'`,
  )
  expect(farewell).toBeDefined()
})

test('an account of a forgotten person is a guest again', async () => {
  const { rooms, mentee } = await open()
  await rooms.run(({ consents }) => consents.withdraw(mentee, PD))
  rooms.wait({ days: ERASURE_DAYS })
  const [id = 0] = await rooms.run(({ erasures }) => erasures.listDue())
  await rooms.run(({ erasures }) => erasures.destroy(id))
  expect((await rooms.reload(mentee)).personId).toBeNull()
})

test('proofs go after three years, and nothing is left of the person but a number', async () => {
  const { rooms, mentee } = await open()
  await rooms.run(({ consents }) => consents.withdraw(mentee, PD))
  rooms.wait({ days: ERASURE_DAYS })
  const [id = 0] = await rooms.run(({ erasures }) => erasures.listDue())
  await rooms.run(({ erasures }) => erasures.destroy(id))
  rooms.wait({ days: 365 * 3 - 2 })
  await rooms.run(({ erasures }) => erasures.dropProofs())
  const count = async () =>
    (await rooms.db.query('SELECT FROM consent WHERE person_id = $1', [mentee.personId])).length
  expect(await count()).toBe(2)
  rooms.wait({ days: 4 })
  await rooms.run(({ erasures }) => erasures.dropProofs())
  expect(await count()).toBe(0)
  expect(proofsBefore(new Date('2029-11-03T00:00:00Z')).toISOString()).toContain('2026-11-03')
})

test('a pseudonym says nothing and is not repeated', () => {
  const names = new Set(Array.from({ length: 200 }, newPseudonym))
  expect(names.size).toBe(200)
})

test('«Мои данные» shows every answer, consent and role, and nothing of others but their names', async () => {
  const { rooms, mentor, mentee } = await open()
  await ask(rooms, mentee, mentor)
  const stored = await rooms.run(({ erasures }) => erasures.showStored(mentee))
  const titles = stored.sections.map(({ title }) => title)
  expect(titles).toEqual(
    expect.arrayContaining([
      'my-data-person',
      'my-data-roles',
      'my-data-consents',
      'my-data-pairs',
    ]),
  )
  const text = JSON.stringify(stored)
  expect(text).toContain('Берёзкина')
  expect(text).toContain('очень жду')
  expect(text).not.toContain('Давно в школе')
})

test('an act of a foreign municipality is not shown', async () => {
  const { rooms, mentee } = await open()
  await rooms.run(({ consents }) => consents.withdraw(mentee, PD))
  rooms.wait({ days: ERASURE_DAYS })
  const [id = 0] = await rooms.run(({ erasures }) => erasures.listDue())
  await rooms.run(({ erasures }) => erasures.destroy(id))
  const away: Place = await rooms.place('Город Сургут', 'Школа № 9')
  const stranger = await rooms.citizen('coordinator', away)
  await expect(rooms.run(({ erasures }) => erasures.showAct(stranger, id))).rejects.toMatchObject({
    code: 'erasure-unknown',
  })
})

test('every column of the schema that leads to a person is answered for by one room', () => {
  const known = records.flatMap(({ columns }) => Object.keys(columns))
  expect(known.filter((one, i) => known.indexOf(one) !== i)).toEqual([])
  const found = columnsOfPersons(
    readFileSync(join(import.meta.dirname, '../../prisma/schema.prisma'), 'utf8'),
  )
  expect(found.length).toBeGreaterThan(30)
  expect(found.filter((one) => !known.includes(one))).toEqual([])
  const all = columnsOf(
    readFileSync(join(import.meta.dirname, '../../prisma/schema.prisma'), 'utf8'),
  ).map(({ table, column }) => `${table}.${column}`)
  expect(known.filter((one) => !all.includes(one))).toEqual([])
})

test('a new table that refers to a person would be noticed', () => {
  const schema = `model Note {
  id       Int    @id
  authorId Int    @map("author_id")
  readerId Int    @map("reader_id")
  chatId   String @map("chat_id")

  reader Person @relation(fields: [readerId], references: [id])

  @@map("note")
}`
  expect(columnsOfPersons(schema)).toEqual(['note.author_id', 'note.reader_id', 'note.chat_id'])
})

interface Column {
  table: string
  column: string
  field: string
  refersToPerson: boolean
}

function columnsOf(schema: string): Column[] {
  return [...schema.matchAll(/^model (\w+) \{\n([\s\S]*?)^\}/gm)].flatMap(([, , body = '']) => {
    const table = /@@map\("(\w+)"\)/.exec(body)?.[1] ?? ''
    const related = [...body.matchAll(/Person\??\s+@relation\([^)]*fields: \[(\w+)\]/g)].map(
      ([, field]) => field,
    )
    return [
      ...body.matchAll(/^ {2}(\w+)\s+(?:Int|String|BigInt|DateTime|Json|Boolean)\b.*$/gm),
    ].map(([line = '', field = '']) => ({
      table,
      column: /@map\("(\w+)"\)/.exec(line)?.[1] ?? field,
      field,
      refersToPerson: related.includes(field),
    }))
  })
}

/** Columns that refer to Person, or by their name hold a person's or an account's number, or a name. */
function columnsOfPersons(schema: string): string[] {
  const telling =
    /^(person|account|user|chat|mentor|mentee|author|actor|deputy|recipient|owner|parent|reader)_id$|_by_id$|^(last|first)_name$|^patronymic$|^birth_date$/
  return columnsOf(schema)
    .filter(({ column, refersToPerson }) => refersToPerson || telling.test(column))
    .map(({ table, column }) => `${table}.${column}`)
}

/** All rows of all tables as one text. */
async function everything(rooms: Rooms): Promise<string> {
  const tables = await rooms.db.query<{ name: string }>(
    `SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public'`,
  )
  const texts: string[] = []
  for (const { name } of tables)
    for (const { row } of await rooms.db.query<{ row: string }>(
      `SELECT t::text AS row FROM "${name}" t`,
    ))
      texts.push(`${name} ${row}`)
  return texts.join('\n')
}
