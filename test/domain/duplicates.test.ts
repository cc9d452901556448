import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { records } from '../../src/domain/erasures/records.ts'
import type { Actor } from '../../src/domain/shared/access.ts'
import { openRooms, type Rooms } from '../support/people.ts'

const schema = readFileSync(join(import.meta.dirname, '../../prisma/schema.prisma'), 'utf8')

/** Columns of the schema that hold a person's number, or arrays of holders. */
function personNumbers(text: string): string[] {
  const telling =
    /^(person|mentor|mentee|author|actor|deputy|recipient|owner|parent|child|guardian|reader)_id$|_by_id$/
  return [...text.matchAll(/^model \w+ \{\n([\s\S]*?)^\}/gm)].flatMap(([, body = '']) => {
    const table = /@@map\("(\w+)"\)/.exec(body)?.[1] ?? ''
    const related = [...body.matchAll(/Person\??\s+@relation\([^)]*fields: \[(\w+)\]/g)].map(
      ([, field]) => field,
    )
    return [...body.matchAll(/^ {2}(\w+)\s+(Int\b|String\[\]).*$/gm)].flatMap(
      ([line = '', field = '', type]) => {
        const column = /@map\("(\w+)"\)/.exec(line)?.[1] ?? field
        const person = related.includes(field) || (type === 'Int' && telling.test(column))
        return person || (type === 'String[]' && column === 'holders') ? [`${table}.${column}`] : []
      },
    )
  })
}

test('every number of a person in the schema is moved, dropped or left with a reason by one room', () => {
  const answered = records.flatMap(({ moves }) => Object.keys(moves))
  expect(answered.filter((one, i) => answered.indexOf(one) !== i)).toEqual([])
  const found = personNumbers(schema)
  expect(found.length).toBeGreaterThan(40)
  expect(found.filter((one) => !answered.includes(one))).toEqual([])
  expect(answered.filter((one) => !found.includes(one))).toEqual([])
})

test('a new table that refers to a person would be noticed', () => {
  const note = `model Note {
  id       Int @id
  writerId Int @map("writer_id")
  checkedById Int @map("checked_by_id")

  writer Person @relation(fields: [writerId], references: [id])

  @@map("note")
}`
  expect(personNumbers(note)).toEqual(['note.writer_id', 'note.checked_by_id'])
})

async function openTwins(names = ['Орлова Анна Ильинична', 'орлова анна']) {
  const rooms = await openRooms()
  const place = await rooms.place('Город Магадан', 'Школа № 2')
  const curator = await rooms.citizen('curator', place, 'Кураторова Вера Ивановна')
  const keep = await rooms.citizen('teacher', place, names[0])
  const other = await rooms.citizen('mentor', place, names[1])
  return { rooms, place, curator, keep, other }
}

const list = (rooms: Rooms, actor: Actor) => rooms.run(({ duplicates }) => duplicates.list(actor))
const merge = (rooms: Rooms, actor: Actor, keep: Actor, other: Actor) =>
  rooms.run(({ duplicates }) => duplicates.merge(actor, keep.personId ?? 0, other.personId ?? 0))

test('the curator is asked as soon as a second profile of one name comes in; nothing is merged by itself', async () => {
  const { rooms, curator, keep, other } = await openTwins()
  const told = await rooms.db.query(
    `SELECT FROM delivery WHERE account_id = $1 AND content::text LIKE '%duplicates-told%'`,
    [curator.accountId],
  )
  expect(told).toHaveLength(1)
  expect((await rooms.reload(other)).personId).toBe(other.personId)
  const [pair] = await list(rooms, curator)
  expect(pair).toMatchObject({ keepId: keep.personId, otherId: other.personId })
})

/** A row of everything that leads to a person, for both; numbers that clash where only one may stay. */
async function fill(rooms: Rooms, ids: number[]): Promise<void> {
  for (const id of ids) {
    await rooms.db.query(
      `INSERT INTO mentor_profile (person_id, subjects, help, places, about) VALUES ($1, '{}', '{}', 1, '')`,
      [id],
    )
    await rooms.db.query(
      `INSERT INTO digest (person_id, day, items, created_at) VALUES ($1, '2026-10-05', '[]', now())`,
      [id],
    )
    await rooms.db.query(
      `INSERT INTO absence (person_id, since, until) VALUES ($1, '2026-10-05', '2026-10-06')`,
      [id],
    )
    await rooms.db.query(
      `INSERT INTO calendar_feed (person_id, secret_hash, issued_at) VALUES ($1, $2, now())`,
      [id, `secret ${id}`],
    )
    await rooms.db.query(
      `INSERT INTO consent (person_id, purpose, version, text_hash, state, basis, at)
       VALUES ($1, 'personal-data', 1, 'x', 'given', 'chat', now())`,
      [id],
    )
    await rooms.db.query(
      `INSERT INTO response (person_id, questionnaire, version, started_at) VALUES ($1, 'onboarding', 1, now())`,
      [id],
    )
    await rooms.db.query(
      `INSERT INTO responsible (municipality_id, key, name, holders, mapped_by_id, mapped_at)
       SELECT municipality_id, $2, $2, ARRAY['person:' || id::text], id, now() FROM person WHERE id = $1`,
      [id, `key ${id}`],
    )
  }
}

test('all that leads to one leads to the other afterwards; a second time changes nothing; both are told', async () => {
  const { rooms, curator, keep, other } = await openTwins()
  const [into, from] = [keep.personId ?? 0, other.personId ?? 0]
  await fill(rooms, [into, from])
  await rooms.db.query(`UPDATE person SET post = 'учитель химии' WHERE id = $1`, [from])
  expect(await merge(rooms, curator, keep, other)).toEqual({ merged: true })
  expect(await merge(rooms, curator, keep, other)).toEqual({ merged: false })

  for (const place of personNumbers(schema)) {
    const [table, column] = place.split('.')
    if (place === 'audit_record.actor_id') continue
    const where = column === 'holders' ? `'person:${from}' = ANY (holders)` : `${column} = ${from}`
    expect(await rooms.db.query(`SELECT FROM "${table}" WHERE ${where}`), place).toEqual([])
  }
  expect(await rooms.db.query('SELECT FROM person WHERE id = $1', [from])).toEqual([])
  const known = await rooms.reload(other)
  expect(known.personId).toBe(into)
  expect(known.roles.map(({ role }) => role)).toEqual(['teacher', 'mentor'])
  const [person] = await rooms.db.query<{ post: string; name: string }>(
    'SELECT post, patronymic AS name FROM person WHERE id = $1',
    [into],
  )
  expect(person).toEqual({ post: 'учитель химии', name: 'Ильинична' })
  const told = await rooms.db.query<{ id: number }>(
    `SELECT DISTINCT account_id AS id FROM delivery WHERE content::text LIKE '%merge-told%' ORDER BY 1`,
  )
  expect(told.map(({ id }) => id)).toEqual([keep.accountId, other.accountId].sort((a, b) => a - b))
  const audit = await rooms.db.query<{ subject: string; by: number }>(
    `SELECT subject, actor_id AS by FROM audit_record WHERE action = 'person.merged'`,
  )
  expect(audit).toEqual([{ subject: `${from} > ${into}`, by: curator.personId }])
})

test('two curators merge at once: it is done once', async () => {
  const { rooms, place, curator, keep, other } = await openTwins()
  const second = await rooms.citizen('curator', place, 'Вторая Ольга Ивановна')
  const done = await Promise.all([curator, second].map((actor) => merge(rooms, actor, keep, other)))
  expect(done.map(({ merged }) => merged).sort()).toEqual([false, true])
})

test('those who are told apart are not proposed again, and a pair is never one person', async () => {
  const { rooms, curator, keep, other } = await openTwins()
  await rooms.db.query(
    `INSERT INTO pair (mentor_id, mentee_id, form, since) VALUES ($1, $2, 'учитель–учитель', now())`,
    [other.personId, keep.personId],
  )
  await expect(merge(rooms, curator, keep, other)).rejects.toMatchObject({ code: 'merge-tied' })
  await rooms.run(({ duplicates }) =>
    duplicates.tellApart(curator, keep.personId ?? 0, other.personId ?? 0),
  )
  expect(await list(rooms, curator)).toEqual([])
})

test('a curator cannot take a profile with a role beyond the own school, nor can a stranger', async () => {
  const { rooms, place, curator, keep, other } = await openTwins()
  const next = await rooms.run(({ organisations }) =>
    organisations.openSchool(place.municipalityId, 'Школа № 3'),
  )
  const strangers = [
    await rooms.citizen('curator', { ...place, schoolId: next.id }, 'Чужая Вера Ивановна'),
    await rooms.citizen('coordinator', await rooms.place('Город Сургут', 'Школа № 9')),
    await rooms.citizen('teacher', place, 'Простая Вера Ивановна'),
  ]
  for (const stranger of strangers)
    await expect(merge(rooms, stranger, keep, other)).rejects.toMatchObject({
      code: expect.stringMatching(/not-allowed|merge-unknown/),
    })
  await rooms.db.query(
    `INSERT INTO membership (person_id, role, municipality_id) VALUES ($1, 'coordinator', $2)`,
    [keep.personId, place.municipalityId],
  )
  expect(await list(rooms, curator)).toEqual([])
  await expect(merge(rooms, curator, keep, other)).rejects.toMatchObject({ code: 'merge-unknown' })
})

test('people of one name who were born on different days are not proposed', async () => {
  const { rooms, curator, keep, other } = await openTwins()
  for (const [actor, day] of [
    [keep, '1990-01-01'],
    [other, '1991-01-01'],
  ] as const)
    await rooms.db.query('UPDATE person SET birth_date = $2 WHERE id = $1', [actor.personId, day])
  expect(await list(rooms, curator)).toEqual([])
})
