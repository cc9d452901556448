import { expect, test } from 'vitest'
import { openDomain } from '../../../src/domain/index.ts'
import type { Answers, Questionnaire } from '../../../src/domain/questionnaires/definition.ts'
import { edited } from '../../../src/domain/questionnaires/edit.ts'
import {
  linesIn,
  optionsFromLines,
  stepsFromLines,
} from '../../../src/domain/questionnaires/lines.ts'
import { publishProblems } from '../../../src/domain/questionnaires/publish.ts'
import { scoresOf } from '../../../src/domain/questionnaires/scores.ts'
import type { Tx } from '../../../src/infra/db.ts'
import { openRooms } from '../../support/people.ts'

const options = [
  { code: 'a', label: 'Ёлка' },
  { code: 'b', label: 'Сосна' },
  { code: 'c', label: 'Не знаю', unsure: true },
]

test('options as somebody writes them, with numbers, dashes and empty lines', () => {
  expect(linesIn(' 1. Первый\n\n2) Второй\n– Третий\n• Четвёртый\n2026 год')).toEqual([
    'Первый',
    'Второй',
    'Третий',
    'Четвёртый',
    '2026 год',
  ])
})

test('an option that stayed or was only renamed keeps its code, so that answers stay good', () => {
  expect(optionsFromLines(['елка', 'Кедр', 'Не знаю'], options)).toEqual([
    { code: 'a', label: 'елка' },
    { code: 'b', label: 'Кедр' },
    { code: 'c', label: 'Не знаю', unsure: true },
  ])
  expect(optionsFromLines(['Не знаю', 'Ёлка'], options).map(({ code }) => code)).toEqual(['c', 'a'])
  const added = optionsFromLines(['Ёлка', 'Сосна', 'Берёза', 'Не знаю'], options)
  expect(added.map(({ code }) => code)).toEqual(['a', 'b', 'v3', 'c'])
})

test('a scale is a range or a step a line', () => {
  expect(stepsFromLines('0–2')).toEqual([0, 1, 2].map((value) => ({ value, label: '' })))
  expect(stepsFromLines('0 – нет\n1 – да')).toEqual([
    { value: 0, label: 'нет' },
    { value: 1, label: 'да' },
  ])
  expect(stepsFromLines('плохо\nхорошо')?.map(({ value }) => value)).toEqual([1, 2])
  expect(stepsFromLines('5')).toBeNull()
  expect(stepsFromLines('5–5')).toBeNull()
})

test('what the programme works with is kept: words may change, answers may not come or go', async () => {
  const { outside } = await openRooms()
  const library = outside.questionnaires['entry-mentor'] as Questionnaire
  const help = library.questions.find(({ code }) => code === 'help')
  if (help?.kind !== 'several') throw new Error('no help')
  const words = help.options.map(({ label }) => label)
  const renamed = edited(library, {
    do: 'options',
    question: 'help',
    text: ['Посещение уроков', ...words.slice(1)].join('\n'),
  })
  expect(publishProblems(renamed, library, [library])).toEqual([])
  expect(() =>
    edited(library, { do: 'options', question: 'help', text: words.slice(1).join('\n') }),
  ).toThrow('draft-fixed')
  const without = { ...library, questions: library.questions.filter((one) => one !== help) }
  expect(publishProblems(without, library, [library]).map(({ code }) => code)).toEqual([
    'fixed-missing',
  ])
})

test('the sum of a curator’s criteria falls into its band, and is none while a mark is missing', async () => {
  const { outside } = await openRooms()
  const form = outside.questionnaires['curator-criteria'] as Questionnaire
  const grid = form.questions.find(({ code }) => code === 'criteria')
  if (grid?.kind !== 'grid') throw new Error('no grid')
  const marks = (mark: number): Answers =>
    Object.fromEntries(grid.rows.map(({ code }) => [`criteria.${code}`, mark]))
  const of = (answers: Answers) => scoresOf(form, answers)[0]
  expect(of(marks(2))).toMatchObject({ sum: 18, band: 'оптимально' })
  expect(of(marks(1))).toMatchObject({ sum: 9, band: 'допустимо' })
  expect(of({ ...marks(1), 'criteria.pairs': 0 })).toMatchObject({ sum: 8, band: 'недостаточно' })
  const { 'criteria.pairs': _, ...missing } = marks(2)
  expect(of(missing)).toMatchObject({ sum: null, band: null })
})

test('an edition of the municipality costs answering no statement more than the library', async () => {
  const rooms = await openRooms()
  const place = await rooms.place('Город Магадан', 'Школа № 1')
  const coordinator = await rooms.citizen('coordinator', place)
  const teacher = await rooms.citizen('teacher', place)
  await rooms.run(async ({ consents }) => {
    const { hash } = await consents.showDocument(teacher, 'personal-data')
    await consents.give(teacher, 'personal-data', hash)
  })
  const id = await rooms.run(({ questionnaires }) => questionnaires.begin(teacher, 'onboarding'))
  const statements = async () => {
    let count = 0
    await rooms.db.transaction(async (tx) => {
      const counted: Tx = {
        get prisma() {
          count += 1
          return tx.prisma
        },
        query(text, params) {
          count += 1
          return tx.query(text, params)
        },
        gather(text, params) {
          count += 1
          return tx.gather(text, params)
        },
      }
      const { questionnaires } = openDomain(counted, rooms.outside)
      const screen = await questionnaires.showQuestion(teacher, id, 'position')
      const response = { id, questionnaire: 'onboarding', edition: screen?.edition ?? null }
      await questionnaires.answer(teacher, response, 'position', 'primary')
    })
    return count
  }
  expect(await statements()).toBe(2)
  await rooms.run(async ({ questionnaireDrafts }) => {
    const draft = await questionnaireDrafts.copy(coordinator, 'onboarding')
    await questionnaireDrafts.edit(coordinator, draft, { do: 'title', text: 'Наша анкета' })
    expect(await questionnaireDrafts.publish(coordinator, draft)).toBe(3)
  })
  // Once a process it is read, and never again.
  expect(await statements()).toBe(3)
  expect(await statements()).toBe(2)
  const foreign = await rooms.place('Город Иной', 'Школа № 2')
  const other = await rooms.citizen('teacher', foreign)
  const titles = (await rooms.run(({ questionnaires }) => questionnaires.listOffered(other))).map(
    ({ title }) => title,
  )
  expect(titles).toEqual(['Опыт и потребности педагога'])
})
