import { describe, expect, test } from 'vitest'
import type { Actor } from '../../src/domain/shared/access.ts'
import { answer, code, plan, survey, type Town, town } from '../support/campaigns.ts'
import { agree } from '../support/consents.ts'

const [question] = survey.questions

/** The same survey, which asks for the name now. */
const naming = {
  ...survey,
  questions: [
    question!,
    { code: 'who', kind: 'text' as const, text: 'Кто вы?', personal: true, optional: false },
  ],
}

const publish = ({ rooms, coordinator }: Town, content: object) =>
  rooms.run(async ({ questionnaireDrafts }) =>
    questionnaireDrafts.publish(
      coordinator,
      await questionnaireDrafts.addRead(coordinator, content),
    ),
  )

const start = ({ rooms, coordinator }: Town, anonymous: boolean) =>
  rooms.run(({ campaigns }) => campaigns.start(coordinator, plan(anonymous)))

const close = ({ rooms, coordinator }: Town, id: number) =>
  rooms.run(({ campaigns }) => campaigns.close(coordinator, id))

const spread = ({ rooms }: Town, id: number) => rooms.run(({ campaigns }) => campaigns.spread(id))

describe('while a campaign is open, its questionnaire', () => {
  test('gets no question that names people when nobody was to be known', async () => {
    const here = await town(1)
    const id = await start(here, true)
    expect(await code(publish(here, naming))).toBe('draft-campaign-anonymous')
    expect(await code(publish(here, { ...survey, title: 'Как вам теперь' }))).toBe('done')
    await close(here, id)
    expect(await code(publish(here, naming))).toBe('done')
    const { rooms, coordinator } = here
    const again = [
      rooms.run(({ campaigns }) => campaigns.reopen(coordinator, id, '2026-10-20')),
      rooms.run(({ campaigns }) => campaigns.startWave(coordinator, id, '2026-10-20')),
    ]
    expect(await Promise.all(again.map(code))).toEqual([
      'campaign-names-people',
      'campaign-names-people',
    ])
  })

  test('counts anonymous replies as it was at the end, whatever condition is put in later', async () => {
    const here = await town(6)
    const { rooms, coordinator } = here
    const id = await start(here, true)
    const asked = { ...question!, text: 'Полезна ли она?' }
    expect(await code(publish(here, { ...survey, questions: [asked] }))).toBe('done')
    for (const [i, teacher] of here.schools[0]!.teachers.entries())
      await answer(rooms, teacher, id, i === 0 ? 1 : 3)
    await close(here, id)
    const look = async () => {
      const { items } = await rooms.run(({ results }) => results.showResults(coordinator, id, null))
      return items.map(({ text, answered, mean }) => ({ text, answered, mean }))
    }
    const before = await look()
    expect(before).toEqual([{ text: 'Полезна ли она?', answered: 6, mean: 16 / 6 }])
    const first = { ...question!, code: 'first', text: 'Сначала' }
    const when = { question: 'first', is: [3] }
    expect(await code(publish(here, { ...survey, questions: [first, { ...asked, when }] }))).toBe(
      'done',
    )
    expect(await look()).toEqual(before)
  })

  test('is not taken away, and its answers are not lost', async () => {
    const here = await town(1)
    const { rooms, coordinator } = here
    const own = { ...survey, code: 'own-survey' }
    await publish(here, own)
    const id = await rooms.run(({ campaigns }) =>
      campaigns.start(coordinator, { ...plan(false), questionnaire: own.code }),
    )
    const retire = () =>
      code(rooms.run((domain) => domain.questionnaireDrafts.retire(coordinator, own.code)))
    expect(await retire()).toBe('draft-campaign-open')
    await close(here, id)
    expect(await retire()).toBe('done')
  })
})

describe('whoever', () => {
  test('has left is not reminded and not counted as silent, and is asked again when back', async () => {
    const here = await town(2)
    const { rooms, schools, coordinator } = here
    const [gone] = schools[0]!.teachers as [Actor, Actor]
    const curator = await rooms.citizen('curator', schools[0]!.place, 'Лугова Марина')
    const id = await start(here, false)
    const until = (value: string) =>
      rooms.db.query(`UPDATE membership SET until = ${value} WHERE person_id = $1`, [gone.personId])
    await until('now()')
    await spread(here, id)
    const board = await rooms.run(({ campaigns }) => campaigns.listBoard(curator, id))
    expect(board.missing).toHaveLength(1)
    const card = await rooms.run(({ campaigns }) => campaigns.showCampaign(coordinator, id))
    expect(card).toMatchObject({ asked: 1, excluded: 0 })
    expect(await code(rooms.run(({ replies }) => replies.showInvitation(gone, id)))).toBe(
      'campaign-not-asked',
    )
    await until('NULL')
    expect(await spread(here, id)).toBe(1)
    await answer(rooms, gone, id, 2)
  })

  test('was out of reach and answers all the same has answered', async () => {
    const here = await town(2)
    const { rooms, schools, coordinator } = here
    const [back] = schools[0]!.teachers as [Actor, Actor]
    const id = await start(here, false)
    await rooms.db.query('UPDATE account SET reachable = false WHERE person_id = $1', [
      back.personId,
    ])
    await spread(here, id)
    await answer(rooms, back, id, 3)
    const card = await rooms.run(({ campaigns }) => campaigns.showCampaign(coordinator, id))
    expect(card).toMatchObject({ asked: 2, answered: 1, excluded: 0 })
  })
})

test('a mentor’s entry questionnaire that was asked by a campaign is the registry’s, too', async () => {
  const { rooms, place, coordinator } = await town(1)
  const mentor = await rooms.citizen('mentor', place, 'Котов Пётр')
  await agree(rooms, mentor)
  const id = await rooms.run(({ campaigns }) =>
    campaigns.start(coordinator, {
      ...plan(false),
      questionnaire: 'entry-mentor',
      roles: ['mentor'],
    }),
  )
  const response = await rooms.run(({ replies }) => replies.begin(mentor, id))
  const given = {
    subjects: 'Физика',
    experience: 10,
    mentored: 'yes',
    help: ['lessons'],
    places: 2,
    hours: 'h2',
    form: 'any',
    about: 'Люблю опыты.',
    useful: null,
    contact: null,
    ready: null,
  }
  const ref = { id: response, questionnaire: 'entry-mentor' }
  for (const [item, value] of Object.entries(given))
    await rooms.run(({ questionnaires }) => questionnaires.answer(mentor, ref, item, value))
  await rooms.run(({ questionnaires }) => questionnaires.complete(mentor, response))
  expect(await rooms.run(({ mentors }) => mentors.findOffer(mentor))).toMatchObject({
    subjects: ['Физика'],
    places: 2,
  })
})
