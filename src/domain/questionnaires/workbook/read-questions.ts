import type { TableBlock } from '../../roadmaps/source.ts'
import type { Problem } from '../check.ts'
import type { ChoiceOption, QuestionDefinition, ScaleStep } from '../definition.ts'
import { unused } from '../slug.ts'
import { type Complain, dayIn, flagIn, numberIn } from './cells.ts'
import { conditionIn, mirrorsIn } from './links.ts'
import type { OptionRow } from './read-options.ts'
import { rowsOf, type SheetRow } from './table.ts'
import { extras, keyOf, kinds, questionColumns, type whats } from './words.ts'

/** Where a question stands, and its options: `option 0`, `row 2`, `step 1`. */
export interface QuestionPlace {
  line: number
  options: { [what: string]: number }
}

type Row = SheetRow<keyof typeof questionColumns>
type Say = (code: string, args?: Problem['args']) => void

/** The sheet «Вопросы», each question with its rows of «Варианты». */
export function readQuestions(
  table: TableBlock | null,
  options: readonly OptionRow[],
  complain: Complain,
  complainOfOptions: Complain,
) {
  const questions: QuestionDefinition[] = []
  const places: QuestionPlace[] = []
  const rows = table && rowsOf(table, questionColumns, ['text', 'kind'])
  if (!rows) {
    complain(0, 'headings-questions')
    return { questions, places }
  }
  const given = new Set(rows.map(({ cells }) => cells.code.toLowerCase()))
  const codes = rows.map(({ cells }, index) => {
    if (cells.code) return cells.code.toLowerCase()
    const code = unused(`q${index + 1}`, given)
    given.add(code)
    return code
  })
  const numbers = rows.map(
    ({ cells }, index) => cells.number.replace(/\.$/, '') || String(index + 1),
  )
  const whose = (row: OptionRow): number => {
    const byCode = codes.indexOf(row.question.toLowerCase())
    return byCode >= 0 ? byCode : numbers.indexOf(row.question.replace(/\.$/, ''))
  }
  for (const row of options)
    if (row.question !== '' && whose(row) < 0)
      complainOfOptions(row.line, 'option-of-nothing', { value: row.question })

  for (const [index, row] of rows.entries()) {
    const say: Say = (code, args) => complain(row.line, code, args)
    const own = options.filter((one) => whose(one) === index)
    const lines = own.length > 0 ? own : linesOf(row)
    const read = readQuestion(row, codes[index] ?? '', lines, questions, say)
    if (!read) continue
    questions.push(read.question)
    places.push({ line: row.line, options: own.length > 0 ? read.places : {} })
  }
  return { questions, places }
}

/** «Варианты строками»: a line an option, «1 — плохо» where it is a step. */
function linesOf({ line, cells }: Row): OptionRow[] {
  const range = /^(\d{1,2})\s*[–—-]\s*(\d{1,2})$/.exec(cells.lines.trim())
  const [from, to] = [Number(range?.[1]), Number(range?.[2])]
  const all = range
    ? Array.from({ length: Math.max(0, Math.min(to - from, 20) + 1) }, (_, i) => String(from + i))
    : cells.lines.split('\n')
  return all.flatMap((text): OptionRow[] => {
    const said = text.trim()
    if (said === '') return []
    const step = /^(-?\d{1,3})(?:\s*[–—:.)-]\s*(.*))?$/.exec(said)
    const isStep = keyOf(kinds, cells.kind) === 'scale' && step
    return [
      {
        line,
        question: '',
        code: isStep ? (step[1] ?? '') : '',
        label: isStep ? (step[2] ?? '') : said,
        unsure: false,
      },
    ]
  })
}

function readQuestion(
  { cells }: Row,
  code: string,
  lines: readonly OptionRow[],
  before: readonly QuestionDefinition[],
  say: Say,
): { question: QuestionDefinition; places: QuestionPlace['options'] } | null {
  const kind = keyOf(kinds, cells.kind)
  if (!kind) {
    say(cells.kind === '' ? 'cell-kind-missing' : 'cell-kind', { value: cells.kind })
    return null
  }
  const said = extrasIn(cells.more, say)
  const when = conditionIn(cells.when, before, say)
  const mirrors = mirrorsIn(cells.mirrors, say)
  const base = {
    code,
    text: cells.text,
    ...(cells.hint ? { hint: cells.hint } : {}),
    ...(cells.section ? { section: cells.section } : {}),
    personal: flagIn(cells.personal, false, say),
    optional: !flagIn(cells.required, true, say),
    ...(when ? { when } : {}),
    ...(mirrors ? { mirrors } : {}),
    ...(said.has('fixed') ? { fixed: true } : {}),
  }
  const numbers = () => [numberIn(cells.from, say), numberIn(cells.to, say)] as const
  const places: QuestionPlace['options'] = {}
  const only = (what: keyof typeof whats) => ofWhat(lines, what, kind, places)
  const without = () => {
    if (lines.length > 0) say('options-unwanted', { kind: kinds[kind] })
  }
  switch (kind) {
    case 'choice':
      return { question: { ...base, kind, options: optionsFrom(only('option')) }, places }
    case 'several': {
      const [least, most] = numbers()
      const options = optionsFrom(only('option'))
      const bounds = {
        least: least ?? (base.optional ? 0 : 1),
        ...(most === undefined ? {} : { most }),
      }
      return { question: { ...base, kind, options, ...bounds }, places }
    }
    case 'scale':
      return { question: { ...base, kind, steps: stepsFrom(only('step'), say) }, places }
    case 'grid': {
      const steps = stepsFrom(only('step'), say)
      return { question: { ...base, kind, rows: optionsFrom(only('row')), steps }, places }
    }
    case 'persons': {
      without()
      const [, most = 1] = numbers()
      const among = said.has('mentees') ? 'mentees' : 'mentors'
      const within = said.has('municipality') ? 'municipality' : 'school'
      // Always personal and never demanded, whatever the cells say.
      const always = { personal: true, optional: true }
      return {
        question: { ...base, ...always, kind, among, within, most, ranked: said.has('ranked') },
        places,
      }
    }
    case 'text':
    case 'number': {
      without()
      const [min, max] = numbers()
      const bounds = {
        ...(min === undefined ? {} : { min }),
        ...(max === undefined ? {} : { max }),
      }
      if (kind === 'text') return { question: { ...base, kind, ...bounds }, places }
      const whole = said.has('whole') ? { whole: true } : {}
      return { question: { ...base, kind, ...bounds, ...whole }, places }
    }
    case 'date': {
      without()
      const days = [cells.from, cells.to].map((cell) => {
        const day = cell === '' ? undefined : dayIn(cell)
        if (day === null) say('cell-date', { value: cell })
        return day ?? undefined
      })
      const [min, max] = days
      return {
        question: {
          ...base,
          kind,
          ...(min === undefined ? {} : { min }),
          ...(max === undefined ? {} : { max }),
          ...(said.has('rough') ? { rough: true } : {}),
          ...(said.has('past') ? { past: true } : {}),
        },
        places,
      }
    }
  }
}

function extrasIn(cell: string, say: Say): Set<keyof typeof extras> {
  const found = new Set<keyof typeof extras>()
  for (const word of cell.split(/[,;\n]/).map((one) => one.trim())) {
    const key = keyOf(extras, word)
    if (key) found.add(key)
    else if (word !== '') say('cell-more', { value: word })
  }
  return found
}

/** The rows of one meaning; where none is said, a number in a grid is a step and words are a row. */
function ofWhat(
  lines: readonly OptionRow[],
  what: keyof typeof whats,
  kind: QuestionDefinition['kind'],
  places: QuestionPlace['options'],
): OptionRow[] {
  const guess = (row: OptionRow): keyof typeof whats => {
    if (kind === 'scale') return 'step'
    if (kind !== 'grid') return 'option'
    return /^-?\d+$/.test(row.code) ? 'step' : 'row'
  }
  const found = lines.filter((row) => (row.what ?? guess(row)) === what)
  found.forEach((row, index) => {
    places[`${what} ${index}`] = row.line
  })
  return found
}

function optionsFrom(rows: readonly OptionRow[]): ChoiceOption[] {
  const given = new Set(rows.map(({ code }) => code.toLowerCase()))
  return rows.map(({ code, label, unsure }, index) => {
    const known = code.toLowerCase() || unused(`v${index + 1}`, given)
    return { code: known, label, ...(unsure ? { unsure: true } : {}) }
  })
}

function stepsFrom(rows: readonly OptionRow[], say: Say): ScaleStep[] {
  return rows.map(({ code, label }, index) => {
    const value = code === '' ? index + 1 : numberIn(code, say)
    return { value: value ?? index + 1, label }
  })
}
