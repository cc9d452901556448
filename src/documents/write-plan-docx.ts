import {
  AlignmentType,
  Document,
  Footer,
  Packer,
  PageNumber,
  PageOrientation,
  Paragraph,
  ShadingType,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  VerticalAlign,
  WidthType,
} from 'docx'
import {
  commentsOf,
  extraColumns,
  type PlanColumn,
  printedColumns,
  stateInWords,
} from './plan-columns.ts'
import { dotted, type MadeFile, type PlanSheet, printable, type Say } from './plan-sheet.ts'

const MIME = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
/** A4, twentieths of a point. */
const PAGE = { width: 11_906, height: 16_838 }
const MARGIN = 567
const FONT = 'Times New Roman'
/** Half-points. */
const SIZE = 18

/** The road map with its statuses as .docx: a landscape page, the header row on each of them. */
export async function writePlanDocx(sheet: PlanSheet, say: Say): Promise<MadeFile> {
  const columns = columnsOf(sheet, say)
  const about = say('plan-sheet-about', {
    municipality: sheet.municipality,
    start: dotted(sheet.period.start),
    end: dotted(sheet.period.end),
    day: dotted(sheet.day),
  })
  const document = new Document({
    title: printable(sheet.title),
    creator: 'Tandem',
    styles: {
      default: { document: { run: { font: FONT, size: SIZE, language: { value: 'ru-RU' } } } },
    },
    sections: [
      {
        properties: {
          page: {
            size: { ...PAGE, orientation: PageOrientation.LANDSCAPE },
            margin: { top: MARGIN, right: MARGIN, bottom: MARGIN, left: MARGIN },
          },
        },
        footers: { default: footer(say) },
        children: [
          ...paragraphs(sheet.title, { bold: true, size: 28, centred: true }),
          ...paragraphs(about, { color: '7F7F7F', centred: true, after: 160 }),
          tableOf(sheet, columns),
        ],
      },
    ],
  })
  return {
    name: `${say('plan-sheet-file', { day: sheet.day })}.docx`,
    mime: MIME,
    bytes: Buffer.from(await Packer.toBuffer(document)),
  }
}

/** As many columns as a page bears: план, факт and status share one. */
function columnsOf(sheet: PlanSheet, say: Say): PlanColumn[] {
  const state: PlanColumn = {
    header: say('plan-sheet-plan-fact'),
    width: 20,
    kind: 'text',
    of: (row) => stateInWords(row, say),
  }
  const comment: PlanColumn = {
    header: say('plan-sheet-comment'),
    width: 18,
    kind: 'text',
    of: commentsOf,
  }
  const commented = sheet.rows.some((row) => commentsOf(row) !== '')
  const own = [...printedColumns(sheet, say), state, ...(commented ? [comment] : [])]
  return [...own, ...extraColumns(sheet, [...own, comment])]
}

function tableOf(sheet: PlanSheet, columns: readonly PlanColumn[]): Table {
  const whole = PAGE.height - 2 * MARGIN
  const shares = columns.reduce((sum, { width }) => sum + width, 0)
  const widths = columns.map(({ width }) => Math.floor((whole * width) / shares))
  const rows: TableRow[] = [
    new TableRow({
      tableHeader: true,
      cantSplit: true,
      children: columns.map(({ header }, i) =>
        cell(header, widths[i]!, { bold: true, centred: true, fill: 'DCE6F1' }),
      ),
    }),
  ]
  let section = ''
  for (const row of sheet.rows) {
    if (row.section !== section)
      rows.push(
        new TableRow({
          cantSplit: true,
          children: [
            cell(row.section, whole, { bold: true, fill: 'F2F2F2', across: columns.length }),
          ],
        }),
      )
    section = row.section
    rows.push(
      new TableRow({
        cantSplit: true,
        children: columns.map((column, i) => cell(column.of(row), widths[i]!)),
      }),
    )
  }
  return new Table({
    rows,
    columnWidths: widths,
    width: { size: whole, type: WidthType.DXA },
    layout: TableLayoutType.FIXED,
    margins: { top: 40, bottom: 40, left: 70, right: 70 },
  })
}

interface Look {
  bold?: boolean
  size?: number
  color?: string
  centred?: boolean
  after?: number
  fill?: string
  across?: number
}

function cell(text: string, width: number, look: Look = {}): TableCell {
  return new TableCell({
    width: { size: width, type: WidthType.DXA },
    children: paragraphs(text, look),
    verticalAlign: look.centred ? VerticalAlign.CENTER : VerticalAlign.TOP,
    ...(look.across ? { columnSpan: look.across } : {}),
    ...(look.fill ? { shading: { type: ShadingType.CLEAR, fill: look.fill, color: 'auto' } } : {}),
  })
}

function paragraphs(text: string, look: Look): Paragraph[] {
  const { bold, size, color, centred, after = 0 } = look
  return printable(text)
    .split('\n')
    .map(
      (line) =>
        new Paragraph({
          alignment: centred ? AlignmentType.CENTER : AlignmentType.LEFT,
          spacing: { after },
          children: [
            new TextRun({
              text: line,
              ...(bold ? { bold } : {}),
              ...(size ? { size } : {}),
              ...(color ? { color } : {}),
            }),
          ],
        }),
    )
}

function footer(say: Say): Footer {
  return new Footer({
    children: [
      new Paragraph({
        alignment: AlignmentType.RIGHT,
        children: [
          new TextRun({
            color: '7F7F7F',
            children: [
              `${say('plan-sheet-page')} `,
              PageNumber.CURRENT,
              ` ${say('plan-sheet-of')} `,
              PageNumber.TOTAL_PAGES,
            ],
          }),
        ],
      }),
    ],
  })
}
