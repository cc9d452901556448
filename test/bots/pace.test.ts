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
