import { expect, test } from 'vitest'
import type { Domain } from '../../src/domain/index.ts'
import { DomainError } from '../../src/domain/shared/errors.ts'
import type { Flow, Reply } from '../../src/flows/dialogue.ts'
import { again, backLog, begin, goOn, type Log, type Outcome } from '../../src/flows/engine.ts'
import { Gate } from '../../src/flows/gate.ts'

const calls: string[] = []
const shelf = {
  listBooks: () => {
    calls.push('list')
    return [{ title: 'Азбука', printed: new Date(0) }]
  },
  lend: (title: string) => {
    calls.push(`lend ${title}`)
    if (title === 'занята') throw new DomainError('book-taken', { title })
    return undefined
  },
  burn: () => {
    throw new TypeError('no matches')
  },
}
const setting = {
  actor: { accountId: 1, messenger: 'paper', personId: 7, municipalityId: 1, roles: [] },
  args: {},
  domain: { shelf } as unknown as Domain,
  gate: new Gate(),
}
// biome-ignore lint/suspicious/noExplicitAny: a domain of one invented room
type Shelf = any

const text = (said: string): Reply => ({ type: 'text', text: said })
const stored = (outcome: Outcome): Log => {
  if (outcome.type !== 'waits') throw new Error(`the flow does not wait: ${outcome.type}`)
  return JSON.parse(JSON.stringify(outcome.log))
}

const lending: Flow = async (d) => {
  const books = await (d.domain as Shelf).shelf.listBooks()
  d.say('hello')
  const title = await d.ask('which', { first: books[0].title })
  try {
    await (d.domain as Shelf).shelf.lend(title)
  } catch (error) {
    if (!(error instanceof DomainError)) throw error
    d.say(`error-${error.code}`)
  }
  const sure = await d.confirm('sure')
  d.say('done', { printed: books[0].printed, sure: String(sure) })
}

test('a flow goes on from its stored log and repeats no call of the domain', async () => {
  calls.length = 0
  const first = await begin(lending, setting)
  expect(first).toMatchObject({
    type: 'waits',
    lead: [{ key: 'hello' }, { text: '' }],
    question: { key: 'which' },
  })
  const second = await goOn(lending, setting, stored(first), text('Азбука'))
  expect(second).toMatchObject({ type: 'waits', said: [], question: { key: 'sure' } })
  const third = await goOn(lending, setting, stored(second), { type: 'option', index: 0 })
  expect(calls).toEqual(['list', 'lend Азбука'])
  expect(third).toMatchObject({
    type: 'ended',
    said: [{ text: [{ key: 'done', args: { sure: 'true' } }] }],
  })
})

test('a date of the domain is a string on the first pass as on every other', async () => {
  const flow: Flow = async (d) => {
    const books = await (d.domain as Shelf).shelf.listBooks()
    d.say(typeof books[0].printed)
  }
  expect(await begin(flow, setting)).toMatchObject({ said: [{ text: [{ key: 'string' }] }] })
})

test('a refusal that the flow catches is told, and the talk goes on', async () => {
  const first = await begin(lending, setting)
  const second = await goOn(lending, setting, stored(first), text('занята'))
  expect(second).toMatchObject({ type: 'waits', lead: [{ key: 'error-book-taken' }, { text: '' }] })
})

test('a refusal that nobody catches ends the flow as a refusal', async () => {
  const flow: Flow = async (d) => {
    await (d.domain as Shelf).shelf.lend('занята')
  }
  expect(await begin(flow, setting)).toMatchObject({
    type: 'refused',
    refusal: { code: 'book-taken', args: { title: 'занята' } },
  })
})

test('a bug in the domain is thrown even when the flow swallows it', async () => {
  const flow: Flow = async (d) => {
    await (d.domain as Shelf).shelf.burn().catch(() => undefined)
    await d.ask('which')
  }
  await expect(begin(flow, setting)).rejects.toThrow(TypeError)
})

test('the log given is not changed, so that a step that failed can be tried again', async () => {
  const log = stored(await begin(lending, setting))
  const before = JSON.stringify(log)
  await goOn(lending, setting, log, text('Азбука'))
  expect(JSON.stringify(log)).toBe(before)
})

test('a way back leads over queries to the question before, and never over what was written', async () => {
  const asking: Flow = async (d) => {
    const first = await d.ask('first')
    await (d.domain as Shelf).shelf.listBooks()
    const second = await d.ask('second', { first })
    await (d.domain as Shelf).shelf.lend(second)
    await d.ask('third')
  }
  const first = stored(await begin(asking, setting))
  expect(backLog(first)).toBeNull()
  const second = stored(await goOn(asking, setting, first, text('а')))
  const back = backLog(second)
  expect(back && (await again(asking, setting, back))).toMatchObject({
    type: 'waits',
    question: { key: 'first' },
  })
  const changed = await goOn(asking, setting, back ?? first, text('б'))
  expect(changed).toMatchObject({ question: { key: 'second', args: { first: 'б' } } })
  const third = stored(await goOn(asking, setting, stored(changed), text('Азбука')))
  expect(backLog(third)).toBeNull()
})

test('a question that is shown again beside a call of the domain takes its own reply', async () => {
  const beside: Flow = async (d) => {
    const [title, books] = await Promise.all([
      d.ask('which'),
      (d.domain as Shelf).shelf.listBooks(),
    ])
    d.say('done', { title, count: books.length })
  }
  const first = await begin(beside, setting)
  const shown = await again(beside, setting, stored(first))
  expect(shown).toMatchObject({ type: 'waits', question: { key: 'which' } })
  expect(await goOn(beside, setting, stored(shown), text('Азбука'))).toMatchObject({
    type: 'ended',
    said: [{ text: [{ key: 'done', args: { title: 'Азбука', count: 1 } }] }],
  })
})
