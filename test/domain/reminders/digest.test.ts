import { expect, test } from 'vitest'
import type { Line } from '../../../src/domain/deliveries/message.ts'
import {
  type DueRow,
  digestMessage,
  type PersonalDigest,
} from '../../../src/domain/reminders/digest.ts'

const row = (id: number, due: string, more: Partial<DueRow> = {}): DueRow => ({
  id,
  occurrenceId: id,
  roadMapId: 1,
  schoolId: 1,
  role: 'curator',
  personId: null,
  school: 'Школа № 40',
  number: `${id}`,
  title: `Дело ${id}`,
  due,
  ...more,
})
const at = (time: string) => ({ day: '2026-11-24', time })
const say = (digest: Partial<PersonalDigest>, time = '09:00', maps?: Map<number, string>) =>
  digestMessage({ personId: 1, own: [], above: [], ...digest }, at(time), '2026-11-24', maps).text
const keys = (lines: Line[]) => lines.map((line) => ('key' in line ? line.key : ''))

test('a digest that is opened late does not say good morning', () => {
  const own = [row(1, '2026-11-24')]
  expect(keys(say({ own }, '09:05'))[0]).toBe('reminders-digest-morning')
  expect(keys(say({ own }, '12:45'))[0]).toBe('reminders-digest-day')
  expect(keys(say({ own }, '18:10'))[0]).toBe('reminders-digest-evening')
})

test('what somebody has asked to be reminded of is said so, once', () => {
  const own = [row(1, '2026-11-24'), row(2, '2026-11-27')]
  expect(keys(say({ own, asked: [2] }))).toEqual([
    'reminders-digest-morning',
    '',
    'reminders-again',
    'reminders-row-soon',
    '',
    'reminders-today',
    'reminders-row-today',
  ])
})

test('rows of several road maps are told apart', () => {
  const own = [row(1, '2026-11-24', { roadMapId: 2 })]
  const maps = new Map([
    [1, '2021–2024'],
    [2, '2025–2028'],
  ])
  expect(say({ own }, '09:00', maps).at(-1)).toMatchObject({
    args: { title: { key: 'plan-title-in-map', args: { title: 'Дело 1', map: '2025–2028' } } },
  })
  expect(say({ own }).at(-1)).toMatchObject({ args: { title: 'Дело 1' } })
})

test('a head of one school hears of a late row, not of schools', () => {
  const late = row(1, '2026-11-20')
  expect(keys(say({ above: [{ row: late, level: 'head' }] }))).toEqual([
    'reminders-digest-morning',
    '',
    'reminders-above-own',
    'reminders-row-late',
  ])
  expect(keys(say({ above: [{ row: late, level: 'coordinator' }] }))).toContain('reminders-above')
})
