import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { readYamlFolder } from '../../../src/documents/yaml-folder.ts'
import type {
  AnswerValue,
  ItemDefinition,
  QuestionDefinition,
} from '../../../src/domain/questionnaires/definition.ts'
import { readLibrary, readQuestionnaire } from '../../../src/domain/questionnaires/library.ts'
import { applicable, firstOpen } from '../../../src/domain/questionnaires/rules.ts'
import type { Actor } from '../../../src/domain/shared/access.ts'
import { openRooms, type Rooms } from '../../support/people.ts'

const CODE = 'onboarding'

async function consenting() {
  const rooms = await openRooms()
  const place = await rooms.place('Город Магадан', 'Школа № 1')
  const consent = async (actor: Actor) => {
    const code = 'personal-data'
    const { hash } = await rooms.run(({ consents }) => consents.showDocument(actor, code))
    await rooms.run(({ consents }) => consents.give(actor, code, hash))
    return actor
  }
  const teacher = await consent(await rooms.citizen('teacher', place))
  const id = await rooms.run(({ questionnaires }) => questionnaires.begin(teacher, CODE))
  const answer = (question: string, value: AnswerValue, actor = teacher) =>
    rooms.run(({ questionnaires }) =>
      questionnaires.answer(actor, { id, questionnaire: CODE }, question, value),
    )
  const show = (at: string | null = null) =>
    rooms.run(({ questionnaires }) => questionnaires.showQuestion(teacher, id, at))
  return { rooms, place, consent, teacher, id, answer, show }
}

/** Some answer that fits. */
function anyAnswer(question: ItemDefinition): AnswerValue {
  switch (question.kind) {
    case 'choice':
      return question.options[0]?.code ?? null
    case 'several':
      return question.options.slice(0, 2).map(({ code }) => code)
    case 'scale':
      return question.steps[2]?.value ?? null
    case 'number':
      return 3
    case 'persons':
      return [1]
    case 'date':
      return '2000-02-29'
    case 'text':
      return 'Математика'
  }
}

test('answers are saved as they are given, and it goes on at the first question without one', async () => {
  const { rooms, teacher, id, answer, show } = await consenting()
  expect(await show()).toMatchObject({ code: 'position', number: 1, total: 12, previous: null })
  await answer('position', 'subject')
  expect(await show()).toMatchObject({
    code: 'subject',
    number: 2,
    total: 13,
    previous: 'position',
  })
  await answer('subject', 'Физика')
  await answer('birth-date', null)
  rooms.wait({ days: 30 })
  expect(await rooms.run(({ questionnaires }) => questionnaires.begin(teacher, CODE))).toBe(id)
  expect(await show()).toMatchObject({ code: 'teaching-start', number: 4 })
  expect(
    await rooms.run(({ questionnaires }) => questionnaires.findHalfDone(teacher)),
  ).toMatchObject({ code: CODE, state: 'half', answered: 3, total: 13 })
})

test('any answer can be changed, and a condition that no longer holds takes its question away', async () => {
  const { answer, show } = await consenting()
  await answer('position', 'subject')
  await answer('subject', 'Физика')
  expect(await show('subject')).toMatchObject({ answer: { text: 'Физика' } })
  await answer('position', 'primary')
  expect(await show()).toMatchObject({ code: 'birth-date', number: 2, total: 12 })
  await answer('position', 'subject')
  expect(await show()).toMatchObject({ code: 'birth-date', number: 3 })
})

test('a questionnaire is sent when it is full, and not before', async () => {
  const { rooms, teacher, id, answer } = await consenting()
  const complete = () => rooms.run(({ questionnaires }) => questionnaires.complete(teacher, id))
  await expect(complete()).rejects.toMatchObject({ code: 'questionnaire-open' })
  const questionnaire = rooms.outside.questionnaires[CODE]
  if (!questionnaire) throw new Error('no questionnaire')
  const answers: Record<string, AnswerValue> = {}
  for (
    let open = firstOpen(questionnaire, answers);
    open;
    open = firstOpen(questionnaire, answers)
  ) {
    answers[open.code] = anyAnswer(open)
    await answer(open.code, anyAnswer(open))
  }
  await complete()
  const stored = await rooms.run(({ questionnaires }) =>
    questionnaires.findAnswers(teacher.personId ?? 0, CODE),
  )
  expect(stored).toEqual(answers)
  const summary = await rooms.run(({ questionnaires }) =>
    questionnaires.showSummary(teacher, id, 1),
  )
  expect(summary).toMatchObject({ page: 1, pages: 2, sent: true })
  expect(applicable(questionnaire, answers).length).toBe(12 + summary.items.length)
})

test('an answer that does not fit is refused', async () => {
  const { answer } = await consenting()
  for (const [question, value] of [
    ['position', 'astronaut'],
    ['position', null],
    ['experience', -1],
    ['experience', 1.5],
    ['planning', 6],
    ['help', ['nothing']],
    ['birth-date', '1900-01-01'],
    ['subject', '  '],
    ['no-such', 'x'],
  ] as [string, AnswerValue][])
    await expect(answer(question, value), question).rejects.toMatchObject({ code: 'answer-misfit' })
})

test('nobody reads or writes the answers of another person', async () => {
  const { rooms, place, consent, id, answer } = await consenting()
  const other = await consent(await rooms.citizen('teacher', place))
  await expect(answer('position', 'subject', other)).rejects.toMatchObject({
    code: 'response-unknown',
  })
  await expect(
    rooms.run(({ questionnaires }) => questionnaires.showQuestion(other, id)),
  ).rejects.toMatchObject({ code: 'response-unknown' })
  await expect(
    rooms.run(({ questionnaires }) => questionnaires.begin(other, 'mentee-preferences')),
  ).rejects.toMatchObject({ code: 'questionnaire-not-yours' })
})

test('without a consent nothing is begun', async () => {
  const { rooms, place } = await consenting()
  const teacher = await rooms.citizen('teacher', place)
  await expect(
    rooms.run(({ questionnaires }) => questionnaires.begin(teacher, CODE)),
  ).rejects.toMatchObject({ code: 'consent-needed' })
})

test('a personal answer is not taken in a messenger that may not carry it', async () => {
  const { rooms, teacher, answer } = await consenting()
  rooms.outside = { ...rooms.outside, personalDataMessengers: ['vk'] }
  await expect(answer('birth-date', '1999-01-01')).rejects.toMatchObject({
    code: 'question-not-here',
  })
  await expect(answer('position', 'primary')).resolves.toBeUndefined()
  expect(await rooms.run(({ people }) => people.showPersonalRoute(teacher))).toEqual({
    here: false,
    linked: [],
    open: [{ messenger: 'vk', label: 'VK', url: 'https://vk.me/tandem?ref=' }],
  })
})

test('a new version keeps the answers to the questions that stayed', async () => {
  const { rooms, answer, show } = await consenting()
  await answer('position', 'primary')
  await answer('birth-date', '1999-01-01')
  const old = rooms.outside.questionnaires[CODE]
  if (!old) throw new Error('no questionnaire')
  const added: QuestionDefinition = {
    code: 'new',
    kind: 'text',
    text: 'Новый вопрос?',
    personal: false,
    optional: false,
  }
  const questionnaire = { ...old, version: 2, questions: [added, ...old.questions] }
  rooms.outside = { ...rooms.outside, questionnaires: { [CODE]: questionnaire } }
  expect(await show()).toMatchObject({ code: 'new', number: 1 })
  expect(await show('birth-date')).toMatchObject({ answer: { day: '1999-01-01' } })
})

test('every questionnaire of the library reads', async () => {
  const library = readLibrary(
    await readYamlFolder(join(import.meta.dirname, '../../../locales/ru/questionnaires')),
  )
  expect(Object.keys(library)).toEqual([
    'curator-criteria',
    'entry-mentee',
    'entry-mentor',
    'exit-mentee',
    'exit-mentor',
    'interim',
    'meeting-mentee',
    'meeting-mentor',
    'mentee-preferences',
    'needs-young-teacher',
    'onboarding',
    'pupil-observation',
    'swot-employer-pupil',
    'swot-employer-student',
    'swot-pupil-pupil',
    'swot-student-pupil',
    'swot-teacher-teacher',
  ])
  for (const one of Object.values(library)) expect(one?.source, one?.code).toBeTruthy()
  const kinds = new Set(library[CODE]?.questions.map(({ kind }) => kind))
  expect([...kinds].sort()).toEqual(['choice', 'date', 'number', 'scale', 'several', 'text'])
})

const question = { code: 'q1', kind: 'text', text: 'Что?' }
const file = (questions: unknown[], more: object = {}) => ({
  path: 'locales/ru/questionnaires/x.yaml',
  content: {
    code: 'x',
    version: 1,
    title: 'X',
    purpose: 'P',
    audience: ['teacher'],
    questions,
    ...more,
  },
})
const choice = {
  code: 'q1',
  kind: 'choice',
  text: 'Что?',
  options: [
    { code: 'a', label: 'А' },
    { code: 'b', label: 'Б' },
  ],
}

test.each([
  [
    'a kind that does not exist',
    file([{ ...question, kind: 'essay' }]),
    /x\.yaml: question 1 \(q1\): /,
  ],
  [
    'a choice without options',
    file([{ ...question, kind: 'choice' }]),
    /question 1 \(q1\): options: /,
  ],
  [
    'a misspelt field',
    file([question, { ...question, code: 'q2', optinal: true }]),
    /question 2 \(q2\): .*optinal/,
  ],
  ['a code used twice', file([question, question]), /question 2 \(q1\): question-code-taken/],
  [
    'a condition on a later question',
    file([{ ...question, when: { question: 'q2', is: ['a'] } }]),
    /question 1 \(q1\): when-unknown \(value: q2\)/,
  ],
  [
    'a condition on an answer that is none',
    file([choice, { ...question, code: 'q2', when: { question: 'q1', is: ['c'] } }]),
    /question 2 \(q2\): when-value \(value: c/,
  ],
  ['an unknown role', file([question], { audience: ['pupil'] }), /x\.yaml: audience\.0: /],
])('a file with %s is refused by the name of file and question', (_, broken, message) => {
  expect(() => readQuestionnaire(broken)).toThrow(message)
})

describe('a questionnaire that is begun in two messengers at once is one', () => {
  const counted = (rooms: Rooms) =>
    rooms.db.query<{ n: number }>('SELECT count(*)::int AS n FROM response')

  test('in steps that share a transaction', async () => {
    const { rooms, place, consent } = await consenting()
    const curious = await consent(await rooms.citizen('teacher', place))
    const other = await consent(await rooms.citizen('teacher', place))
    const before = (await counted(rooms))[0]?.n ?? 0
    const ids = await rooms.run(({ questionnaires }) =>
      Promise.all(
        [curious, other, { ...curious, messenger: 'vk' }].map((actor) =>
          questionnaires.begin(actor, CODE),
        ),
      ),
    )
    expect(ids[2]).toBe(ids[0])
    expect(ids[1]).not.toBe(ids[0])
    expect((await counted(rooms))[0]?.n).toBe(before + 2)
  })

  test('in transactions of their own', async () => {
    const { rooms, place, consent } = await consenting()
    const curious = await consent(await rooms.citizen('teacher', place))
    const ids = await Promise.all(
      Array.from({ length: 4 }, () =>
        rooms.run(async ({ questionnaires }) => {
          const id = await questionnaires.begin(curious, CODE)
          await new Promise((resolve) => setTimeout(resolve, 50))
          return id
        }),
      ),
    )
    expect(new Set(ids).size).toBe(1)
  })
})
