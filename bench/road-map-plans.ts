import { type Database, openDatabase } from '../src/infra/db.ts'
import { openLog } from '../src/infra/log.ts'
import { openQueue } from '../src/jobs/queues.ts'
import { median, slope } from './figures.ts'
import { atMost, type Part, type Table } from './report.ts'
import {
  dueQuery,
  inRooms,
  type Planned,
  plan,
  planDraft,
  seedTowns,
  type Town,
} from './road-map-towns.ts'
import { query } from './server.ts'
import type { Stage } from './stage.ts'

/** Rows of a plan of five years, and schools of a municipality. */
const [ROWS, SCHOOLS] = [500, 6]
/** Municipalities that load their maps at the same time. */
const TOGETHER = 4
/** The last Fridays of two Octobers, with as much due: all that lies between is past and open. */
const [FIRST_AUTUMN, LAST_AUTUMN] = ['2026-10-30', '2030-10-25']

/** Plans of five years: loaded, loaded anew, asked for on a morning, and their mark on the queue. */
export async function plans(stage: Stage): Promise<Part> {
  const url = await stage.server.fresh('road_maps')
  const database = await openDatabase(url)
  try {
    const towns = await seedTowns(url, stage.quick ? 8 : 40, SCHOOLS)
    const first = towns[0] as Town
    const queue = await waiting(stage, url)
    const growing = await smaller(url, database)
    const loaded = await loadAll(stage, url, database, towns)
    const after = await waiting(stage, url)
    const late = await dueQuery(url, database, first, LAST_AUTUMN)
    const edit = await editRow(database, url, first)
    stage.say('road-maps: planning anew')
    const anew: number[] = []
    for (const town of towns.slice(0, stage.quick ? 4 : 40))
      anew.push((await plan(database, town, planDraft(ROWS), true)).ms)
    const { planned, seconds, stored } = loaded
    const one = median(planned.map(({ ms }) => ms))
    const assignments = sum(planned.map((each) => each.assignments))
    const occurrences = sum(planned.map((each) => each.occurrences))
    const full = stored.at(-1)
    const title = `${towns.length} municipalities × ${ROWS} rows × 5 years, ${SCHOOLS} schools each`
    const times: Table['rows'] = [
      [`planned, ${TOGETHER} at a time`, one, seconds],
      [`planned anew, one after another (${anew.length})`, median(anew), sum(anew) / 1000],
      ['the deadline of one row written anew', edit, null],
    ]
    const asked: Table['rows'] = stored.map(({ size, cost, pages }) => [
      `${size.toLocaleString('en-US')} open assignments`,
      cost,
      pages,
    ])
    asked.push(['the same with four years past and open', late.ms, late.buffers])
    return {
      tables: [
        { title, columns: ['', 'one, ms', 'all, s'], rows: times },
        {
          title: "The query of what is due on a municipality's morning",
          columns: ['', 'EXPLAIN ms', 'pages'],
          rows: asked,
        },
      ],
      goals: [
        atMost('a million occurrences and assignments stored', millionIn(loaded), 20, 's'),
        atMost('the query of a morning', Math.max(full?.cost ?? 0, late.ms), 20, 'ms'),
        atMost(
          'pages of the query with four years past',
          late.buffers / (full?.pages ?? Number.NaN),
          1.5,
          '×',
        ),
        atMost('jobs in the queue for all that is planned', after.jobs - queue.jobs, 0, 'jobs'),
      ],
      notes: [
        `stored: ${occurrences.toLocaleString('en-US')} occurrences, ${assignments.toLocaleString('en-US')} assignments`,
        `planning grows with the rows as n^${slope([...growing, { size: ROWS, cost: one }]).toFixed(2)}`,
        `the query grows with what is stored as n^${slope(stored).toFixed(2)}`,
        `the queue weighs ${queue.bytes.toLocaleString('en-US')} bytes before and ${after.bytes.toLocaleString('en-US')} after`,
      ],
    }
  } finally {
    await database.close()
  }
}

interface Loaded {
  planned: Planned[]
  /** Of all together. */
  seconds: number
  /** The query of a morning, with more and more stored. */
  stored: { size: number; cost: number; pages: number }[]
}

/** Loads a map into each municipality; on the way the query of a morning is looked at. */
async function loadAll(
  stage: Stage,
  url: string,
  database: Database,
  towns: readonly Town[],
): Promise<Loaded> {
  const draft = planDraft(ROWS)
  const loaded: Loaded = { planned: [], seconds: 0, stored: [] }
  for (let from = 0; from < towns.length; from += TOGETHER) {
    stage.say(`road-maps: planning municipality ${from + 1} of ${towns.length}`)
    const some = towns.slice(from, from + TOGETHER)
    const begun = performance.now()
    loaded.planned.push(...(await Promise.all(some.map((town) => plan(database, town, draft)))))
    loaded.seconds += (performance.now() - begun) / 1000
    const done = from + some.length
    if (![towns.length / 2, towns.length].includes(done) && from > 0) continue
    await query(url, 'VACUUM ANALYZE assignment')
    const { ms, buffers } = await dueQuery(url, database, towns[0] as Town, FIRST_AUTUMN)
    const size = sum(loaded.planned.map(({ assignments }) => assignments))
    loaded.stored.push({ size, cost: ms, pages: buffers })
  }
  return loaded
}

/** Seconds that a million rows take, of occurrences and of assignments. */
function millionIn({ planned, seconds }: Loaded): number {
  return (seconds * 1e6) / sum(planned.map((each) => each.occurrences + each.assignments))
}

/** Plans of fewer rows, to see how planning grows. */
async function smaller(url: string, database: Database): Promise<{ size: number; cost: number }[]> {
  const found: { size: number; cost: number }[] = []
  for (const size of [ROWS / 4, ROWS / 2]) {
    const [town] = await seedTowns(url, 1, SCHOOLS)
    found.push({ size, cost: (await plan(database, town as Town, planDraft(size))).ms })
  }
  return found
}

/** What waits in the queue, and what it weighs where that can be seen. */
async function waiting(stage: Stage, url: string): Promise<{ jobs: number; bytes: number }> {
  const connection = { databaseUrl: url, ...(stage.redis ? { redisUrl: stage.redis } : {}) }
  const queue = await openQueue(connection, openLog({ level: 'silent' }))
  try {
    const jobs = (await queue.countDelayed()) + (await queue.listSchedulers()).length
    const [size] = await query<{ bytes: string }>(
      url,
      `SELECT coalesce(sum(pg_total_relation_size(c.oid)), 0) AS bytes
       FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
       WHERE n.nspname = 'bullmq' AND c.relkind = 'r'`,
    )
    return { jobs, bytes: Number(size?.bytes ?? 0) }
  } finally {
    await queue.close()
  }
}

/** @returns ms that an edit of one row's deadline takes, with the dates and assignments that follow */
async function editRow(
  database: Database,
  url: string,
  { id, coordinator }: Town,
): Promise<number> {
  const rows = await query<{ id: number }>(
    url,
    `SELECT x.id FROM activity x JOIN road_map m ON m.id = x.road_map_id
     WHERE m.municipality_id = $1 AND x.kind = 'monthly' LIMIT 5`,
    [id],
  )
  const answer = { type: 'phrase', phrase: 'ежемесячно до 7 числа', index: 0 } as const
  const times: number[] = []
  for (const row of rows) {
    const begun = performance.now()
    await inRooms(database, '2026-01-12', (domain) =>
      domain.rows.edit(coordinator, row.id, { field: 'deadline', answer }),
    )
    times.push(performance.now() - begun)
  }
  return median(times)
}

const sum = (values: readonly number[]): number => values.reduce((all, one) => all + one, 0)
