import type { Questionnaire } from '../../src/domain/questionnaires/definition.ts'
import type { Actor } from '../../src/domain/shared/access.ts'
import { openRooms, type Place, type Rooms } from './people.ts'

/** One question that names nobody. */
export const survey: Questionnaire = {
  code: 'town-survey',
  version: 1,
  title: 'Как вам программа',
  purpose: 'Хотим сделать её лучше.',
  source: null,
  audience: ['teacher'],
  offered: false,
  anonymous: false,
  about: 'self',
  questions: [
    {
      code: 'useful',
      kind: 'scale',
      text: 'Полезна?',
      personal: false,
      optional: false,
      steps: [1, 2, 3].map((value) => ({ value, label: '' })),
    },
  ],
  scores: [],
}

/** The survey asked of teachers; `schoolIds` empty: of all schools. */
export const plan = (anonymous: boolean, schoolIds: number[] = []) => ({
  questionnaire: survey.code,
  anonymous,
  roles: ['teacher' as const],
  schoolIds,
  due: '2026-10-16',
  reminds: true,
})

export interface Town {
  rooms: Rooms
  place: Place
  /** Teachers of schools, by the order of the numbers given. */
  schools: { place: Place; teachers: Actor[] }[]
  coordinator: Actor
}

/** A municipality of schools with so many teachers each, all with consent. */
export async function town(...sizes: number[]): Promise<Town> {
  const rooms = await openRooms()
  rooms.outside = {
    ...rooms.outside,
    questionnaires: { ...rooms.outside.questionnaires, [survey.code]: survey },
  }
  const schools: Town['schools'] = []
  for (const [i, size] of sizes.entries()) {
    const place = await rooms.place('Город Пример', `Школа № ${i + 1}`)
    const teachers: Actor[] = []
    for (let k = 0; k < size; k++)
      teachers.push(await rooms.citizen('teacher', place, `Учителев Иван`))
    schools.push({ place, teachers })
  }
  const { place } = schools[0]!
  const coordinator = await rooms.citizen('coordinator', place, 'Северцева Ольга')
  await rooms.db.query(
    `INSERT INTO consent (person_id, purpose, version, text_hash, state, basis, at)
     SELECT id, 'personal-data', 1, '', 'given', 'chat', now() FROM person`,
  )
  return { rooms, place, schools, coordinator }
}

/** Somebody answers the campaign and sends it. */
export async function answer(rooms: Rooms, who: Actor, id: number, mark: number): Promise<void> {
  const response = await rooms.run(({ replies }) => replies.begin(who, id))
  const ref = { id: response, questionnaire: survey.code }
  await rooms.run(({ questionnaires }) => questionnaires.answer(who, ref, 'useful', mark))
  await rooms.run(({ questionnaires }) => questionnaires.complete(who, response))
}

/** What came of it: 'done', or the code of the refusal. */
export const code = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error) => error.code ?? error,
  )
