import { openDomain } from '../src/domain/index.ts'
import type { Outside } from '../src/domain/shared/room.ts'
import { type Database, openDatabase, type Tx } from '../src/infra/db.ts'
import { median, slope } from './figures.ts'
import { type Explained, explain, seedMornings, store } from './morning-town.ts'
import type { Finding, Table } from './report.ts'
import type { Stage } from './stage.ts'

const day = '2026-10-14'
/** Nine in the morning in Kaliningrad: by then it is past nine everywhere in Russia. */
const now = new Date('2026-10-14T07:00:00Z')

/** A morning of twenty thousand people in eleven zones, with little and with much that is stored. */
export async function morning(stage: Stage): Promise<Finding> {
  const rounds = stage.rounds ?? (stage.quick ? 3 : 5)
  const sizes = stage.quick ? [100_000, 300_000] : [100_000, 300_000, 1_000_000]
  const url = await stage.server.fresh('morning')
  stage.say('morning: seeding')
  const towns = await seedMornings(url, day)
  const database = await openDatabase(url)
  const rows: Table['rows'] = []
  let spent: Table['rows'] = []
  const found: { size: number; cost: number; finding: Explained }[] = []
  try {
    for (const size of sizes) {
      stage.say(`morning: storing ${size} open assignments`)
      await store(url, day, size)
      const times: number[] = []
      let digests = 0
      const queries: number[] = []
      for (let round = 0; round < rounds; round++) {
        stage.say(`morning: ${size} stored, round ${round + 1} of ${rounds}`)
        const opened = await openAndUndo(database, towns[0] ?? 0)
        times.push(opened.ms)
        digests = opened.digests
        queries.push(opened.due.ms)
      }
      const { due, statements, ms } = await openAndUndo(database, towns[0] ?? 0)
      spent = spentIn(statements, ms)
      const finding = await explain(url, due.text, due.params)
      found.push({ size, cost: finding.ms, finding })
      rows.push([
        `${size.toLocaleString('en-US')} open assignments`,
        digests,
        median(times),
        Math.max(...times),
        median(queries),
        finding.ms,
        finding.buffers,
      ])
    }
    const all = performance.now()
    for (const town of towns) await open(database, town)
    const together = performance.now() - all
    const last = found.at(-1)
    const ratio = (last?.cost ?? Number.NaN) / (found[0]?.cost ?? Number.NaN)
    const work = (last?.finding.buffers ?? Number.NaN) / (found[0]?.finding.buffers ?? Number.NaN)
    return {
      bench: 'morning',
      tables: [
        {
          title: 'A zone of 10,000 people opens its morning',
          columns: ['', 'digests', 'ms', 'worst ms', 'due query ms', 'EXPLAIN ms', 'buffers'],
          rows,
        },
        { title: 'Where the last of them went', columns: ['', 'ms'], rows: spent },
      ],
      goals: [
        {
          what: 'a zone of 10,000 opened and stored',
          got: median(rows.map((row) => Number(row[2]))) / 1000,
          want: 2,
          sense: 'at most',
          unit: 's',
        },
        {
          what: `the query of what is due, ${last?.size} against ${found[0]?.size} stored: time`,
          got: ratio,
          want: 1.3,
          sense: 'at most',
          unit: '×',
        },
        {
          what: 'the same: pages touched',
          got: work,
          want: 1.3,
          sense: 'at most',
          unit: '×',
        },
      ],
      notes: [
        `all ${towns.length} zones, 20,000 people, one after another: ${(together / 1000).toFixed(2)} s`,
        `the query grows with what is stored as n^${slope(found).toFixed(2)}`,
        ...(last?.finding.plan ?? []).map((line) => `  ${line}`),
      ],
    }
  } finally {
    await database.close()
  }
}

interface Statement {
  text: string
  params: readonly unknown[]
  ms: number
}

/** Opens a morning as the job does, and takes it back, so that it can be opened again. */
async function openAndUndo(database: Database, town: number) {
  class Undo extends Error {}
  const statements: Statement[] = []
  let digests = 0
  const begun = performance.now()
  let ms = 0
  await database
    .transaction(
      async (tx) => {
        digests = await openDomain(watched(tx, statements), outside).mornings.open(town, day)
        ms = performance.now() - begun
        throw new Undo()
      },
      { timeoutMs: 120_000 },
    )
    .catch((error) => {
      if (!(error instanceof Undo)) throw error
    })
  const due = statements.find(({ text }) => text.includes('a.due = ANY'))
  if (!due) throw new Error('the query of what is due was not found')
  return { ms, digests, due, statements }
}

/** The longest statements, and what is left for JavaScript. */
function spentIn(statements: Statement[], ms: number): Table['rows'] {
  const longest = [...statements].sort((a, b) => b.ms - a.ms).slice(0, 6)
  const shown = longest.map(({ text, ms }) => [
    text.replaceAll(/\s+/g, ' ').trim().slice(0, 90),
    ms,
  ])
  const waited = statements.reduce((sum, one) => sum + one.ms, 0)
  return [['everything', ms], ['outside of the database', ms - waited], ...shown]
}

async function open(database: Database, town: number): Promise<void> {
  await database.transaction((tx) => openDomain(tx, outside).mornings.open(town, day), {
    timeoutMs: 120_000,
  })
}

const outside: Outside = {
  now: () => now,
  personalDataMessengers: null,
  links: () => [],
  questionnaires: {},
  consentTexts: {},
  afterCommit: () => undefined,
}

function watched(tx: Tx, statements: Statement[]): Tx {
  return {
    get prisma() {
      return tx.prisma
    },
    gather: (text, params) => tx.gather(text, params),
    async query<Row>(text: string, params: readonly unknown[] = []) {
      const begun = performance.now()
      const rows = await tx.query<Row>(text, params)
      statements.push({ text, params, ms: performance.now() - begun })
      return rows
    },
  }
}
