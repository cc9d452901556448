import fc from 'fast-check'
import { expect, test } from 'vitest'
import { CallSlots } from '../../src/bots/call-slots.ts'

test('whatever comes and ends, no more calls are made than there are slots, and half of them are kept for replies', () => {
  const acts = fc.array(fc.constantFrom('reply', 'bulk', 'answer', 'leave'), { maxLength: 200 })
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 9 }), acts, (count, walk) => {
      const slots = new CallSlots(count)
      const calls: { bulk: boolean; answered: boolean }[] = []
      for (const act of walk) {
        const bulk = act === 'bulk'
        if (act === 'reply' || bulk) {
          if (!slots.has(bulk)) continue
          slots.take(bulk)
          calls.push({ bulk, answered: false })
        } else if (act === 'answer') {
          const call = calls.find(({ answered }) => !answered)
          if (!call) continue
          slots.answer(call.bulk)
          call.answered = true
        } else {
          const call = calls.shift()
          if (call) slots.leave(call.bulk, call.answered)
        }
        const open = calls.filter((call) => call.bulk || !call.answered)
        expect(open.length).toBeLessThanOrEqual(count)
        expect(calls.filter((call) => call.bulk).length).toBeLessThanOrEqual(Math.ceil(count / 2))
        expect(calls.length - open.length).toBeLessThanOrEqual(count)
      }
      for (const call of calls) slots.leave(call.bulk, call.answered)
      expect([slots.has(true), slots.has(false)]).toEqual([true, true])
    }),
  )
})
