import { expect, test } from 'vitest'
import { type Domain, openDomain, roomNames } from '../../src/domain/index.ts'
import { readDeadline } from '../../src/domain/roadmaps/deadlines/index.ts'
import type { Actor, Role } from '../../src/domain/shared/access.ts'
import { DomainError } from '../../src/domain/shared/errors.ts'
import type { Tx } from '../../src/infra/db.ts'
import { aDraft, aRow, loadDraft } from '../support/drafts.ts'
import { openRooms, type Place, type Rooms } from '../support/people.ts'

/** Everything of the home town carries this word; who reads it elsewhere has read too much. */
const secret = 'Потаённ'
const period = { start: '2026-09-01', end: '2027-08-31' }
const roles: Role[] = [
  'coordinator',
  'methodist',
  'head',
  'curator',
  'teacher',
  'mentor',
  'mentee',
  'specialist',
]
/** Rows made later have ids from here on: a smaller one in a foreign row points into the home town. */
const foreign = 5000
/** Columns that say whose a row is. */
const owners =
  /^(municipality|school|person|assignment|account|mentor|mentee|road_map|activity|occurrence|request|response|created_by|published_by|asked_by|pupil|respondent|about|used_by|done_by|actor|announcement|author|registered_by)_id$/

/** The services that act for somebody, found by the name of their first parameter. */
function actions(domain: Domain): { name: string; parameters: string[] }[] {
  return roomNames.flatMap((room) =>
    Object.entries(domain[room]).flatMap(([method, run]) => {
      const parameters = parametersOf(run)
      return parameters[0] === 'actor' ? [{ name: `${room}.${method}`, parameters }] : []
    }),
  )
}

function parametersOf(run: unknown): string[] {
  const source = String(run)
  let depth = 0
  let open = ''
  for (const letter of source.slice(source.indexOf('('))) {
    if ('([{'.includes(letter)) depth += 1
    if (')]}'.includes(letter)) depth -= 1
    if (depth === 0) break
    open += letter
  }
  const names: string[] = []
  let level = 0
  let name = ''
  for (const letter of `${open.slice(1)},`) {
    if ('([{'.includes(letter)) level += 1
    if (')]}'.includes(letter)) level -= 1
    if (letter === ',' && level === 0) {
      if (name.trim() !== '') names.push(name.trim().split(/[\s=]/)[0] ?? '')
      name = ''
    } else name += letter
  }
  return names
}

/** What may stand for a parameter: ids of the home town, its school, texts, places. */
function guesses(parameter: string, home: Place): unknown[] {
  if (/id$|^(request|response|assignment|snooze)$/i.test(parameter))
    return /school/i.test(parameter) ? [home.schoolId] : [1, 2, 3]
  if (/role/i.test(parameter)) return ['curator']
  if (/place|scope/i.test(parameter))
    return [{ ...home, messenger: 'vk', chatId: '2000000001', title: 'Чат' }]
  if (/^kind$/.test(parameter)) return ['teachers']
  if (/^day$/.test(parameter)) return ['2026-10-05']
  if (/^(from|count)$/.test(parameter)) return [parameter === 'from' ? 0 : 10]
  if (/draft/i.test(parameter)) return [1, aDraft([])]
  if (/ids$|assignments|items/i.test(parameter)) return [[1, 2, 3]]
  if (parameter === 'of') return [1, 'own']
  if (/^(observation|id|draft)$/i.test(parameter)) return [1, 2]
  if (/^(title|purpose|audience|text|search|answers|edit)$/i.test(parameter)) return ['own']
  if (/view|filter/i.test(parameter)) return ['all', 'next', 'late']
  return ['entry-mentor', 1, { id: 1, questionnaire: 'onboarding' }]
}

function product(lists: unknown[][]): unknown[][] {
  return lists.reduce<unknown[][]>(
    (rows, list) => rows.flatMap((row) => list.map((one) => [...row, one])),
    [[]],
  )
}

interface Reach {
  /** What must not be read. */
  secret: RegExp
  /** Rooms that are open to the whole municipality. */
  open: string[]
  owners: RegExp
}

/** The home town with something of everything; what is made from now on has higher ids. */
async function openHome(): Promise<{ rooms: Rooms; home: Place }> {
  const rooms = await openRooms()
  const home = await rooms.place(`${secret}ый город`, `${secret}ая школа`)
  await settle(rooms, home)
  for (const { sequence } of await rooms.db.query<{ sequence: string }>(
    `SELECT quote_ident(sequencename) AS sequence FROM pg_sequences WHERE schemaname = 'public'`,
  ))
    await rooms.db.query(`ALTER SEQUENCE ${sequence} RESTART ${foreign}`)
  return { rooms, home }
}

/** Calls every service as each of them with everything that leads into the home town. */
async function tryAll(rooms: Rooms, home: Place, actors: [string, Actor][], reach: Reach) {
  const tables = await rooms.db.query<Table>(
    `SELECT table_name AS name, array_agg(column_name::text) AS columns FROM information_schema.columns
     WHERE table_schema = 'public' AND table_name NOT LIKE '\\_%' GROUP BY table_name`,
  )
  const found = await rooms.run(async (domain) => actions(domain))
  const wrongs: string[] = []
  const count = { refused: 0, answered: 0, broken: 0 }
  const before = await rooms.db.transaction((tx) => homeRows(tx, tables, reach.owners))
  for (const { name, parameters } of found)
    for (const [role, actor] of actors)
      for (const args of product(parameters.slice(1).map((one) => guesses(one, home)))) {
        const [room = '', method = ''] = name.split('.')
        if (reach.open.includes(room)) continue
        const said = `${name}(${JSON.stringify(args)}) as ${role}`
        await undone(rooms, async (domain, tx) => {
          let answer: unknown
          try {
            const service = domain[room as keyof Domain] as unknown as Record<string, Action>
            answer = await service[method]?.(actor, ...args)
          } catch (error) {
            count[error instanceof DomainError ? 'refused' : 'broken'] += 1
            return
          }
          count.answered += 1
          if (reach.secret.test(JSON.stringify(answer) ?? '')) wrongs.push(`shows: ${said}`)
          if ((await wrote(tx)) && (await homeRows(tx, tables, reach.owners)) !== before)
            wrongs.push(`changes: ${said}`)
        })
      }
  expect(wrongs).toEqual([])
  expect(found.length).toBeGreaterThan(40)
  expect(count.refused).toBeGreaterThan(100)
  // Garbage of the wrong type may break a service; it must not be most of what was tried.
  expect(count.broken).toBeLessThan(count.refused)
}

test('no service shows or changes anything of a foreign municipality, whoever asks', async () => {
  const { rooms, home } = await openHome()
  const away = await rooms.place('Чужой город', 'Чужая школа')
  const actors: [string, Actor][] = [['guest', await rooms.guest()]]
  for (const role of roles)
    actors.push([role, await rooms.citizen(role, away, `Чужих ${role.slice(0, 1)} Ольга`)])
  await tryAll(rooms, home, actors, { secret: new RegExp(secret), open: [], owners })
}, 300_000)

test('no service shows or changes the work and the people of another school of the municipality', async () => {
  const { rooms, home } = await openHome()
  const { id } = await rooms.run(({ organisations }) =>
    organisations.openSchool(home.municipalityId, 'Чужая школа'),
  )
  const next = { ...home, schoolId: id }
  const actors: [string, Actor][] = []
  for (const role of ['head', 'curator', 'teacher'] as const)
    actors.push([role, await rooms.citizen(role, next, `Чужих ${role.slice(0, 1)} Ольга`)])
  await tryAll(rooms, home, actors, {
    // The rows of the plan are the municipality's; what a school has made of them, and its people, are its own.
    secret: new RegExp(`${secret}(ый комментарий|ов (head|curator|teacher|mentor|mentee))`, 'i'),
    open: [],
    owners: /^(school|person|assignment|account|mentor|mentee|request|response)_id$/,
  })
}, 300_000)

interface Table {
  name: string
  columns: string[]
}

type Action = (actor: Actor, ...rest: unknown[]) => Promise<unknown>

/** A town with something of everything in it. */
async function settle(rooms: Rooms, home: Place): Promise<void> {
  const coordinator = await rooms.citizen('coordinator', home, `${secret}ова Анна`)
  for (const role of roles.slice(1)) await rooms.citizen(role, home, `${secret}ов ${role} Иван`)
  const rows = ['1', '2', '3'].map((number) =>
    aRow({
      number,
      activity: `${secret}ое дело ${number}`,
      responsible: ['Руководители ОО'],
      phrase: 'до 1 октября 2026 года',
      deadline: readDeadline('до 1 октября 2026 года', period),
    }),
  )
  await loadDraft(rooms, coordinator, { ...aDraft(rows, `${secret}ая карта`), period })
  await settlePlan(rooms, home, coordinator)
  const assignments = await rooms.db.query('UPDATE assignment SET comment = $1 RETURNING id', [
    `${secret}ый комментарий`,
  ])
  expect(assignments.length).toBeGreaterThan(2)
  await rooms.db.query(
    `INSERT INTO register_entry (municipality_id, school_id, kind, last_name, first_name, changed_at)
     SELECT $1, $2, 'teachers', $3, n::text, now() FROM generate_series(1, 3) AS n`,
    [home.municipalityId, home.schoolId, `${secret}ов teacher`],
  )
  await rooms.db.query(
    `INSERT INTO register_draft (municipality_id, person_id, kind, reading)
     SELECT $1, 1, 'teachers', $2 FROM generate_series(1, 3)`,
    [
      home.municipalityId,
      JSON.stringify({ lines: [], errors: [], unread: [], wrong: [], schools: [home.schoolId] }),
    ],
  )
  await rooms.db.query(
    `WITH list AS (
       INSERT INTO invitation_list (municipality_id, role, created_by_id, created_at)
       SELECT $1, 'teacher', 1, now() FROM generate_series(1, 3) RETURNING id
     ), code AS (
       INSERT INTO school_code (code_hash, municipality_id, school_id, created_by_id, created_at, expires_at, "limit")
       SELECT n::text, $1, $2, 1, now(), now() + interval '9 years', 99 FROM generate_series(1, 3) AS n RETURNING id
     ), newcomer AS (
       INSERT INTO newcomer (school_code_id, account_id, role, last_name, first_name, asked_at)
       SELECT id, id, 'mentor', $3, 'Анна', now() FROM code
     )
     INSERT INTO invitation (code_hash, role, municipality_id, school_id, expires_at, list_id, last_name, first_name)
     SELECT 'x' || id, 'teacher', $1, $2, now() + interval '9 years', id, $3, 'Анна' FROM list`,
    [home.municipalityId, home.schoolId, `${secret}ов teacher`],
  )
  await rooms.db.query(
    `INSERT INTO transfer (person_id, to_school_id, roles, asked_at)
     SELECT id, $1, '{mentor}', now() FROM person ORDER BY id LIMIT 3`,
    [home.schoolId],
  )
  // Two of one name: somebody may merge them, nobody from elsewhere.
  await rooms.citizen('teacher', home, `${secret}ов teacher Иван`)
  const people = await rooms.db.query<{ id: number; role: string }>(
    'SELECT person_id AS id, role FROM membership',
  )
  const of = (role: string) => people.find((one) => one.role === role)?.id ?? 0
  await rooms.db.query(
    `INSERT INTO mentor_profile (person_id, subjects, help, places, about) VALUES ($1, '{математика}', '{lessons}', 2, $2)`,
    [of('mentor'), `${secret}ый рассказ`],
  )
  for (let i = 0; i < 3; i++)
    await rooms.db.query(
      `INSERT INTO pair_request (mentee_id, mentor_id, status, preferences, created_at) VALUES ($1, $2, 'asked', $3, now())`,
      [of('mentee'), of('mentor'), JSON.stringify({ about: `${secret}ое желание` })],
    )
  await settleCampaigns(rooms, home, of('mentee'))
  const own = { ...rooms.outside.questionnaires.interim, title: `${secret}ая анкета` }
  for (const code of ['interim', 'own', 'mentee-preferences']) {
    const definition = JSON.stringify({ ...own, code })
    await rooms.db.query(
      `INSERT INTO questionnaire_edition (municipality_id, code, version, definition, published_by_id, published_at)
       VALUES ($1, $2, 2, $3, $4, now())`,
      [home.municipalityId, code, definition, of('methodist')],
    )
    await rooms.db.query(
      `INSERT INTO questionnaire_draft (municipality_id, person_id, code, definition, proposed_at, changed_at)
       VALUES ($1, $2, $3, $4, now(), now())`,
      [home.municipalityId, of('methodist'), code, definition],
    )
  }
  for (const status of ['asked', 'given', 'withdrawn'])
    await rooms.db.query(
      `INSERT INTO observation
         (municipality_id, school_id, questionnaire, pupil_id, respondent_id, asked_by_id, asked_at, status)
       VALUES ($1, $2, 'pupil-observation', $3, $4, $5, now(), $6)`,
      [home.municipalityId, home.schoolId, of('mentee'), of('teacher'), of('curator'), status],
    )
  for (const questionnaire of ['entry-mentor', 'onboarding', 'mentee-preferences'])
    await rooms.db.query(
      `INSERT INTO response (person_id, questionnaire, version, started_at) VALUES ($1, $2, 1, now())`,
      [of('mentee'), questionnaire],
    )
}

/** The school has made its own plan of the road map, and waits for the coordinator's answer. */
async function settlePlan(rooms: Rooms, home: Place, coordinator: Actor): Promise<void> {
  const curator = await rooms.citizen('curator', home, `${secret}ов curator Пётр`)
  await rooms.run(async ({ planApprovals, schoolPlans, rows }) => {
    await planApprovals.send(coordinator, 1, [home.schoolId], '2026-10-30', 'all')
    const [plan] = await schoolPlans.listOwn(curator)
    const { id } = await schoolPlans.begin(curator, plan!.id)
    const answer = { type: 'phrase', phrase: 'до 1 октября 2026 года', index: 0 } as const
    const title = `${secret}ый комментарий`
    await rows.add(curator, id, { title, answer, responsible: '' })
    await schoolPlans.submit(curator, id)
  })
  const plans = await rooms.db.query('SELECT id FROM road_map WHERE school_id = $1', [
    home.schoolId,
  ])
  // What is guessed for an id finds it.
  expect(plans).toEqual([{ id: 2 }])
}

/** Campaigns that are over, one of them anonymous, each with a reply. */
async function settleCampaigns(rooms: Rooms, home: Place, personId: number): Promise<void> {
  const definition = { ...rooms.outside.questionnaires['entry-mentee'], title: `${secret}ый опрос` }
  for (const anonymous of [false, false, true])
    await rooms.db.query(
      `WITH c AS (
         INSERT INTO campaign (municipality_id, questionnaire, definition, anonymous, roles, started_on, due,
           reminds, created_by_id, closed_at)
         VALUES ($1, 'entry-mentee', $2, $3, '{mentee}', '2026-10-01', '2026-10-02', false, 1, now()) RETURNING id
       ), r AS (
         INSERT INTO recipient (campaign_id, person_id, school_id, answered) SELECT id, $4, $5, true FROM c
       )
       INSERT INTO response (person_id, questionnaire, version, started_at, completed_at, campaign_id)
       SELECT $4, 'entry-mentee', 1, now(), now(), id FROM c`,
      [home.municipalityId, JSON.stringify(definition), anonymous, personId, home.schoolId],
    )
}

/** Runs work in a transaction that is never committed. */
async function undone(
  rooms: Rooms,
  work: (domain: Domain, tx: Tx) => Promise<void>,
): Promise<void> {
  class Undo extends Error {}
  await rooms.db
    .transaction(async (tx) => {
      await work(openDomain(tx, rooms.outside), tx)
      throw new Undo()
    })
    .catch((error) => {
      if (!(error instanceof Undo)) throw error
    })
}

/** Whether the transaction has written or locked anything: only then does PostgreSQL give it a number. */
async function wrote(tx: Tx): Promise<boolean> {
  const [row] = await tx.query<{ wrote: boolean }>(
    'SELECT pg_current_xact_id_if_assigned() IS NOT NULL AS wrote',
  )
  return row?.wrote ?? true
}

/** A fingerprint of all rows that belong to the home town: by their own id, or by whom they point at. */
async function homeRows(tx: Tx, tables: Table[], owners: RegExp): Promise<string> {
  const parts = tables.flatMap(({ name, columns }) => {
    const ids = columns.filter((column) => owners.test(column))
    if (columns.includes('id') && ['municipality', 'person', 'school', 'assignment'].includes(name))
      ids.push('id')
    if (ids.length === 0) return []
    const where = ids.map((id) => `"${id}" < ${foreign}`).join(' OR ')
    return [
      `SELECT '${name}' AS name, count(*) || ' ' || coalesce(md5(string_agg(t::text, ',' ORDER BY t::text)), '') AS print
       FROM "${name}" AS t WHERE ${where}`,
    ]
  })
  const rows = await tx.query<{ name: string; print: string }>(parts.join(' UNION ALL '))
  return JSON.stringify(rows.sort((a, b) => a.name.localeCompare(b.name)))
}
