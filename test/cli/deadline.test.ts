import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'

const ROOT = join(import.meta.dirname, '../..')

const tandem = (args: string[], input = '') =>
  spawnSync(process.execPath, ['--import', 'tsx', 'src/cli/main.ts', 'deadline', ...args], {
    cwd: ROOT,
    input,
    encoding: 'utf8',
  })

describe('tandem deadline', () => {
  test('one phrase is printed for a person, or as JSON', () => {
    const plan = ['--from', '2023-01-01', '--to', '2024-12-31']
    const told = tandem(['до 01октября', ...plan])
    expect(told.stdout).toContain('date: до 1 октября 2023 года')
    expect(told.stdout).toContain('Один раз или каждый год?')
    const json = JSON.parse(tandem(['Ежегодно до 01 октября', ...plan, '--json']).stdout)
    expect(json).toEqual({
      kind: 'yearly',
      windows: [
        ['2023-01-01', '2023-10-01'],
        ['2023-10-02', '2024-10-01'],
      ],
      doubts: [],
      text: 'каждый год, до 1 октября',
    })
  })

  test('JSON lines are answered line by line, bad ones with an error and exit code 1', () => {
    const good = JSON.stringify({ phrase: 'май 2024', from: '2024-01-01', to: '2024-12-31' })
    const lines = [
      good,
      '{',
      JSON.stringify({ phrase: 'май', from: '2024-02-30', to: '2024-12-31' }),
      '',
      good,
    ]
    const { stdout, status } = tandem([], lines.join('\n'))
    const answers = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
    expect(answers).toHaveLength(4)
    expect(answers[0].windows).toEqual([['2024-05-01', '2024-05-31']])
    expect(answers[1].error).toContain('not JSON')
    expect(answers[2].error).toContain('from')
    expect(answers[3]).toEqual(answers[0])
    expect(status).toBe(1)
    expect(tandem([], good).status).toBe(0)
  })

  test('nothing at all is told, with exit code 1', () => {
    const { stderr, status } = tandem([], '\n')
    expect(stderr).toContain('Nothing to read')
    expect(status).toBe(1)
  })

  test('a phrase without the plan is refused in one sentence', () => {
    const { stderr, status } = tandem(['май'])
    expect(stderr).toContain("Give the plan's period")
    expect(status).toBe(1)
  })
})
