import { createHash } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { readConsentTexts } from '../../src/documents/consent-texts.ts'
import { openRooms } from '../support/people.ts'

const PD = 'personal-data'

async function teacherIn(rooms: Awaited<ReturnType<typeof openRooms>>) {
  return rooms.citizen('teacher', await rooms.place('Город Магадан', 'Школа № 1'))
}

test('a consent is kept with the hash of what was shown, the time, the messenger and the tap', async () => {
  const rooms = await openRooms()
  const teacher = await teacherIn(rooms)
  const document = await rooms.run(({ consents }) => consents.showDocument(teacher, PD))
  expect(document.text).toContain('Город Магадан')
  expect(document.text).not.toMatch(/[{}]/)
  await rooms.run(({ consents }) => consents.give(teacher, PD, document.hash))
  const [row] = await rooms.db.prisma.consent.findMany()
  expect(row).toMatchObject({
    personId: teacher.personId,
    purpose: PD,
    version: document.version,
    state: 'given',
    basis: 'chat',
    messenger: 'telegram',
    messageKey: 'event-1',
    at: new Date('2026-10-05T00:00:00Z'),
    textHash: createHash('sha256')
      .update(`${document.title}\n${document.version}\n${document.text}`)
      .digest('hex'),
  })
})

test('a newcomer is asked once; a refusal is respected until the text changes', async () => {
  const rooms = await openRooms()
  const teacher = await teacherIn(rooms)
  const due = () => rooms.run(({ consents }) => consents.findDue(teacher))
  expect(await due()).toBe(PD)
  const { hash } = await rooms.run(({ consents }) => consents.showDocument(teacher, PD))
  await rooms.run(({ consents }) => consents.refuse(teacher, PD, hash))
  expect(await due()).toBeNull()
  expect(await rooms.run(({ consents }) => consents.findGiven(teacher.personId ?? 0, PD))).toBe(
    false,
  )

  const text = rooms.outside.consentTexts[PD]
  if (!text) throw new Error('no text')
  rooms.outside = { ...rooms.outside, consentTexts: { [PD]: { ...text, version: 2 } } }
  expect(await due()).toBe(PD)
  await expect(rooms.run(({ consents }) => consents.give(teacher, PD, hash))).rejects.toMatchObject(
    { code: 'consent-changed' },
  )
})

test('a withdrawal stands beside what was given, and answers are no longer stored', async () => {
  const rooms = await openRooms()
  const teacher = await teacherIn(rooms)
  await expect(rooms.run(({ consents }) => consents.withdraw(teacher, PD))).rejects.toMatchObject({
    code: 'consent-not-given',
  })
  const { hash } = await rooms.run(({ consents }) => consents.showDocument(teacher, PD))
  await rooms.run(({ consents }) => consents.give(teacher, PD, hash))
  const id = await rooms.run(({ questionnaires }) => questionnaires.begin(teacher, 'onboarding'))
  await rooms.run(({ consents }) => consents.withdraw(teacher, PD))
  await expect(
    rooms.run(({ questionnaires }) =>
      questionnaires.answer(teacher, { id, questionnaire: 'onboarding' }, 'position', 'subject'),
    ),
  ).rejects.toMatchObject({ code: 'consent-needed' })
  const rows = await rooms.db.prisma.consent.findMany({ orderBy: { id: 'asc' } })
  expect(rows.map(({ state }) => state)).toEqual(['given', 'withdrawn'])
})

test('a guest gives no consent', async () => {
  const rooms = await openRooms()
  const guest = await rooms.guest()
  await expect(rooms.run(({ consents }) => consents.showDocument(guest, PD))).rejects.toMatchObject(
    { code: 'not-registered' },
  )
})

test('a text with a missing part is refused with the name of the file and the part', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'tandem-consents-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  await writeFile(
    join(folder, 'broken.yaml'),
    'code: broken\nversion: 1\nrequired: true\ntitle: T\n',
  )
  await expect(readConsentTexts(folder)).rejects.toThrow(/broken\.yaml: operator: /)
})
