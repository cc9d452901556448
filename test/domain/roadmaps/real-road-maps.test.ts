import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { readDocument } from '../../../src/documents/read-document.ts'
import { readRoadMap } from '../../../src/domain/roadmaps/read.ts'

const folder = join(import.meta.dirname, '../../../../shared/roadmaps')
const present = existsSync(join(folder, 'truth.jsonl'))
if (!present) console.log('Skipped: the real road maps (../shared/roadmaps) are not here.')

interface True {
  file: string
  row: string
  section: string
  key40: string
  phrase: string
  responsible: string[]
  result?: string
  document?: string
  event?: string
  inform_to?: string
  inform_phrase?: string
  context: { plan_start: string; plan_end: string }
}

const oneLine = (text = '') => text.replace(/\s+/g, ' ').trim()

const truth: True[] = present
  ? readFileSync(join(folder, 'truth.jsonl'), 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
  : []

async function draftOf(file: string) {
  const bytes = readFileSync(join(folder, file))
  return readRoadMap(await readDocument({ name: file, bytes }))
}

describe.runIf(present)('a real road map', () => {
  test.each([
    ['magadan-2021-2024.txt', 18],
    ['donetsk-leninsky-2023-2024.txt', 23],
    ['surgut-2023-2024.txt', 30],
    ['krasnoyarsk-2025-2029.txt', 36],
  ])('%s gives its %i rows with every cell in its place', async (file, count) => {
    const expected = truth.filter((row) => row.file === file)
    const draft = await draftOf(file)
    expect(draft.rows).toHaveLength(count)
    const { plan_start: start, plan_end: end } = expected[0]!.context
    expect(draft.period).toEqual({ start, end })
    draft.rows.forEach((row, i) => {
      const right = expected[i]!
      expect({
        number: row.number,
        section: row.section,
        event: row.event,
        phrase: row.phrase,
        responsible: row.responsible,
        result: row.result,
        document: row.document,
        informWhom: row.informWhom,
        informWhen: row.informWhen,
      }).toEqual({
        number: right.row,
        section: oneLine(right.section),
        event: oneLine(right.event),
        phrase: oneLine(right.phrase),
        responsible: right.responsible,
        result: oneLine(right.result),
        document: oneLine(right.document),
        informWhom: oneLine(right.inform_to),
        informWhen: oneLine(right.inform_phrase),
      })
      expect(oneLine(row.activity).startsWith(oneLine(right.key40))).toBe(true)
    })
  })

  test('says what is odd in it: torn cells, doubles, missing numbers, a cut-off end', async () => {
    const codes = async (file: string, number: string) => {
      const draft = await draftOf(file)
      return draft.rows.find((row) => row.number === number)!.doubts.map(({ code }) => code)
    }
    expect(await codes('krasnoyarsk-2025-2029.txt', '4.2')).toContain('torn-cells')
    expect(await codes('krasnoyarsk-2025-2029.txt', '4.4')).toContain('torn-cells')
    expect(await codes('surgut-2023-2024.txt', '3.2 (second)')).toContain('duplicate-number')
    expect(await codes('surgut-2023-2024.txt', '3.4+')).toContain('no-number')
    expect(await codes('donetsk-leninsky-2023-2024.txt', '7.3')).toContain('cut-off')
    expect(await codes('magadan-2021-2024.txt', '4.2')).toContain('joined')
    expect((await draftOf('surgut-2023-2024.txt')).doubts).toContainEqual({
      code: 'numbers-missing',
      args: { from: '1.1', to: '1.3' },
    })
  })

  test('that is only slides is refused', async () => {
    await expect(draftOf('krasnoyarsk-model-2022.txt')).rejects.toMatchObject({
      code: 'road-map-no-table',
    })
  })
})
