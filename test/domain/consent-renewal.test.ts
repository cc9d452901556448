import { expect, test } from 'vitest'
import type { Actor } from '../../src/domain/shared/access.ts'
import { agree } from '../support/consents.ts'
import { openRooms } from '../support/people.ts'

const PD = 'personal-data'

/** A town where two people have agreed to version 1, and version 2 is in force from 6 October on. */
async function renewed() {
  const rooms = await openRooms()
  const place = await rooms.place('Город Магадан', 'Школа № 1')
  const [first, second] = [
    await rooms.citizen('mentee', place),
    await rooms.citizen('mentee', place),
  ]
  await agree(rooms, first)
  await agree(rooms, second)
  const text = rooms.outside.consentTexts[PD]
  if (!text) throw new Error('no text')
  rooms.outside = {
    ...rooms.outside,
    consentTexts: { [PD]: { ...text, version: 2, since: '2026-10-06', reaskDays: 30 } },
  }
  const ask = () => rooms.run(({ consents }) => consents.askAnew(place.municipalityId))
  const asked = async () => (await rooms.db.query('SELECT FROM delivery')).length
  const counts = (actor: Actor) =>
    rooms.run(({ consents }) => consents.findGiven(actor.personId ?? 0, PD))
  return { rooms, place, first, second, ask, asked, counts }
}

test('a new version is asked for from its day on, twice at most, and not of those who have agreed', async () => {
  const { rooms, first, ask, asked } = await renewed()
  await ask()
  expect(await asked()).toBe(0)
  rooms.wait({ days: 1 })
  await ask()
  await ask()
  expect(await asked()).toBe(2)
  await agree(rooms, first)
  rooms.wait({ days: 25 })
  await ask()
  await ask()
  expect(await asked()).toBe(3)
})

test('until the term ends the older consent counts, then it is superseded, once', async () => {
  const { rooms, first, second, counts } = await renewed()
  rooms.wait({ days: 30 })
  expect(await rooms.run(({ consents }) => consents.supersede())).toBe(0)
  expect(await counts(second)).toBe(true)
  await agree(rooms, first)
  rooms.wait({ days: 2 })
  expect(await rooms.run(({ consents }) => consents.supersede())).toBe(1)
  expect(await rooms.run(({ consents }) => consents.supersede())).toBe(0)
  expect(await counts(first)).toBe(true)
  expect(await counts(second)).toBe(false)
  expect(await rooms.run(({ erasures }) => erasures.listDue())).toEqual([])
  expect(await rooms.run(({ consents }) => consents.findDue(second))).toBe(PD)
  await agree(rooms, second)
  expect(await counts(second)).toBe(true)
})

test('a signed sheet is taken by the curator of the school and by nobody else', async () => {
  const rooms = await openRooms()
  const place = await rooms.place('Город Магадан', 'Школа № 1')
  const other = await rooms.place('Город Магадан', 'Школа № 2')
  const curator = await rooms.citizen('curator', place, 'Петрова Анна Ильинична')
  const stranger = await rooms.citizen('curator', other, 'Сомова Анна Ильинична')
  const teacher = await rooms.citizen('teacher', place, 'Рябинин Илья Петрович')
  const personId = teacher.personId ?? 0
  for (const id of ['a', 'b'])
    await rooms.db.query(
      `INSERT INTO stored_file (id, name, mime, size, sha256) VALUES ($1, 'Лист.jpg', 'image/jpeg', 1, 'x')`,
      [id],
    )
  const take = (actor: Actor, who: number, fileId = 'a', signedOn = '2026-10-01') =>
    rooms.run(({ paperConsents }) => paperConsents.take(actor, who, PD, { fileId, signedOn }))
  await expect(take(stranger, personId)).rejects.toThrow('person-unknown')
  await expect(take(teacher, personId)).rejects.toThrow('not-allowed')
  await expect(take(curator, curator.personId ?? 0)).rejects.toThrow('consent-sheet-own')
  await expect(take(curator, personId, 'a', '2026-10-09')).rejects.toThrow('consent-sheet-day')
  await expect(take(curator, personId, 'none')).rejects.toThrow('consent-sheet-file')
  await take(curator, personId)
  await expect(take(curator, personId)).rejects.toThrow('consent-sheet-file')
  const signers = await rooms.run(({ paperConsents }) => paperConsents.listSigners(curator, PD))
  expect(signers.map(({ name }) => name)).toEqual(['Петрова Анна Ильинична'])
  const of = async (id: number) => rooms.run(({ consents }) => consents.findGiven(id, PD))
  expect(await of(personId)).toBe(true)
})

test('a consent on paper stops a destruction, too', async () => {
  const rooms = await openRooms()
  const place = await rooms.place('Город Магадан', 'Школа № 1')
  const curator = await rooms.citizen('curator', place, 'Петрова Анна Ильинична')
  const teacher = await rooms.citizen('teacher', place, 'Рябинин Илья Петрович')
  await agree(rooms, teacher)
  await rooms.run(({ consents }) => consents.withdraw(teacher, PD))
  await rooms.db.query(
    `INSERT INTO stored_file (id, name, mime, size, sha256) VALUES ('a', 'Лист.jpg', 'image/jpeg', 1, 'x')`,
  )
  await rooms.run(({ paperConsents }) =>
    paperConsents.take(curator, teacher.personId ?? 0, PD, { fileId: 'a', signedOn: '2026-10-05' }),
  )
  expect(await rooms.run(({ erasures }) => erasures.findOwn(teacher))).toBeNull()
})

test('who has let the term of the older consent pass can still have everything destroyed', async () => {
  const { rooms, second } = await renewed()
  rooms.wait({ days: 40 })
  await rooms.run(({ consents }) => consents.supersede())
  const { day } = await rooms.run(({ consents }) => consents.withdraw(second, PD))
  expect(day).toBe('2026-12-13')
  await expect(rooms.run(({ consents }) => consents.withdraw(second, PD))).rejects.toMatchObject({
    code: 'consent-not-given',
  })
})

test('a refusal of a new version of the consent to publication is told like a withdrawal', async () => {
  const rooms = await openRooms()
  const place = await rooms.place('Город Магадан', 'Школа № 1')
  const curator = await rooms.citizen('curator', place, 'Петрова Анна Ильинична')
  const teacher = await rooms.citizen('teacher', place, 'Рябинин Илья Петрович')
  const answer = (how: 'give' | 'refuse') =>
    rooms.run(async ({ consents }) => {
      const { hash } = await consents.showDocument(teacher, 'publication')
      await consents[how](teacher, 'publication', hash)
    })
  const told = async () =>
    JSON.stringify(
      await rooms.db.query('SELECT content FROM delivery WHERE account_id = $1', [
        curator.accountId,
      ]),
    ).includes('erasure-withdrawn-told')
  await answer('refuse')
  expect(await told()).toBe(false)
  await answer('give')
  await answer('refuse')
  expect(await told()).toBe(true)
})

test('of a minor the parent is asked about a new version: after the pupil’s own word from fourteen on', async () => {
  const rooms = await openRooms()
  const place = await rooms.place('Город Магадан', 'Школа № 1')
  const text = rooms.outside.consentTexts[PD]
  if (!text) throw new Error('no text')
  const family = async (name: string, birthDate: string) => {
    const pupil = await rooms.citizen('mentee', place, name, { birthDate })
    const parent = await rooms.citizen('parent', place, `Родитель${name}`)
    await rooms.run(({ guardians }) => guardians.join(pupil.personId ?? 0, parent.personId ?? 0))
    return { pupil, parent }
  }
  const assent = ({ pupil }: { pupil: Actor }) =>
    rooms.run(async ({ consents, guardians }) => {
      const { hash } = await consents.showDocument(pupil, PD)
      await guardians.assent(pupil, PD, hash)
    })
  const parentAgrees = ({ pupil, parent }: { pupil: Actor; parent: Actor }) =>
    rooms.run(async ({ wards }) => {
      const { hash } = await wards.showDocument(parent, pupil.personId ?? 0, PD)
      await wards.give(parent, pupil.personId ?? 0, PD, hash)
    })
  const young = await family('Летова Ольга Ивановна', '2015-03-15')
  const older = await family('Зимина Анна Дмитриевна', '2011-03-15')
  await parentAgrees(young)
  await assent(older)
  await parentAgrees(older)
  rooms.outside = {
    ...rooms.outside,
    consentTexts: { [PD]: { ...text, version: 2, since: '2026-10-06', reaskDays: 30 } },
  }
  const asked = async (who: Actor) =>
    (
      await rooms.db.query<{ key: string }>(
        `SELECT content #>> '{text,0,key}' AS key FROM delivery WHERE account_id = $1`,
        [who.accountId],
      )
    ).filter(({ key }) => key.includes('anew')).length
  const ask = () => rooms.run(({ consents }) => consents.askAnew(place.municipalityId))
  rooms.wait({ days: 1 })
  await ask()
  expect(await Promise.all([young.pupil, young.parent].map(asked))).toEqual([0, 1])
  expect(await Promise.all([older.pupil, older.parent].map(asked))).toEqual([1, 0])
  await assent(older)
  await ask()
  expect(await asked(older.parent)).toBe(1)
  await parentAgrees(older)
  await parentAgrees(young)
  rooms.wait({ days: 25 })
  await ask()
  expect(await Promise.all([young.parent, older.pupil].map(asked))).toEqual([1, 1])
})
