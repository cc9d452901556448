import pg from 'pg'
import { expect, onTestFinished, test } from 'vitest'
import { openFresh } from '../support/db.ts'
import { openTown } from '../support/talk.ts'

interface Node {
  'Node Type': string
  'Relation Name'?: string
  'Index Cond'?: string
  'Recheck Cond'?: string
  Plans?: Node[]
}

/** Every statement with parameters that goes to PostgreSQL from now on. */
function listen(): Set<string> {
  const texts = new Set<string>()
  const { query } = pg.Client.prototype
  pg.Client.prototype.query = function (this: pg.Client, ...args: unknown[]) {
    const [first] = args as [pg.QueryConfig | undefined]
    if (typeof first === 'object' && first.name !== undefined) texts.add(first.text)
    return Reflect.apply(query, this, args)
  } as typeof query
  onTestFinished(() => {
    pg.Client.prototype.query = query
  })
  return texts
}

/** Tables that a plan reads from end to end. */
const readWhole = (node: Node): string[] => [
  ...(node['Relation Name'] && / Scan$/.test(node['Node Type']) && !node['Index Cond']
    ? [node['Relation Name']]
    : []),
  ...(node.Plans ?? []).flatMap(readWhole),
]

/** Grows with people and their words; of the others there are some hundreds of rows. */
const large = /^(account|inbox|dialogue|delivery|person|membership|response|answer|consent)$/

test.each(['telegram', 'vk'] as const)(
  'what a talk in %s asks PostgreSQL reads no large table from end to end, planned while all is empty',
  async (name) => {
    const town = await openTown()
    const anna = await town.citizen(name, 'Котова Анна Ильинична', 'teacher')
    const texts = listen()
    await anna.say('/questionnaire')
    await anna.say('привет')
    await anna.say('/menu')
    await town.settled()
    const empty = await openFresh()
    const whole: { text: string; tables: string[] }[] = []
    for (const text of texts) {
      const [row] = await empty.query<{ 'QUERY PLAN': [{ Plan: Node }] }>(
        `EXPLAIN (GENERIC_PLAN, FORMAT JSON) ${text}`,
      )
      const tables = readWhole(row!['QUERY PLAN'][0].Plan).filter((table) => large.test(table))
      if (tables.length > 0) whole.push({ text, tables })
    }
    expect(texts.size).toBeGreaterThan(8)
    // When the next message is due: of all that waits, and only when nothing else is to be done.
    expect(whole.filter(({ text }) => !text.includes('min(not_before)'))).toEqual([])
  },
)
