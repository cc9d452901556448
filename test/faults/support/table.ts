import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Prints one table of what the tests of faults have counted, when all are over. */
export default function setup(): () => void {
  const folder = mkdtempSync(join(tmpdir(), 'tandem-table-'))
  const file = join(folder, 'table.jsonl')
  process.env.FAULTS_TABLE = file
  return () => {
    const lines = existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n') : []
    rmSync(folder, { recursive: true })
    const rows = lines.map((line) => JSON.parse(line) as Row)
    const width = Math.max(20, ...rows.map(({ fault }) => fault.length))
    process.stdout.write('\nWhat the faults did\n')
    for (const { fault, figures } of rows) {
      const said = Object.entries(figures).map(([name, value]) => `${name} ${value}`)
      process.stdout.write(`  ${fault.padEnd(width)}  ${said.join(' · ')}\n`)
    }
    process.stdout.write('\n')
  }
}

interface Row {
  fault: string
  figures: Record<string, string | number>
}
