import { expect, test } from 'vitest'
import { aDraft, aRow, loadDraft } from '../../support/drafts.ts'
import { openRooms } from '../../support/people.ts'

test('where one answer is enough, one closes it for all and takes it back for all', async () => {
  const rooms = await openRooms()
  rooms.outside = { ...rooms.outside, now: () => new Date('2023-08-31T01:00:00Z') }
  const place = await rooms.place('Город Пример', 'Школа № 1')
  const coordinator = await rooms.citizen('coordinator', place)
  const methodist = await rooms.citizen('methodist', place, 'Кедрова Елена Андреевна')
  const draft = aDraft([
    aRow({
      number: '1',
      phrase: 'до 1 октября 2023 года',
      responsible: ['ИМЦ', 'РМК', 'руководители ОО'],
    }),
  ])
  await loadDraft(rooms, coordinator, draft)
  await rooms.run((d) => d.responsibles.map(coordinator, 'ИМЦ', ['methodist']))
  const [row] = await rooms.run((d) => d.rows.listRows(coordinator, '1'))
  await rooms.run((d) => d.rows.edit(coordinator, row!.id, { field: 'one-for-all', on: true }))
  const standing = () =>
    rooms.db.query<{ id: number; role: string; status: string }>(
      'SELECT id, role, status FROM assignment ORDER BY role',
    )
  const own = (await standing()).find(({ role }) => role === 'methodist')
  await rooms.run((d) => d.assignments.complete(methodist, own!.id))
  expect((await standing()).map(({ role, status }) => [role, status])).toEqual([
    ['coordinator', 'done'],
    // A school answers for itself all the same.
    ['curator', 'planned'],
    ['methodist', 'done'],
  ])
  await rooms.run((d) => d.assignments.undo(methodist, own!.id))
  const statuses = async () => (await standing()).map(({ status }) => status)
  expect(await statuses()).toEqual(['planned', 'planned', 'planned'])

  // Said only after one has answered, it holds for that answer, too; said again, it takes nothing back.
  const sayOneForAll = (on: boolean) =>
    rooms.run((d) => d.rows.edit(coordinator, row!.id, { field: 'one-for-all', on }))
  await sayOneForAll(false)
  await rooms.run((d) => d.assignments.complete(methodist, own!.id))
  expect(await statuses()).toEqual(['planned', 'planned', 'done'])
  await sayOneForAll(true)
  expect(await statuses()).toEqual(['done', 'planned', 'done'])
  await sayOneForAll(false)
  expect(await statuses()).toEqual(['done', 'planned', 'done'])
})

test('a row of another municipality is unknown', async () => {
  const rooms = await openRooms()
  const here = await rooms.place('Город Пример', 'Школа № 1')
  const there = await rooms.place('Город Другой', 'Школа № 1')
  const coordinator = await rooms.citizen('coordinator', here)
  const stranger = await rooms.citizen('coordinator', there, 'Чужая Ольга Олеговна')
  const draft = aDraft([aRow({ number: '1', phrase: 'постоянно', responsible: ['ИМЦ'] })])
  await loadDraft(rooms, coordinator, draft)
  const [row] = await rooms.run((d) => d.rows.listRows(coordinator, '1'))
  const { id } = row!
  const foreign = { code: 'row-unknown' }
  await expect(rooms.run((d) => d.rows.showRow(stranger, id))).rejects.toMatchObject(foreign)
  await expect(rooms.run((d) => d.rows.cancel(stranger, id, 'нет'))).rejects.toMatchObject(foreign)
  await expect(
    rooms.run((d) => d.undated.setCheck(stranger, [id], 'monthly')),
  ).rejects.toMatchObject(foreign)
  expect(await rooms.run((d) => d.rows.listRows(stranger, ''))).toEqual([])
})
