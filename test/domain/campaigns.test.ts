import { describe, expect, test } from 'vitest'
import type { Questionnaire } from '../../src/domain/questionnaires/definition.ts'
import type { Actor } from '../../src/domain/shared/access.ts'
import { answer, code, plan, survey, type Town, town } from '../support/campaigns.ts'

test('sent several times at once, a reply is taken once, anonymous or not', async () => {
  const { rooms, schools, coordinator } = await town(2)
  for (const anonymous of [false, true]) {
    const id = await rooms.run(({ campaigns }) => campaigns.start(coordinator, plan(anonymous)))
    const [teacher] = schools[0]!.teachers as [Actor]
    const response = await rooms.run(({ replies }) => replies.begin(teacher, id))
    const again = await Promise.all(
      [1, 2, 3].map(() => rooms.run(({ replies }) => replies.begin(teacher, id))),
    )
    expect(new Set([response, ...again]).size).toBe(1)
    const ref = { id: response, questionnaire: survey.code }
    await rooms.run(({ questionnaires }) => questionnaires.answer(teacher, ref, 'useful', 2))
    const sent = await Promise.all(
      [1, 2, 3].map(() =>
        code(rooms.run(({ questionnaires }) => questionnaires.complete(teacher, response))),
      ),
    )
    expect(sent.filter((one) => one === 'done')).toHaveLength(1)
    const late = rooms.run(({ questionnaires }) => questionnaires.answer(teacher, ref, 'useful', 3))
    expect(await code(late)).toMatch(/campaign-answered|response-unknown/)
  }
  expect(await rooms.db.query('SELECT FROM anonymous_reply')).toHaveLength(1)
  expect(await rooms.db.query('SELECT FROM response')).toHaveLength(1)
}, 60_000)

test('closed while people send, it takes each reply whole or not at all', async () => {
  const { rooms, schools, coordinator } = await town(6)
  const id = await rooms.run(({ campaigns }) => campaigns.start(coordinator, plan(true)))
  const { teachers } = schools[0]!
  const works = teachers.map((one, i) => code(answer(rooms, one, id, (i % 3) + 1)))
  const closing = code(rooms.run(({ campaigns }) => campaigns.close(coordinator, id)))
  const outcomes = await Promise.all(works)
  expect(await closing).toBe('done')
  const taken = outcomes.filter((one) => one === 'done').length
  for (const one of outcomes) expect(['done', 'campaign-closed', 'response-unknown']).toContain(one)
  expect(await rooms.db.query('SELECT FROM anonymous_reply')).toHaveLength(taken)
  expect(await rooms.db.query('SELECT FROM recipient WHERE answered')).toHaveLength(taken)
  expect(await rooms.db.query('SELECT FROM response')).toHaveLength(0)
})

test('closing cuts an anonymous reply loose from a school that it would give away', async () => {
  const { rooms, schools, coordinator } = await town(6, 5, 3)
  const id = await rooms.run(({ campaigns }) => campaigns.start(coordinator, plan(true)))
  for (const { teachers } of schools) for (const one of teachers) await answer(rooms, one, id, 2)
  await rooms.run(({ campaigns }) => campaigns.close(coordinator, id))
  // Three are too few, and with the five of the second school they are enough.
  const kept = await rooms.db.query(
    `SELECT school_id AS "schoolId", count(*)::int AS count FROM anonymous_reply
     GROUP BY school_id ORDER BY school_id NULLS LAST`,
  )
  expect(kept).toEqual([
    { schoolId: schools[0]!.place.schoolId, count: 6 },
    { schoolId: null, count: 8 },
  ])
  const sheet = await rooms.run(({ results }) => results.showResults(coordinator, id, null))
  expect(sheet.items[0]).toMatchObject({ answered: 14 })
  const shown = await rooms.run(({ results }) => results.listSchools(coordinator, id))
  expect(shown.map(({ name }) => name)).toEqual(['Школа № 1'])
  for (const { place } of schools.slice(1))
    expect(
      await code(rooms.run(({ results }) => results.showResults(coordinator, id, place.schoolId))),
    ).toBe('results-few-school')
})

describe('who may', () => {
  test('see a school: its curator and head, not those of another; answers by name: the curator', async () => {
    const { rooms, schools, coordinator } = await town(5, 5)
    const [one, two] = schools as [Town['schools'][number], Town['schools'][number]]
    const curator = await rooms.citizen('curator', one.place, 'Лугова Марина')
    const head = await rooms.citizen('head', one.place, 'Громов Пётр')
    const other = await rooms.citizen('curator', two.place, 'Чужих Анна')
    const methodist = await rooms.citizen('methodist', one.place, 'Мудрова Вера')
    const own = await rooms.run(({ campaigns }) => campaigns.start(curator, plan(false)))
    for (const teacher of one.teachers) await answer(rooms, teacher, own, 3)
    const { schoolId } = one.place
    const see = (who: Actor, named = false) =>
      rooms.run(({ results }) => results.showResults(who, own, schoolId, { named }))
    expect((await see(curator, true)).raw?.rows).toHaveLength(5)
    expect((await see(coordinator, true)).raw?.rows).toHaveLength(5)
    expect((await see(head, true)).raw).toBeNull()
    expect((await see(methodist, true)).raw).toBeNull()
    expect(await code(see(other))).toBe('campaign-unknown')
    expect(await code(see(one.teachers[0]!))).toBe('not-allowed')
    expect(await code(rooms.run(({ campaigns }) => campaigns.close(other, own)))).toBe(
      'campaign-unknown',
    )
    expect(await code(rooms.run(({ campaigns }) => campaigns.close(head, own)))).toBe('not-allowed')
    expect(await rooms.run(({ campaigns }) => campaigns.listCampaigns(other))).toEqual([])
    // The answers by name go through no messenger that may not carry them.
    rooms.outside = { ...rooms.outside, personalDataMessengers: ['vk'] }
    expect((await see(curator, true)).raw).toBeNull()
  })

  test('ask: a curator the own school only, and nobody what names people without names', async () => {
    const { rooms, schools, coordinator } = await town(1, 1)
    const [one, two] = schools as [Town['schools'][number], Town['schools'][number]]
    const curator = await rooms.citizen('curator', one.place, 'Лугова Марина')
    const start = (who: Actor, of: Partial<ReturnType<typeof plan>>) =>
      code(rooms.run(({ campaigns }) => campaigns.start(who, { ...plan(false), ...of })))
    expect(await start(curator, { schoolIds: [two.place.schoolId] })).toBe('not-allowed')
    expect(await start(curator, { due: '2026-10-01' })).toBe('campaign-due')
    expect(await start(one.teachers[0]!, {})).toBe('not-allowed')
    expect(await start(coordinator, { questionnaire: 'onboarding', anonymous: true })).toBe(
      'campaign-names-people',
    )
    expect(await start(curator, {})).toBe('done')
    const asked = await rooms.db.query<{ id: number }>('SELECT person_id AS id FROM recipient')
    expect(asked).toEqual([{ id: one.teachers[0]!.personId }])
  })

  test('be forgotten: the invitation goes with the person, an anonymous reply stays nobody’s', async () => {
    const { rooms, schools, coordinator } = await town(1)
    const [teacher] = schools[0]!.teachers as [Actor]
    const id = await rooms.run(({ campaigns }) => campaigns.start(coordinator, plan(true)))
    await answer(rooms, teacher, id, 2)
    await rooms.run(({ consents }) => consents.withdraw(teacher, 'personal-data'))
    rooms.wait({ days: 31 })
    const [erasure = 0] = await rooms.run(({ erasures }) => erasures.listDue())
    await rooms.run(({ erasures }) => erasures.destroy(erasure))
    expect(await rooms.db.query('SELECT FROM recipient')).toEqual([])
    expect(await rooms.db.query('SELECT FROM anonymous_reply')).toHaveLength(1)
  })
})

test('what was expected on entry is compared with what came of it, without a campaign on entry', async () => {
  const { rooms, schools, coordinator } = await town(1)
  const mirror: Questionnaire = {
    ...survey,
    code: 'exit-survey',
    title: 'Что вышло',
    questions: survey.questions.map((one) => ({
      ...one,
      mirrors: { questionnaire: survey.code, question: 'useful' },
    })),
  }
  rooms.outside = {
    ...rooms.outside,
    questionnaires: { ...rooms.outside.questionnaires, [mirror.code]: mirror },
  }
  const [teacher] = schools[0]!.teachers as [Actor]
  const entry = await rooms.run(({ questionnaires }) => questionnaires.begin(teacher, survey.code))
  const say = (id: number, questionnaire: string, mark: number) =>
    rooms.run(async ({ questionnaires }) => {
      await questionnaires.answer(teacher, { id, questionnaire }, 'useful', mark)
      await questionnaires.complete(teacher, id)
    })
  await say(entry, survey.code, 1)
  const id = await rooms.run(({ campaigns }) =>
    campaigns.start(coordinator, { ...plan(false), questionnaire: mirror.code }),
  )
  await say(await rooms.run(({ replies }) => replies.begin(teacher, id)), mirror.code, 3)
  const [earlier] = await rooms.run(({ results }) => results.listEarlier(coordinator, id))
  expect(earlier).toMatchObject({ id: survey.code, startedOn: '2026-10-05' })
  const { before, changes } = await rooms.run(({ results }) =>
    results.showComparison(coordinator, id, survey.code, null),
  )
  expect(before).toMatchObject({ title: survey.title, answered: 1 })
  expect(changes).toMatchObject([{ text: 'Полезна?', before: 1, after: 3, range: [1, 3] }])
  // What was answered on entry stays open to change; the campaign's reply does not.
  await say(entry, survey.code, 2)
  expect(await code(say(entry + 1, mirror.code, 1))).toBe('campaign-answered')
})
