import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Window } from '../../../src/domain/roadmaps/deadlines/index.ts'
import type { Holder } from '../../../src/domain/roadmaps/holders.ts'
import { remake } from '../../../src/domain/roadmaps/remake.ts'
import { aDraft, aRow, loadDraft } from '../../support/drafts.ts'
import { openRooms } from '../../support/people.ts'

const day = fc.integer({ min: 1, max: 28 }).map((n) => `2023-10-${String(n).padStart(2, '0')}`)

test('after a remake exactly the wanted dates are in force, and no date is used twice', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(day, fc.boolean()), { maxLength: 8 }),
      fc.uniqueArray(day, { maxLength: 8 }),
      (stored, wanted) => {
        const rows = stored.map(([due, dropped], id) => ({ id, start: due, due, dropped }))
        const { keep, move, add, drop } = remake(
          rows,
          wanted.map((due): Window => [due, due]),
        )
        const ids = [...keep, ...move].map(({ id }) => id).concat(drop)
        expect(new Set(ids).size).toBe(ids.length)
        const dues = [
          ...keep.map(({ id }) => rows[id]!.due),
          ...move.map(({ due }) => due),
          ...add.map(([, due]) => due),
        ]
        expect(dues.sort()).toEqual([...wanted].sort())
        // Whatever was in force and is not wanted is dropped or moved.
        const untouched = rows.filter(({ id, dropped }) => !dropped && !ids.includes(id))
        expect(untouched).toEqual([])
      },
    ),
  )
})

const phrases = [
  'до 1 октября 2023 года',
  'до 15 октября 2023 года',
  'ежемесячно',
  'ежеквартально',
  '30.11.2023, 30.05.2024',
  'постоянно',
]
const names = ['ИМЦ', 'руководители ОО', 'ИМЦ, руководители ОО', 'РМК, ИМЦ', 'РМК']
const mapped: Holder[][] = [['coordinator'], ['methodist'], ['coordinator', 'methodist'], ['head']]

const step = fc.oneof(
  fc.record({ type: fc.constant('deadline' as const), phrase: fc.constantFrom(...phrases) }),
  fc.record({ type: fc.constant('responsible' as const), text: fc.constantFrom(...names) }),
  fc.record({
    type: fc.constant('map' as const),
    name: fc.constantFrom('ИМЦ', 'РМК', 'руководители ОО'),
    holders: fc.constantFrom(...mapped),
  }),
  fc.record({ type: fc.constant('done' as const), n: fc.nat({ max: 20 }) }),
  fc.constant({ type: 'cancel' as const }),
  fc.constant({ type: 'restore' as const }),
)

describe('through any edits of a row', () => {
  test('nothing is doubled, what is done stays done, and what is wanted is asked for', async () => {
    const rooms = await openRooms()
    rooms.outside = { ...rooms.outside, now: () => new Date('2023-08-31T01:00:00Z') }
    const place = await rooms.place('Город Пример', 'Школа № 1')
    await rooms.place('Город Пример', 'Школа № 2')
    const coordinator = await rooms.citizen('coordinator', place)
    let maps = 0
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 10 }), async (steps) => {
        maps += 1
        const draft = aDraft(
          [aRow({ number: '1', phrase: phrases[0]!, responsible: ['ИМЦ', 'руководители ОО'] })],
          `Карта ${maps}`,
        )
        const { roadMapId } = await loadDraft(rooms, coordinator, draft)
        const [row] = await rooms.db.query<{ id: number }>(
          'SELECT id FROM activity WHERE road_map_id = $1',
          [roadMapId],
        )
        const id = row!.id
        const assignments = () =>
          rooms.db.query<{
            id: number
            status: string
            slot: string
            due: string
            odue: string
            dropped: boolean
            wanted: boolean
          }>(
            `SELECT a.id, a.status, a.due, o.due AS odue, o.dropped,
                    concat(o.id, ' ', a.school_id, ' ', a.role, ' ', a.person_id) AS slot,
                    a.role = ANY (x.holders) AND x.cancelled IS NULL AND NOT o.dropped AS wanted
             FROM assignment a JOIN occurrence o ON o.id = a.occurrence_id
             JOIN activity x ON x.id = o.activity_id WHERE x.id = $1 ORDER BY a.id`,
            [id],
          )
        const done = new Set<number>()
        let cancelled = false
        for (const one of steps) {
          const living = !cancelled
          if (one.type === 'map')
            await rooms.run((d) => d.responsibles.map(coordinator, one.name, one.holders))
          if (one.type === 'restore') {
            await rooms.run((d) => d.rows.restore(coordinator, id))
            cancelled = false
          }
          if (one.type === 'cancel' && living) {
            await rooms.run((d) => d.rows.cancel(coordinator, id, 'так надо'))
            cancelled = true
          }
          if (one.type === 'responsible' && living)
            await rooms.run((d) =>
              d.rows.edit(coordinator, id, { field: 'responsible', text: one.text }),
            )
          if (one.type === 'deadline' && living) {
            const answer = { type: 'phrase' as const, phrase: one.phrase, index: 0 }
            await rooms.run((d) => d.rows.edit(coordinator, id, { field: 'deadline', answer }))
          }
          if (one.type === 'done') {
            const open = (await assignments()).filter(({ status }) => status === 'planned')
            const picked = open[one.n % Math.max(1, open.length)]
            if (picked) {
              await rooms.run((d) => d.assignments.complete(coordinator, picked.id))
              done.add(picked.id)
            }
          }
          const all = await assignments()
          expect(new Set(all.map(({ slot }) => slot)).size).toBe(all.length)
          for (const each of done) expect(all.find((a) => a.id === each)?.status).toBe('done')
          for (const each of all.filter(({ status }) => status === 'planned')) {
            expect(each.wanted).toBe(true)
            expect(each.due).toBe(each.odue)
          }
          const missing = await rooms.db.query(
            `SELECT o.id, h.holder FROM occurrence o JOIN activity x ON x.id = o.activity_id
             CROSS JOIN LATERAL unnest(x.holders) AS h(holder)
             WHERE x.id = $1 AND NOT o.dropped AND x.cancelled IS NULL
               AND NOT EXISTS (SELECT FROM assignment a WHERE a.occurrence_id = o.id
                 AND (a.status = 'done' OR a.status = 'planned' AND a.role = h.holder))`,
            [id],
          )
          expect(missing).toEqual([])
        }
      }),
      { numRuns: Number(process.env.FC_RUNS ?? 25) },
    )
  }, 120_000)
})
