import type { SourceDocument } from '../../roadmaps/source.ts'
import { type Problem, problemsOf } from '../check.ts'
import type { Questionnaire } from '../definition.ts'
import { slug } from '../slug.ts'
import { readAbout } from './read-about.ts'
import { readOptions } from './read-options.ts'
import { readQuestions } from './read-questions.ts'
import { readScores } from './read-scores.ts'
import { sheetOf } from './table.ts'
import { sheets } from './words.ts'

/** What is wrong with a workbook, and in which row. Put into words as `questionnaire-problem-<code>`. */
export interface PlacedProblem {
  [name: string]: string | number | Problem['args']
  sheet: string
  /** As Excel counts them; 0: the whole sheet. */
  row: number
  code: string
  args: Problem['args']
}

/** A workbook that was read: the questionnaire that it makes, and all that is wrong with it. */
export interface ReadWorkbook {
  questionnaire: Questionnaire
  problems: PlacedProblem[]
}

/** Whether a file is a questionnaire's workbook, and not a road map or whatever else. */
export function isWorkbook(document: SourceDocument): boolean {
  return sheetOf(document, sheets.questions) !== null && sheetOf(document, sheets.about) !== null
}

/** Reads a workbook. Finds everything that is wrong at once; asks nothing and knows no municipality. Pure. */
export function readWorkbook(document: SourceDocument): ReadWorkbook {
  const problems: PlacedProblem[] = []
  const complain =
    (sheet: string) =>
    (row: number, code: string, args: Problem['args'] = {}) => {
      problems.push({ sheet, row, code, args })
    }
  const about = readAbout(sheetOf(document, sheets.about), complain(sheets.about))
  const options = readOptions(sheetOf(document, sheets.options), complain(sheets.options))
  const read = readQuestions(
    sheetOf(document, sheets.questions),
    options,
    complain(sheets.questions),
    complain(sheets.options),
  )
  const scored = readScores(sheetOf(document, sheets.scores), complain(sheets.scores))
  const questionnaire: Questionnaire = {
    ...about.fields,
    code: about.fields.code || slug(about.fields.title) || 'anketa',
    version: 1,
    questions: read.questions,
    scores: scored.scores,
  }
  for (const problem of problemsOf(questionnaire)) {
    const { code, args, question, score, option } = problem
    if (question !== undefined) {
      const place = read.places[question]
      const line = option === undefined ? undefined : place?.options[placeOf(problem)]
      // A row that was complained of once is not complained of again for what follows from it.
      if (
        line === undefined &&
        problems.some(({ sheet, row }) => sheet === sheets.questions && row === place?.line)
      )
        continue
      problems.push({
        sheet: line === undefined ? sheets.questions : sheets.options,
        row: line ?? place?.line ?? 0,
        code,
        args,
      })
    } else if (score !== undefined)
      problems.push({ sheet: sheets.scores, row: scored.lines[score] ?? 0, code, args })
    else
      problems.push({ sheet: sheets.about, row: about.lines[aboutLineOf(code)] ?? 0, code, args })
  }
  const order = Object.values(sheets) as string[]
  problems.sort((a, b) => order.indexOf(a.sheet) - order.indexOf(b.sheet) || a.row - b.row)
  return { questionnaire, problems }
}

/** Steps of a grid stand behind its rows. */
function placeOf({ code, option = 0 }: Problem): string {
  return `${code.startsWith('step') ? 'step' : code.startsWith('row') ? 'row' : 'option'} ${option}`
}

/** The line of the first sheet that a problem of the whole is about: «title-long» → «title». */
function aboutLineOf(code: string): string {
  return code.split('-')[0] ?? code
}
