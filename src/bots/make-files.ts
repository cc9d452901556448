import { drawChange } from '../documents/draw-change.ts'
import { drawGantt } from '../documents/draw-gantt.ts'
import { drawProgress } from '../documents/draw-progress.ts'
import { drawResults } from '../documents/draw-results.ts'
import type { MadeFile, Say } from '../documents/plan-sheet.ts'
import { type Calendar, ICS_MIME, writeIcs } from '../documents/write-ics.ts'
import { type Paper, writePaper } from '../documents/write-paper.ts'
import { writePlanDocx } from '../documents/write-plan-docx.ts'
import { writePlanXlsx } from '../documents/write-plan-xlsx.ts'
import { writeQuestionnaireXlsx } from '../documents/write-questionnaire-xlsx.ts'
import { writeResultsXlsx } from '../documents/write-results-xlsx.ts'
import type { Workbook } from '../domain/questionnaires/workbook/write.ts'
import type { Comparison, ResultSheet } from '../domain/results/sheet.ts'
import { type PlanSheet, yearShown } from '../domain/roadmaps/sheet-rules.ts'

/** What a file is made of. Plain JSON: it goes to a thread. */
export type Work =
  | { what: 'xlsx' | 'docx' | 'year' | 'schools'; sheet: PlanSheet }
  | { what: 'paper'; paper: Paper }
  | { what: 'results' | 'results-table'; results: ResultSheet }
  | { what: 'results-change'; comparison: Comparison }
  | { what: 'questionnaire'; workbook: Workbook }
  | { what: 'calendar'; calendar: Calendar; name: string }

/** Makes the files of a piece of work; pictures of a long plan are several. */
export async function makeFiles(work: Work, say: Say): Promise<MadeFile[]> {
  switch (work.what) {
    case 'xlsx':
      return [await writePlanXlsx(headed(work.sheet, say), say)]
    case 'docx':
      return [await writePlanDocx(headed(work.sheet, say), say)]
    case 'year':
      return drawGantt(headed(work.sheet, say), yearShown(work.sheet.period, work.sheet.day), say)
    case 'schools':
      return drawProgress(headed(work.sheet, say), say)
    case 'results':
      return drawResults(work.results, say)
    case 'results-table':
      return [await writeResultsXlsx(work.results, say)]
    case 'results-change':
      return drawChange(work.comparison, say)
    case 'paper':
      return writePaper(work.paper, say)
    case 'questionnaire':
      return [await writeQuestionnaireXlsx(work.workbook, say)]
    case 'calendar':
      return [{ name: work.name, mime: ICS_MIME, bytes: writeIcs(work.calendar) }]
  }
}

/** A map that was pasted has no title of its own; a sheet of paper needs a heading. */
const headed = (sheet: PlanSheet, say: Say): PlanSheet =>
  sheet.title.trim() === '' ? { ...sheet, title: say('plan-sheet-untitled') } : sheet
