import { short } from './figures.ts'

/** One goal of the bench and whether it is reached. */
export interface Goal {
  what: string
  /** What was measured, and what was wanted. */
  got: number
  want: number
  sense: 'at least' | 'at most'
  unit: string
}

/** What one part of a bench has found. */
export type Part = Omit<Finding, 'bench'>

/** What one bench has found. */
export interface Finding {
  bench: string
  tables: Table[]
  goals: Goal[]
  notes: string[]
}

export interface Table {
  title: string
  columns: string[]
  rows: (string | number | null)[][]
}

export function reached({ got, want, sense }: Goal): boolean {
  return sense === 'at least' ? got >= want : got <= want
}

/** A goal that is a ceiling. */
export const atMost = (what: string, got: number, want: number, unit: string): Goal => ({
  what,
  got,
  want,
  sense: 'at most',
  unit,
})

/** Prints a finding for people. */
export function print(finding: Finding): void {
  console.log(`\n== ${finding.bench}`)
  for (const table of finding.tables) printTable(table)
  for (const goal of finding.goals) {
    const { what, got, want, sense, unit } = goal
    const mark = reached(goal) ? 'reached' : 'MISSED '
    console.log(`  ${mark}  ${what}: ${short(got)} ${unit} (wanted ${sense} ${short(want)})`)
  }
  for (const note of finding.notes) console.log(`  ${note}`)
}

function printTable({ title, columns, rows }: Table): void {
  const cells = [columns, ...rows.map((row) => row.map(cell))]
  const widths = columns.map((_, i) => Math.max(...cells.map((row) => (row[i] ?? '').length)))
  console.log(`  ${title}`)
  for (const row of cells)
    console.log(
      `    ${row.map((text, i) => (i === 0 ? text.padEnd(widths[i] ?? 0) : text.padStart(widths[i] ?? 0))).join('  ')}`,
    )
}

function cell(value: string | number | null): string {
  if (value === null) return '–'
  return typeof value === 'number' ? short(value) : value
}
