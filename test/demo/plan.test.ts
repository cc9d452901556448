import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { fillPlan, sampleDays } from '../../src/demo/plan.ts'
import { readDocument } from '../../src/documents/read-document.ts'
import {
  escalationWindow,
  isPinged,
  lastDueToEscalate,
  morningAt,
  morningHour,
  policyFor,
} from '../../src/domain/reminders/rules.ts'
import { readRoadMap } from '../../src/domain/roadmaps/read.ts'
import { addDays, daysBetween, type IsoDate } from '../../src/domain/shared/calendar.ts'
import { isWorkingDay } from '../../src/domain/shared/working-days.ts'

const template = await readFile(join(import.meta.dirname, '../../src/demo/road-map.txt'), 'utf8')
const first = '2026-01-01'
const days = Array.from({ length: 3 * 365 + 1 }, (_, i) => addDays(first, i))
const times = ['00:10', '08:59', '09:00', '14:00', '23:50']
const starts = days.flatMap((day) => times.map((time) => ({ day, time })))

const read = async (today: IsoDate, filled: ReturnType<typeof sampleDays>) =>
  readRoadMap(
    await readDocument({
      name: 'road-map.txt',
      bytes: Buffer.from(fillPlan(template, today, filled)),
    }),
  )

test('whatever the moment of the start, the curators are pinged on the next morning, be it a day off', () => {
  for (const now of starts) {
    const { soon, nearest } = sampleDays(now, morningHour)
    const nine = now.time < morningHour ? now.day : addDays(now.day, 1)
    const morning = morningAt({ day: nine, time: morningHour }, true)!
    const said = `${now.day} ${now.time}`
    expect(morning, said).toBe(nearest)
    expect(isPinged(soon, policyFor('date'), addDays(morning, -1), morning), said).toBe(true)
    expect(soon >= nine, said).toBe(true)
  }
})

test('and on the first working morning after the start', () => {
  for (const now of starts) {
    const { next, working } = sampleDays(now, morningHour)
    const said = `${now.day} ${now.time}`
    expect(isWorkingDay(working), said).toBe(true)
    expect(working > now.day || now.time < morningHour, said).toBe(true)
    expect(isPinged(next, policyFor('date'), addDays(working, -1), working), said).toBe(true)
    expect(next >= working, said).toBe(true)
  }
})

test('a school is late by then, so that those above are told on either morning', () => {
  for (const now of starts) {
    const { behind, nearest, working } = sampleDays(now, morningHour)
    const said = `${now.day} ${now.time}`
    expect(isWorkingDay(behind), said).toBe(true)
    for (const morning of [nearest, working]) {
      expect(behind <= lastDueToEscalate(morning, 'coordinator'), said).toBe(true)
      expect(daysBetween(behind, morning), said).toBeLessThanOrEqual(escalationWindow)
    }
  }
})

test('the plan is read without a doubt, with its days, in any month', async () => {
  for (const day of days.filter((_, i) => i % 45 === 0)) {
    const filled = sampleDays({ day, time: '12:00' }, morningHour)
    const draft = await read(day, filled)
    expect(fillPlan(template, day, filled)).not.toMatch(/[{}]/)
    expect(draft.doubts).toEqual([])
    expect(draft.period!.start <= day && day <= draft.period!.end).toBe(true)
    const curators = draft.rows
      .filter(
        ({ responsible, deadline }) =>
          responsible.includes('Кураторы ОО') && deadline.kind === 'date',
      )
      .flatMap(({ deadline }) => deadline.windows.map(([, due]) => due))
    expect(curators).toEqual(expect.arrayContaining([filled.behind, filled.soon, filled.next]))
  }
})
