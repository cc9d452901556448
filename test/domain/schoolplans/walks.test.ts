import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Domain } from '../../../src/domain/index.ts'
import { type Approval, type PlanAct, stepped } from '../../../src/domain/schoolplans/rules.ts'
import type { Actor } from '../../../src/domain/shared/access.ts'
import { DomainError } from '../../../src/domain/shared/errors.ts'
import { aDraft, aRow } from '../../support/drafts.ts'
import { openRooms, type Rooms } from '../../support/people.ts'

const locales = join(import.meta.dirname, '../../../locales/ru')
const words = readdirSync(locales)
  .filter((name) => name.endsWith('.ftl'))
  .map((name) => readFileSync(join(locales, name), 'utf8'))
  .join('\n')

interface Scene {
  coordinator: Actor
  curator: Actor
  head: Actor
  stranger: Actor
  plan: number
  map: number
}

type Walked = { act: string; by: keyof Omit<Scene, 'plan' | 'map'> }

/** Each act is a tap: it does something or is refused with words. */
const acts: { [act: string]: (d: Domain, actor: Actor, scene: Scene) => Promise<unknown> } = {
  begin: (d, actor, { plan }) => d.schoolPlans.begin(actor, plan),
  anew: (d, actor, { plan }) => d.schoolPlans.beginAnew(actor, plan),
  submit: (d, actor, { plan }) => d.schoolPlans.submit(actor, plan),
  withdraw: (d, actor, { plan }) => d.schoolPlans.withdraw(actor, plan),
  return: (d, actor, { plan }) => d.planApprovals.return(actor, plan, 'Исправьте срок'),
  approve: (d, actor, { plan }) => d.planApprovals.approve(actor, plan),
  async load(d, actor, { plan }) {
    const draft = await d.roadMaps.addDraft(actor, ownPlan())
    return d.schoolPlans.load(actor, draft, plan)
  },
  async edit(d, actor, { plan }) {
    const [row] = await d.rows.listRows(actor, '1', 1, plan)
    if (!row) return
    const phrase = 'до 20 октября 2023 года'
    await d.rows.edit(actor, row.id, {
      field: 'deadline',
      answer: { type: 'phrase', phrase, index: 0 },
    })
  },
  async leaveOut(d, actor, { plan }) {
    const [row] = await d.rows.listRows(actor, '2', 1, plan)
    if (row && !row.cancelled) await d.rows.cancel(actor, row.id, 'не проводим')
  },
  async done(d, actor) {
    const { items } = await d.assignments.list(actor, 'next')
    const own = items.find(({ number }) => number === '1')
    if (own) await d.assignments.complete(actor, own.id)
  },
  async change(d, actor) {
    const [row] = await d.rows.listRows(actor, '3')
    if (!row) return
    const phrase = 'до 5 ноября 2023 года'
    await d.rows.edit(actor, row.id, {
      field: 'deadline',
      answer: { type: 'phrase', phrase, index: 0 },
    })
  },
  async news(d, actor, { plan }) {
    const news = await d.schoolPlans.findNews(actor, plan)
    if (news) await d.schoolPlans.takeNews(actor, news.rowId)
  },
}

const rowsOf = () =>
  ['1', '2', '3'].map((number) =>
    aRow({ number, phrase: 'до 1 октября 2023 года', responsible: ['Руководители ОО'] }),
  )
const ownPlan = () =>
  aDraft(
    [
      ...rowsOf().slice(0, 1),
      aRow({ number: '7', phrase: 'до 1 декабря 2023 года', responsible: ['Директор'] }),
    ],
    'План школы',
  )

let towns = 0
async function open(rooms: Rooms): Promise<Scene> {
  towns += 1
  const place = await rooms.place(`Город ${towns}`, 'Школа № 1')
  const next = await rooms.place(`Город ${towns}`, 'Школа № 2')
  const coordinator = await rooms.citizen('coordinator', place)
  const curator = await rooms.citizen('curator', place, 'Петрова Анна Ильинична')
  const head = await rooms.citizen('head', place, 'Громов Олег Ильич')
  const stranger = await rooms.citizen('curator', next, 'Чужая Ольга Олеговна')
  return rooms.run(async (d) => {
    const draft = await d.roadMaps.addDraft(coordinator, aDraft(rowsOf()))
    const { roadMapId: map } = await d.roadMaps.load(coordinator, draft)
    const { rows } = await d.planApprovals.showSending(coordinator, map)
    const optional = rows.filter(({ number }) => number === '2').map(({ id }) => id)
    const schools = [place.schoolId]
    await d.planApprovals.send(coordinator, map, schools, '2023-09-20', optional)
    const plan = (await d.schoolPlans.listOwn(curator))[0]!.id
    return { coordinator, curator, head, stranger, plan, map }
  })
}

/** The state after an act that was not refused. */
function after(state: string, act: string): string {
  const steps = ['begin', 'anew', 'load', 'submit', 'withdraw', 'return', 'approve']
  return steps.includes(act) ? String(stepped(state as Approval, act as PlanAct)) : state
}

/** All that a walk may not spoil, for one town. */
async function standing(rooms: Rooms, { plan, map }: Scene) {
  const [{ approval } = { approval: '' }] = await rooms.db.query<{ approval: string }>(
    'SELECT approval FROM road_map WHERE id = $1',
    [plan],
  )
  const asked = await rooms.db.query<{
    row: number
    number: string
    school: string
    n: number
    done: number
  }>(
    `SELECT t.id AS row, t.number, s.name AS school, count(*) AS n,
            count(*) FILTER (WHERE a.status = 'done') AS done
     FROM activity t
     JOIN activity x ON x.id = t.id OR x.template_row_id = t.id
     JOIN occurrence o ON o.activity_id = x.id
     JOIN assignment a ON a.occurrence_id = o.id AND a.status <> 'cancelled'
     JOIN school s ON s.id = a.school_id
     WHERE t.road_map_id = $1 GROUP BY t.id, s.name ORDER BY t.number, s.name`,
    [map],
  )
  const early = await rooms.db.query(
    `SELECT a.id FROM assignment a JOIN occurrence o ON o.id = a.occurrence_id
     JOIN activity x ON x.id = o.activity_id JOIN road_map m ON m.id = x.road_map_id
     WHERE m.id = $1 AND m.approval <> 'approved'`,
    [plan],
  )
  return { approval, asked, early: early.length }
}

test('in any order of acts a plan is in a legal state, nothing is asked twice, lost, or without an answer', async () => {
  const rooms = await openRooms()
  rooms.outside = { ...rooms.outside, now: () => new Date('2023-08-31T01:00:00Z') }
  const step = fc.record({
    act: fc.constantFrom(...Object.keys(acts)),
    by: fc.oneof(
      { weight: 4, arbitrary: fc.constantFrom('curator' as const, 'coordinator' as const) },
      { weight: 1, arbitrary: fc.constantFrom('head' as const, 'stranger' as const) },
    ),
  })
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 8, maxLength: 30 }), async (walk: Walked[]) => {
      const scene = await open(rooms)
      let before = await standing(rooms, scene)
      let done = 0
      for (const { act, by } of walk) {
        let refusal: DomainError | null = null
        try {
          await rooms.run((d) => acts[act]!(d, scene[by], scene))
        } catch (error) {
          if (!(error instanceof DomainError)) throw error
          refusal = error
        }
        // Every tap is answered with words.
        if (refusal) expect(words).toContain(`\nerror-${refusal.code} =`)
        const now = await standing(rooms, scene)
        if (refusal) expect(now).toEqual(before)
        else expect(now.approval).toBe(after(before.approval, act))
        if (by === 'stranger') expect(now.approval).toBe(before.approval)
        expect(now.early).toBe(0)
        for (const { number, school, n } of now.asked) {
          // Each row of the road map is asked of a school once, in the plan or in the map.
          expect([number, school, n]).toEqual([number, school, 1])
        }
        for (const school of ['Школа № 1', 'Школа № 2'])
          for (const number of ['1', '3'])
            expect(
              now.asked.filter((one) => one.school === school && one.number === number),
            ).toHaveLength(1)
        // What is done stays done.
        const total = now.asked.reduce((sum, one) => sum + one.done, 0)
        expect(total).toBeGreaterThanOrEqual(done)
        done = total
        before = now
      }
    }),
    { numRuns: 25 },
  )
}, 240_000)
