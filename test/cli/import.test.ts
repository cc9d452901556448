import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Command } from 'commander'
import { afterAll, afterEach, expect, test, vi } from 'vitest'
import { registerImport } from '../../src/cli/import.ts'
import { fillPlan, sampleDays } from '../../src/demo/plan.ts'

const folder = mkdtempSync(join(tmpdir(), 'tandem-import-'))
const sample = join(folder, 'road-map.txt')
const today = '2026-11-23'
const template = readFileSync(join(import.meta.dirname, '../../src/demo/road-map.txt'), 'utf8')
writeFileSync(sample, fillPlan(template, today, sampleDays({ day: today, time: '12:00' }, '09:00')))
afterAll(() => rmSync(folder, { recursive: true }))

/** What the command printed and the error it ended with. */
async function run(...args: string[]): Promise<{ out: string; error: string }> {
  const printed: string[] = []
  vi.spyOn(console, 'log').mockImplementation((line: string) => printed.push(line))
  let error = ''
  const program = new Command('tandem').exitOverride()
  program.configureOutput({ writeErr: (text) => (error += text) })
  registerImport(program)
  for (const command of program.commands) command.copyInheritedSettings(program)
  await program.parseAsync(['import', ...args], { from: 'user' }).catch(() => {})
  return { out: printed.join('\n'), error }
}

afterEach(() => {
  vi.restoreAllMocks()
})

test('a dry run prints every row with what its deadline means', async () => {
  const { out } = await run('--dry-run', sample)
  expect(out).toContain('2025-01-01 … 2028-12-31, 24 rows')
  expect(out).toContain('«Ежегодно до 05 сентября» → каждый год, до 5 сентября (4×)')
})

test('a dry run as JSON prints the draft', async () => {
  const { out } = await run('--dry-run', '--json', sample)
  const draft = JSON.parse(out)
  expect(draft.rows[0]).toMatchObject({ number: '1.1', deadline: { kind: 'date' } })
})

test('without --dry-run it says where importing is done', async () => {
  const { out, error } = await run(sample)
  expect(error).toContain('Importing is done in the chat')
  expect(out).toBe('')
})

test('a file that is missing, unreadable or no road map is told in one sentence', async () => {
  const here = import.meta.filename
  expect((await run('--dry-run', 'missing.txt')).error).toContain('missing.txt does not exist.')
  expect((await run('--dry-run', process.execPath)).error).toContain('cannot be read: it is')
  expect((await run('--dry-run', folder)).error).toContain('is a folder')
  expect((await run('--dry-run', here)).error).toContain('holds no road map')
})
