import { query } from './server.ts'

const zones = [
  'Asia/Magadan',
  'Asia/Kamchatka',
  'Asia/Vladivostok',
  'Asia/Yakutsk',
  'Asia/Irkutsk',
  'Asia/Krasnoyarsk',
  'Asia/Omsk',
  'Asia/Yekaterinburg',
  'Europe/Samara',
  'Europe/Moscow',
  'Europe/Kaliningrad',
]

/**
 * Eleven municipalities with 20,000 curators, half of them in the first; every school has two things
 * that are pinged on `day`. @returns the municipalities' ids, the large one first
 */
export async function seedMornings(url: string, day: string): Promise<number[]> {
  const ids: number[] = []
  for (const [i, zone] of zones.entries()) {
    const [town] = await query<{ id: number }>(
      url,
      'INSERT INTO municipality (name, time_zone) VALUES ($1, $2) RETURNING id',
      [`Город ${i}`, zone],
    )
    const id = town?.id ?? 0
    ids.push(id)
    const schools = i === 0 ? 2_000 : 200
    await query(
      url,
      `WITH schools AS (
         INSERT INTO school (municipality_id, name) SELECT ${id}, 'Школа № ' || n
         FROM generate_series(1, ${schools}) n RETURNING id
       ), numbered AS (
         SELECT id, row_number() OVER () AS n FROM schools
       ), persons AS (
         INSERT INTO person (municipality_id, last_name, first_name)
         SELECT ${id}, 'Фамилия', n::text FROM generate_series(1, ${schools * 5}) n
         RETURNING id, first_name::int AS n
       ), accounts AS (
         INSERT INTO account (messenger, user_id, chat_id, person_id)
         SELECT 'telegram', id, id, id FROM persons
       ), roles AS (
         INSERT INTO membership (person_id, role, municipality_id, school_id)
         SELECT p.id, 'curator', ${id}, s.id FROM persons p JOIN numbered s ON s.n = 1 + p.n % ${schools}
       ), map AS (
         INSERT INTO road_map (municipality_id, title, period_start, period_end, created_at)
         VALUES (${id}, 'Дорожная карта', '2026-09-01', '2031-08-31', '2026-09-01T00:00:00Z') RETURNING id
       ), activities AS (
         INSERT INTO activity (road_map_id, position, number, section, title, phrase, kind, deadline,
           responsible, result, document, inform_whom, inform_when, holders, doubts)
         SELECT map.id, n, n::text, 'Раздел', 'Мероприятие, у которого название средней длины ' || n,
           '', 'date', '', '{}', '', '', '', '', '{curator}', '[]' FROM map, generate_series(1, 500) n
         RETURNING id, position
       ), occurrences AS (
         INSERT INTO occurrence (activity_id, start, due)
         SELECT id, due, due FROM activities,
           LATERAL (SELECT date '${day}' + CASE position WHEN 1 THEN 1 WHEN 2 THEN 7
                                                         ELSE 40 + position * 3 END AS due) d
         RETURNING id, due
       )
       INSERT INTO assignment (occurrence_id, municipality_id, school_id, due)
       SELECT o.id, ${id}, s.id, o.due FROM occurrences o, schools s
       WHERE o.due < date '${day}' + 40`,
    )
    // Yesterday was opened: nothing was missed.
    await query(
      url,
      `INSERT INTO morning (municipality_id, day, opened_at)
       VALUES ($1, date '${day}' - 1, date '${day}' - 1)`,
      [id],
    )
  }
  await query(url, 'ANALYZE')
  return ids
}

/** Fills up to `size` open assignments, over the years to come; half of them in the large municipality. */
export async function store(url: string, day: string, size: number): Promise<void> {
  await query(
    url,
    `INSERT INTO assignment (occurrence_id, municipality_id, school_id, due)
     SELECT o.id, o.town, s.id, o.due
     FROM (SELECT o.id, o.due, m.municipality_id AS town, row_number() OVER (ORDER BY o.id) AS n,
                  count(*) OVER () AS all_of_them
           FROM occurrence o JOIN activity x ON x.id = o.activity_id JOIN road_map m ON m.id = x.road_map_id
           WHERE o.due >= date '${day}' + 40) o
     CROSS JOIN LATERAL generate_series(1, 1 + ($1 / o.all_of_them)::int) k
     CROSS JOIN LATERAL (SELECT id FROM school WHERE municipality_id = o.town OFFSET k % 200 LIMIT 1) s
     LIMIT greatest(0, $1 - (SELECT count(*) FROM assignment))`,
    [size],
  )
  await query(url, 'VACUUM ANALYZE assignment')
}

export interface Explained {
  ms: number
  /** Pages touched. */
  buffers: number
  plan: string[]
}

interface Node {
  'Node Type': string
  'Index Name'?: string
  'Relation Name'?: string
  'Actual Rows': number
  'Actual Total Time': number
  'Shared Hit Blocks': number
  'Shared Read Blocks': number
  Plans?: Node[]
}

/** What PostgreSQL does for a query; the quickest of several. */
export async function explain(
  url: string,
  text: string,
  params: readonly unknown[],
): Promise<Explained> {
  let best: Explained | undefined
  for (let i = 0; i < 7; i++) {
    const [row] = await query<{ 'QUERY PLAN': [{ Plan: Node; 'Execution Time': number }] }>(
      url,
      `EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) ${text}`,
      [...params],
    )
    const found = row?.['QUERY PLAN'][0]
    if (!found || (best && best.ms <= found['Execution Time'])) continue
    const { Plan: top } = found
    best = {
      ms: found['Execution Time'],
      buffers: top['Shared Hit Blocks'] + top['Shared Read Blocks'],
      plan: outline(top),
    }
  }
  if (!best) throw new Error('PostgreSQL did not explain a query')
  return best
}

function outline(node: Node, depth = 0): string[] {
  const where = node['Index Name'] ?? node['Relation Name'] ?? ''
  const line = `${'  '.repeat(depth)}${node['Node Type']} ${where} ${node['Actual Rows']} rows, ${node['Actual Total Time'].toFixed(1)} ms`
  return [line, ...(node.Plans ?? []).flatMap((each) => outline(each, depth + 1))]
}
