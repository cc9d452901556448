import { expect, test } from 'vitest'
import type { Actor } from '../../src/domain/shared/access.ts'
import { printCard } from '../support/cards.ts'
import { openRooms } from '../support/people.ts'

/** A school whose curator has printed a card for Зимина Анна Дмитриевна, a line of the pupils' register. */
async function printed() {
  const rooms = await openRooms()
  const place = await rooms.place('Город Магадан', 'Школа № 2')
  const curator = await rooms.citizen('curator', place, 'Кураторова Вера Ивановна')
  await rooms.db.query(
    `INSERT INTO register_entry (municipality_id, school_id, kind, last_name, first_name, patronymic,
       birth_date, changed_at) VALUES ($1, $2, 'pupils', 'Зимина', 'Анна', 'Дмитриевна', '2012-03-04', now())`,
    [place.municipalityId, place.schoolId],
  )
  const { code } = await printCard(rooms, curator)
  const tryCode = (actor: Actor) => rooms.run(({ invitations }) => invitations.tryCode(actor, code))
  const accept = (actor: Actor, name: string | null) =>
    rooms.run(({ invitations }) => invitations.accept(actor, code, name))
  const tied = async () =>
    (await rooms.db.query<{ id: number | null }>('SELECT person_id AS id FROM register_entry'))[0]
      ?.id
  return { rooms, place, curator, tryCode, accept, tied }
}

test('a card with a name is not used up by a member of another name', async () => {
  const { rooms, curator, tryCode, accept, tied } = await printed()
  expect(await tryCode(curator)).toEqual({ refused: 'invitation-named-other' })
  await expect(accept(curator, null)).rejects.toMatchObject({ code: 'invitation-named-other' })
  const guest = await rooms.guest()
  await accept(guest, 'Зимина Анна Дмитриевна')
  expect(await tied()).toBe((await rooms.reload(guest)).personId)
})

test('a card with a name is taken by a member of that name, whatever has become of the last name', async () => {
  const { rooms, place, accept, tied } = await printed()
  const pupil = await rooms.citizen('mentor', place, 'Летова Анна Дмитриевна')
  await accept(pupil, null)
  expect(await tied()).toBe(pupil.personId)
})

test('a guest may mend a name on the card, but not be somebody else', async () => {
  const { rooms, accept, tied } = await printed()
  const stranger = await rooms.guest()
  await expect(accept(stranger, 'Орлов Пётр Ильич')).rejects.toMatchObject({
    code: 'invitation-named-other',
  })
  expect((await rooms.reload(stranger)).personId).toBeNull()
  const guest = await rooms.guest()
  await accept(guest, 'Зимина Анна-Мария Дмитриевна')
  expect(await tied()).toBe((await rooms.reload(guest)).personId)
})
