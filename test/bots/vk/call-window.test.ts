import fc from 'fast-check'
import { expect, test } from 'vitest'
import { CallWindow } from '../../../src/bots/vk/call-window.ts'

/** Keeps the process busy, as a collection of garbage or a long computation does. */
function busy(ms: number): void {
  const until = performance.now() + ms
  while (performance.now() < until);
}

test('however busy the process is, none goes while so many have gone in the stretch before', async () => {
  const work = fc.array(fc.constantFrom(0, 1, 3, 9, 25), { minLength: 5, maxLength: 10 })
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 5 }), work, async (calls, walk) => {
      const stretch = 20
      const window = new CallWindow(calls, stretch)
      const gone: number[] = []
      const blocking = setInterval(() => busy(walk[gone.length % walk.length] ?? 0), 2)
      await Promise.all(
        Array.from({ length: 4 * calls }, async () => {
          await window.go(async (left) => {
            left()
            gone.push(performance.now())
          })
        }),
      )
      clearInterval(blocking)
      const close = gone.filter((at, i) => at - (gone[i - calls] ?? -Infinity) < stretch - 0.5)
      expect(close).toEqual([])
    }),
    { numRuns: 15 },
  )
})

test('calls that come seldom wait for nothing', async () => {
  const window = new CallWindow(3, 60_000)
  const begun = performance.now()
  for (let n = 0; n < 3; n++) await window.go(async (left) => left())
  expect(performance.now() - begun).toBeLessThan(1_000)
})

test('calls whose connections take long to open count until they have left, and then as any other', async () => {
  const window = new CallWindow(2, 60)
  const leaves: (() => void)[] = []
  const slow = [0, 1].map(() =>
    window.go((left) => new Promise<void>((resolve) => leaves.push(() => resolve(left())))),
  )
  let next = 0
  const third = window.go(async (leave) => {
    next = performance.now()
    leave()
  })
  // Longer than the stretch: they were let go long ago, and VK has not seen them.
  await new Promise((resolve) => setTimeout(resolve, 100))
  expect(next).toBe(0)
  const left = performance.now()
  for (const leave of leaves) leave()
  await Promise.all([...slow, third])
  expect(next - left).toBeGreaterThan(59)
})

test('a call that fails before it leaves makes room for the next one', async () => {
  const window = new CallWindow(1, 60_000)
  const refused = () => Promise.reject(new Error('connection refused'))
  for (let n = 0; n < 3; n++) await expect(window.go(refused)).rejects.toThrow('refused')
  await window.go(async (left) => left())
})
