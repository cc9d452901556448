import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Domain } from '../../src/domain/index.ts'
import type { Actor, Role } from '../../src/domain/shared/access.ts'
import { again } from '../../src/flows/engine.ts'
import { Gate } from '../../src/flows/gate.ts'
import { flows } from '../../src/flows/index.ts'
import { dice, type Standing, wander } from '../faults/support/walk.ts'
import { openTown } from '../support/talk.ts'
import { furnish } from './released/furnish.ts'

/**
 * Talks as they were stored by released versions of the flows. While a flow's version stays the same
 * they must go on; `RECORD_FLOWS=1 npx vitest run test/flows/released.test.ts` records the present ones
 * that have no file yet.
 */
const folder = join(import.meta.dirname, 'released')
const recording = process.env.RECORD_FLOWS === '1'
const roles: Role[] = ['coordinator', 'curator', 'teacher', 'mentor', 'mentee']
/** Talks that are kept of a flow, by the questions and calls that they went through. */
const kept = 8

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

interface Released {
  flow: string
  version: number
  talks: Standing[]
}

const files = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.json')) : []

describe.skipIf(recording || files.length === 0)(
  'a stored talk of a released flow goes on:',
  () => {
    test.each(files)('%s', async (file) => {
      const { flow, version, talks } = JSON.parse(
        readFileSync(join(folder, file), 'utf8'),
      ) as Released
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
  },
)

test.runIf(recording)(
  'the talks of the present flows are recorded',
  async () => {
    const found = new Map<string, Map<string, Standing>>()
    const note = ({ frame, actor }: Standing) => {
      const path = frame.log.state.send.map(({ payload }) => payload.split('#')[0]).join(' ')
      const talks = found.get(frame.flow) ?? new Map()
      if (!talks.has(path) && talks.size < kept) talks.set(path, { frame, actor })
      found.set(frame.flow, talks)
    }
    for (const [n, role] of roles.entries())
      for (const seed of [1, 2]) {
        const town = await openTown()
        const who = await town.citizen(seed === 1 ? 'telegram' : 'vk', 'Котова Анна', role)
        const roll = dice(seed * 100 + n)
        await wander(town, who, roll, note, await furnish(town, who, role))
        await wander(town, who, roll, note)
      }
    mkdirSync(folder, { recursive: true })
    for (const [flow, talks] of found) {
      const version = flows[flow]?.version ?? 0
      const file = join(folder, `${flow}-${version}.json`)
      // What was recorded once stays: it is how talks stand in the databases of those who run it.
      if (existsSync(file)) continue
      const released: Released = { flow, version, talks: [...talks.values()] }
      writeFileSync(file, `${JSON.stringify(released, null, 1)}\n`)
    }
    expect(found.size).toBeGreaterThan(8)
  },
  900_000,
)
