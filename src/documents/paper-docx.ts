import {
  AlignmentType,
  BorderStyle,
  Document,
  type FileChild,
  Packer,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  WidthType,
} from 'docx'
import { printable } from './plan-sheet.ts'

export const DOCX_MIME = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
/** A4 upright, twentieths of a point; the left margin leaves room for a binder. */
const PAGE = { width: 11_906, height: 16_838 }
const MARGIN = { top: 850, right: 850, bottom: 850, left: 1417 }
const WIDTH = PAGE.width - MARGIN.left - MARGIN.right
const FONT = 'Times New Roman'

export interface LineLook {
  bold?: boolean
  /** Half-points. */
  size?: number
  centred?: boolean
  right?: boolean
  after?: number
}

/** Lines of a text as paragraphs. */
export function lines(text: string, look: LineLook = {}): Paragraph[] {
  const { bold, size, centred, right, after = 120 } = look
  const alignment = centred
    ? AlignmentType.CENTER
    : right
      ? AlignmentType.RIGHT
      : AlignmentType.LEFT
  return printable(text)
    .split('\n')
    .map(
      (line) =>
        new Paragraph({
          alignment,
          spacing: { after },
          children: [
            new TextRun({ text: line, ...(bold ? { bold } : {}), ...(size ? { size } : {}) }),
          ],
        }),
    )
}

/** A table with a header row that is repeated on each page. @param shares widths in relation to each other */
export function table(
  header: readonly string[],
  rows: readonly (readonly string[])[],
  shares: readonly number[],
): Table {
  const whole = shares.reduce((sum, one) => sum + one, 0)
  const widths = shares.map((share) => Math.floor((WIDTH * share) / whole))
  const row = (cells: readonly string[], bold: boolean) =>
    new TableRow({
      tableHeader: bold,
      cantSplit: true,
      children: cells.map(
        (text, i) =>
          new TableCell({
            width: { size: widths[i] ?? 0, type: WidthType.DXA },
            children: lines(text, { bold, after: 0 }),
          }),
      ),
    })
  return new Table({
    rows: [
      ...(header.length > 0 ? [row(header, true)] : []),
      ...rows.map((one) => row(one, false)),
    ],
    columnWidths: widths,
    width: { size: WIDTH, type: WidthType.DXA },
    layout: TableLayoutType.FIXED,
    margins: { top: 40, bottom: 40, left: 80, right: 80 },
  })
}

/** A line to be filled in by hand, with what belongs there below it. */
export function blank(below: string): Paragraph[] {
  return [
    new Paragraph({
      spacing: { before: 240, after: 0 },
      border: { bottom: { style: BorderStyle.SINGLE, size: 4, space: 1, color: 'auto' } },
      children: [new TextRun({ text: ' ' })],
    }),
    ...lines(below, { centred: true, size: 16 }),
  ]
}

/** Puts the parts on upright pages. */
export async function paperDocx(title: string, children: FileChild[]): Promise<Buffer> {
  const document = new Document({
    title: printable(title),
    creator: 'Tandem',
    styles: {
      default: { document: { run: { font: FONT, size: 24, language: { value: 'ru-RU' } } } },
    },
    sections: [{ properties: { page: { size: PAGE, margin: MARGIN } }, children }],
  })
  return Buffer.from(await Packer.toBuffer(document))
}
