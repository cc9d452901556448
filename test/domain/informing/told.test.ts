import { beforeEach, describe, expect, test } from 'vitest'
import type { Actor } from '../../../src/domain/shared/access.ts'
import { aDraft, aRow, loadDraft } from '../../support/drafts.ts'
import type { Place, Rooms } from '../../support/people.ts'
import { openSchool } from '../../support/school.ts'

let rooms: Rooms
let place: Place
let coordinator: Actor
let curator: Actor
let head: Actor

beforeEach(async () => {
  ;({ rooms, place, coordinator, curator } = await openSchool())
  head = await rooms.citizen('head', place, 'Чужая Ольга Олеговна')
})

/** A row that both the curator and the head answer for. */
async function load(responsible = ['Кураторы ОО', 'Директор'], informWhen = 'по запросу') {
  const row = aRow({
    number: '1',
    responsible,
    phrase: 'до 1 октября 2023 года',
    informWhom: 'Администрация района',
    informWhen,
  })
  await loadDraft(rooms, coordinator, aDraft([row]))
  await rooms.run((d) => d.responsibles.map(coordinator, 'Директор', ['head']))
}

const told = async () =>
  (await rooms.db.query('SELECT occurrence_id FROM informing WHERE told_at IS NOT NULL')).length

const firstOf = async (actor: Actor) =>
  (await rooms.run((d) => d.assignments.list(actor, 'next'))).items[0]!.id

const row = async () => (await rooms.run((d) => d.rows.listRows(coordinator, '1', 1)))[0]!.id

describe('a result is told as soon as nobody is left to answer, whatever has completed it', () => {
  beforeEach(async () => {
    await load()
    await rooms.run(async (d) => d.assignments.complete(curator, await firstOf(curator)))
    expect(await told()).toBe(0)
  })

  test('one answer is enough from now on', async () => {
    const id = await row()
    await rooms.run((d) => d.rows.edit(coordinator, id, { field: 'one-for-all', on: true }))
    expect(await told()).toBe(1)
  })

  test('the rest is cancelled', async () => {
    const id = await firstOf(head)
    await rooms.run((d) => d.moves.cancel(coordinator, id, 'не нужно'))
    expect(await told()).toBe(1)
  })

  test('the others do not answer for the row any more', async () => {
    const id = await row()
    await rooms.run((d) =>
      d.rows.edit(coordinator, id, { field: 'responsible', text: 'Кураторы ОО' }),
    )
    expect(await told()).toBe(1)
  })

  test('a name is explained anew', async () => {
    await rooms.run((d) => d.responsibles.map(coordinator, 'Директор', ['curator']))
    expect(await told()).toBe(1)
  })
})

test('a result is not told while nobody has done anything', async () => {
  await load()
  const [first, second] = [await firstOf(curator), await firstOf(head)]
  await rooms.run((d) => d.moves.cancel(coordinator, first, 'не нужно'))
  if (first !== second) await rooms.run((d) => d.moves.cancel(coordinator, second, 'не нужно'))
  expect(await told()).toBe(0)
})

test('who leaves a row that the coordinator answers for as well leaves no second one behind', async () => {
  const other = await rooms.citizen('methodist', place, 'Кедрова Елена Андреевна')
  await load(['Кедрова Е.А.', 'ИМЦ'])
  await rooms.run((d) =>
    d.responsibles.map(coordinator, 'Кедрова Е.А.', [`person:${other.personId!}`]),
  )
  await rooms.run((d) => d.responsibles.map(coordinator, 'ИМЦ', ['coordinator']))
  const [held] = await rooms.run((d) => d.memberships.listMine(other))
  await rooms.run((d) => d.memberships.leave(other, held!.membershipId))
  const open = await rooms.db.query(
    `SELECT role, person_id AS person FROM assignment WHERE status = 'planned'`,
  )
  expect(open).toEqual([{ role: 'coordinator', person: null }])
})

test('of a school that nobody is left in the coordinators are told', async () => {
  await load(['Кураторы ОО'])
  const map = (await rooms.db.query<{ id: number }>('SELECT id FROM road_map'))[0]!.id
  await rooms.db.query('UPDATE road_map SET school_id = $2, approval = $3 WHERE id = $1', [
    map,
    place.schoolId,
    'approved',
  ])
  const id = await firstOf(curator)
  await rooms.db.query('UPDATE membership SET until = now() WHERE school_id IS NOT NULL')
  await rooms.db.query(`UPDATE assignment SET status = 'done' WHERE id = $1`, [id])
  const [one] = await rooms.db.query<{ id: number }>('SELECT id FROM occurrence')
  await rooms.run((d) => d.informing.completed(one!.id, curator.personId!))
  const heard = await rooms.db.query(
    `SELECT a.person_id AS person FROM delivery v JOIN account a ON a.id = v.account_id
     WHERE v.content::text LIKE '%informing-pass-on%'`,
  )
  expect(heard).toEqual([{ person: coordinator.personId }])
})
