import { type WriteSheet, writeXlsx } from 'hucre'
import type { IsoDate } from '../domain/shared/calendar.ts'
import { extraColumns, type PlanColumn, printedColumns, stateColumns } from './plan-columns.ts'
import { dotted, type MadeFile, type PlanSheet, printable, type Say } from './plan-sheet.ts'
import { ABOUT, FONT, SECTION, sheetName, TITLE, table, value, XLSX_MIME } from './xlsx-table.ts'

/** The defined name that marks the sheet of marks: it is for people and is not read back. */
export const MARKS_NAME = 'Tandem.marks'

/** Marks of one table; a municipality of forty schools has more of them in a plan for five years. */
const MOST_MARKS = 60_000
/**
 * The road map with its statuses as .xlsx: the first sheet in the shape of the original, the second
 * with every due of everybody who answers. Days are real dates; all else is text, never a formula.
 */
export async function writePlanXlsx(sheet: PlanSheet, say: Say): Promise<MadeFile> {
  const marks = marksSheet(sheet, say)
  const bytes = await writeXlsx({
    sheets: [planSheet(sheet, say), marks],
    namedRanges: [{ name: MARKS_NAME, range: `'${marks.name}'!$A$1` }],
    properties: { title: printable(sheet.title), creator: 'Tandem' },
    defaultFont: FONT,
  })
  return {
    name: `${say('plan-sheet-file', { day: sheet.day })}.xlsx`,
    mime: XLSX_MIME,
    bytes: Buffer.from(bytes),
  }
}

function planSheet(sheet: PlanSheet, say: Say): WriteSheet {
  const own = [...printedColumns(sheet, say), ...stateColumns(say)]
  const columns = [...own, ...extraColumns(sheet, own)]
  const { start, end } = sheet.period
  const about = say('plan-sheet-about', {
    municipality: sheet.municipality,
    start: dotted(start),
    end: dotted(end),
    day: dotted(sheet.day),
  })
  const page = table(sheetName(say('plan-sheet-sheet')), columns)
  page.line(sheet.title, TITLE)
  page.line(about, ABOUT)
  page.header()
  let section = ''
  for (const row of sheet.rows) {
    if (row.section !== section) page.line(row.section, SECTION)
    section = row.section
    page.row(columns.map((column) => value(column.of(row), column.kind)))
  }
  return page.done()
}

function marksSheet(sheet: PlanSheet, say: Say): WriteSheet {
  const column = (key: string, width: number, kind: PlanColumn['kind'] = 'text') => ({
    header: say(`plan-sheet-${key}`),
    width,
    kind,
  })
  const columns = [
    column('number', 7),
    column('activity', 50),
    column('who', 24),
    column('start', 12, 'date'),
    column('due', 12, 'date'),
    column('status', 18),
    column('done-on', 12, 'date'),
    column('done-by', 24),
    column('comment', 40),
  ]
  const page = table(sheetName(say('plan-sheet-marks')), columns)
  page.header()
  const last = lastDueOf(sheet)
  for (const row of sheet.rows)
    for (const { start, due, states } of row.occurrences) {
      if (due > last) continue
      for (const state of states)
        page.row([
          value(row.number),
          value(row.activity),
          value(state.school ?? say('plan-sheet-municipality')),
          value(start, 'date'),
          value(due, 'date'),
          value(say(`plan-sheet-status-${state.status}`)),
          value(state.doneOn ?? '', 'date'),
          value(state.doneBy ?? ''),
          value(state.comment ?? ''),
        ])
    }
  if (last < LAST_DAY) page.line(say('plan-sheet-marks-until', { day: dotted(last) }), ABOUT)
  return page.done()
}

const LAST_DAY = '9999-12-31'

/** The due up to which the marks are shown: what is furthest ahead is left out where they are too many. */
function lastDueOf(sheet: PlanSheet): IsoDate {
  const dues = new Map<IsoDate, number>()
  for (const { occurrences } of sheet.rows)
    for (const { due, states } of occurrences) dues.set(due, (dues.get(due) ?? 0) + states.length)
  const order = [...dues].sort(([a], [b]) => (a < b ? -1 : 1))
  let count = 0
  const first = order.findIndex(([, marks]) => {
    count += marks
    return count > MOST_MARKS
  })
  if (first < 0) return LAST_DAY
  return order[Math.max(0, first - 1)]![0]
}
