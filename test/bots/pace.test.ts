import { expect, test } from 'vitest'
import { Pace } from '../../src/bots/pace.ts'

test('a turn that is waited for does not come while a pause is on that was ordered meanwhile', async () => {
  for (const bulk of [true, false]) {
    const pace = new Pace(20, true)
    for (let n = 0; n < 4; n++) pace.take(bulk)
    const turn = pace.turn(bulk)
    const until = performance.now() + 300
    pace.pause(0.3)
    await turn
    expect(performance.now()).toBeGreaterThan(until - 2)
  }
})

test('who has a turn waits for nothing but the end of a pause', async () => {
  const pace = new Pace(0.001, true)
  pace.take(true)
  expect(await pace.turn(true, true)).toBe(true)
  const until = performance.now() + 100
  const other = new Pace(1000, true)
  other.pause(0.1)
  expect(await other.turn(true, true)).toBe(true)
  expect(performance.now()).toBeGreaterThan(until - 2)
})
