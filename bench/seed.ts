import { query } from './server.ts'

/** Telegram's and VK's ids of the people who are made here begin above this. */
export const people = 1_000_000

/** A municipality with one school, a coordinator, and `count` teachers who have given consent. */
export async function seedTown(
  url: string,
  count: number,
  messenger: 'telegram' | 'vk' = 'telegram',
): Promise<void> {
  await query(
    url,
    `WITH town AS (
       INSERT INTO municipality (name, time_zone) VALUES ('Измеримск', 'Asia/Magadan') RETURNING id
     ), school AS (
       INSERT INTO school (municipality_id, name) SELECT id, 'Школа № 1' FROM town RETURNING id
     ), persons AS (
       INSERT INTO person (municipality_id, last_name, first_name, patronymic)
       SELECT town.id, 'Фамилия', 'Имя' || n, 'Отчество' FROM town, generate_series(0, ${count}) n
       RETURNING id, municipality_id, substr(first_name, 4)::int AS n
     ), accounts AS (
       INSERT INTO account (messenger, user_id, chat_id, person_id)
       SELECT '${messenger}', ${people} + n, ${people} + n, id FROM persons ORDER BY n
     ), roles AS (
       INSERT INTO membership (person_id, role, municipality_id, school_id)
       SELECT p.id, CASE WHEN n = 0 THEN 'coordinator' ELSE 'teacher' END, p.municipality_id,
              CASE WHEN n = 0 THEN NULL ELSE school.id END
       FROM persons p, school
     )
     INSERT INTO consent (person_id, purpose, version, text_hash, state, basis, at)
     SELECT id, 'personal-data', 1, '', 'given', 'chat', now() FROM persons`,
  )
  // What has been filled alone: of tables called empty PostgreSQL would make plans that nobody has.
  await query(url, 'ANALYZE municipality, school, person, account, membership, consent')
}
