import { type Domain, openDomain } from '../src/domain/index.ts'
import type { RoadMapDraft } from '../src/domain/roadmaps/draft.ts'
import { readRoadMap } from '../src/domain/roadmaps/read.ts'
import type { Actor } from '../src/domain/shared/access.ts'
import type { Outside } from '../src/domain/shared/room.ts'
import type { Database, Tx } from '../src/infra/db.ts'
import { type Explained, explain } from './morning-town.ts'
import { planRows, TITLE } from './road-map-files.ts'
import { query } from './server.ts'

const ZONES = ['Asia/Magadan', 'Asia/Krasnoyarsk', 'Asia/Yekaterinburg', 'Europe/Moscow']

/** A municipality with its coordinator. */
export interface Town {
  id: number
  coordinator: Actor
}

/** Municipalities with so many schools each and a coordinator. */
export async function seedTowns(url: string, count: number, schools: number): Promise<Town[]> {
  const rows = await query<{ town: number; person: number; account: number }>(
    url,
    `WITH towns AS (
       INSERT INTO municipality (name, time_zone)
       SELECT 'Город ' || (SELECT count(*) FROM municipality) + n, ($2::text[])[1 + n % 4] FROM generate_series(1, $1) n RETURNING id
     ), schools AS (
       INSERT INTO school (municipality_id, name)
       SELECT id, 'Школа № ' || n FROM towns, generate_series(1, $3) n
     ), persons AS (
       INSERT INTO person (municipality_id, last_name, first_name)
       SELECT id, 'Лукина', 'Ольга' FROM towns RETURNING id, municipality_id
     ), accounts AS (
       INSERT INTO account (messenger, user_id, chat_id, person_id)
       SELECT 'telegram', id, id, id FROM persons RETURNING id, person_id
     ), roles AS (
       INSERT INTO membership (person_id, role, municipality_id)
       SELECT id, 'coordinator', municipality_id FROM persons
     )
     SELECT p.municipality_id AS town, p.id AS person, a.id AS account
     FROM persons p JOIN accounts a ON a.person_id = p.id ORDER BY town`,
    [count, ZONES, schools],
  )
  await query(url, 'ANALYZE')
  return rows.map(({ town, person, account }) => ({
    id: town,
    coordinator: {
      accountId: account,
      messenger: 'telegram',
      personId: person,
      municipalityId: town,
      roles: [{ role: 'coordinator', schoolId: null }],
    },
  }))
}

/** The draft of an invented plan of five years. */
export function planDraft(rows: number): RoadMapDraft {
  const blocks = [
    { kind: 'text' as const, text: TITLE },
    { kind: 'table' as const, rows: planRows(rows) },
  ]
  return readRoadMap({ name: 'plan', blocks })
}

const outside = (now: Date): Outside => ({
  now: () => now,
  personalDataMessengers: null,
  links: () => [],
  questionnaires: {},
  consentTexts: {},
  afterCommit: () => undefined,
})

/** Work in the rooms of the domain, in one transaction, at a day of the trade. */
export const inRooms = <T>(
  database: Database,
  day: string,
  work: (domain: Domain) => Promise<T>,
): Promise<T> =>
  database.transaction((tx) => work(openDomain(tx, outside(noon(day)))), { timeoutMs: 300_000 })

const noon = (day: string): Date => new Date(`${day}T07:00:00Z`)

/** What one loading has stored, and how long it took. */
export interface Planned {
  ms: number
  occurrences: number
  assignments: number
}

/** Keeps the draft and loads it, as «Загрузить» does; with `replace` instead of the map of before. */
export async function plan(
  database: Database,
  { coordinator }: Town,
  draft: RoadMapDraft,
  replace = false,
): Promise<Planned> {
  const begun = performance.now()
  const { occurrences, assignments } = await inRooms(database, '2026-01-12', async ({ roadMaps }) =>
    roadMaps.load(coordinator, await roadMaps.addDraft(coordinator, draft), { replace }),
  )
  return { ms: performance.now() - begun, occurrences, assignments }
}

/** What PostgreSQL does for the query of what is due on a town's morning. The morning is taken back. */
export async function dueQuery(
  url: string,
  database: Database,
  town: Town,
  day: string,
): Promise<Explained> {
  class Undo extends Error {}
  let due: { text: string; params: readonly unknown[] } | undefined
  const watched = (tx: Tx): Tx => ({
    get prisma() {
      return tx.prisma
    },
    gather: (text, params) => tx.gather(text, params),
    query(text, params = []) {
      if (text.includes('a.due = ANY')) due ??= { text, params }
      return tx.query(text, params)
    },
  })
  await database
    .transaction(async (tx) => {
      // Not the very first one, which looks back to the day on which the road map came.
      await tx.query(
        `INSERT INTO morning (municipality_id, day, opened_at) VALUES ($1, $2::date - 1, now())
         ON CONFLICT DO NOTHING`,
        [town.id, day],
      )
      await openDomain(watched(tx), outside(noon(day))).mornings.open(town.id, day)
      throw new Undo()
    })
    .catch((error) => {
      if (!(error instanceof Undo)) throw error
    })
  if (!due) throw new Error('the query of what is due was not found')
  return explain(url, due.text, due.params)
}
