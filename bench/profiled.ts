import type { Child } from './child.ts'
import type { Profile } from './peers/profile.ts'
import type { Table } from './report.ts'
import { query } from './server.ts'

interface Cost {
  query: string
  calls: number
  plan: number
  run: number
}

/**
 * Where Tandem's time goes while `work` is done: its statements, what they cost PostgreSQL, its CPU.
 * @param work returns how many of `unit` it did
 */
export async function profiled(
  child: Child,
  database: string,
  unit: string,
  work: () => Promise<number>,
): Promise<Table[]> {
  await query(database, 'CREATE EXTENSION IF NOT EXISTS pg_stat_statements')
  await query(database, 'SELECT pg_stat_statements_reset()')
  await child.ask('profile')
  const count = await work()
  const found = await child.ask<Profile & { statements: [string, number][] }>('profiled')
  const costs = await query<Cost>(
    database,
    `SELECT left(regexp_replace(query, '\\s+', ' ', 'g'), 110) AS query, calls::int,
            total_plan_time AS plan, total_exec_time AS run
     FROM pg_stat_statements ORDER BY total_plan_time + total_exec_time DESC LIMIT 14`,
  )
  const share = (entries: [string, number][]) =>
    entries.map(([name, part]) => [name, `${(part * 100).toFixed(1)} %`])
  return [
    {
      title: `Tandem's statements for each ${unit} (of ${count})`,
      columns: ['statement', 'times'],
      rows: [
        ['all', found.statements.reduce((sum, [, n]) => sum + n, 0) / count],
        ...found.statements.slice(0, 24).map(([text, n]) => [text, n / count]),
      ],
    },
    {
      title: `What they cost PostgreSQL for each ${unit}, ms`,
      columns: ['statement', 'times', 'planning', 'running'],
      rows: costs.map((cost) => [
        cost.query,
        cost.calls / count,
        cost.plan / count,
        cost.run / count,
      ]),
    },
    {
      title: `Tandem's CPU by room (busy ${(found.busy * 100).toFixed(0)} % of the time)`,
      columns: ['room', 'share'],
      rows: share(found.rooms),
    },
    {
      title: "Tandem's CPU by function",
      columns: ['function', 'share'],
      rows: share(found.functions),
    },
  ]
}
