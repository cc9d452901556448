import { expect, test } from 'vitest'
import type { Effect } from '../../src/domain/shared/room.ts'
import { openLog } from '../../src/infra/log.ts'
import { prune } from '../../src/jobs/prune.ts'
import { openRooms } from '../support/people.ts'

test('what is older than its days goes, what waits or is needed stays', async () => {
  const rooms = await openRooms()
  const place = await rooms.place('Город Пример', 'Школа № 1')
  const curator = await rooms.citizen('curator', place)
  const guest = await rooms.guest()
  const fresh = await rooms.guest('vk')
  await rooms.db.query(
    `UPDATE account SET created_at = now() - interval '100 days' WHERE id <> $1`,
    [fresh.accountId],
  )
  for (const accountId of [guest.accountId, curator.accountId])
    await rooms.db.query(
      `INSERT INTO dialogue (account_id, step, frames, updated_at) VALUES ($1, 7, '[{"flow": "x"}]', now() - interval '91 days')`,
      [accountId],
    )
  await rooms.db.query(
    `INSERT INTO inbox (messenger, key, user_id, incoming, received_at, handled_at) VALUES
       ('vk', 'old', 'a', '{}', now() - interval '91 days', now() - interval '91 days'),
       ('vk', 'open', 'a', '{}', now() - interval '91 days', NULL),
       ('vk', 'new', 'a', '{}', now() - interval '89 days', now())`,
  )
  await rooms.db.query(
    `INSERT INTO delivery (messenger, chat_id, priority, content, status, created_at) VALUES
       ('vk', 'old', 1, '{}', 'sent', now() - interval '91 days'),
       ('vk', 'waits', 1, '{}', 'waiting', now() - interval '91 days'),
       ('vk', 'new', 1, '{}', 'sent', now())`,
  )
  await rooms.db.query(
    `INSERT INTO stored_file (id, name, mime, size, sha256, person_id, created_at) VALUES
       ('mine', 'Мои данные.docx', 'x', 1, 'x', $1, now() - interval '8 days'),
       ('sheet', 'Лист.jpg', 'x', 1, 'x', $1, now() - interval '8 days'),
       ('plan', 'План.docx', 'x', 1, 'x', NULL, now() - interval '800 days')`,
    [curator.personId],
  )
  await rooms.db.query(
    `INSERT INTO consent (person_id, purpose, version, text_hash, state, basis, file_id, at)
     VALUES ($1, 'personal-data', 1, 'x', 'given', 'paper', 'sheet', now())`,
    [curator.personId],
  )
  await rooms.db.query(
    `INSERT INTO invitation (code_hash, role, municipality_id, expires_at, last_name, first_name) VALUES
       ('over', 'mentor', $1, now() - interval '2 days', 'Иванова', 'Мария'),
       ('open', 'mentor', $1, now() + interval '2 days', 'Петров', 'Пётр')`,
    [curator.municipalityId],
  )
  await rooms.db.query(
    `WITH code AS (
       INSERT INTO school_code (code_hash, municipality_id, school_id, created_by_id, created_at, expires_at, "limit")
       SELECT 'x', municipality_id, id, 1, now(), now(), 9 FROM school LIMIT 1 RETURNING id
     )
     INSERT INTO newcomer (school_code_id, account_id, role, last_name, first_name, asked_at)
     SELECT code.id, a.id, 'mentor', 'Орлова', 'Анна', now() - make_interval(days => a.days)
     FROM code, unnest($1::int[], '{31,29}'::int[]) AS a(id, days)`,
    [[fresh.accountId, curator.accountId]],
  )
  const effects: Effect[] = []
  await rooms.db.query(
    `INSERT INTO register_draft (municipality_id, person_id, kind, reading, created_at)
     VALUES (1, 1, 'teachers', '{}', now() - interval '2 days'), (1, 2, 'teachers', '{}', now())`,
  )
  const gone = await prune(
    {
      database: rooms.db,
      outside: { ...rooms.outside, afterCommit: (effect) => void effects.push(effect) },
      log: openLog({ level: 'silent' }),
    },
    90,
  )
  expect(gone).toEqual({
    events: 1,
    messages: 1,
    talks: 2,
    codes: 0,
    registers: 1,
    invitees: 1,
    newcomers: 1,
    guests: 1,
    files: 1,
  })
  expect(effects).toEqual([
    { type: 'drop-file', file: { id: 'mine', name: 'Мои данные.docx', mime: 'x', size: 1 } },
  ])
  const talks = await rooms.db.query('SELECT account_id AS id, step, frames FROM dialogue')
  expect(talks).toEqual([{ id: curator.accountId, step: 7, frames: [] }])
  const accounts = await rooms.db.query<{ id: number }>('SELECT id FROM account ORDER BY id')
  expect(accounts.map(({ id }) => id)).toEqual([curator.accountId, fresh.accountId])
  const again = await prune(
    { database: rooms.db, outside: rooms.outside, log: openLog({ level: 'silent' }) },
    90,
  )
  expect(Object.values(again).every((count) => count === 0)).toBe(true)
})
