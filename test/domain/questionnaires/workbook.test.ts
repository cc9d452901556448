import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readDocument } from '../../../src/documents/read-document.ts'
import { writeQuestionnaireXlsx } from '../../../src/documents/write-questionnaire-xlsx.ts'
import { problemsOf } from '../../../src/domain/questionnaires/check.ts'
import type { Questionnaire } from '../../../src/domain/questionnaires/definition.ts'
import { isWorkbook, readWorkbook } from '../../../src/domain/questionnaires/workbook/read.ts'
import { type Workbook, writeWorkbook } from '../../../src/domain/questionnaires/workbook/write.ts'
import { questionnaires } from '../../support/questionnaires.ts'

const say = (key: string) => key

async function throughExcel(workbook: Workbook) {
  const { name, bytes } = await writeQuestionnaireXlsx(workbook, say)
  return readDocument({ name, bytes })
}

test('any questionnaire that is written to .xlsx and read back is the same', async () => {
  await fc.assert(
    fc.asyncProperty(questionnaires, async (questionnaire) => {
      expect(problemsOf(questionnaire)).toEqual([])
      const document = await throughExcel(writeWorkbook(questionnaire))
      expect(isWorkbook(document)).toBe(true)
      const read = readWorkbook(document)
      expect(read.problems).toEqual([])
      expect(read.questionnaire).toEqual(questionnaire)
    }),
    { numRuns: 60 },
  )
})

test('a condition means the step of this number, also where it is the label of another one', async () => {
  const steps = [
    { value: 1, label: '2' },
    { value: 2, label: '1' },
  ]
  const [first] = plain.questions
  const scale = { ...first!, code: 'scale', kind: 'scale' as const, steps }
  const asked = { ...first!, code: 'asked', when: { question: 'scale', is: [2, 1] } }
  const questionnaire = { ...plain, questions: [scale, asked] }
  const { problems, questionnaire: read } = readWorkbook(
    await throughExcel(writeWorkbook(questionnaire)),
  )
  expect(problems).toEqual([])
  expect(read?.questions[1]?.when?.is).toEqual([2, 1])
})

/** A workbook with cells changed: [sheet, row as Excel counts, column, value]. */
async function changed(
  questionnaire: Questionnaire,
  changes: [sheet: number, row: number, column: number, value: string][],
) {
  const workbook = writeWorkbook(questionnaire)
  for (const [sheet, row, column, value] of changes) {
    const rows = workbook.sheets[sheet]!.rows
    while (rows.length < row - 1) rows.push([])
    const cells = rows[row - 2]!
    while (cells.length <= column) cells.push('')
    cells[column] = value
  }
  return readWorkbook(await throughExcel(workbook))
}

const plain: Questionnaire = {
  code: 'mine',
  version: 1,
  title: 'Моя анкета',
  purpose: 'Чтобы узнать',
  source: null,
  audience: ['teacher'],
  offered: false,
  anonymous: false,
  about: 'self',
  questions: [
    {
      code: 'first',
      kind: 'choice',
      text: 'Кто вы?',
      personal: false,
      optional: false,
      options: [
        { code: 'a', label: 'Учитель' },
        { code: 'b', label: 'Воспитатель' },
      ],
    },
    { code: 'second', kind: 'text', text: 'Что важно?', personal: false, optional: true },
  ],
  scores: [],
}

test('all that is wrong is told at once, by sheet and row', async () => {
  const { problems } = await changed(plain, [
    [0, 5, 1, 'педагог, космонавт'],
    [1, 2, 5, 'сочинение'],
    [1, 3, 8, 'много'],
    [1, 3, 11, 'first = c'],
    [1, 4, 3, 'Ещё вопрос'],
    [1, 4, 5, 'шкала'],
    [1, 5, 1, 'second'],
    [1, 5, 3, 'Повтор'],
    [1, 5, 5, 'текст'],
    [2, 4, 0, 'nothing'],
    [2, 4, 3, 'Ничей вариант'],
  ])
  expect(problems.map(({ sheet, row, code }) => `${sheet} ${row} ${code}`)).toEqual([
    'Анкета 5 cell-role',
    'Вопросы 2 cell-kind',
    'Вопросы 3 cell-number',
    'Вопросы 4 steps-few',
    'Вопросы 5 question-code-taken',
    'Варианты 4 option-of-nothing',
  ])
})

test('a form that is filled in by hand needs no codes: they are made, and options may be lines of a cell', async () => {
  const { questionnaire, problems } = await changed({ ...plain, questions: [], code: '' }, [
    [0, 2, 1, 'Удобно ли вам?'],
    [1, 2, 3, 'Где удобнее?'],
    [1, 2, 5, 'Один вариант'],
    [1, 2, 13, 'В школе\nДома'],
    [1, 3, 3, 'Насколько?'],
    [1, 3, 5, 'ШКАЛА'],
    [1, 3, 13, '1–10'],
    [1, 4, 3, 'Почему дома?'],
    [1, 4, 5, 'текст'],
    [1, 4, 6, 'нет'],
    [1, 4, 11, 'q1 = дома'],
    [1, 5, 3, 'Что из этого есть?'],
    [1, 5, 5, 'таблица'],
    [2, 2, 0, '4'],
    [2, 2, 3, 'Класс'],
    [2, 3, 3, 'Компьютер'],
    [2, 4, 2, '0'],
    [2, 4, 3, 'нет'],
    [2, 5, 2, '1'],
    [2, 5, 3, 'есть'],
  ])
  expect(problems).toEqual([])
  expect(questionnaire.code).toBe('udobno-li-vam')
  expect(questionnaire.questions).toMatchObject([
    {
      code: 'q1',
      options: [
        { code: 'v1', label: 'В школе' },
        { code: 'v2', label: 'Дома' },
      ],
    },
    { code: 'q2', kind: 'scale', steps: Array.from({ length: 10 }, (_, i) => ({ value: i + 1 })) },
    { code: 'q3', optional: true, when: { question: 'q1', is: ['v2'] } },
    {
      code: 'q4',
      kind: 'grid',
      rows: [{ label: 'Класс' }, { label: 'Компьютер' }],
      steps: [
        { value: 0, label: 'нет' },
        { value: 1, label: 'есть' },
      ],
    },
  ])
})

test('a condition on a later question or on an answer that is none is told with its row', async () => {
  const { problems } = await changed(plain, [
    [1, 2, 11, 'second = да'],
    [1, 3, 11, 'first = c'],
  ])
  expect(problems.map(({ row, code }) => [row, code])).toEqual([
    [2, 'when-later'],
    [3, 'when-value'],
  ])
})
