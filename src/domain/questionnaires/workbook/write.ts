import type { QuestionDefinition, Questionnaire } from '../definition.ts'
import {
  aboutLines,
  abouts,
  extras,
  kinds,
  no,
  optionColumns,
  questionColumns,
  roles,
  scoreColumns,
  sheets,
  whats,
  yes,
} from './words.ts'

/** A questionnaire as sheets of cells, before anybody draws them. Plain JSON. */
export interface Workbook {
  title: string
  sheets: WorkbookSheet[]
}

export interface WorkbookSheet {
  name: string
  columns: WorkbookColumn[]
  rows: string[][]
}

export interface WorkbookColumn {
  header: string
  /** In characters. */
  width: number
  /** What a cell is chosen from. */
  values?: string[]
}

/** The workbook of a questionnaire; `readWorkbook` reads it back. Pure. */
export function writeWorkbook(questionnaire: Questionnaire): Workbook {
  return {
    title: questionnaire.title,
    sheets: [
      aboutSheet(questionnaire),
      questionSheet(questionnaire),
      optionSheet(questionnaire),
      scoreSheet(questionnaire),
    ],
  }
}

const flag = (value: boolean | undefined): string => (value ? yes : no)

function aboutSheet(one: Questionnaire): WorkbookSheet {
  return {
    name: sheets.about,
    columns: [
      { header: 'Что', width: 40 },
      { header: 'Значение', width: 90 },
    ],
    rows: [
      [aboutLines.title, one.title],
      [aboutLines.code, one.code],
      [aboutLines.purpose, one.purpose],
      [aboutLines.audience, one.audience.map((role) => roles[role]).join(', ')],
      [aboutLines.offered, flag(one.offered)],
      [aboutLines.anonymous, flag(one.anonymous)],
      [aboutLines.about, abouts[one.about]],
      [aboutLines.source, one.source ?? ''],
    ],
  }
}

function questionSheet({ questions }: Questionnaire): WorkbookSheet {
  const c = questionColumns
  return {
    name: sheets.questions,
    columns: [
      { header: c.number, width: 5 },
      { header: c.code, width: 16 },
      { header: c.section, width: 22 },
      { header: c.text, width: 60 },
      { header: c.hint, width: 36 },
      { header: c.kind, width: 20, values: Object.values(kinds) },
      { header: c.required, width: 14, values: [yes, no] },
      { header: c.personal, width: 14, values: [yes, no] },
      { header: c.from, width: 12 },
      { header: c.to, width: 12 },
      { header: c.more, width: 30 },
      { header: c.when, width: 28 },
      { header: c.mirrors, width: 28 },
      { header: c.lines, width: 30 },
    ],
    rows: questions.map((question, index) => {
      const [from, to] = bounds(question)
      return [
        String(index + 1),
        question.code,
        question.section ?? '',
        question.text,
        question.hint ?? '',
        kinds[question.kind],
        flag(!question.optional),
        flag(question.personal),
        from,
        to,
        more(question).join(', '),
        question.when ? `${question.when.question} = ${question.when.is.join('; ')}` : '',
        question.mirrors ? `${question.mirrors.questionnaire}: ${question.mirrors.question}` : '',
        '',
      ]
    }),
  }
}

function bounds(question: QuestionDefinition): [string, string] {
  const cell = (value: string | number | undefined) => (value === undefined ? '' : String(value))
  switch (question.kind) {
    case 'several':
      return [cell(question.least), cell(question.most)]
    case 'persons':
      return ['', cell(question.most)]
    case 'text':
    case 'number':
      return [cell(question.min), cell(question.max)]
    case 'date':
      return [dotted(question.min), dotted(question.max)]
    default:
      return ['', '']
  }
}

const dotted = (day: string | undefined): string => day?.split('-').reverse().join('.') ?? ''

function more(question: QuestionDefinition): string[] {
  const said: string[] = []
  if (question.kind === 'number' && question.whole) said.push(extras.whole)
  if (question.kind === 'date' && question.rough) said.push(extras.rough)
  if (question.kind === 'date' && question.past) said.push(extras.past)
  if (question.kind === 'persons') {
    said.push(extras[question.among], extras[question.within])
    if (question.ranked) said.push(extras.ranked)
  }
  if (question.fixed) said.push(extras.fixed)
  return said
}

function optionSheet({ questions }: Questionnaire): WorkbookSheet {
  const c = optionColumns
  const rows: string[][] = []
  for (const question of questions) {
    const add = (what: keyof typeof whats, code: string | number, label: string, unsure = false) =>
      rows.push([question.code, whats[what], String(code), label, unsure ? yes : ''])
    if ('options' in question)
      for (const { code, label, unsure } of question.options) add('option', code, label, unsure)
    if ('rows' in question)
      for (const { code, label, unsure } of question.rows) add('row', code, label, unsure)
    if ('steps' in question)
      for (const { value, label } of question.steps) add('step', value, label)
  }
  return {
    name: sheets.options,
    columns: [
      { header: c.question, width: 20 },
      { header: c.what, width: 14, values: Object.values(whats) },
      { header: c.code, width: 16 },
      { header: c.label, width: 70 },
      { header: c.unsure, width: 22, values: [yes, no] },
    ],
    rows,
  }
}

function scoreSheet({ scores }: Questionnaire): WorkbookSheet {
  const c = scoreColumns
  return {
    name: sheets.scores,
    columns: [
      { header: c.code, width: 16 },
      { header: c.title, width: 40 },
      { header: c.of, width: 40 },
      { header: c.from, width: 8 },
      { header: c.to, width: 8 },
      { header: c.label, width: 40 },
    ],
    rows: scores.flatMap(({ code, title, of, bands }) =>
      bands.map(({ from, to, label }) => [
        code,
        title,
        of.join(', '),
        String(from),
        String(to),
        label,
      ]),
    ),
  }
}
