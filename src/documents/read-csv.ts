import { parse } from 'csv-parse/sync'
import type { SourceBlock } from '../domain/roadmaps/source.ts'
import { UnreadableFile } from './unreadable.ts'

const DELIMITERS = [';', ',', '\t', '|']

/** A table of separated values; the separator is the one that gives the widest even table. */
export function readCsv(text: string): SourceBlock[] {
  const tables = DELIMITERS.map((delimiter) => rowsBy(text, delimiter))
  const best = tables.reduce((a, b) => (evenness(b) > evenness(a) ? b : a))
  if (best.rows.length === 0) throw new UnreadableFile('broken')
  return [{ kind: 'table', ...best }]
}

interface Rows {
  rows: string[][]
  lines: number[]
}

function rowsBy(text: string, delimiter: string): Rows {
  const found: Rows = { rows: [], lines: [] }
  try {
    const records = parse(text, {
      delimiter,
      info: true,
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
    }) as unknown as { record: string[]; info: { lines: number } }[]
    let next = 1
    for (const { record, info } of records) {
      found.rows.push(record.map((cell) => cell.trim()))
      found.lines.push(next)
      next = info.lines + 1
    }
  } catch {
    // A quote that never closes: this separator, or the whole file, is not it.
    return { rows: [], lines: [] }
  }
  return found
}

/** Cells in rows as wide as the usual row; wide beats narrow, even beats ragged. */
function evenness({ rows }: Rows): number {
  const counts = new Map<number, number>()
  for (const row of rows) counts.set(row.length, (counts.get(row.length) ?? 0) + 1)
  let best = 0
  for (const [width, count] of counts) best = Math.max(best, (width - 1) * count)
  return rows.length === 0 ? -1 : best
}
