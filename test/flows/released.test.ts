import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Domain } from '../../src/domain/index.ts'
import type { Actor } from '../../src/domain/shared/access.ts'
import { again } from '../../src/flows/engine.ts'
import { Gate } from '../../src/flows/gate.ts'
import { flows } from '../../src/flows/index.ts'
import { fileOf, type Recording, recordings } from '../support/recorder.ts'

/**
 * Talks as they were stored by released versions of the flows. While a flow's version stays the same
 * they must go on. How they are recorded: CONTRIBUTING.md, test/support/recorder.ts.
 */
const files = readdirSync(recordings)

/** No talk stands in these: they say something or hand over to another flow, and never wait for an answer. */
const neverWait = [
  'answer-move',
  'answer-newcomer',
  'answer-transfer',
  'evidence',
  'group-joined',
  'help',
  'home',
  'my-data',
  'my-pairs',
  'no-next-plan',
  'observe',
  'observe-no',
  'register-chat',
]

const domain = new Proxy(
  {},
  {
    get: (_, room) =>
      new Proxy(
        {},
        {
          get: (_, method) => () => {
            throw new Error(`a call that the log does not have: ${String(room)}.${String(method)}`)
          },
        },
      ),
  },
) as Domain

describe('a stored talk of a released flow goes on:', () => {
  test.each(files)('%s', async (file) => {
    const { flow, version, talks } = JSON.parse(
      readFileSync(join(recordings, file), 'utf8'),
    ) as Recording
    // Talks of an older version begin anew: see test/faults/changed-flow.test.ts.
    if (flows[flow]?.version !== version) return
    for (const { frame, actor } of talks) {
      const setting = { actor: actor as Actor, args: frame.args, domain, gate: new Gate() }
      const outcome = await again(flows[flow].run, setting, frame.log)
      expect(outcome.type).toBe('waits')
      if (outcome.type !== 'waits') continue
      expect(outcome.log.at).toBe(frame.log.at)
      expect(outcome.question.key).toBe(frame.screen.question.key)
    }
  })
})

test('every flow that waits for answers has a recording of its present version', () => {
  const missing = Object.entries(flows)
    .filter(([flow, { version }]) => !files.includes(fileOf(flow, version)))
    .map(([flow]) => flow)
  expect(
    missing.sort(),
    'Record the scenes of the others: RECORD_FLOWS=1 npx vitest run --maxWorkers=1 test/flows/<scenes>.test.ts',
  ).toEqual(neverWait)
})
