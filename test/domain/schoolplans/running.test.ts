import { beforeEach, describe, expect, test } from 'vitest'
import type { DraftRow } from '../../../src/domain/roadmaps/draft.ts'
import { roadMapRecords } from '../../../src/domain/roadmaps/personal.ts'
import type { Actor } from '../../../src/domain/shared/access.ts'
import { aDraft, aRow, loadDraft } from '../../support/drafts.ts'
import type { Place, Rooms } from '../../support/people.ts'
import { openSchool } from '../../support/school.ts'

let rooms: Rooms
let place: Place
let coordinator: Actor
let curator: Actor
let second: Actor

beforeEach(async () => {
  ;({ rooms, place, coordinator, curator } = await openSchool())
  const next = await rooms.place('Город Пример', 'Школа № 2')
  second = await rooms.citizen('curator', next, 'Чужая Ольга Олеговна')
})

const rows = (): DraftRow[] => [
  aRow({ number: '1', responsible: ['Руководители ОО'], phrase: 'до 1 октября 2023 года' }),
  aRow({ number: '2', responsible: ['Руководители ОО'], phrase: 'до 1 ноября 2023 года' }),
  aRow({ number: '3', responsible: ['Руководители ОО'], phrase: 'постоянно' }),
]

async function load(all = rows(), replace = false): Promise<number> {
  return (await loadDraft(rooms, coordinator, aDraft(all), { replace })).roadMapId
}

/** The first school has begun with a copy. */
async function begin(map: number, optional: number[] | 'all' = 'all'): Promise<number> {
  return rooms.run(async (d) => {
    const { schools } = await d.planApprovals.showSending(coordinator, map)
    const ids = schools.map(({ id }) => id)
    await d.planApprovals.send(coordinator, map, ids, '2023-09-20', optional)
    const [plan] = await d.schoolPlans.listOwn(curator)
    await d.schoolPlans.begin(curator, plan!.id)
    return plan!.id
  })
}

const approve = (plan: number) =>
  rooms.run(async (d) => {
    await d.schoolPlans.submit(curator, plan)
    return d.planApprovals.approve(coordinator, plan)
  })

const rowOf = async (plan: number, number: string) =>
  (await rooms.run((d) => d.rows.listRows(curator, number, 5, plan)))[0]!.id

const deadline = async (actor: Actor, id: number, phrase: string) =>
  rooms.run((d) =>
    d.rows.edit(actor, id, { field: 'deadline', answer: { type: 'phrase', phrase, index: 0 } }),
  )

const next = async (actor: Actor) =>
  (await rooms.run((d) => d.assignments.list(actor, 'next'))).items.map(
    ({ number, due, school, done, total }) => ({ number, due, school, done, total }),
  )

describe('an approved plan', () => {
  test('takes over what the school has begun, with its comment and its evidence', async () => {
    const map = await load()
    const plan = await begin(map)
    const { items } = await rooms.run((d) => d.assignments.list(curator, 'next'))
    await rooms.run((d) => d.moves.takeUp(curator, items[0]!.id, true))
    await rooms.db.query(
      `INSERT INTO evidence (assignment_id, person_id, text, at) VALUES ($1, $2, 'приказ № 5', now())`,
      [items[0]!.id, curator.personId],
    )
    await deadline(curator, await rowOf(plan, '1'), 'до 25 сентября 2023 года')
    await approve(plan)
    const shown = await rooms.run((d) => d.assignments.show(curator, items[0]!.id))
    expect(shown).toMatchObject({ status: 'in_work', due: '2023-09-25', number: '1' })
    const [evidence] = await rooms.run((d) => d.evidence.list(curator, items[0]!.id))
    expect(evidence).toMatchObject({ text: 'приказ № 5' })
  })

  test('stands beside the road map in the coordinator’s plan: together where the day is the same', async () => {
    const map = await load()
    const plan = await begin(map)
    await deadline(curator, await rowOf(plan, '1'), 'до 25 сентября 2023 года')
    await rooms.run((d) =>
      d.rows.add(curator, plan, {
        title: 'Совет наставников',
        answer: { type: 'phrase', phrase: 'до 1 декабря 2023 года', index: 0 },
        responsible: 'Директор',
      }),
    )
    await approve(plan)
    expect(await next(coordinator)).toEqual([
      { number: '1', due: '2023-09-25', school: 'Школа № 1', done: null, total: null },
      { number: '1', due: '2023-10-01', school: null, done: 0, total: 1 },
      { number: '2', due: '2023-11-01', school: null, done: 0, total: 2 },
      { number: '+4', due: '2023-12-01', school: 'Школа № 1', done: null, total: null },
    ])
    expect((await next(curator)).map(({ number }) => number)).toEqual(['1', '2', '+4'])
    expect((await next(second)).map(({ number }) => number)).toEqual(['1', '2'])
    const [first] = (await rooms.run((d) => d.assignments.list(coordinator, 'next'))).items.slice(2)
    const { schools } = await rooms.run((d) => d.assignments.show(coordinator, first!.id))
    expect(schools).toEqual({ total: 2, open: ['Школа № 1', 'Школа № 2'] })
    const events = await rooms.run((d) => d.calendars.listDues(coordinator))
    expect(events.map(({ number, day, total }) => [number, day, total])).toEqual([
      ['1', '2023-09-25', 1],
      ['1', '2023-10-01', 1],
      ['2', '2023-11-01', 2],
      ['+4', '2023-12-01', 1],
    ])
    const groups = await rooms.run((d) => d.views.listGroups(coordinator, 'responsible'))
    expect(groups).toMatchObject([
      { name: 'Руководители ОО', rows: 2 },
      { name: 'Директор', rows: 1 },
    ])
  })

  test('is in the sheets: of the road map under its rows, of the school as its own, of no other school', async () => {
    const map = await load()
    const plan = await begin(map)
    await rooms.run(async (d) => {
      await d.rows.cancel(curator, await rowOf(plan, '2'), 'не проводим')
      await d.rows.add(curator, plan, {
        title: 'Совет наставников',
        answer: { type: 'phrase', phrase: 'до 1 декабря 2023 года', index: 0 },
        responsible: '',
      })
    })
    const open = await rooms.run((d) => d.assignments.list(curator, 'next'))
    await rooms.run((d) => d.assignments.complete(curator, open.items[0]!.id))
    await approve(plan)
    const states = async (actor: Actor, id: number, own = false) => {
      const sheet = await rooms.run((d) => d.sheets.showSheet(actor, id, own))
      return sheet.rows.map(({ number, occurrences }) => [
        number,
        occurrences.flatMap((one) => one.states.map(({ school, status }) => `${school} ${status}`)),
      ])
    }
    expect(await states(coordinator, map)).toEqual([
      ['1', ['Школа № 1 done', 'Школа № 2 planned']],
      ['2', ['Школа № 2 planned']],
      ['3', []],
    ])
    expect((await states(coordinator, map, true)).at(-1)).toEqual(['+4', ['Школа № 1 planned']])
    expect(await states(curator, plan)).toEqual([
      ['1', ['Школа № 1 done']],
      ['2', []],
      ['3', []],
      ['+4', ['Школа № 1 planned']],
    ])
    await expect(states(second, plan)).rejects.toMatchObject({ code: 'road-map-unknown' })
    const maps = async (actor: Actor) =>
      (await rooms.run((d) => d.sheets.listMaps(actor))).map(({ id }) => id)
    expect(await maps(second)).toEqual([map])
    expect(await maps(curator)).toEqual([plan, map])
    expect(await rooms.run((d) => d.undated.listUndated(curator))).toHaveLength(1)
  })

  test('stays beside the road map when that is loaded again; what is new there is asked for', async () => {
    const plan = await begin(await load())
    await approve(plan)
    const changed = rows()
    changed[0] = aRow({
      number: '1',
      responsible: ['Руководители ОО'],
      phrase: 'до 5 октября 2023 года',
    })
    changed.push(
      aRow({ number: '4', responsible: ['Руководители ОО'], phrase: 'до 1 декабря 2023 года' }),
    )
    await load(changed, true)
    expect((await next(curator)).map(({ number, due }) => [number, due])).toEqual([
      ['1', '2023-10-01'],
      ['2', '2023-11-01'],
      ['4', '2023-12-01'],
    ])
    const news = await rooms.run((d) => d.schoolPlans.findNews(curator, plan))
    expect(news).toMatchObject({
      number: '1',
      count: 1,
      theirs: { deadline: 'до 5 октября 2023 года' },
    })
    await rooms.run((d) => d.schoolPlans.takeNews(curator, news!.rowId))
    expect((await next(curator))[0]).toMatchObject({ number: '1', due: '2023-10-05' })
    expect((await next(second)).map(({ number, due }) => [number, due])).toEqual([
      ['1', '2023-10-05'],
      ['2', '2023-11-01'],
      ['4', '2023-12-01'],
    ])
  })

  test('keeps its rows through any change of the template: nobody is asked for them by the map again', async () => {
    const map = await load()
    const plan = await begin(map)
    await rooms.run(async (d) => d.rows.cancel(curator, await rowOf(plan, '2'), 'не проводим'))
    await approve(plan)
    const [one] = await rooms.run((d) => d.rows.listRows(coordinator, '1'))
    const [two] = await rooms.run((d) => d.rows.listRows(coordinator, '2'))
    await deadline(coordinator, one!.id, 'до 15 октября 2023 года')
    await deadline(coordinator, two!.id, 'до 15 ноября 2023 года')
    await rooms.run((d) => d.responsibles.map(coordinator, 'Руководители ОО', ['head']))
    expect((await next(curator)).map(({ number, due }) => [number, due])).toEqual([
      ['1', '2023-10-01'],
    ])
    expect((await next(second)).map(({ number, due }) => [number, due])).toEqual([
      ['1', '2023-10-15'],
      ['2', '2023-11-15'],
    ])
  })

  test('is the school’s until it is sent, and the coordinator’s once it is in force', async () => {
    const map = await load()
    const plan = await begin(map, [])
    const id = await rowOf(plan, '1')
    const edit = (actor: Actor) =>
      rooms.run((d) => d.rows.edit(actor, id, { field: 'result', text: 'приказ' }))
    await edit(curator)
    await expect(edit(coordinator)).rejects.toMatchObject({ code: 'school-plan-not-approved' })
    await expect(edit(second)).rejects.toMatchObject({ code: 'row-unknown' })
    await expect(rooms.run((d) => d.rows.cancel(curator, id, 'нет'))).rejects.toMatchObject({
      code: 'row-obligatory',
    })
    const [municipal] = await rooms.run((d) => d.rows.listRows(coordinator, '1'))
    await expect(
      rooms.run((d) => d.rows.edit(curator, municipal!.id, { field: 'result', text: 'нет' })),
    ).rejects.toMatchObject({ code: 'not-allowed' })
    await rooms.run((d) => d.schoolPlans.submit(curator, plan))
    await expect(edit(curator)).rejects.toMatchObject({ code: 'school-plan-closed' })
    await rooms.run((d) => d.planApprovals.approve(coordinator, plan))
    await expect(edit(curator)).rejects.toMatchObject({ code: 'school-plan-closed' })
    await edit(coordinator)
    const add = (actor: Actor) =>
      rooms.run((d) =>
        d.rows.add(actor, plan, {
          title: 'Совет наставников',
          answer: { type: 'phrase', phrase: 'до 1 декабря 2023 года', index: 0 },
          responsible: '',
        }),
      )
    await expect(add(curator)).rejects.toMatchObject({ code: 'school-plan-closed' })
    await add(coordinator)
    expect((await next(curator)).at(-1)).toMatchObject({ number: '+4', due: '2023-12-01' })
    const told = await rooms.db.query<{ key: string }>(
      `SELECT content #>> '{text,0,key}' AS key FROM delivery d JOIN account a ON a.id = d.account_id
       WHERE a.person_id = $1 ORDER BY d.id DESC LIMIT 2`,
      [curator.personId],
    )
    expect(told.map(({ key }) => key)).toEqual(['row-added-told', 'row-changed-told'])
  })

  test('is not sent while a row of it is being changed: nothing changes once it is with the coordinator', async () => {
    const plan = await begin(await load())
    const id = await rowOf(plan, '1')
    let changed = () => {}
    let goOn = () => {}
    const isChanged = new Promise<void>((resolve) => {
      changed = resolve
    })
    const mayGoOn = new Promise<void>((resolve) => {
      goOn = resolve
    })
    const editing = rooms.run(async (d) => {
      await d.rows.edit(curator, id, { field: 'result', text: 'приказ' })
      changed()
      await mayGoOn
    })
    await isChanged
    const sending = rooms.run((d) => d.schoolPlans.submit(curator, plan)).then(() => 'sent')
    const waiting = new Promise((resolve) => setTimeout(resolve, 500, 'waits'))
    const first = await Promise.race([sending, waiting])
    goOn()
    await editing
    await sending
    expect(first).toBe('waits')
  })

  test('hands on what a forgotten person of the school had by name to its curator', async () => {
    const head = await rooms.citizen('head', place, 'Громов Олег Ильич')
    const plan = await begin(await load())
    await rooms.run((d) =>
      d.responsibles.map(coordinator, 'Громов О.И.', [`person:${head.personId!}`]),
    )
    const id = await rowOf(plan, '1')
    await rooms.run((d) => d.rows.edit(curator, id, { field: 'responsible', text: 'Громов О.И.' }))
    await approve(plan)
    const holder = async () =>
      (
        await rooms.db.query(
          `SELECT a.role, a.person_id AS person, a.school_id AS school FROM assignment a
           JOIN occurrence o ON o.id = a.occurrence_id
           WHERE o.activity_id = $1 AND a.status <> 'cancelled'`,
          [id],
        )
      )[0]
    const school = place.schoolId
    expect(await holder()).toEqual({ role: 'person', person: head.personId, school })
    expect((await next(head))[0]).toMatchObject({ number: '1' })
    await rooms.db.transaction((tx) =>
      roadMapRecords.forget(
        { tx, drop: () => undefined } as unknown as Parameters<typeof roadMapRecords.forget>[0],
        { personId: head.personId! } as Parameters<typeof roadMapRecords.forget>[1],
      ),
    )
    expect(await holder()).toEqual({ role: 'curator', person: null, school })
    const [row] = await rooms.db.query('SELECT holders FROM activity WHERE id = $1', [id])
    expect(row).toEqual({ holders: ['curator'] })
  })
})

test('the result of a row is passed on once, when the schools with plans of their own are ready as well', async () => {
  const informed = rows().slice(0, 1)
  informed[0] = { ...informed[0]!, informWhom: 'Департамент образования', informWhen: 'по запросу' }
  const plan = await begin(await load(informed))
  await approve(plan)
  const told = async () =>
    (await rooms.db.query('SELECT occurrence_id FROM informing WHERE told_at IS NOT NULL')).length
  const finish = async (actor: Actor) => {
    const { items } = await rooms.run((d) => d.assignments.list(actor, 'next'))
    await rooms.run((d) => d.assignments.complete(actor, items[0]!.id))
  }
  await finish(curator)
  expect(await told()).toBe(0)
  await finish(second)
  expect(await told()).toBe(1)
})

test('a road map that was sent by mistake is taken back: who has not sent a plan is asked for none', async () => {
  const map = await load()
  const plan = await begin(map)
  await rooms.run((d) => d.schoolPlans.submit(curator, plan))
  await rooms.run((d) => d.planApprovals.recall(coordinator, map))
  expect(await rooms.run((d) => d.schoolPlans.listOwn(second))).toEqual([])
  expect(await rooms.run((d) => d.schoolPlans.listOwn(curator))).toHaveLength(1)
  expect((await next(second)).map(({ number }) => number)).toEqual(['1', '2'])
  const { schools } = await rooms.run((d) => d.planApprovals.showSending(coordinator, map))
  expect(schools.map(({ name }) => name)).toEqual(['Школа № 2'])
  expect(
    await rooms.run((d) =>
      d.planApprovals.send(
        coordinator,
        map,
        schools.map(({ id }) => id),
        '2023-09-25',
      ),
    ),
  ).toMatchObject({ count: 1 })
})

test('a school that joins later has no plan beside the map and answers by the map, until it is sent one', async () => {
  const map = await load()
  await begin(map)
  const third = await rooms.place('Город Пример', 'Школа № 3')
  const late = await rooms.citizen('curator', third, 'Новая Вера Ивановна')
  expect((await next(late)).map(({ number }) => number)).toEqual(['1', '2'])
  const { schools } = await rooms.run((d) => d.planApprovals.showSending(coordinator, map))
  expect(schools.map(({ name }) => name)).toEqual(['Школа № 3'])
})
