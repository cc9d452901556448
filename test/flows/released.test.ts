import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { Domain } from '../../src/domain/index.ts'
import type { Actor } from '../../src/domain/shared/access.ts'
import { again } from '../../src/flows/engine.ts'
import { Gate } from '../../src/flows/gate.ts'
import { flows } from '../../src/flows/index.ts'
import { fileOf, type Recording, recordings, type Standing } from '../support/recorder.ts'
import { allHeard, openTown, type Speaker } from '../support/talk.ts'

/**
 * Talks as they were stored by released versions of the flows. While a flow's version stays the same
 * they must go on. How they are recorded: CONTRIBUTING.md, test/support/recorder.ts.
 */
const files = readdirSync(recordings)
const all = files.map((file): Recording => JSON.parse(readFileSync(join(recordings, file), 'utf8')))
const isPresent = ({ flow, version }: Recording) => flows[flow]?.version === version

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

test.each(all.filter(isPresent))(
  'a stored talk of $flow, version $version, goes on',
  async ({ flow, talks }) => {
    for (const { frame, actor } of talks) {
      const setting = { actor: actor as Actor, args: frame.args, domain, gate: new Gate() }
      const outcome = await again(flows[flow]!.run, setting, frame.log)
      expect(outcome.type).toBe('waits')
      if (outcome.type !== 'waits') continue
      expect(outcome.log.at).toBe(frame.log.at)
      expect(outcome.question.key).toBe(frame.screen.question.key)
    }
  },
)

test('stored talks of older versions begin anew from what they were begun with', async () => {
  const town = await openTown()
  const waiting = new Map<string, Speaker>()
  for (const { flow, version, talks } of all.filter((one) => !isPresent(one)))
    for (const { frame, actor } of byBeginning(talks)) {
      const [held] = (actor as Actor).roles
      const role = held?.role ?? 'teacher'
      const somebody = await town.citizen('telegram', 'Котова Анна', role)
      await town.app.database.query(
        `INSERT INTO dialogue (account_id, step, frames)
         SELECT id, $2, $3 FROM account WHERE person_id = $1`,
        [somebody.personId, frame.screen.step, JSON.stringify({ frames: [frame] })],
      )
      waiting.set(`${flow} ${version} ${JSON.stringify(frame.args)}`, somebody)
    }
  for (const { userId } of waiting.values())
    await town.telegram.say(userId, { kind: 'text', text: 'Хочу вести кружок' })
  // A step that fails says nothing of this: it is rolled back.
  const begun = () => [...waiting].filter(([, one]) => allHeard(one).includes('вопросы обновились'))
  await expect.poll(() => begun().map(([talk]) => talk)).toEqual([...waiting.keys()])
})

/** One talk of those that were begun with the same. */
const byBeginning = (talks: Standing[]): Standing[] => [
  ...new Map(talks.map((talk) => [JSON.stringify(talk.frame.args), talk])).values(),
]

test('every flow that waits for answers has a recording of its present version', () => {
  const missing = Object.entries(flows)
    .filter(([flow, { version }]) => !files.includes(fileOf(flow, version)))
    .map(([flow]) => flow)
    .sort()
  const lacking = missing.filter((flow) => !neverWait.includes(flow))
  const command = 'RECORD_FLOWS=1 npx vitest run --maxWorkers=1 test/flows/….test.ts'
  expect(lacking, `run the scenes of ${lacking.join(', ')} with ${command}`).toEqual([])
  // One of those that never wait does by now: it is struck from their list.
  expect(missing).toEqual(neverWait)
})
