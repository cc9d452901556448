import { type CellValue, type WriteSheet, writeXlsx } from 'hucre'
import type { RegisterSheet, RegisterSheetLine } from '../domain/registers/service.ts'
import { dotted, type MadeFile, printable, type Say } from './plan-sheet.ts'
import {
  ABOUT,
  FONT,
  type SheetColumn,
  sheetName,
  TITLE,
  table,
  value,
  XLSX_MIME,
} from './xlsx-table.ts'

/** Rows of a template that are ready to be filled in. */
const TEMPLATE_ROWS = 300

type Column = SheetColumn & { of(line: RegisterSheetLine, index: number): CellValue }

/** A register as .xlsx with what is computed at its day; it can be corrected and sent back. */
export async function writeRegisterXlsx(sheet: RegisterSheet, say: Say): Promise<MadeFile> {
  const columns = [...ownColumns(sheet, say), ...computedColumns(sheet, say)]
  const page = table(sheetName(say(`register-sheet-${sheet.kind}`)), columns)
  page.line(title(sheet, say), TITLE)
  page.line(say('register-sheet-about', { day: dotted(sheet.day) }), ABOUT)
  page.header()
  sheet.lines.forEach((line, index) => {
    page.row(columns.map((column) => column.of(line, index)))
  })
  const sheets = [page.done()]
  if (sheet.kind === 'teachers') sheets.push(countsSheet(sheet, say))
  return file(sheets, say(`register-file-${sheet.kind}`, { day: sheet.day }), sheet, say)
}

/** An empty register to fill in, with the columns that are read. */
export async function writeRegisterTemplate(sheet: RegisterSheet, say: Say): Promise<MadeFile> {
  const columns = ownColumns(sheet, say)
  const page = table(sheetName(say(`register-sheet-${sheet.kind}`)), columns)
  page.line(title(sheet, say), TITLE)
  page.line(say(`register-template-about-${sheet.kind}`), ABOUT)
  page.header()
  for (let row = 0; row < TEMPLATE_ROWS; row++) page.row(columns.map(() => null))
  const done = page.done()
  const schools = offered(sheet.schools)
  const school = columns.findIndex(({ header }) => header === say('register-column-school'))
  const [letter, first] = [String.fromCharCode(65 + school), 4]
  const range = `${letter}${first}:${letter}${first + TEMPLATE_ROWS - 1}`
  const dataValidations: NonNullable<WriteSheet['dataValidations']> = schools
    ? [{ type: 'list', values: schools, range, allowBlank: true, showErrorMessage: true }]
    : []
  return file([{ ...done, dataValidations }], say(`register-template-${sheet.kind}`), sheet, say)
}

/** Names for Excel's list: it holds 255 characters and parts them by commas. */
function offered(schools: readonly string[]): string[] | null {
  const fits = schools.join(',').length <= 255 && !schools.some((name) => /[,"]/.test(name))
  return fits && schools.length > 0 ? [...schools] : null
}

function title(sheet: RegisterSheet, say: Say): string {
  return say(`register-title-${sheet.kind}`, { where: sheet.school ?? sheet.municipality })
}

function ownColumns({ kind }: RegisterSheet, say: Say): Column[] {
  const text = (key: string, width: number, of: (line: RegisterSheetLine) => string | null) => {
    const column: Column = {
      header: say(`register-column-${key}`),
      width,
      kind: 'text',
      of: (line) => value(of(line) ?? ''),
    }
    return column
  }
  const date = (key: string, of: (line: RegisterSheetLine) => string | null): Column => ({
    ...text(key, 14, of),
    kind: 'date',
    of: (line) => value(of(line) ?? '', 'date'),
  })
  const number: Column = {
    ...text('number', 6, () => null),
    of: (_, index) => index + 1,
  }
  return [
    number,
    text('name', 34, ({ name }) => name),
    date('birthDate', ({ birthDate }) => birthDate),
    text('school', 28, ({ school }) => school),
    ...(kind === 'teachers'
      ? [
          text('post', 24, ({ post }) => post),
          text('subject', 24, ({ subject }) => subject),
          date('teachingStart', ({ teachingStart }) => teachingStart),
          text('category', 16, ({ category }) => category),
        ]
      : [text('schoolClass', 10, ({ schoolClass }) => schoolClass)]),
  ]
}

function computedColumns({ kind }: RegisterSheet, say: Say): Column[] {
  const said = (known: boolean | null): CellValue =>
    known === null ? null : value(say(known ? 'yes' : 'no'))
  const column = (key: string, of: (line: RegisterSheetLine) => boolean | null): Column => ({
    header: say(`register-column-${key}`),
    width: 14,
    kind: 'text',
    of: (line) => said(of(line)),
  })
  const joined = column('joined', (line) => line.joined)
  const publishable = column('publishable', (line) => line.publishable)
  if (kind === 'pupils') return [joined, publishable]
  return [
    column('young', ({ young }) => young),
    column('beginner', ({ beginner }) => beginner),
    joined,
    publishable,
  ]
}

/** How many are what; the two definitions are told apart in words. */
function countsSheet({ counts, day, ...sheet }: RegisterSheet, say: Say): WriteSheet {
  const columns: SheetColumn[] = [
    { header: say('register-count-what'), width: 60, kind: 'text' },
    { header: say('register-count-number'), width: 14, kind: 'text' },
  ]
  const page = table(sheetName(say('register-counts')), columns)
  page.line(say('register-counts-title', { where: sheet.school ?? sheet.municipality }), TITLE)
  page.line(say('register-sheet-about', { day: dotted(day) }), ABOUT)
  page.header()
  for (const key of ['lines', 'young', 'beginners', 'youngBeginners', 'unknown'] as const)
    page.row([value(say(`register-count-${key}`)), counts[key] ?? 0])
  return page.done()
}

async function file(
  sheets: WriteSheet[],
  name: string,
  sheet: RegisterSheet,
  say: Say,
): Promise<MadeFile> {
  const bytes = await writeXlsx({
    sheets,
    properties: { title: printable(title(sheet, say)), creator: 'Tandem' },
    defaultFont: FONT,
  })
  return { name: `${name}.xlsx`, mime: XLSX_MIME, bytes: Buffer.from(bytes) }
}
