import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { readDeadline } from '../src/domain/roadmaps/deadlines/index.ts'
import { median, slope } from './figures.ts'
import { atMost, type Finding, type Goal, type Part, type Table } from './report.ts'
import { type FileKind, planFile } from './road-map-files.ts'
import type { Imported } from './road-map-import.ts'
import { plans } from './road-map-plans.ts'
import type { Stage } from './stage.ts'

const KINDS: readonly FileKind[] = ['xlsx', 'docx', 'pdf']
const PHRASES = join(import.meta.dirname, '../test/domain/roadmaps/deadlines/phrases.txt')
/** Road maps at their largest: reading, planning, storing, and the morning's query. */
export async function roadMaps(stage: Stage): Promise<Finding> {
  const parts = [await imports(stage), await plans(stage), phrases(stage)]
  return {
    bench: 'road-maps',
    tables: parts.flatMap(({ tables }) => tables),
    goals: parts.flatMap(({ goals }) => goals),
    notes: parts.flatMap(({ notes }) => notes),
  }
}

/** Imports of growing files, each in a process of its own. */
async function imports(stage: Stage): Promise<Part> {
  const sizes = stage.quick ? [250, 1_000] : [250, 500, 1_000, 2_000]
  const rounds = stage.rounds ?? (stage.quick ? 1 : 3)
  const folder = await mkdtemp(join(tmpdir(), 'tandem-road-maps-'))
  const rows: Table['rows'] = []
  const goals: Goal[] = []
  const notes: string[] = []
  try {
    for (const kind of KINDS) {
      const found: { size: number; cost: number }[] = []
      for (const size of sizes) {
        stage.say(`road-maps: importing ${size} rows of .${kind}`)
        const file = join(folder, `plan-${size}.${kind}`)
        await writeFile(file, await planFile(kind, size))
        const runs: Imported[] = []
        for (let round = 0; round < rounds; round++) runs.push(await imported(file))
        const of = (name: keyof Imported) => median(runs.map((run) => run[name]))
        if (of('rows') !== size) throw new Error(`${of('rows')} of ${size} rows read of .${kind}`)
        found.push({ size, cost: of('cpu') })
        rows.push([`${size} rows, .${kind}`, of('ms'), of('cpu'), of('megabytes')])
        if (size !== 1_000) continue
        goals.push(atMost(`1,000 rows of .${kind} read`, of('ms') / 1000, 2, 's'))
        goals.push(atMost('the same: memory of the process', of('megabytes'), 300, 'MB'))
      }
      notes.push(`CPU of an import of .${kind} grows with its rows as n^${slope(found).toFixed(2)}`)
    }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
  const columns = ['', 'ms', 'CPU ms', 'MB at most']
  return { tables: [{ title: 'A file becomes a draft', columns, rows }], goals, notes }
}

async function imported(file: string): Promise<Imported> {
  const args = ['--import', 'tsx', join(import.meta.dirname, 'road-map-import.ts'), file]
  return JSON.parse((await promisify(execFile)(process.execPath, args)).stdout)
}

/** How many phrases a second the grammar reads, and the longest that one has taken. */
function phrases(stage: Stage): Part {
  stage.say('road-maps: reading phrases')
  const all = readFileSync(PHRASES, 'utf8')
    .split('\n')
    .map((line) => line.split(' | ')[0] ?? '')
    .filter((phrase) => phrase !== '' && !phrase.startsWith('#'))
  const period = { start: '2024-09-01', end: '2029-08-31' }
  for (const phrase of all) readDeadline(phrase, period)
  const begun = performance.now()
  const rounds = stage.quick ? 2 : 10
  for (let round = 0; round < rounds; round++)
    for (const phrase of all) readDeadline(phrase, period)
  const rate = (all.length * rounds) / ((performance.now() - begun) / 1000)
  const title = `The grammar of deadlines: ${all.length} phrases, a plan of five years`
  const rows: Table['rows'] = [['phrases a second', rate]]
  return { tables: [{ title, columns: ['', ''], rows }], goals: [], notes: [] }
}
