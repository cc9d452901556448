import { type CellStyle, type WriteSheet, writeXlsx } from 'hucre'
import type { Workbook, WorkbookSheet } from '../domain/questionnaires/workbook/write.ts'
import { type MadeFile, printable, type Say } from './plan-sheet.ts'

const MIME = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
const FONT = { name: 'Calibri', size: 11 }
const EDGE = { style: 'thin', color: { rgb: 'BFBFBF' } } as const
/** «@»: a cell that begins with = + - @ stays text, also when somebody edits it. */
const TEXT: CellStyle = {
  font: FONT,
  border: { top: EDGE, right: EDGE, bottom: EDGE, left: EDGE },
  numFmt: '@',
  alignment: { vertical: 'top', wrapText: true },
}
const HEAD: CellStyle = {
  ...TEXT,
  font: { ...FONT, bold: true },
  fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb: 'E2EFDA' } },
  alignment: { vertical: 'center', wrapText: true },
}
/** Room below the last row that is filled in by people. */
const room = 200

/**
 * A questionnaire as .xlsx, to be filled in, changed and sent back: its sheets and one that says how.
 * All cells are text; where a cell is one of a few words, it is chosen from a list.
 */
export async function writeQuestionnaireXlsx(workbook: Workbook, say: Say): Promise<MadeFile> {
  const bytes = await writeXlsx({
    sheets: [...workbook.sheets.map(sheetOf), helpSheet(say)],
    properties: { title: printable(workbook.title), creator: 'Tandem' },
    defaultFont: FONT,
  })
  const title = printable(workbook.title).replace(/[\\/:*?"<>|\n]+/g, ' ')
  return {
    name: `${say('questionnaire-file-name', { title: title.slice(0, 80) })}.xlsx`,
    mime: MIME,
    bytes: Buffer.from(bytes),
  }
}

function sheetOf({ name, columns, rows }: WorkbookSheet): WriteSheet {
  const header = columns.map((column) => column.header)
  const all = [header, ...rows.map((row) => row.map(printable))]
  const cells: WriteSheet['cells'] = new Map()
  all.forEach((row, r) => {
    row.forEach((value, c) => {
      cells.set(`${r},${c}`, { value: value === '' ? null : value, style: r === 0 ? HEAD : TEXT })
    })
  })
  return {
    name,
    rows: all.map((row) => row.map((value) => (value === '' ? null : value))),
    cells,
    columns: columns.map(({ width }) => ({ width, numFmt: '@' })),
    freezePane: { rows: 1 },
    dataValidations: columns.flatMap(({ values }, index) => {
      if (!values) return []
      const letter = String.fromCharCode(65 + index)
      return [
        {
          type: 'list' as const,
          values,
          allowBlank: true,
          range: `${letter}2:${letter}${all.length + room}`,
        },
      ]
    }),
    pageSetup: {
      paperSize: 'a4',
      orientation: 'landscape',
      fitToPage: true,
      fitToWidth: 1,
      fitToHeight: 0,
    },
  }
}

function helpSheet(say: Say): WriteSheet {
  const lines = say('questionnaire-file-help').split('\n')
  const cells: WriteSheet['cells'] = new Map()
  lines.forEach((value, r) => {
    const style: CellStyle = {
      font: FONT,
      numFmt: '@',
      alignment: { vertical: 'top', wrapText: true },
    }
    cells.set(`${r},0`, { value: value || null, style })
  })
  return {
    name: say('questionnaire-file-help-sheet'),
    rows: lines.map((line) => [line || null]),
    cells,
    columns: [{ width: 110 }],
  }
}
