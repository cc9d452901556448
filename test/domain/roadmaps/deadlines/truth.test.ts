import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { readDeadline, type Window } from '../../../../src/domain/roadmaps/deadlines/index.ts'

const FILE = join(import.meta.dirname, '../../../../..', 'shared/roadmaps/truth.jsonl')

interface Truth {
  kind: string
  windows: Window[]
}
interface TruthRow {
  phrase: string
  inform_phrase?: string
  inform_truth?: Truth
  truth: Truth
  context: { plan_start: string; plan_end: string }
}

const rows = (): TruthRow[] =>
  readFileSync(FILE, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as TruthRow)

describe.skipIf(!existsSync(FILE))('five real road maps (skipped without ../shared)', () => {
  test('every deadline phrase is read as it was meant', () => {
    for (const { phrase, inform_phrase, truth, inform_truth, context } of rows()) {
      const period = { start: context.plan_start, end: context.plan_end }
      const asked: [string | undefined, Truth | undefined][] = [
        [phrase, truth],
        [inform_phrase, inform_truth],
      ]
      for (const [text, meant] of asked) {
        if (text === undefined || !meant) continue
        const { kind, windows } = readDeadline(text, period)
        expect([text, kind, windows]).toEqual([text, meant.kind, meant.windows])
      }
    }
  })
})
