import { expect, test } from 'vitest'
import type { Actor } from '../../src/domain/shared/access.ts'
import { openRooms, type Rooms } from '../support/people.ts'

// What two profiles of one person may both have had, where only one may stay.

async function openTwins() {
  const rooms = await openRooms()
  const place = await rooms.place('Город Магадан', 'Школа № 2')
  const curator = await rooms.citizen('curator', place, 'Кураторова Вера Ивановна')
  const keep = await rooms.citizen('mentee', place, 'Орлова Анна Ильинична')
  const other = await rooms.citizen('mentee', place, 'Орлова Анна Ильинична')
  return { rooms, place, curator, keep, other }
}

const idOf = ({ personId }: Actor): number => personId ?? 0
const merge = (rooms: Rooms, actor: Actor, keep: Actor, other: Actor) =>
  rooms.run(({ duplicates }) => duplicates.merge(actor, idOf(keep), idOf(other)))

async function insert(rooms: Rooms, statement: string, parameters: unknown[]): Promise<number> {
  const [row] = await rooms.db.query<{ id: number }>(`${statement} RETURNING id`, parameters)
  return row!.id
}

const campaign = (rooms: Rooms, municipalityId: number, by: Actor) =>
  insert(
    rooms,
    `INSERT INTO campaign (municipality_id, questionnaire, definition, anonymous, roles, started_on, due,
       reminds, created_by_id)
     VALUES ($1, 'town-survey', '{}', false, '{mentee}', '2026-10-05', '2026-10-16', true, $2)`,
    [municipalityId, idOf(by)],
  )

const recipient = (rooms: Rooms, id: number, who: Actor, answered: boolean) =>
  rooms.db.query('INSERT INTO recipient (campaign_id, person_id, answered) VALUES ($1, $2, $3)', [
    id,
    idOf(who),
    answered,
  ])

const response = (rooms: Rooms, who: Actor, campaignId: number | null, sent: boolean) =>
  insert(
    rooms,
    `INSERT INTO response (person_id, questionnaire, version, started_at, completed_at, campaign_id)
     VALUES ($1, 'town-survey', 1, now(), CASE WHEN $3 THEN now() END, $2)`,
    [idOf(who), campaignId, sent],
  )

test.each([
  ['the kept one', true],
  ['the other one', false],
])('both were asked by a campaign and %s has answered: it is answered, once', async (_, kept) => {
  const { rooms, place, curator, keep, other } = await openTwins()
  const id = await campaign(rooms, place.municipalityId, curator)
  await recipient(rooms, id, keep, kept)
  await recipient(rooms, id, other, !kept)
  const own = await response(rooms, keep, id, kept)
  const its = await response(rooms, other, id, !kept)
  await merge(rooms, curator, keep, other)
  expect(await rooms.db.query('SELECT person_id, answered FROM recipient')).toEqual([
    { person_id: idOf(keep), answered: true },
  ])
  expect(await rooms.db.query('SELECT id, person_id FROM response')).toEqual([
    { id: kept ? own : its, person_id: idOf(keep) },
  ])
})

test.each([
  ['sent', true, 0],
  ['got further', false, 2],
])('what one has %s is not hidden behind what the other has only begun', async (_, sent, more) => {
  const { rooms, curator, keep, other } = await openTwins()
  const own = await response(rooms, keep, null, sent)
  const begun = await response(rooms, other, null, false)
  for (const [id, count] of [
    [own, 1 + more],
    [begun, 1],
  ] as const)
    await rooms.db.query(
      `INSERT INTO answer (response_id, question, value, at)
       SELECT $1, 'q' || n, '1', now() FROM generate_series(1, $2::int) n`,
      [id, count],
    )
  await merge(rooms, curator, keep, other)
  expect(await rooms.db.query('SELECT id FROM response')).toEqual([{ id: own }])
})

test('who was named in an answer is named by the number that stays, and once', async () => {
  const { rooms, place, curator, keep, other } = await openTwins()
  const asked = await rooms.citizen('teacher', place, 'Котова Ольга Петровна')
  const id = await response(rooms, asked, null, true)
  const answers: [string, unknown, unknown][] = [
    ['alone', [idOf(other)], [idOf(keep)]],
    ['both', [idOf(other), idOf(curator), idOf(keep)], [idOf(keep), idOf(curator)]],
    ['number', idOf(other), idOf(other)],
    ['several', ['lessons'], ['lessons']],
    ['skipped', null, null],
  ]
  for (const [question, value] of answers)
    await rooms.db.query(
      'INSERT INTO answer (response_id, question, value, at) VALUES ($1, $2, $3, now())',
      [id, question, JSON.stringify(value)],
    )
  await merge(rooms, curator, keep, other)
  const found = await rooms.db.query<{ question: string; value: unknown }>(
    'SELECT question, value FROM answer',
  )
  expect(Object.fromEntries(found.map(({ question, value }) => [question, value]))).toEqual(
    Object.fromEntries(answers.map(([question, , after]) => [question, after])),
  )
})

test('both write the same questionnaire: the draft that was changed last stays', async () => {
  const { rooms, place, curator, keep, other } = await openTwins()
  for (const [who, title, day] of [
    [keep, 'earlier', '2026-10-01'],
    [other, 'later', '2026-10-02'],
  ] as const)
    await rooms.db.query(
      `INSERT INTO questionnaire_draft (municipality_id, person_id, code, definition, changed_at)
       VALUES ($1, $2, 'own', $3, $4)`,
      [place.municipalityId, idOf(who), { title }, day],
    )
  await merge(rooms, curator, keep, other)
  expect(
    await rooms.db.query('SELECT person_id AS whose, definition FROM questionnaire_draft'),
  ).toEqual([{ whose: idOf(keep), definition: { title: 'later' } }])
})

test('both were asked about one pupil, and one was asked about both: one request of each stays open', async () => {
  const { rooms, place, curator, keep, other } = await openTwins()
  const pupil = await rooms.citizen('mentee', place, 'Рощина Елена Петровна')
  const teacher = await rooms.citizen('teacher', place, 'Котова Ольга Петровна')
  for (const [about, whom] of [
    [pupil, keep],
    [pupil, other],
    [keep, teacher],
    [other, teacher],
  ] as const)
    await rooms.db.query(
      `INSERT INTO observation (municipality_id, school_id, questionnaire, pupil_id, respondent_id,
         asked_by_id, asked_at)
       VALUES ($1, $2, 'pupil', $3, $4, $5, now())`,
      [place.municipalityId, place.schoolId, idOf(about), idOf(whom), idOf(curator)],
    )
  await merge(rooms, curator, keep, other)
  expect(
    await rooms.db.query(
      `SELECT pupil_id AS about, respondent_id AS whom FROM observation WHERE status = 'asked' ORDER BY id`,
    ),
  ).toEqual([
    { about: idOf(pupil), whom: idOf(keep) },
    { about: idOf(keep), whom: idOf(teacher) },
  ])
})

test('one was asked about the other: they are two, and nobody becomes the reader of what was said of them', async () => {
  const { rooms, place, curator, keep, other } = await openTwins()
  await rooms.db.query(
    `INSERT INTO observation (municipality_id, school_id, questionnaire, pupil_id, respondent_id,
       asked_by_id, asked_at, status)
     VALUES ($1, $2, 'pupil', $3, $4, $5, now(), 'given')`,
    [place.municipalityId, place.schoolId, idOf(keep), idOf(other), idOf(curator)],
  )
  await expect(merge(rooms, curator, keep, other)).rejects.toThrow('merge-tied')
})

const pair = (rooms: Rooms, mentor: Actor, mentee: Actor) =>
  insert(
    rooms,
    `INSERT INTO pair (mentor_id, mentee_id, form, since) VALUES ($1, $2, 'учитель–учитель', now())`,
    [idOf(mentor), idOf(mentee)],
  )

test('one mentor had a pair with each profile: it is one pair', async () => {
  const { rooms, place, curator, keep, other } = await openTwins()
  const mentor = await rooms.citizen('mentor', place, 'Яковлев Олег Иванович')
  const first = await pair(rooms, mentor, keep)
  await pair(rooms, mentor, other)
  await merge(rooms, curator, keep, other)
  expect(await rooms.db.query('SELECT id FROM pair WHERE until IS NULL')).toEqual([{ id: first }])
})

test('the profiles have different mentors: nothing is merged until one pair has ended', async () => {
  const { rooms, place, curator, keep, other } = await openTwins()
  const [one, two] = [
    await rooms.citizen('mentor', place, 'Яковлев Олег Иванович'),
    await rooms.citizen('mentor', place, 'Абрамов Пётр Ильич'),
  ]
  await pair(rooms, one, keep)
  const second = await pair(rooms, two, other)
  await expect(merge(rooms, curator, keep, other)).rejects.toMatchObject({
    code: 'merge-two-mentors',
  })
  await rooms.db.query('UPDATE pair SET until = now() WHERE id = $1', [second])
  expect(await merge(rooms, curator, keep, other)).toEqual({ merged: true })
})

test('both have asked a mentor: the one who is kept goes on asking', async () => {
  const { rooms, place, curator, keep, other } = await openTwins()
  const mentor = await rooms.citizen('mentor', place, 'Яковлев Олег Иванович')
  const ask = (who: Actor) =>
    insert(
      rooms,
      `INSERT INTO pair_request (mentee_id, mentor_id, status, preferences, created_at)
       VALUES ($1, $2, 'asked', '{}', now())`,
      [idOf(who), idOf(mentor)],
    )
  const first = await ask(keep)
  await ask(other)
  await merge(rooms, curator, keep, other)
  expect(await rooms.db.query(`SELECT id FROM pair_request WHERE status = 'asked'`)).toEqual([
    { id: first },
  ])
})

test('a curator who joins two profiles of their own stays known as who has done it', async () => {
  const { rooms, place, curator } = await openTwins()
  const again = await rooms.citizen('curator', place, 'Кураторова Вера Ивановна')
  expect(await merge(rooms, again, curator, again)).toEqual({ merged: true })
  expect(
    await rooms.db.query(`SELECT actor_id AS by FROM audit_record WHERE action = 'person.merged'`),
  ).toEqual([{ by: idOf(curator) }])
})

test('quiet hours, the form of address and a no to announcements come over', async () => {
  const { rooms, curator, keep, other } = await openTwins()
  await rooms.db.query(
    `UPDATE person SET quiet_from = '21:30', quiet_to = '07:00', addressed_by = 'first', subscribed = false
     WHERE id = $1`,
    [idOf(other)],
  )
  await merge(rooms, curator, keep, other)
  expect(
    await rooms.db.query(
      'SELECT quiet_from AS since, quiet_to AS until, addressed_by AS by, subscribed FROM person WHERE id = $1',
      [idOf(keep)],
    ),
  ).toEqual([{ since: '21:30', until: '07:00', by: 'first', subscribed: false }])
})
