import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Domain } from '../../src/domain/index.ts'
import { DomainError } from '../../src/domain/shared/errors.ts'
import { asStored } from '../../src/flows/as-stored.ts'
import type { Flow, Reply } from '../../src/flows/dialogue.ts'
import { begin, goOn, type Outcome } from '../../src/flows/engine.ts'
import { Gate } from '../../src/flows/gate.ts'
import type { Database } from '../../src/infra/db.ts'
import { openFresh } from '../support/db.ts'

async function throughTable<T>(database: Database, value: T): Promise<T> {
  const [row] = await database.query<{ value: T }>('SELECT $1::jsonb AS value', [
    JSON.stringify(value),
  ])
  if (!row) throw new Error('nothing came back')
  return row.value
}

test('a talk whose questions are made of whole objects goes on after it was stored', async () => {
  const database = await openFresh()
  const shelf = {
    showBook: () => ({ title: 'Азбука', by: 'Ли' }),
    lend: () => {
      throw new DomainError('book-taken', { reader: 'Нод', day: 'среда' })
    },
  }
  const flow: Flow = async (d) => {
    // biome-ignore lint/suspicious/noExplicitAny: a domain of one invented room
    const room = (d.domain as any).shelf
    await d.ask('whose', d.args as never)
    await d.ask('which', await room.showBook())
    const refused = await room.lend().catch((error: DomainError) => error)
    const answer = await d.prompt({ key: 'when', args: refused.args })
    await d.ask('sure', answer as never)
    await d.ask('really')
  }
  const setting = {
    actor: { accountId: 1, messenger: 'paper', personId: 7, municipalityId: 1, roles: [] },
    args: { school: 'Первая', id: 3, больше: { б: 1, а: 2, id: 3 } as never },
    domain: { shelf } as unknown as Domain,
    gate: new Gate(),
  }
  const text: Reply = { type: 'text', text: 'да' }
  let outcome: Outcome = await begin(flow, setting)
  const asked: string[] = []
  while (outcome.type === 'waits') {
    asked.push(outcome.question.key)
    if (outcome.question.key === 'really') break
    const stored = await throughTable(database, { log: outcome.log, args: setting.args })
    outcome = await goOn(flow, { ...setting, args: stored.args }, stored.log, text)
  }
  expect(asked).toEqual(['whose', 'which', 'when', 'sure', 'really'])
})

test('whatever the object, its keys stand as PostgreSQL puts them', async () => {
  const database = await openFresh()
  const key = fc.string({ unit: 'binary', maxLength: 4 }).filter((one) => !one.includes('\0'))
  await fc.assert(
    fc.asyncProperty(fc.dictionary(key, fc.dictionary(key, fc.integer())), async (value) => {
      const stored = await throughTable(database, value)
      expect(JSON.stringify(asStored(value))).toBe(JSON.stringify(stored))
    }),
    { numRuns: 50 },
  )
})

test('what JSON has no word for is left out as JSON leaves it out, whatever the value', () => {
  const value = fc.anything({
    withDate: true,
    withMap: true,
    withSet: true,
    withSparseArray: true,
    withNullPrototype: true,
    withTypedArray: false,
  })
  fc.assert(
    fc.property(value, (one) => {
      const there = JSON.stringify(one)
      const back = there === undefined ? null : JSON.parse(there)
      // Compared without the order of keys, but with every own one.
      expect(entriesOf(asStored(one))).toEqual(entriesOf(back))
    }),
    { numRuns: 2000 },
  )
  const tricky = JSON.parse('{"__proto__":{"a":-0,"b":null}}')
  expect(JSON.stringify(asStored(tricky))).toBe('{"__proto__":{"a":0,"b":null}}')
  expect(() => asStored({ big: 1n })).toThrow(TypeError)
  // What a value says of itself is taken as it is, and not asked once more.
  const itself = { title: 'Азбука', toJSON: () => itself }
  const dated = { toJSON: () => new Date(0) }
  const gone = { toJSON: () => undefined }
  const sayers = { itself, dated, gone, all: [itself, dated, gone], at: new Date(Number.NaN) }
  expect(asStored(sayers)).toEqual(JSON.parse(JSON.stringify(sayers)))
})

/** An object as its entries, so that no key is looked for in a prototype. */
function entriesOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(entriesOf)
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.keys(value).map((key) => [key, entriesOf(value[key as never])])
  return entries.sort(([one], [other]) => ((one as string) < (other as string) ? -1 : 1))
}
