import fc from 'fast-check'
import { expect, test } from 'vitest'
import { answering, type Recipient } from '../../../src/domain/reminders/digest.ts'
import { inRole, isAmong } from '../../../src/domain/reminders/staff.ts'

const recipient = fc.record({
  personId: fc.integer({ min: 1, max: 9 }),
  role: fc.constantFrom('coordinator', 'head', 'curator'),
  schoolId: fc.option(fc.integer({ min: 1, max: 3 })),
})

test('the persons in a role are those of the list, each once, in its order', () => {
  fc.assert(
    fc.property(
      fc.array(recipient),
      fc.constantFrom('coordinator', 'head', 'curator', 'methodist'),
      fc.option(fc.integer({ min: 1, max: 4 })),
      (all: Recipient[], role, schoolId) => {
        const fits = all.filter(
          (one) => one.role === role && (schoolId === null || one.schoolId === schoolId),
        )
        expect(inRole(all, role, schoolId)).toEqual([...new Set(fits.map((one) => one.personId))])
        for (const { personId } of all) expect(isAmong(all, personId)).toBe(true)
      },
    ),
  )
})

test('who is named and gone is answered for by whoever stands in', () => {
  const all = [{ personId: 5, role: 'coordinator', schoolId: null }]
  const owner = { schoolId: null, role: 'person', personId: 7 }
  expect(answering(owner, all)).toEqual([5])
  expect(answering({ ...owner, personId: 5 }, all)).toEqual([5])
})
